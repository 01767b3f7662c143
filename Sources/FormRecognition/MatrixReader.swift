import Diagnostics
import DocumentTree
import ReportModel

/// Reads 三、收到和处理政府信息公开申请情况: nested labels at the left, seven figures a row.
struct MatrixReader {
  private let declarations: [FormTable]
  private(set) var reading: TableReading
  private var header = ColumnHeader()
  private var group: String?
  private var lastRow: String?
  /// The row right above.
  private var openRow: String?

  init(table: String, forms: [Form]) {
    declarations = forms.compactMap { $0.table(table) }
    reading = TableReading(table: table)
  }

  mutating func read(_ rows: [SourceRow]) {
    reading.origin = rows.first?.origin
    for row in StreamRows.rows(from: rows, table: reading.table) { read(row) }
  }

  private mutating func read(_ row: SourceRow) {
    let parts = split(row)
    // Names of columns among words that no form has: 公民 for 自然人.
    if row.isGrid, !hasFigures(row.cells), row.cells.count(where: { $0.hasColumn(in: reading.table) }) > 1 {
      openRow = nil
      readHeader(row.cells.filter { !$0.isBlank }, isGrid: true)
      return
    }
    for cell in parts.labels { reading.vote(cell) }
    if parts.labels.isEmpty {
      let filled = parts.values.filter { !$0.isBlank }
      guard !filled.isEmpty else { return }
      if filled.count == 1, PageNumber.isPageNumber(filled[0].text) {
        reading.diagnostics.append(.pageNumbers([filled[0].text], table: reading.table, at: row.origin))
      } else {
        keepExtra(filled, row, subtotal: false)
        if let openRow { reading.doubt(openRow, above: row, width: declarations.first?.blocks.first?.columns.count ?? 0) }
      }
      return
    }
    openRow = nil
    let isHeader = parts.labels.contains { label in
      isHeaderWord(label) && rowID(label, hasValues: hasFigures(parts.values)) == nil
    }
    if isHeader, !hasFigures(parts.values) || row.isStream {
      readHeader(row.isStream ? parts.labels : row.cells.filter { !$0.isBlank }, isGrid: row.isGrid)
      return
    }
    readData(parts, row)
  }

  private func hasFigures(_ cells: [SourceCell]) -> Bool { cells.contains { !$0.isBlank && !$0.isLabel } }

  private func isHeaderWord(_ cell: SourceCell) -> Bool {
    if cell.hasColumn(in: reading.table) { return true }
    switch cell.headingID(in: reading.table) {
    case "corner", "applicants", "organisations": return true
    default: return false
    }
  }

  private func split(_ row: SourceRow) -> RowParts {
    RowParts(row) { cell, labels in
      if let last = labels.last,
        rowID(last, hasValues: true, in: labels.dropLast().compactMap { $0.headingID(in: reading.table) }.last) != nil,
        !isHeaderWord(last) || !isHeaderWord(cell), last.headingID(in: reading.table) == nil || cell.terms.isEmpty
      {
        return false
      }
      if cell.isOfTable(reading.table) { return true }
      guard case .unreadable(.notANumber) = cell.value.content else { return false }
      // Unknown words: a label as long as no label of a row stands before them.
      return labels.isEmpty || labels.allSatisfy { $0.headingID(in: reading.table) != nil }
    }
  }

  private mutating func readHeader(_ labels: [SourceCell], isGrid: Bool) {
    header.nextLine()
    for cell in labels {
      reading.vote(cell)
      if let id = cell.columnID(in: reading.table) {
        header.add(id, cell)
        reading.columns.insert(id)
        reading.note(.column(id), cell)
      } else if let id = cell.headingID(in: reading.table) {
        if id == "organisations" { header.addGroup(id, cell) }
        reading.note(.heading(id), cell)
      } else if cell.isLabel, cell.terms.isEmpty {
        header.hasOwnColumn = true
        // Pieces of a label that was broken in two are no names of their own.
        if isGrid || !header.columns.isEmpty, !Vocabulary.official.isFragment(cell.key.body) { header.addOther(cell) }
      }
    }
  }

  private mutating func readData(_ parts: RowParts, _ row: SourceRow) {
    var labels = parts.labels[...]
    while labels.count > 1 || labels.count == 1, let cell = labels.first {
      guard let id = cell.headingID(in: reading.table), id != "corner", id != "applicants", id != "organisations" else { break }
      if labels.count == 1, cell.hasRow(in: reading.table), hasFigures(parts.values) || parts.values.count >= 7 { break }
      group = id
      reading.note(.heading(id), cell)
      labels = labels.dropFirst()
      if labels.isEmpty {
        // 小计 of a group: figures behind the group's own label.
        if hasFigures(parts.values) { keepExtra([cell] + parts.values, row, subtotal: true) }
        return
      }
    }
    while labels.count > 1, let first = labels.first, isPieceOfGroup(first), labels[labels.startIndex + 1].hasRow(in: reading.table) {
      labels = labels.dropFirst()
    }
    guard let label = labels.first else { return }
    guard let id = rowID(label, hasValues: true, in: group) ?? byKeyword(label) ?? byOrdinal(label) else {
      keepExtra(row.cells.filter { !$0.isBlank }, row, subtotal: false)
      return
    }
    if let groups = groups(of: id) { group = groups.last }
    lastRow = id
    openRow = id
    reading.note(.row(id), label)
    let values = Array(labels.dropFirst()) + parts.values
    reading.add(
      TableReading.Row(id: id, label: label, cells: values, source: row, header: header, order: reading.rows.count))
  }

