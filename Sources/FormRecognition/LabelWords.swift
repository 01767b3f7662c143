import DocumentTree
import ReportModel

/// A label taken apart, its words as they are compared: what ``LabelKey`` says as text.
struct LabelWords {
  let ordinal: LabelKey.Ordinal?
  let isOrdinalBare: Bool
  let unit: String?
  /// Han characters, letters and digits only.
  let body: [Unicode.Scalar]

  init(_ text: some StringProtocol) {
    var scalars = FoldedText.fold(Self.withoutNoteSigns(Substring(text)))
    let (ordinal, start) = LabelKey.ordinal(at: scalars)
    self.ordinal = ordinal
    if case .point = ordinal, start > 0 {
      isOrdinalBare = scalars[start - 1].value >= 0x30 && scalars[start - 1].value <= 0x39
    } else {
      isOrdinalBare = false
    }
    var end = scalars.count
    while end > start, Self.isTail(scalars[end - 1]) { end -= 1 }
    if let remark = Self.unitRemark(scalars[start..<end]) {
      unit = remark.unit
      end = remark.start
    } else {
      unit = nil
    }
    var count = 0
    for index in start..<end where Self.counts(scalars[index]) {
      scalars[count] = scalars[index]
      count += 1
    }
    scalars.removeLast(scalars.count - count)
    body = scalars
  }

  /// Without the signs of notes at its end: `规章①`, `行政许可¹`.
  private static func withoutNoteSigns(_ text: Substring) -> Substring {
    let bytes = text.utf8.span
    // The lead byte of such a sign stands there; nearly all labels end with a Han character, which has another.
    guard bytes.count > 3, bytes[bytes.count - 3] == 0xE2 || bytes[bytes.count - 2] == 0xC2 else { return text }
    let scalars = text.unicodeScalars
    var end = scalars.endIndex
    while end > scalars.startIndex, case let last = scalars.index(before: end), isNoteSign(scalars[last]) { end = last }
    return end > scalars.startIndex ? text[..<end] : text[...]
  }

  /// Circled digits, superscripts and subscripts. Source: Unicode, Enclosed Alphanumerics, Superscripts and Subscripts.
  private static func isNoteSign(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isRaisedDigit || (0x2460...0x2473).contains(scalar.value)
  }

  private static func isTail(_ scalar: Unicode.Scalar) -> Bool { scalar == ":" || scalar == "*" || scalar == "." || scalar == "," }

  private static func counts(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case 0x00...0x7F: false
    case 0x2010...0x2015, 0x2212, 0x2500...0x257F, 0x3000...0x303F: false
    default: true
    }
  }

  /// `(件)`, `(单位:万元)`, `(单位:万元,保留4位小数)`, `/万元` at the end: the unit, and where the remark begins.
  private static func unitRemark(_ scalars: ArraySlice<Unicode.Scalar>) -> (unit: String, start: Int)? {
    // 采购总金额/万元
    for length in 1...2 where scalars.count > length + 3 && scalars[scalars.endIndex - length - 1] == "/" {
      let unit = String(scalars: scalars.suffix(length))
      return Units.all.contains(unit) ? (unit, scalars.endIndex - length - 1) : nil
    }
    guard scalars.last == ")", let open = scalars.lastIndex(of: "(") else { return nil }
    let inner = scalars[(open + 1)..<(scalars.endIndex - 1)]
    // No unit has more than two characters.
    guard (inner.starts(with: unitWord) ? inner.dropFirst(2).drop { $0 == ":" } : inner).prefix(while: { $0 != "," }).count <= 2 else {
      return nil
    }
    let text = String(scalars: inner)
    let words = text.hasPrefix("单位") ? String(text.dropFirst(2).drop { $0 == ":" }) : text
    let unit = String(words.prefix { $0 != "," })
    return Units.all.contains(unit) ? (unit, open) : nil
  }
  private static let unitWord: [Unicode.Scalar] = ["单", "位"]
}
