import SafeXML
import WordText

extension NumberingDefinitions {
  /// Reads `w:numbering`, or the `w:lists` of Word 2003.
  init(_ root: MarkupElement) {
    self.init()
    for element in root.children {
      switch element.name {
      case "w:abstractNum", "w:listDef":
        guard let id = element["w:abstractNumId"] ?? element["w:listDefId"] else { continue }
        var abstract = Abstract()
        for child in element.children {
          switch child.name {
          case "w:lvl":
            if let (number, level) = Self.level(child) { abstract.levels[number] = level }
          case "w:numStyleLink", "w:listStyleLink": abstract.numberingStyleLink = child["w:val"]
          case "w:styleLink":
            abstract.styleLink = child["w:val"]
            if let style = child["w:val"] { styleLinks[style] = id }
          default: continue
          }
        }
        abstracts[id] = abstract
      case "w:num", "w:list":
        guard let id = element["w:numId"] ?? element["w:ilfo"],
          let abstract = element.first("w:abstractNumId")?["w:val"] ?? element.first("w:ilst")?["w:val"]
        else { continue }
        var instance = Instance(abstract: abstract)
        for override in element.children where override.name == "w:lvlOverride" {
          guard let number = Self.integer(override["w:ilvl"], in: 0...8) else { continue }
          if let start = Self.integer(override.first("w:startOverride")?["w:val"], in: 0...32767) {
            instance.startOverrides[number] = start
          }
          if let lvl = override.first("w:lvl"), let (_, level) = Self.level(lvl) { instance.levels[number] = level }
        }
        instances[id] = instance
      default: continue
      }
    }
  }

  private static func level(_ lvl: MarkupElement) -> (Int, Level)? {
    guard let number = integer(lvl["w:ilvl"], in: 0...8) else { return nil }
    var level = Level()
    for child in lvl.children { read(child, into: &level) }
    return (number, level)
  }

  private static func read(_ child: MarkupElement, into level: inout Level) {
    let value = child["w:val"]
    switch child.name {
    case "w:start": level.start = integer(value, in: 0...32767) ?? 1
    case "w:numFmt":
      level.format = value ?? "decimal"
      level.customFormat = child["w:format"]
    case "w:nfc": level.format = Self.format(code: integer(value, in: 0...255) ?? 0)
    case "w:lvlText": level.text = isOn(child["w:null"] ?? "0") ? "" : value ?? ""
    case "w:suff": level.suffix = value?.lowercased() ?? "tab"
    case "w:isLgl": level.isLegal = isOn(value)
    case "w:lvlRestart": level.restart = integer(value, in: 0...9)
    case "w:pStyle": level.paragraphStyle = value
    case "mc:AlternateContent":
      // Word 2010 writes its custom formats so; the fallback says plain decimal.
      if let choice = child.first("mc:Choice") { for inner in choice.children { read(inner, into: &level) } }
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
