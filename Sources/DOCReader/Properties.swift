import DocumentTree
import WordText

/// What a paragraph's properties say of its place and its number.
struct ParagraphProperties {
  var style = 0
  var isInTable = false
  /// The mark that ends a row of an outer table.
  var isRowEnd = false
  /// How many tables it stands in, where the file says so.
  var depth: Int?
  var isInnerCellEnd = false
  var isInnerRowEnd = false
  var list: Int?
  var listLevel: Int?
  var outline: Int?
  var isDropCap = false
  var row = RowDefinition()

  var tableDepth: Int { max(depth ?? 0, isInTable ? 1 : 0) }

  mutating func apply(_ list: ArraySlice<UInt8>, data: Bytes?) {
    var longer: ArraySlice<UInt8>?
    Property.each(list) { property in
      switch property.code {
      case 0x2416: isInTable = property.byte != 0
      case 0x2417: isRowEnd = property.byte != 0
      case 0x6649: depth = min(property.long, 1 << 20)
      case 0x664A: depth = max(0, (depth ?? 0) + Int(Int32(truncatingIfNeeded: property.long)))
      case 0x244B: isInnerCellEnd = property.byte != 0
      case 0x244C: isInnerRowEnd = property.byte != 0
      case 0x460B: self.list = Int(Int16(truncatingIfNeeded: property.word))
      case 0x260A: listLevel = property.byte
      case 0x2640: outline = property.byte
      case 0x442C: isDropCap = (1...2).contains(property.word & 7)
      case 0x6645, 0x6646:
        // Properties that are too many for a page stand in the data stream.
        if let data, let length = data.word(property.long) { longer = data.slice(property.long + 2, length) }
      default: if property.code >> 10 & 7 == 5 { row.apply(property) }
      }
    }
    // Once: what stands there does not lead on.
    if let longer { apply(longer, data: nil) }
  }
}

/// How text looks, as far as it says something: by a style, or directly.
struct CharacterLook: Hashable {
  var isHidden = false
  /// One line through it, or two.
  var isStruck = false
  var isStruckTwice = false
  /// 1 is raised, 2 is lowered.
  var position = 0
  /// Half-points up, or down where negative.
  var raise = 0
  /// `nil` is automatic: it takes a colour that is seen.
  var ink: Colour?
  var ground: Colour?
  /// Half-points.
  var size = 20
  var font: Int?

  /// Whether it can't be told that text is seen: ink of the colour of its ground, or three points or less.
  var isUnseen: Bool { size <= 6 || ink?.isLost(on: ground ?? .white) ?? false }

  var marks: TextMark.Kinds {
    var marks: TextMark.Kinds = isStruck || isStruckTwice ? .struck : []
    if position == 1 { marks.insert(.raised) }
    if position == 2 { marks.insert(.lowered) }
    // One half-point is for the eye alone.
    if position == 0, raise.magnitude > 1 { marks.insert(raise > 0 ? .movedUp : .movedDown) }
    return marks
  }

  /// Source: [MS-DOC] 2.6.1 (sprmCFVanish, sprmCFStrike, sprmCFDStrike, sprmCIss, sprmCHpsPos, sprmCIco, sprmCCv, sprmCHighlight,
  /// sprmCShd, sprmCHps, sprmCRgFtc0).
  /// - Parameter style: what the styles say, for values that refer to it.
  mutating func apply(_ property: Property, style: CharacterLook) {
    switch property.code {
    case 0x083C: isHidden = CharacterProperties.toggled(property.byte, style.isHidden)
    case 0x0837: isStruck = CharacterProperties.toggled(property.byte, style.isStruck)
    case 0x2A53: isStruckTwice = property.byte != 0
    case 0x2A48: position = property.byte
    case 0x4845: raise = Int(Int16(truncatingIfNeeded: property.word))
    case 0x2A42: ink = Self.palette(property.byte)
    case 0x6870: ink = Self.colour(property.long)
    case 0x2A0C: ground = Self.palette(property.byte)
    case 0xCA71: ground = property.operand.count >= 9 ? Self.colour(property.number(5) | property.number(7) << 16) : ground
    case 0x4A43: size = property.word
    case 0x4A4F: font = property.word
    default: break
    }
  }

  /// Source: [MS-DOC] 2.9.119, Ico.
  private static func palette(_ index: Int) -> Colour? {
    switch index {
    case 0: nil
    case 1: .black
    case 8: .white
    default: .neither
    }
  }

  /// Source: [MS-DOC] 2.9.43, COLORREF: red, green, blue, and 0xFF for automatic.
  private static func colour(_ value: Int) -> Colour? {
    guard value >> 24 & 0xFF == 0 else { return nil }
    return Colour(
      red: UInt8(truncatingIfNeeded: value), green: UInt8(truncatingIfNeeded: value >> 8), blue: UInt8(truncatingIfNeeded: value >> 16))
  }

  /// A character style over a paragraph's: of two that hide or strike, one undoes the other.
  mutating func apply(characterStyle other: CharacterLook) {
    isHidden = other.isHidden != isHidden
    isStruck = other.isStruck != isStruck
    isStruckTwice = other.isStruckTwice || isStruckTwice
    if other.position != 0 { position = other.position }
    if other.raise != 0 { raise = other.raise }
    if let ink = other.ink { self.ink = ink }
    if let ground = other.ground { self.ground = ground }
    if other.size != 20 { size = other.size }
    if let font = other.font { self.font = font }
  }
}

/// What a character's properties say of its text.
struct CharacterProperties: Hashable {
  var look = CharacterLook()
  var isDeleted = false
  var isInserted = false
  /// Stands for something that is no character.
  var isSpecial = false
  var isObject = false
  var hasPicture = false
  var font: Int?
  var symbolFont: Int?
  var symbolCode: Int?

  /// - Parameters:
  ///   - style: what the paragraph's style says, for values that refer to it.
  mutating func apply(_ list: ArraySlice<UInt8>, style: CharacterLook, characterStyle: (Int) -> CharacterLook?) {
    var base = style
    Property.each(list) { property in
      look.apply(property, style: base)
      switch property.code {
      case 0x4A30:
        if let other = characterStyle(property.word) {
          base = style
          base.apply(characterStyle: other)
          look = base
        }
      case 0x0800: isDeleted = property.byte != 0
      case 0x0801: isInserted = property.byte != 0
      case 0x0855: isSpecial = property.byte != 0
      case 0x080A, 0x0856: isObject = property.byte != 0
      case 0x6A03: hasPicture = true
      case 0x4A4F: font = property.word
      case 0x6A09:
        symbolFont = property.word
        symbolCode = property.number(2)
      default: break
      }
    }
  }

  /// On, off, as the style, or the opposite of it. Source: [MS-DOC] 2.9.327, ToggleOperand.
  static func toggled(_ value: Int, _ style: Bool) -> Bool {
    switch value {
    case 0x80: style
    case 0x81: !style
    default: value != 0
    }
  }
}
