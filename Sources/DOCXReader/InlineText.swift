import Diagnostics
import DocumentTree
import SafeXML

/// The text of a paragraph while it is read.
struct InlineText {
  private(set) var text = ""
  /// The text without prompts of content controls; `nil` where it has none.
  private(set) var filled: String?
  let origin: Origin
  /// Hidden by the paragraph's style: runs may say otherwise.
  var styleIsHidden = false
  /// Blocks that are anchored in the paragraph and stand after it: text boxes, chunks.
  var following: [Block] = []
  /// A page or column break that becomes a line break only between text and text.
  private var hasPendingBreak = false
  /// Properties of the run that is being read: they name its font.
  var runProperties = MarkupPlace.none

  init(origin: Origin) { self.origin = origin }

  mutating func append(_ more: String, isPrompt: Bool = false) {
    if more.isEmpty { return }
    if isPrompt, filled == nil { filled = text }
    if hasPendingBreak {
      if !text.isEmpty { text.append("\n") }
      if filled?.isEmpty == false { filled?.append("\n") }
      hasPendingBreak = false
    }
    if text.isEmpty { text = more } else { text.append(more) }
    if !isPrompt { filled?.append(more) }
  }

  mutating func breakPage() { hasPendingBreak = true }
}
