/// What is checked and not kept in a tree, since nobody reads it.
extension MarkupName {
  /// How text and tables look, and nothing of what they say: two thirds of what Word writes. None of these holds text by the standard;
  /// a document in which one does is kept whole. Source: ISO/IEC 29500-1:2016 §17.3.1, §17.3.2, §17.4 and §17.7.4.
  var isAppearance: Bool {
    switch self {
    // Runs.
    case .sz, .szCs, .kern, .b, .bCs, .i, .iCs, .color, .lang, .spacing, .w, .u, .shd, .highlight, .effect, .bdr,
      .noProof, .rFonts, .fitText, .em, .eastAsianLayout, .snapToGrid, .outline, .shadow, .emboss, .imprint:
      true
    // Paragraphs.
    case .jc, .ind, .widowControl, .keepNext, .keepLines, .pageBreakBefore, .suppressLineNumbers, .pBdr, .autoSpaceDE,
      .autoSpaceDN, .adjustRightInd, .overflowPunct, .topLinePunct, .kinsoku, .wordWrap, .textAlignment, .contextualSpacing,
      .mirrorIndents, .suppressAutoHyphens, .suppressOverlap:
      true
    // Tables.
    case .tblW, .tblInd, .tblBorders, .tblLayout, .tblCellMar, .tblLook, .tblCellSpacing, .tblpPr, .tblOverlap, .tcW, .tcBorders,
      .tcMar, .vAlign, .noWrap, .textDirection, .tcFitText, .hideMark, .trHeight, .cantSplit, .cnfStyle:
      true
    // Sides of borders and margins.
    case .top, .left, .bottom, .right, .end, .insideH, .insideV, .between, .bar, .tl2br, .tr2bl: true
    // The table of styles that a program knows and the file does not use.
    case .latentStyles, .lsdException: true
    default: false
    }
  }

  /// Whether looks say that text may not be seen, or not as what it is: ink as pale as paper or a ground as dark as ink, three points or
  /// less, a font of pictures. A document that says so is kept whole.
  func mayHideText(_ value: some Collection<UInt8>) -> Bool {
    switch self {
    case .color, .shd:
      // FFFFFF, background1, light1, bg1; as a ground 000000.
      guard let first = value.first else { return false }
      switch first {
      case 0x45, 0x46, 0x65, 0x66: return value.count == 6
      case 0x62, 0x6C: return self == .color && value.contains { (0x30...0x39).contains($0) }
      case 0x30, 0x31: return self == .shd && value.count == 6
      default: return false
      }
    case .sz: return value.count == 1 && value.first.map { (0x30...0x36).contains($0) } == true
    case .rFonts: return value.count >= 8 && value.contains(0x64) && String(decoding: value, as: UTF8.self).lowercased().contains("dings")
    default: return false
    }
  }

  /// Elements that are passed over inside of such an element, and kept elsewhere.
  var isAppearanceInside: Bool { self == .start }

  /// Elements that hold properties and no text. Source: ISO/IEC 29500-1:2016 §17.3.1.26, §17.3.2.28, §17.4.59, §17.4.69, §17.4.81.
  var holdsProperties: Bool {
    switch self {
    case .pPr, .rPr, .tblPr, .tcPr, .trPr: true
    default: false
    }
  }

  /// Attributes: marks of editing sessions, on nearly every paragraph, row and run that Word writes, and fonts of scripts in which no
  /// symbols are set. Source: ISO/IEC 29500-1:2016 §17.15.1.70 (rsids), §17.3.2.26 (rFonts); [MS-DOCX] 2.6.2.3 (paraId), 2.6.2.4 (textId).
  var isPassedOverAttribute: Bool {
    switch self {
    case .rsidR, .rsidRDefault, .rsidP, .rsidRPr, .rsidTr, .rsidSect, .rsidDel, .w14ParaId, .w14TextId: true
    case .eastAsia, .cs, .hint, .asciiTheme, .hAnsiTheme, .eastAsiaTheme, .cstheme: true
    default: false
    }
  }
}
