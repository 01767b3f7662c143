public import ReportModel

/// Writes the official text layout: title, preface, six sections, a paragraph a line, a table row a line.
///
/// A row is its k cells joined by ` | ` and closed by ` |`, then, where the table has n > k columns, a space and n − k times `|`; the last
/// row of a table goes without that filling. Blank cells stand in their place, empty. A figure that the source did not have
/// is marked `〔缺〕`. Text of this layout, read and written, is the same text again.
public enum OfficialTextWriter {
  /// Which wording labels and headings have.
  public enum Punctuation: String, Sendable, CaseIterable {
    /// As the source wrote them.
    case asWritten = "source"
    /// As the official form prints them, with full-width marks.
    case official
  }

  public static func write(_ report: Report, punctuation: Punctuation = .asWritten) -> [UInt8] {
    var layout = Layout(report: report, punctuation: punctuation)
    layout.run()
    return layout.bytes()
  }

  private enum Line {
    case paragraph(String)
    case row(String)
  }

  private struct Layout {
    let report: Report
    let punctuation: Punctuation
    var lines: [Line] = []
    var written: Set<String> = []

    mutating func run() {
      for line in report.title { add(line.text) }
      add(report.preface)
      for section in report.sections {
        if !section.heading.isEmpty { add(heading(section)) }
        add(section.blocks)
        // A table that no block places stands at the end of its section.
        for table in report.tables where !isPlaced(table.id) && section.number != nil && self.section(of: table) == section.number {
          add(table)
        }
      }
      for table in report.tables where !written.contains(table.id) && !isPlaced(table.id) { add(table) }
      add(report.closing)
    }

    private func isPlaced(_ id: String) -> Bool {
      let blocks = report.preface + report.sections.flatMap(\.blocks) + report.closing
      return blocks.contains(.formTable(id))
    }

    private func section(of table: ReportTable) -> Int? { OfficialForms.form(table.form)?.table(table.id)?.section }

    private func heading(_ section: ReportSection) -> String {
      guard punctuation == .official, let number = section.number,
        let declared = OfficialForms.sections.first(where: { $0.number == number })
      else { return section.heading }
      return declared.heading
    }

    // MARK: Blocks

    private mutating func add(_ blocks: [NarrativeBlock]) {
      for block in blocks {
        switch block {
        case .paragraph(let line): add(line.text)
        case .table(let table): add(table)
        case .formTable(let id): if let table = report.table(id) { add(table) }
        }
      }
    }

    private mutating func add(_ text: String) { lines.append(.paragraph(text)) }

    private mutating func add(_ table: AnnexTable) {
      if let caption = table.caption, !caption.isEmpty { add(caption) }
      var rows = [[String]](repeating: [], count: max(0, table.rowCount))
      for cell in table.cells where rows.indices.contains(cell.row) { rows[cell.row].append(cell.text) }
      add(rows: rows, width: table.columnCount)
    }

    private mutating func add(_ table: ReportTable) {
      guard written.insert(table.id).inserted, let declared = OfficialForms.form(table.form)?.table(table.id) else { return }
      // A table of which the source has no figure at all is not there.
      guard table.figures.contains(where: { $0.status != .missing }) || !table.extraRows.isEmpty else { return }
      var figures: [FigureID: Figure] = [:]
      for figure in table.figures { figures[figure.id] = figure }
      let grid = declared.grid
      var rows: [[String]] = []
      func addExtras(after id: String?) {
        for extra in table.extraRows where extra.after == id { rows.append(extra.cells) }
      }
      addExtras(after: nil)
      for row in grid.rows {
        var rowID: String?
        rows.append(
          row.map { cell in
            switch cell.content {
            case .label(let label):
              return punctuation == .asWritten ? table.labels[label] ?? declared.officialText(of: label) : declared.officialText(of: label)
            case .figure(let id):
              rowID = id.row
              guard let figure = figures[id] else { return Figure.missingMark }
              return figure.status == .missing ? Figure.missingMark : figure.text
            }
          })
        if let rowID { addExtras(after: rowID) }
      }
      add(rows: rows, width: grid.columnCount)
    }

