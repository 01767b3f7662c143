import Diagnostics
import DocumentTree
import WordText

/// A story that is being read: the body, a note, a header, a text box.
struct RTFStory {
  enum Kind { case body, footnote, endnote, comment, header, footer, textBox }

  var kind: Kind
  /// How many groups were open when it began.
  let group: Int
  let origin: Origin
  var tables: TableStack
  /// The number of a list that stands before the paragraph.
  var number: [UInt16] = []
  /// Blocks that are anchored in the paragraph and stand after it.
  var following: [Block] = []
  /// A page break becomes a line break only between text and text.
  var breaksPage = false
  var textBoxes = 0
  private var text: [UInt16] = []
  /// How the text is set apart, by its units.
  private var marks: [TextMark] = []

  init(kind: Kind, group: Int, place: Origin) {
    self.kind = kind
    self.group = group
    origin = place
    tables = TableStack(place: place)
  }

  var isEmpty: Bool { text.isEmpty && number.isEmpty && following.isEmpty }

  mutating func append(_ units: [UInt16], _ kinds: TextMark.Kinds = []) {
    if breaksPage, !text.isEmpty { text.append(0x0A) }
    breaksPage = false
    if !kinds.isEmpty { marks.mark(kinds, text.count..<text.count + units.count) }
    text += units
  }

  mutating func takeText() -> (text: String, marks: [TextMark]) {
    defer {
      text = []
      marks = []
    }
    let string = String(decoding: text, as: UTF16.self)
    return (string, marks.inUTF8(of: text).settled(in: string))
  }

  /// Without the tab that follows it.
  mutating func takeNumber() -> [UInt16] {
    var units = number
    number = []
    while let last = units.last, last == 0x09 || last == 0x20 { units.removeLast() }
    while let first = units.first, first == 0x09 || first == 0x20 { units.removeFirst() }
    return units
  }
}
