import Diagnostics
import DocumentTree
import TextDecoding
import WordText

/// Characters: bytes of a code page, Unicode, symbols.
extension RTFFile {
  mutating func byte(_ byte: UInt8) {
    if toSkip > 0 {
      toSkip -= 1
      return
    }
    if state.destination == .nothing { return }
    let encoding = self.encoding
    if encoding != bytesEncoding {
      flushBytes()
      bytesEncoding = encoding
    }
    bytes.append(byte)
  }

  /// Chinese files name Latin fonts for Chinese text at times: the code page of the file then decides.
  var encoding: String {
    let own = (state.font ?? defaultFont).flatMap { fontEncodings[$0] }
    if let own, own != "windows-1252" { return own }
    return ["gbk", "big5", "shift_jis", "euc-kr"].contains(codePage) ? codePage : own ?? codePage
  }

  mutating func flushBytes() {
    guard !bytes.isEmpty else { return }
    let own = bytes
    bytes = []
    if own.allSatisfy({ $0 < 0x80 }) {
      append(String(decoding: own, as: UTF8.self))
      return
    }
    guard let decoded = try? TextDecoding.decode(own, forced: bytesEncoding) else {
      append(String(decoding: own, as: UTF8.self))
      return
    }
    let text = decoded.text
    if text.unicodeScalars.contains("\u{FFFD}") { report(.undecodable(bytesEncoding, at: place)) }
    append(text)
  }

  mutating func append(unicode value: Int) {
    flushBytes()
    toSkip = state.fallbackLength
    append(units: [UInt16(truncatingIfNeeded: value)])
  }

  mutating func append(_ text: String) { append(units: Array(text.utf16)) }

  /// White space that is no character of the file.
  mutating func append(mark: UInt16) {
    switch state.destination {
    case .story: if omission == nil { stories[stories.count - 1].append([mark]) }
    case .listText: stories[stories.count - 1].number.append(mark)
    default: break
    }
  }

  /// Why text is left out just now; `nil` when it is kept.
  var omission: String? {
    if state.isDeleted, trackChanges == .accept { return "deleted-revision" }
    if state.isInserted, trackChanges == .reject { return "rejected-insertion" }
    return state.isHidden ? "hidden-text" : nil
  }

  mutating func append(units: [UInt16]) {
    let weight = units.reduce(0) { $0 + Self.weight($1) }
    switch state.destination {
    case .nothing: return
    case .fontTable:
      if let font = fontBeingDefined, fontNames[font, default: ""].utf8.count < 200 {
        fontNames[font, default: ""] += String(decoding: units, as: UTF16.self).filter { $0 != ";" }
      }
    case .colourTable:
      guard colours.count < 4096 else { return }
      for unit in units where unit == 0x3B {
        colours.append(colour)
        colour = nil
      }
    case .property: if property.utf8.count < 4000 { property += String(decoding: units, as: UTF16.self) }
    case .objectClass: if objectClass.utf8.count < 100 { objectClass += String(decoding: units, as: UTF16.self) }
    case .fieldCode:
      account.read += weight
      account.leaveOut("field-code", weight, at: place)
      if let last = fields.indices.last, fields[last].instruction.utf8.count < 1000 {
        fields[last].instruction += String(decoding: units, as: UTF16.self)
      }
    case .story, .listText:
      account.read += weight
      noteRevision()
      if let omission {
        account.leaveOut(omission, weight, at: place)
        return
      }
      guard let last = stories.indices.last else { return }
      if state.destination == .listText {
        stories[last].number += units
        return
      }
      account.kept += weight
      stories[last].append(mapped(units), isUnclear ? state.marks.union(.unclear) : state.marks)
    }
  }

  /// A part of the colour that is being defined. Source: Rich Text Format 1.9.1, Color Table.
  mutating func define(_ part: String, _ value: Int) {
    var new = colour ?? .black
    let level = UInt8(clamping: value)
    switch part {
    case "red": new.red = level
    case "green": new.green = level
    default: new.blue = level
    }
    colour = new
  }

  /// Whether it can't be told that the text is seen, or as what: ink of the colour of its ground, three points or less, pictures for digits.
  private var isUnclear: Bool {
    guard state.tableDepth > 0 else { return false }
    if state.size <= 6 { return true }
    if let name = (state.font ?? defaultFont).flatMap({ fontNames[$0] }), Typeface.hasPicturesForDigits(name) { return true }
    func colour(_ index: Int) -> Colour? { colours.indices.contains(index) ? colours[index] : nil }
    return colour(state.ink)?.isLost(on: colour(state.ground) ?? .white) ?? false
  }

  func mapped(_ units: [UInt16]) -> [UInt16] {
    guard let unit = units.first, (0xF020...0xF0FF).contains(unit) else { return units }
    return Array(SymbolFonts.mapped(String(decoding: units, as: UTF16.self), font: state.font.flatMap { fontNames[$0] }).utf16)
  }

  mutating func noteRevision() {
    let kind = state.isDeleted ? "deletion" : state.isInserted ? "insertion" : nil
    if let kind, kind != lastRevision { revisions[kind, default: 0] += 1 }
    lastRevision = kind
  }

  /// How many characters a unit counts for: none for white space, one for a pair.
  static func weight(_ unit: UInt16) -> Int {
    switch unit {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xDC00...0xDFFF: 0
    default: 1
    }
  }
}
