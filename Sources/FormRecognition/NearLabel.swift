import DocumentTree
import ReportModel

/// A label whose words are whole, with signs before or inside them that are no part of it: an ordinal written twice, a hint in brackets.
///
///     （三）（三）不予公开      →   （三）不予公开
///     规章（部门规章）          →   规章
///     本年(2023)制发件数        →   本年制发件数
///
/// A bracket that tells labels apart (上年, 市本级, 2022年) stays. What a bracket says of year and unit is judged apart, by ``PathStatement``.
enum NearLabel {
  /// The label without them; `nil` where there are none.
  static func label(of text: String) -> String? {
    guard text.utf8.count <= 300 else { return nil }
    let scalars = FoldedText.fold(Substring(text))
    let plain = withoutHints(scalars[...])
    guard let plain else { return nil }
    let bare = withoutSecondOrdinal(plain)
    return bare.count == scalars.count ? nil : String(scalars: bare)
  }

  /// The first of several ordinals goes: the one before the words is the label's own.
  private static func withoutSecondOrdinal(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var rest = scalars
    for _ in 0..<3 {
      let (first, length) = LabelKey.ordinal(at: rest)
      guard first != nil, length < rest.count else { break }
      let (second, _) = LabelKey.ordinal(at: Array(rest[length...]))
      guard second != nil else { break }
      rest = Array(rest[length...])
    }
    return rest
  }

  private static let distinguishing = [
    "上年", "上一年", "去年", "往年", "前年", "累计", "历年", "占比", "比例", "同比", "本级", "其中", "全市", "全省", "全县", "全区", "%", "计划", "年",
  ]

  /// - Returns: `nil` where a bracket tells labels apart, or one is not closed.
  private static func withoutHints(_ scalars: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar]? {
    let (ordinal, length) = LabelKey.ordinal(at: Array(scalars))
    var out = Array(scalars.prefix(ordinal == nil ? 0 : length))
    var rest = scalars.dropFirst(out.count)
    // A second ordinal in brackets is none of the hints.
    while case let (second, count) = LabelKey.ordinal(at: Array(rest)), second != nil, count > 0, rest.first == "(" {
      out += rest.prefix(count)
      rest = rest.dropFirst(count)
    }
    while let open = rest.firstIndex(of: "(") {
      out += rest[..<open]
      guard let close = rest[open...].firstIndex(of: ")") else { return nil }
      let inner = String(scalars: rest[(open + 1)..<close])
      guard !distinguishing.contains(where: inner.contains) else { return nil }
      rest = rest[(close + 1)...]
    }
    return out + rest
  }
}
