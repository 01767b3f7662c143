import Diagnostics

/// The first block of a Word file: where everything is. Source: [MS-DOC] 2.5, the File Information Block.
struct FileInformation {
  /// Characters of the stories, in the order in which they follow each other.
  var mainText = 0
  var footnotes = 0
  var headers = 0
  var comments = 0
  var endnotes = 0
  var textBoxes = 0
  var headerTextBoxes = 0
  /// `0Table` or `1Table`.
  var tableStream = "0Table"
  private let bytes: Bytes

  init(_ bytes: Bytes) throws(Refusal) {
    self.bytes = bytes
    guard let identifier = bytes.word(0), let version = bytes.word(2), let flags = bytes.word(0x0A) else { throw .damaged }
    guard identifier == 0xA5EC, version >= 0x00C1 else {
      if [0xA5DC, 0xA5DB, 0xA59B, 0xA59C, 0xA5EC].contains(identifier) { throw .tooOld }
      throw .damaged
    }
    if flags & 0x0100 != 0 { throw .encrypted }
    tableStream = flags & 0x0200 != 0 ? "1Table" : "0Table"
    func length(_ offset: Int) throws(Refusal) -> Int {
      guard let value = bytes.signed(offset), value >= 0, value < 1 << 28 else { throw .damaged }
      return value
    }
    mainText = try length(0x4C)
    footnotes = try length(0x50)
    headers = try length(0x54)
    comments = try length(0x5C)
    endnotes = try length(0x60)
    textBoxes = try length(0x64)
    headerTextBoxes = try length(0x68)
  }

  var characters: Int { mainText + footnotes + headers + comments + endnotes + textBoxes + headerTextBoxes }

  /// Places in the table stream, by their number in the list of FibRgFcLcb97.
  enum Place: Int {
    case styles = 1
    case footnoteReferences = 2
    case footnoteTexts = 3
    case commentReferences = 4
    case commentTexts = 5
    case sections = 6
    case headers = 11
    case characterRuns = 12
    case paragraphRuns = 13
    case fonts = 15
    case pieces = 33
    case shapes = 40
    case endnoteReferences = 46
    case endnoteTexts = 47
    case textBoxTexts = 56
    case lists = 73
    case listOverrides = 74
  }

  func place(_ place: Place) -> (offset: Int, length: Int) {
    let at = 0x9A + place.rawValue * 8
    return (bytes.long(at) ?? 0, bytes.long(at + 4) ?? 0)
  }
}

extension Refusal {
  static let damaged = Refusal(
    "doc-damaged",
    Message(zh: "Word 97–2003 文件已损坏或不完整，无法读取。", en: "the Word 97–2003 document is damaged or incomplete"))

  static let tooOld = Refusal(
    "doc-too-old",
    Message(
      zh: "这是 Word 95 或更早的文件，不能读取。请在 Word 或 WPS 中另存为 .docx 后再转换。",
      en: "this is a document of Word 95 or before, which is not read; save it as .docx and try again"))

  static let encrypted = Refusal(
    "input-encrypted",
    Message(
      zh: "文件设有打开密码（password），无法读取。请在 Word 或 WPS 中取消密码后另存，再转换。",
      en: "the file is encrypted with a password; save it without one and try again"))
}
