/// What control words mean. Source: Rich Text Format Specification 1.9.1, Appendix B.
enum RTFWords {
  enum Destination {
    case nothing, picture, fontTable, colourTable, field, fieldCode, fieldResult, listText, property, object, objectClass, textBox,
      footnote, comment
    case header, footer, shape, unicodeCopy
    /// Its text is text of the story.
    case transparent
  }

  static let destinations: [String: Destination] = {
    var table: [String: Destination] = [
      "pict": .picture, "fonttbl": .fontTable, "colortbl": .colourTable, "field": .field, "fldinst": .fieldCode, "fldrslt": .fieldResult,
      "listtext": .listText,
      "pntext": .listText, "title": .property, "subject": .property, "author": .property, "keywords": .property, "object": .object,
      "objclass": .objectClass, "shptxt": .textBox, "dptxbxtext": .textBox, "footnote": .footnote, "annotation": .comment,
      "header": .header, "headerl": .header, "headerr": .header, "headerf": .header, "footer": .footer, "footerl": .footer,
      "footerr": .footer, "footerf": .footer, "shppict": .transparent, "nesttableprops": .transparent, "result": .transparent,
      "shp": .shape, "shpinst": .transparent, "ud": .unicodeCopy, "upr": .nothing, "shprslt": .nothing,
    ]
    for name in [
      "stylesheet", "nonshppict", "nonesttables", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "rxe", "xe",
      "tc", "tcn", "bkmkstart", "bkmkend", "listtable", "listoverridetable", "revtbl", "rsidtbl", "generator", "objdata", "themedata",
      "colorschememapping", "latentstyles", "datastore", "pgdsctbl", "fldtype", "datafield", "atnid", "atnauthor", "atntime", "atnref",
      "atnicn", "atrfstart", "atrfend", "pn", "pnseclvl", "template", "operator", "creatim", "revtim", "printim", "buptim", "comment",
      "doccomm", "company", "manager", "category", "hlinkbase", "filetbl", "private", "sp", "background", "xmlnstbl", "wgrffmtfilter",
      "mmathPr", "defchp", "defpap", "userprops", "falt", "panose", "fname", "fontemb", "blipuid", "picprop",
    ] {
      table[name] = .nothing
    }
    return table
  }()

  /// Words that may follow `\*` and whose group is read all the same, though they are no destinations.
  static let optionalOpeners: [String: Bool] = ["cs": true]

  static let characters: [String: String] = [
    "emdash": "—", "endash": "–", "emspace": "\u{2003}", "enspace": "\u{2002}", "qmspace": "\u{2005}", "bullet": "•", "lquote": "‘",
    "rquote": "’", "ldblquote": "“", "rdblquote": "”", "zwj": "\u{200D}", "zwnj": "\u{200C}", "zwbo": "\u{200B}",
  ]
}
