import Diagnostics
import ReportModel

/// What was read of one table of the forms, before it is decided which form it is of.
struct TableReading {
  /// The figures of a row, from left to right, with what is known of their columns.
  struct Row {
    var id: String
    var label: SourceCell?
    /// The cells behind the label.
    var cells: [SourceCell]
    /// What a cell of its own, or the label, says of the unit.
    var unit: String?
    var source: SourceRow
    /// The header that is in force for the row.
    var header: ColumnHeader
    /// Number of the piece of header, counted from 0; rows under a repeated header share the columns, not the piece.
    var order: Int
  }

  let table: String
  var rows: [Row] = []
  /// Rows that are there once more with other figures, by id.
  var rivals: [String: [Row]] = [:]
  /// Labels as they are written for the first time, in the order of the source.
  var labels: [(id: LabelID, written: String)] = []
  var extras: [(cells: [SourceCell], after: String?, source: SourceRow)] = []
  var diagnostics: [Diagnostic] = []
  /// What stands in the table and is not of the form.
  private(set) var oddities: [(kind: Oddity, name: String, origin: Origin)] = []
  /// Labels as they are written, to be held against those of the form once it is known.
  var wordings: [(id: LabelID, written: String)] = []
  /// How strongly the labels speak for each form.
  var votes: [String: Int] = [:]
  /// Ids of blocks whose heading line is there.
  var blocks: Set<String> = []
  /// Column ids that a header names.
  var columns: Set<String> = []
  var origin: Origin?

  enum Oddity: CaseIterable {
    case row, subtotal, text
  }

  mutating func noteOddity(_ kind: Oddity, _ name: String, at origin: Origin) { oddities.append((kind, name, origin)) }

  /// One finding for each oddity where they are few, else one for each kind, with the first few named.
  var oddityDiagnostics: [Diagnostic] {
    Oddity.allCases.flatMap { kind -> [Diagnostic] in
      let own = oddities.filter { $0.kind == kind }
      guard own.count > 4, let first = own.first else {
        return own.map { item in
          switch kind {
          case .row: .extraRow(item.name, table: table, at: item.origin)
          case .subtotal: .extraSubtotal(item.name, table: table, at: item.origin)
          case .text: .extraText(item.name, table: table, at: item.origin)
          }
        }
      }
      return [.manyOddities(kind, own.map(\.name), table: table, at: first.origin)]
    }
  }

  init(table: String) {
    self.table = table
    labels.reserveCapacity(48)
  }

  func row(_ id: String) -> Row? { rows.first { $0.id == id } }

  /// A wording speaks for the one form that prints it. One that another form still accepts (规范性文件 in a table of 2021) speaks for neither.
  mutating func vote(_ cell: SourceCell) {
    var only: String?
    var official: Vocabulary.Term?
    for term in cell.terms where term.table == table {
      guard only == nil || only == term.form else { return }
      only = term.form
      if official == nil, term.isOfficial { official = term }
    }
    guard let form = only, let term = official else { return }
    switch term.role {
    case .column: votes[form, default: 0] += 3
    case .row: votes[form, default: 0] += 2
    case .heading: votes[form, default: 0] += 1
    }
  }
}

/// The columns that the header of a table names, and where they stand.
struct ColumnHeader {
  struct Column {
    var id: String
    var cell: SourceCell
    /// Which line of the header names it.
    var line: Int
    /// How many names were read before it.
    var order: Int
  }
  /// In the order of reading.
  var columns: [Column] = []
  /// Cells of the header that name no column of the form: 信息内容, 备注, or nothing at all.
  private(set) var others: [SourceCell] = []
  /// A column that one line names in two places: figures of two years, or of two areas.
  var doubled: Column? { doubledNames.first }
  /// 法人或其他组织, the name above the columns between the first and the last.
  var group: Column? { groups.last }
  /// Behind one word each: every row holds its header, and nearly all have neither.
  private var doubledNames: [Column] = []
  private var groups: [Column] = []
  private var line = 0
  private var order = 0
  /// The header names a column that the form does not have, whose place is not known: 备注.
  var hasOwnColumn = false

  mutating func nextLine() { line += 1 }

  mutating func add(_ id: String, _ cell: SourceCell) {
    let column = column(id, cell)
    // A header that is there again may have another order: the last one is in force.
    if let place = columns.firstIndex(where: { $0.id == id }) {
      let old = columns.remove(at: place)
      if old.line == line, !old.cell.columns.overlaps(cell.columns) { doubledNames.append(column) }
    }
    columns.append(column)
  }

  mutating func addGroup(_ id: String, _ cell: SourceCell) { groups = [column(id, cell)] }

  private mutating func column(_ id: String, _ cell: SourceCell) -> Column {
    order += 1
    return Column(id: id, cell: cell, line: line, order: order)
  }

  /// The unit that the header states for a column.
  func unit(of id: String) -> String? {
    for column in columns where column.id == id { return column.cell.key.unit }
    return nil
  }

  mutating func addOther(_ cell: SourceCell) { others.append(cell) }

  /// Whether columns were named in one line, or each in the line after the one before: only then does their order say anything.
  func areTogether(_ ids: [String]) -> Bool {
    let lines = columns.filter { ids.contains($0.id) }.map(\.line)
    return Set(lines).count == 1 || zip(lines, lines.dropFirst()).allSatisfy { $1 == $0 + 1 }
  }