  private mutating func keepExtra(_ cells: [SourceCell], _ row: SourceRow, subtotal: Bool) {
    guard hasFigures(cells) || cells.contains(where: \.isLabel) else { return }
    reading.extras.append((cells, lastRow, row))
    let name = cells.first?.text.quoted() ?? ""
    if hasFigures(cells) {
      reading.noteOddity(subtotal ? .subtotal : .row, name, at: row.origin)
    } else {
      reading.noteOddity(.text, name, at: row.origin)
    }
  }

  // MARK: Labels

  /// （四）无, and 法提供 in the row below: the label of a group that a page's end tore.
  private func isPieceOfGroup(_ cell: SourceCell) -> Bool {
    guard cell.terms.isEmpty, !cell.key.body.isEmpty else { return false }
    return declarations.contains { table in
      table.headings.contains { heading in
        let official = LabelKey(heading.label)
        guard official.body != cell.key.body, cell.key.ordinal == nil || cell.key.ordinal == official.ordinal else { return false }
        return cell.key.ordinal == nil ? official.body.hasSuffix(cell.key.body) : official.body.hasPrefix(cell.key.body)
      }
    }
  }

  private func groups(of id: String) -> [String]? {
    for index in declarations.indices {
      if let groups = declarations[index].groups(ofRow: id) { return groups }
    }
    return nil
  }

  /// The row that the words name, in the group that is open. 其他 and 总计 are columns too.
  private func rowID(_ cell: SourceCell, hasValues: Bool, in open: String? = nil) -> String? {
    let ids = cell.rowIDs(in: reading.table)
    guard !ids.isEmpty else { return nil }
    if cell.hasColumn(in: reading.table), cell.key.ordinal == nil {
      // Without an ordinal it is a row only below the header, and with figures behind it.
      guard hasValues, lastRow != nil || open != nil else { return nil }
    }
    if ids.count == 1 { return ids[0] }
    return ids.first { groups(of: $0)?.last == open } ?? ids[0]
  }

  /// A label of other wording that has the key word of one row, and of no other that could be meant.
  private mutating func byKeyword(_ cell: SourceCell) -> String? {
    let body = cell.key.body
    guard !body.isEmpty else { return nil }
    var matches: [FormRow] = []
    for table in declarations {
      for row in table.rows where row.keywords.contains(where: body.contains) {
        if !matches.contains(where: { $0.id == row.id }) { matches.append(row) }
      }
    }
    if matches.count > 1, let group {
      let inside = matches.filter { $0.groups.last == group }
      if !inside.isEmpty { matches = inside }
    }
    if matches.count > 1, let ordinal = cell.key.ordinal {
      matches = matches.filter { LabelKey($0.label).ordinal?.number == ordinal.number }
    }
    guard matches.count == 1, let row = matches.first else { return nil }
    return row.id
  }

  /// Unknown words, but their ordinal is that of the row that has to come next in the open group.
  private mutating func byOrdinal(_ cell: SourceCell) -> String? {
    guard let ordinal = cell.key.ordinal, let lastRow else { return nil }
    for table in declarations {
      let rows = table.rows
      guard let index = rows.firstIndex(where: { $0.id == lastRow }), index + 1 < rows.count else { continue }
      let next = rows[index + 1]
      let official = LabelKey(next.label)
      if official.ordinal == ordinal, next.groups.last == rows[index].groups.last || group == next.groups.last {
        reading.diagnostics.append(
          .labelByPosition(cell.text, as: next.label, table: reading.table, row: next.id, at: cell.origin))
        return next.id
      }
    }
    return nil
  }
}

extension TableReading {
  /// Remembers how a label is written; whether that is the official wording is known when the form is.
  ///
  /// - Parameter isOfficial: whether some form has such a label.
  mutating func note(_ id: LabelID, _ cell: SourceCell, isOfficial: Bool = true) {
    let written = cell.text.joinedLines
    let isNew = !labels.contains { $0.id == id }
    if isNew { labels.append((id, written)) }
    guard isOfficial, isNew || !wordings.contains(where: { $0.id == id && $0.written == written }) else { return }
    wordings.append((id, written))
  }

  /// Adds a row; one that is there already stays, and where the second differs, their figures are contested.
  mutating func add(_ row: Row) {
    guard let index = rows.firstIndex(where: { $0.id == row.id }) else {
      rows.append(row)
      return
    }
    let old = rows[index].cells.filter { !$0.isBlank }.map(\.text)
    let new = row.cells.filter { !$0.isBlank }.map(\.text)
    if new.isEmpty { return }
    if old.isEmpty {
      rows[index] = row
      return
    }
    if old != new { rivals[row.id, default: []].append(row) }
    diagnostics.append(
      .repeatedRow(
        row.label?.text ?? row.id, table: table, row: row.id, same: old == new, first: old.joined(separator: " "),
        second: new.joined(separator: " "), at: row.source.origin))
  }
}

extension String {
  /// Line breaks inside a label are the layout's, not the label's.
  var joinedLines: String {
    guard hasByte(0x0A) else { return self }
    return split(separator: "\n").map { String($0.trimmingSpace) }.joined()
  }
}

extension Substring {
  /// Without the white space and invisible signs around it. By scalars: a combining mark behind a space is no space.
  var trimmingSpace: Substring {
    func isSpace(_ scalar: Unicode.Scalar) -> Bool {
      scalar.isWhite || scalar == "\u{200B}" || scalar == "\u{2060}" || scalar == "\u{FEFF}"
    }
    var view = unicodeScalars
    while let first = view.first, isSpace(first) { view.removeFirst() }
    while let last = view.last, isSpace(last) { view.removeLast() }
    return Substring(view)
  }
}
