import Diagnostics
import DocumentTree
import SafeXML

/// The text of a paragraph while it is read.
struct InlineText {
  private(set) var text = ""
  /// Prompts of content controls, struck out, raised and lowered.
  private(set) var marks: [TextMark] = []
  let origin: Origin
  /// Hidden by the paragraph's style: runs may say otherwise.
  var styleIsHidden = false
  /// Blocks that are anchored in the paragraph and stand after it: text boxes, chunks.
  var following: [Block] = []
  /// A page or column break that becomes a line break only between text and text.
  private var hasPendingBreak = false
  /// Properties of the run that is being read: they name its font.
  var runProperties = MarkupPlace.none
  /// How the paragraph's style sets its text apart: runs may say otherwise.
  var styleLook = Styles.Look() { didSet { styleMarks = styleLook.marks } }
  private(set) var styleMarks: TextMark.Kinds = []
  /// What the paragraph's style says of ink and size.
  var stylePaint = Paint()
  /// Inside of something whose signs are drawn in another order, or in no line.
  var isOutOfLine = false
  /// How the run that is being read is set apart.
  var runMarks: TextMark.Kinds = []

  init(origin: Origin) { self.origin = origin }

  /// - Parameter isUnclear: whether it can't be told what of it is drawn.
  mutating func append(_ more: String, isPrompt: Bool = false, isUnclear: Bool = false) {
    if more.isEmpty { return }
    if hasPendingBreak {
      if !text.isEmpty { text.append("\n") }
      hasPendingBreak = false
    }
    var kinds = runMarks
    if isPrompt { kinds.insert(.prompt) }
    if isUnclear { kinds.insert(.unclear) }
    if !kinds.isEmpty {
      let start = text.utf8.count
      marks.mark(kinds, start..<start + more.utf8.count)
    }
    if text.isEmpty { text = more } else { text.append(more) }
  }

  mutating func breakPage() { hasPendingBreak = true }
}
