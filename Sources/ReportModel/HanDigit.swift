extension Unicode.Scalar {
  /// 1 to 9 for 一 to 九.
  @inlinable public var hanDigit: Int? {
    switch self {
    case "一": 1
    case "二": 2
    case "三": 3
    case "四": 4
    case "五": 5
    case "六": 6
    case "七": 7
    case "八": 8
    case "九": 9
    default: nil
    }
  }
}
