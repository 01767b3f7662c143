import ReportModel

/// A report in the order of its pages, every table on its grid: what the formats for people are written from.
struct PrintedReport {
  enum Piece {
    /// A line of the title.
    case title(String)
    /// The heading of a section.
    case heading(String)
    case paragraph(String)
    case table(PrintedTable)
  }
  private(set) var pieces: [Piece] = []
  private let report: Report
  private var tablesToPlace: [ReportTable]
  private var written: Set<String> = []
  /// Empty places of annex tables that may still be filled: a file can state a table of any size.
  private var room = 2_000_000

  init(_ report: Report) {
    self.report = report
    let placed = Set(
      Self.formTables(report.preface) + report.sections.flatMap { Self.formTables($0.blocks) } + Self.formTables(report.closing))
    // Tables that no block places stand at the end of their section, or of the report.
    tablesToPlace = report.tables.filter { !placed.contains($0.id) }
    layOut()
  }

  private mutating func layOut() {
    for line in report.title { pieces.append(.title(line.text)) }
    add(report.preface)
    for section in report.sections {
      if !section.heading.isEmpty { pieces.append(.heading(section.heading)) }
      add(section.blocks)
      guard let number = section.number, !tablesToPlace.isEmpty else { continue }
      for table in tablesToPlace where Self.section(of: table) == number { add(table) }
      tablesToPlace.removeAll { Self.section(of: $0) == number }
    }
    for table in tablesToPlace { add(table) }
    add(report.closing)
  }

  private mutating func add(_ blocks: [NarrativeBlock]) {
    for block in blocks {
      switch block {
      case .paragraph(let line): pieces.append(.paragraph(line.text))
      case .table(let table): pieces.append(.table(PrintedTable(table, room: &room)))
      case .formTable(let id): if let table = report.table(id) { add(table) }
      }
    }
  }

  private mutating func add(_ table: ReportTable) {
    guard written.insert(table.id).inserted, let printed = PrintedTable(table) else { return }
    pieces.append(.table(printed))
  }

  private static func section(of table: ReportTable) -> Int? { OfficialForms.form(table.form)?.table(table.id)?.section }

  private static func formTables(_ blocks: [NarrativeBlock]) -> [String] {
    blocks.compactMap { if case .formTable(let id) = $0 { id } else { nil } }
  }
}

extension Report {
  /// The title in one line, for what is no part of the text: the name of a window.
  var titleLine: String {
    let words = title.map(\.text).joined(separator: " ").split(whereSeparator: \.isNewline).joined(separator: " ")
    if words.contains(where: { !$0.isWhitespace }) { return words }
    return (organ?.value ?? "") + (year.map { "\($0.value)年" } ?? "") + "政府信息公开工作年度报告"
  }
}
