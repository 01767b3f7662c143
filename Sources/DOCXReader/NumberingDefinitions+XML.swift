import SafeXML
import WordText

extension NumberingDefinitions {
  /// Reads `w:numbering`, or the `w:lists` of Word 2003.
  init(_ root: MarkupElement) {
    self.init()
    for element in root.children {
      switch element.tag {
      case .abstractNum, .listDef:
        guard let id = element[.abstractNumId] ?? element[.listDefId] else { continue }
        var abstract = Abstract()
        for child in element.children {
          switch child.tag {
          case .lvl:
            if let (number, level) = Self.level(child) { abstract.levels[number] = level }
          case .numStyleLink, .listStyleLink: abstract.numberingStyleLink = child[.val]
          case .styleLink:
            abstract.styleLink = child[.val]
            if let style = child[.val] { styleLinks[style] = id }
          default: continue
          }
        }
        abstracts[id] = abstract
      case .num, .list:
        guard let id = element[.numId] ?? element[.ilfo],
          let abstract = element.value(of: .abstractNumId) ?? element.value(of: .ilst)
        else { continue }
        var instance = Instance(abstract: abstract)
        for override in element.children where override.tag == .lvlOverride {
          guard let number = Self.integer(override[.ilvl], in: 0...8) else { continue }
          if let start = Self.integer(override.value(of: .startOverride), in: 0...32767) {
            instance.startOverrides[number] = start
          }
          if let lvl = override.first(.lvl), let (_, level) = Self.level(lvl) { instance.levels[number] = level }
        }
        instances[id] = instance
      default: continue
      }
    }
  }

  private static func level(_ lvl: MarkupElement) -> (Int, Level)? {
    guard let number = integer(lvl[.ilvl], in: 0...8) else { return nil }
    var level = Level()
    // A level that does not say where it starts begins at 0. Source: ISO/IEC 29500-1:2016 §17.9.25, start.
    level.start = 0
    for child in lvl.children { read(child, into: &level) }
    return (number, level)
  }

  private static func read(_ child: MarkupElement, into level: inout Level) {
    let value = child[.val]
    switch child.tag {
    case .start: level.start = integer(value, in: 0...32767) ?? 1
    case .numFmt:
      level.format = value ?? "decimal"
      level.customFormat = child[.format]
    case .nfc: level.format = Self.format(code: integer(value, in: 0...255) ?? 0)
    case .lvlText: level.text = isOn(child[.null] ?? "0") ? "" : value ?? ""
    case .suff: level.suffix = value?.lowercased() ?? "tab"
    case .isLgl: level.isLegal = isOn(value)
    case .lvlRestart: level.restart = integer(value, in: 0...9)
    case .pStyle: level.paragraphStyle = value
    case .mcAlternateContent:
      // Word 2010 writes its custom formats so; the fallback says plain decimal.
      if let choice = child.first(.mcChoice) { for inner in choice.children { read(inner, into: &level) } }
    default: break
    }
  }

  private static func integer(_ text: String?, in range: ClosedRange<Int>) -> Int? {
    guard let text, let value = Int(text), range.contains(value) else { return nil }
    return value
  }
}

/// The values that mean yes for OOXML's on/off properties; an absent `w:val` means yes. Source: ST_OnOff.
func isOn(_ value: String?) -> Bool {
  switch value {
  case nil, "1", "true", "on", "True", "On": true
  default: false
  }
}