    private mutating func add(rows: [[String]], width: Int) {
      for (index, cells) in rows.enumerated() {
        var line = ""
        for (place, cell) in cells.enumerated() {
          if place > 0 { line += " " }
          line += Self.escaped(cell: cell)
          line += " |"
        }
        if index < rows.count - 1, width > cells.count { line += " " + String(repeating: "|", count: width - cells.count) }
        lines.append(.row(line))
      }
    }

    // MARK: Marks of the layout inside text

    /// A bar inside a cell is written `\|`, a line break `\n`.
    private static func escaped(cell: String) -> String {
      guard cell.utf8.contains(where: { $0 == 0x7C || $0 == 0x0A || $0 == 0x5C }) else { return cell }
      var out = String.UnicodeScalarView()
      let scalars = Array(cell.unicodeScalars)
      for (index, scalar) in scalars.enumerated() {
        switch scalar {
        case "|": out.append(contentsOf: "\\|".unicodeScalars)
        case "\n": out.append(contentsOf: "\\n".unicodeScalars)
        case "\\" where index + 1 == scalars.count || "|n\\\n".unicodeScalars.contains(scalars[index + 1]):
          out.append(contentsOf: "\\\\".unicodeScalars)
        default: out.append(scalar)
        }
      }
      return String(out)
    }

    func bytes() -> [UInt8] {
      var out: [UInt8] = []
      for (index, line) in lines.enumerated() {
        if index > 0 { out.append(0x0A) }
        switch line {
        case .row(let text): out += text.utf8
        case .paragraph(let text):
          let neighbours = [index - 1, index + 1].contains { lines.indices.contains($0) && hasBar(lines[$0]) }
          out += Self.escaped(paragraph: text, besideBars: neighbours).utf8
        }
      }
      return out
    }

    private func hasBar(_ line: Line) -> Bool {
      switch line {
      case .row: true
      case .paragraph(let text): text.unicodeScalars.contains(where: Self.isBar)
      }
    }

    private static func isBar(_ scalar: Unicode.Scalar) -> Bool {
      scalar == "|" || scalar == "\u{FF5C}" || scalar == "\u{2502}" || scalar == "\u{2503}" || scalar == "\u{2551}"
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.isWhitespace || scalar == "\u{200B}" || scalar == "\u{2060}" || scalar == "\u{FEFF}"
    }

    /// A paragraph is one line: a break inside is U+2028. Bars and tabs are marked only where the line would be taken for a row.
    private static func escaped(paragraph text: String, besideBars: Bool) -> String {
      guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7C || $0 == 0x5C || $0 == 0x23 || $0 >= 0xE2 }) else { return text }
      let scalars = Array(text.unicodeScalars)
      let bars = scalars.filter(isBar).count
      var marksBars = false
      if bars > 0 {
        let visible = scalars.filter { !isInvisible($0) }
        marksBars =
          besideBars || bars > 1 && scalars.contains { isBar($0) && $0 != "|" } || visible.first.map(isBar) == true
          || visible.last.map(isBar) == true
      }
      let body = scalars.drop(while: isInvisible)
      let marksTabs = body.contains("\t")
      let marksHash = scalars.first == "#"
      guard marksBars || marksTabs || marksHash || scalars.contains(where: { $0 == "\n" || $0 == "\\" }) else { return text }
      var out = String.UnicodeScalarView()
      for (index, scalar) in scalars.enumerated() {
        switch scalar {
        case "\n": out.append("\u{2028}")
        case "\t" where marksTabs: out.append(contentsOf: "\\t".unicodeScalars)
        case "#" where index == 0: out.append(contentsOf: "\\#".unicodeScalars)
        case _ where marksBars && isBar(scalar):
          out.append("\\")
          out.append(scalar)
        case "\\" where index + 1 < scalars.count && (isBar(scalars[index + 1]) || "\\t#\t".unicodeScalars.contains(scalars[index + 1])):
          out.append(contentsOf: "\\\\".unicodeScalars)
        default: out.append(scalar)
        }
      }
      return String(out)
    }
  }
}