  /// The cell under each column, when the layout grid leaves one reading: every column named, its place
  /// covered by one cell of the row, and that cell under no other column.
  ///
  /// - Returns: the cells in the order of `ids`, the cells that stand under none, and whether the columns stand from left to right in the order of
  ///   `ids`.
  func align(_ cells: [SourceCell], with ids: [String]) -> (cells: [SourceCell], left: [SourceCell], isInOrder: Bool)? {
    // Places in `columns`.
    var places: [Int] = []
    places.reserveCapacity(ids.count)
    var isInOrder = true
    for (index, id) in ids.enumerated() {
      // Most headers name the columns in the order of the form.
      guard let place = index < columns.count && columns[index].id == id ? index : columns.firstIndex(where: { $0.id == id }) else {
        return nil
      }
      let range = columns[place].cell.columns
      if let last = places.last, range.lowerBound < columns[last].cell.columns.lowerBound { isInOrder = false }
      for other in places where columns[other].cell.columns.overlaps(range) { return nil }
      places.append(place)
    }
    var found: [SourceCell] = []
    found.reserveCapacity(ids.count)
    var isUsed = [Bool](repeating: false, count: cells.count)
    for place in places {
      let range = columns[place].cell.columns
      var under: Int?
      for index in cells.indices where cells[index].columns.overlaps(range) {
        guard under == nil else { return nil }
        under = index
      }
      guard let under, !isUsed[under] else { return nil }
      isUsed[under] = true
      found.append(cells[under])
    }
    var left: [SourceCell] = []
    for index in cells.indices where !isUsed[index] { left.append(cells[index]) }
    return (found, left, isInOrder)
  }

  /// Whether these are named, all of them and in their order; others may be named between them.
  func names(_ ids: ArraySlice<String>) -> Bool {
    var next = ids.startIndex
    for column in columns {
      if next < ids.endIndex, column.id == ids[next] {
        next += 1
      } else if ids.contains(column.id) {
        return false
      }
    }
    return next == ids.endIndex
  }

  /// `ids` in the order in which the header names them; `nil` when it does not name all.
  func order(of ids: [String]) -> [String]? {
    let named = columns.map(\.id).filter(ids.contains)
    return named.count == ids.count ? named : nil
  }
}

/// The leading labels of a row and the cells behind them.
struct RowParts {
  var labels: [SourceCell] = []
  var values: [SourceCell] = []

  /// Takes cells from the left for labels as long as `isLabel` says so; empty places between labels are skipped.
  init(_ row: SourceRow, isLabel: (SourceCell, [SourceCell]) -> Bool) {
    var index = 0
    let cells = row.cells
    while index < cells.count {
      var next = index
      while next < cells.count, cells[next].isBlank { next += 1 }
      guard next < cells.count, isLabel(cells[next], labels) else { break }
      labels.append(cells[next])
      index = next + 1
    }
    values = Array(cells[index...])
  }
}

extension SourceCell {
  func role(in table: String, _ match: (Vocabulary.Term.Role) -> Bool) -> Vocabulary.Term.Role? {
    terms.first { $0.table == table && match($0.role) }?.role
  }
  /// Whether the words are a label of the table.
  func isOfTable(_ table: String) -> Bool {
    for term in terms where term.table == table { return true }
    return false
  }
  func hasRow(in table: String) -> Bool {
    for term in terms where term.table == table { if case .row = term.role { return true } }
    return false
  }
  func hasColumn(in table: String) -> Bool {
    for term in terms where term.table == table { if case .column = term.role { return true } }
    return false
  }
  func rowID(in table: String) -> String? {
    for term in terms where term.table == table { if case .row(let id) = term.role { return id } }
    return nil
  }
  func columnID(in table: String) -> String? {
    for term in terms where term.table == table { if case .column(let id, _) = term.role { return id } }
    return nil
  }
  func rowIDs(in table: String) -> [String] {
    var ids: [String] = []
    for term in terms where term.table == table {
      if case .row(let id) = term.role, !ids.contains(id) { ids.append(id) }
    }
    return ids
  }
  func columnIDs(in table: String) -> [String] {
    var ids: [String] = []
    for term in terms where term.table == table {
      if case .column(let id, _) = term.role, !ids.contains(id) { ids.append(id) }
    }
    return ids
  }
  func headingID(in table: String) -> String? {
    for term in terms where term.table == table { if case .heading(let id) = term.role { return id } }
    return nil
  }
}

/// Rows of a table whose cells stand one after another: a label begins a row, what is no label goes on with it.
enum StreamRows {
  static func rows(from rows: [SourceRow], table: String) -> [SourceRow] {
    var out: [SourceRow] = []
    for row in rows {
      guard case .stream = row.kind else {
        out.append(row)
        continue
      }
      for cell in row.cells {
        let label = cell.isOfTable(table)
        let isCut = row.startsSegment && cell.origin == row.cells[0].origin
        if label || isCut || out.isEmpty || !out[out.count - 1].isStream || startsUnknownRow(cell, after: out[out.count - 1]) {
          var next = row
          next.cells = [cell]
          out.append(next)
        } else {
          out[out.count - 1].cells.append(cell)
        }
      }
    }
    for index in out.indices where out[index].isStream {
      for place in out[index].cells.indices { out[index].cells[place].columns = place..<place + 1 }
    }
    return out
  }

  /// Words that are no label of the form, where figures stand before them: a row that the form does not have.
  private static func startsUnknownRow(_ cell: SourceCell, after row: SourceRow) -> Bool {
    guard case .unreadable(.notANumber) = cell.value.content else { return false }
    return row.cells.contains { $0.terms.isEmpty && $0.value.isReadable && !$0.isBlank } && cell.text.unicodeScalars.count > 3
  }
}

extension SourceRow {
  var isStream: Bool { if case .stream = kind { true } else { false } }
}
