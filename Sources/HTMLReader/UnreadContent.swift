import Diagnostics

/// What a cell of a table holds beside its text, and only a browser shows.
enum UnreadContent {
  case picture
  case script

  /// Cells are named one by one, as far as a person reads such a list.
  private static let mostCells = 20

  /// - Parameter cells: in the order of the page; a cell several times when it holds several.
  static func findings(_ cells: [(content: UnreadContent, origin: Origin)]) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for content in [UnreadContent.picture, .script] {
      var places: [Origin] = []
      for cell in cells where cell.content == content && cell.origin != places.last { places.append(cell.origin) }
      findings += places.prefix(mostCells).map(content.finding)
      if places.count > mostCells { findings.append(content.more(places.count - mostCells, at: places[mostCells])) }
    }
    return findings
  }

  private func finding(at origin: Origin) -> Diagnostic {
    switch self {
    case .picture:
      Diagnostic(
        "html-picture", .note,
        Message(zh: "此单元格中有图片，图片中的文字未读取", en: "a picture stands in this cell; text in it is not read"), at: origin)
    case .script:
      Diagnostic(
        "html-script-in-cell", .note,
        Message(zh: "此单元格中有脚本，由脚本写入的内容未读取", en: "a script stands in this cell; what it writes is not read"), at: origin)
    }
  }

  private func more(_ count: Int, at origin: Origin) -> Diagnostic {
    switch self {
    case .picture:
      Diagnostic(
        "html-picture", .note,
        Message(zh: "还有\(count)个单元格中有图片，图片中的文字未读取", en: "pictures stand in \(count) more cells; text in them is not read"), at: origin)
    case .script:
      Diagnostic(
        "html-script-in-cell", .note,
        Message(zh: "还有\(count)个单元格中有脚本，由脚本写入的内容未读取", en: "scripts stand in \(count) more cells; what they write is not read"),
        at: origin)
    }
  }
}
