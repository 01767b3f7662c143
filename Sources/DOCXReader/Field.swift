import SafeXML

/// A complex field that is open while its runs are read: an instruction, then (after `separate`) the result that Word cached.
///
/// Source: ISO/IEC 29500-1:2016 §17.16.18, fldChar.
struct Field {
  var instruction = ""
  var isInResult = false
  var hasResult = false
  var formData: MarkupElement?

  /// The field's type: `TOC`, `FORMCHECKBOX`, `=`.
  var kind: String {
    let trimmed = instruction.drop { $0 == " " || $0 == "\u{A0}" || $0 == "\t" }
    if trimmed.first == "=" { return "=" }
    return trimmed.prefix { $0.isLetter }.uppercased()
  }

  /// Font and code of a field like `SYMBOL 254 \f "Wingdings"`.
  var symbol: (font: String, code: UInt32)? {
    guard kind == "SYMBOL" else { return nil }
    let words = instruction.split(whereSeparator: { $0 == " " || $0 == "\u{A0}" || $0 == "\"" })
    guard words.count > 1 else { return nil }
    let number = words[1]
    let code = number.lowercased().hasPrefix("0x") ? UInt32(number.dropFirst(2), radix: 16) : UInt32(number)
    guard let code, let flag = words.firstIndex(where: { $0.lowercased() == "\\f" }) else { return nil }
    let font = words[(flag + 1)...].prefix { !$0.hasPrefix("\\") }.joined(separator: " ")
    return (font, code)
  }

  /// Positions of field marks without a partner, in one story.
  ///
  /// A `begin` that is never ended would turn all text after it into an instruction.
  static func broken(in story: MarkupElement) -> Set<Int> {
    guard story.mentions(.fldChar) else { return [] }
    var open: [Int] = []
    var broken: Set<Int> = []
    for element in story.descendants where element.tag == .fldChar {
      switch element[.fldCharType] {
      case "begin": open.append(element.position)
      case "separate": if open.isEmpty { broken.insert(element.position) }
      case "end": if open.popLast() == nil { broken.insert(element.position) }
      default: broken.insert(element.position)
      }
    }
    broken.formUnion(open)
    return broken
  }
}

/// The fields that are open, innermost last. Fields nest without limit, so nothing here looks at all of them.
struct FieldStack {
  private var fields: [Field] = []
  private var instructions = 0

  var isEmpty: Bool { fields.isEmpty }
  /// Whether any open field is still in its instruction.
  var isInInstruction: Bool { instructions > 0 }

  mutating func begin(_ formData: MarkupElement?) {
    var field = Field()
    field.formData = formData
    fields.append(field)
    instructions += 1
  }

  mutating func separate() {
    guard let last = fields.indices.last, !fields[last].isInResult else { return }
    fields[last].isInResult = true
    instructions -= 1
  }

  /// Closes the innermost field. What it shows is a result of the field around it too.
  mutating func end() -> Field? {
    guard let field = fields.popLast() else { return nil }
    if !field.isInResult { instructions -= 1 }
    if field.hasResult { markResult() }
    return field
  }

  mutating func markResult() {
    if let last = fields.indices.last { fields[last].hasResult = true }
  }

  mutating func appendInstruction(_ text: String) {
    if let last = fields.indices.last { fields[last].instruction += text }
  }
}
