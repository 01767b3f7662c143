/// HTML's rules for parsing integers: leading space, a sign, digits, and whatever follows is ignored.
enum HTMLInteger {
  /// Source: WHATWG HTML §2.3.4.1.
  static func signed(_ text: String?) -> Int? {
    guard let text else { return nil }
    var bytes = Array(text.utf8)[...].drop { VisibleText.isASCIISpace($0) }
    var negative = false
    if bytes.first == 0x2D || bytes.first == 0x2B {
      negative = bytes.first == 0x2D
      bytes.removeFirst()
    }
    let digits = bytes.prefix { (0x30...0x39).contains($0) }
    guard !digits.isEmpty else { return nil }
    var value = 0
    for digit in digits { value = min(value * 10 + Int(digit - 0x30), 1 << 40) }
    return negative ? -value : value
  }

  /// Source: WHATWG HTML §2.3.4.2.
  static func nonNegative(_ text: String?) -> Int? {
    guard let value = signed(text), value >= 0 else { return nil }
    return value
  }
}
