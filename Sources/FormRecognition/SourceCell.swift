import Diagnostics
import DocumentTree

/// A cell of the source on its way into a form: its text, and what it can mean.
///
/// What was read stays as it is and is shared by all copies: a cell is handed from step to step.
struct SourceCell {
  private final class Content: Sendable {
    let text: String
    /// `nil` for prose, of which nobody asks.
    let key: LabelKey?
    let value: CellValue
    let terms: [Vocabulary.Term]
    let origin: Origin

    /// Bytes: half as many again as the longest official label has.
    private static let longLabel = 200

    init(_ text: String, _ origin: Origin, _ vocabulary: Vocabulary) {
      self.text = text
      self.origin = origin
      var text = text
      var value = CellValue(text)
      if case .unreadable = value.content, text.hasByte(0x26) {
        // `3&nbsp;`, escaped twice: the page shows the reference, and means a space.
        text = text.replacingReferences
        value = CellValue(text)
      }
      self.value = value
      // The longest official label has 45 characters; a paragraph is not looked up.
      guard case .unreadable = value.content, text.utf8.count <= 400 else {
        key = LabelKey.none
        terms = []
        return
      }
      // Long prose is taken apart when somebody asks.
      if text.utf8.count > Content.longLabel, !text.hasByte(0x26), vocabulary.isProse(text), LabelRemark.label(of: text) == nil {
        key = nil
        terms = []
        return
      }
      let words = LabelWords(text)
      if let wording = vocabulary.wording(words) {
        key = LabelKey(words, body: wording.body)
        terms = vocabulary.terms(of: wording, ordinal: words.ordinal, isOrdinalBare: words.isOrdinalBare)
      } else if let label = LabelRemark.label(of: text), case let own = LabelWords(label), let wording = vocabulary.wording(own),
        case let columns = vocabulary.terms(of: wording, ordinal: own.ordinal, isOrdinalBare: own.isOrdinalBare).filter(\.isColumn),
        !columns.isEmpty
      {
        key = LabelKey(own, body: wording.body)
        terms = columns
      } else if let label = NearLabel.label(of: text), case let own = LabelWords(label), let wording = vocabulary.wording(own) {
        key = LabelKey(own, body: wording.body)
        terms = vocabulary.terms(of: wording, ordinal: own.ordinal, isOrdinalBare: own.isOrdinalBare)
      } else {
        key = LabelKey(words, body: String(scalars: words.body))
        terms = []
      }
    }
  }

  private let content: Content
  /// Layout columns, counted from 0.
  var columns: Range<Int>
  /// Put together from pieces, as the sums of the form demand.
  var isInferred = false
  /// How many rows of the table it covers.
  var height: UInt16 = 1

  init(_ text: String, columns: Range<Int>, origin: Origin, vocabulary: Vocabulary) {
    content = Content(text, origin, vocabulary)
    self.columns = columns
  }

  var text: String { content.text }
  var key: LabelKey { content.key ?? LabelKey(content.text) }
  var value: CellValue { content.value }
  /// What the words are in the official forms; empty for a value.
  var terms: [Vocabulary.Term] { content.terms }
  var origin: Origin { content.origin }

  var isBlank: Bool { if case .blank = content.value.content { true } else { false } }
  var isReadable: Bool { content.value.isReadable }
  /// Words that are no value: a label, known or not.
  var isLabel: Bool {
    if !content.terms.isEmpty { return true }
    if case .unreadable(.notANumber) = content.value.content { return true }
    return false
  }
}

extension String {
  /// `&nbsp;` as text replaced by a space.
  fileprivate var replacingReferences: String {
    var out = ""
    var rest = Substring(self)
    while let end = rest.firstRange(of: "&nbsp") {
      out += rest[..<rest.utf8.index(end, offsetBy: -5)] + " "
      rest = rest[end...]
      if rest.first == ";" { rest = rest.dropFirst() }
    }
    return out + rest
  }
}

extension LabelKey {
  static let none = LabelKey("")
}
