import DocumentTree
import WordText

/// What holds inside a group of braces, and ends with it.
struct RTFState {
  enum Destination: Equatable {
    /// Text of the story.
    case story
    /// Nothing that a person sees.
    case nothing
    case fontTable
    case colourTable
    case fieldCode
    /// The number of a list, as the program that wrote the file showed it.
    case listText
    case property(String)
    case objectClass
  }

  var destination = Destination.story
  /// How many characters stand for one that `\u` gives.
  var fallbackLength = 1
  var font: Int?
  /// Places in the table of colours; 0 is automatic.
  var ink = 0
  var ground = 0
  /// Half-points.
  var size = 24
  var isHidden = false
  var isDeleted = false
  var isInserted = false
  /// Struck out, raised or lowered.
  var marks: TextMark.Kinds = []
  // Of the paragraph:
  var isInTable = false
  var depth = 0
  var outline: Int?
  // Of the row:
  var row = RowDefinition()
  var cellHorizontal = 0
  var cellVertical = 0
  /// The group began with `\*`: what is not known in it is passed over.
  var isOptional = false

  /// How deep in tables a paragraph stands.
  var tableDepth: Int { isInTable || depth > 0 ? max(1, depth) : 0 }

  mutating func resetCharacters() {
    font = nil
    ink = 0
    ground = 0
    size = 24
    isHidden = false
    isDeleted = false
    isInserted = false
    marks = []
  }

  mutating func resetParagraph() {
    isInTable = false
    depth = 0
    outline = nil
  }
}
