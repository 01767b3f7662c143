import Diagnostics
import ReportModel

/// Whether cells that stand one after another can be told apart at all.
///
/// Where each label is followed by its figures (a page copied line by line), labels delimit rows. In text taken from a PDF without
/// its layout, figures may stand before their label, and labels come in pieces; in a text from which repeated lines were removed, cells
/// are gone. Both look like the first until they are counted: figures without a label before them, more figures than a row has, pieces
/// of labels. Then only what stands on one line with its label is read, or all of a table whose every sum holds.
struct StreamOrder {
  var rows: [SourceRow]
  private(set) var diagnostics: [Diagnostic] = []
  let table: String
  let forms: [Form]
  private let declarations: [FormTable]
  private let vocabulary: Vocabulary

  init(_ rows: [SourceRow], table: String, forms: [Form], vocabulary: Vocabulary) {
    self.rows = rows
    self.table = table
    self.forms = forms
    self.vocabulary = vocabulary
    declarations = forms.compactMap { $0.table(table) }
  }

  mutating func check() {
    dropPageNumbers()
    let cells = rows.indices.filter { rows[$0].isStream && rows[$0].kind != .stream(table: 0) }
    if startsWithFigure(cells) {
      // A column of numbers before the labels: with the blank cells gone, the number of the next row stands where a figure would.
      diagnostics.append(.unclearOrder(.table(id: table), at: rows[cells[0]].origin))
      markUnclear(cells) { _ in false }
      return
    }
    let lines = rows.indices.filter { rows[$0].kind == .stream(table: 0) && !rows[$0].isGlued }
    guard lines.count > 1, let shape = declarations.first?.shape else { return }
    if shape == .sideBySide { return checkSideBySide(lines) }
    if shape == .matrix, isDeduplicated(lines) {
      diagnostics.append(.deduplicated(.table(id: table), at: rows[lines[0]].origin))
      markUnclear(lines) { _ in false }
      return
    }
    guard !isOrderly(lines) else { return }
    if shape == .matrix, let resolved = bySums(lines) {
      diagnostics.append(.bySums(.table(id: table), at: rows[lines[0]].origin))
      rows = resolved
      return
    }
    diagnostics.append(.unclearOrder(.table(id: table), at: rows[lines[0]].origin))
    let whole = Set(lines.filter { isWholeRow($0, lines) })
    markUnclear(lines) { whole.contains($0) }
  }

  private mutating func dropPageNumbers() {
    var feet = rows.indices.filter {
      rows[$0].kind == .stream(table: 0) && rows[$0].cells.count == 1 && PageNumber.isPageNumber(rows[$0])
    }
    let lone = settleLoneNumbers(apartFrom: feet)
    feet += lone.pageNumbers
    if feet.isEmpty, lone.merged.isEmpty { return }
    let gone = Set(feet + lone.merged)
    defer { rows = rows.indices.filter { !gone.contains($0) }.map { rows[$0] } }
    guard let first = feet.min() else { return }
    let texts = feet.sorted().map { String(Substring(rows[$0].text).trimmingSpace) }
    diagnostics.append(.pageNumbers(texts, table: table, at: rows[first].origin))
  }

  // MARK: Evidence

  func isValue(_ cell: SourceCell) -> Bool { cell.terms.isEmpty && !cell.isBlank && (cell.value.isReadable || !cell.isLabel) }
  func rowID(_ cell: SourceCell) -> String? { cell.rowID(in: table) }
  private func width(_ row: String) -> Int { declarations.compactMap { $0.block(ofRow: row)?.columns.count }.max() ?? 0 }

  private func isOrderly(_ lines: [Int]) -> Bool {
    var open: String?
    var count = 0
    var started = false
    for index in lines {
      if rows[index].startsSegment {
        open = nil
        count = 0
      }
      for cell in rows[index].cells {
        if cell.isOfTable(table) {
          let isColumn = cell.hasColumn(in: table) && cell.key.ordinal == nil && !started
          open = isColumn ? nil : rowID(cell) ?? (cell.headingID(in: table) == nil ? nil : "")
          if open == "" { open = nil }
          if open != nil { started = true }
          count = 0
        } else if isValue(cell) {
          guard let open else { return false }
          count += 1
          if open != "?", count > width(open) { return false }
        } else if case .unreadable(.notANumber) = cell.value.content {
          if Units.all.contains(cell.key.body) { continue }
          if vocabulary.isFragment(cell.key.body), started { return false }
          // The words of a row that the form does not have; above the first of the form's rows they are none.
          if started { open = "?" }
        }
      }
    }
    return true
  }

  /// A value before the first label of a row.
  private func startsWithFigure(_ rows: [Int]) -> Bool {
    for cell in rows.flatMap({ self.rows[$0].cells }) {
      if rowID(cell) != nil, !cell.hasColumn(in: table) || cell.key.ordinal != nil { return false }
      if isValue(cell) { return true }
    }
    return false
  }

  /// No line is there twice, and most of the figures are missing.
  private func isDeduplicated(_ lines: [Int]) -> Bool {
    var seen: Set<String> = []
    var labels = 0
    var values = 0
    for index in lines {
      let text = rows[index].text
      guard rows[index].cells.count == 1, seen.insert(text).inserted else { return false }
      for cell in rows[index].cells {
        if rowID(cell) != nil { labels += 1 }
        if isValue(cell) { values += 1 }
      }
    }
    return labels >= 12 && values < labels * 6 && rows.count == lines.count
  }

  // MARK: What can be read all the same

  /// Label and all figures of a row on one line, and no figure right below that could belong to it.
  private func isWholeRow(_ index: Int, _ lines: [Int]) -> Bool {
    let cells = rows[index].cells
    guard let label = cells.first(where: { rowID($0) != nil }), let id = rowID(label) else { return false }
    let values = cells.filter(isValue)
    guard declarations.contains(where: { $0.block(ofRow: id)?.columns.count == values.count }) else { return false }
    if let next = lines.first(where: { $0 > index }), rows[next].cells.first.map(isValue) == true { return false }
    return true
  }

  /// Lines that are not safe become rows whose figures are named and not read.
  private mutating func markUnclear(_ lines: [Int], _ isSafe: (Int) -> Bool) {
    var number = 0
    var unclear: Int?
    var out: [SourceRow] = []
    let own = Set(lines)
    for index in rows.indices {
      guard own.contains(index) else {
        unclear = nil
        out.append(rows[index])
        continue
      }
      var row = rows[index]
      number += 1
      row.kind = .packed(table: -10_000 - number, padding: nil)
      if isSafe(index) || row.cells.allSatisfy({ !$0.terms.isEmpty && rowID($0) == nil }) {
        unclear = nil
        out.append(row)
      } else if row.cells.contains(where: { rowID($0) != nil }) || unclear == nil {
        row.isUnclear = true
        unclear = out.count
        out.append(row)
      } else if let unclear {
        out[unclear].cells += row.cells
      }
    }
    rows = out
  }

  /// All figures in the order of the form, where there are exactly as many and every sum that the form prescribes holds.
  private func bySums(_ lines: [Int]) -> [SourceRow]? {
    let values = lines.flatMap { index in rows[index].cells.filter(isValue).map { (cell: $0, row: index) } }
    let numbers = values.compactMap { item -> Int? in
      if case .number(let value) = item.cell.value.content { value.integer } else { nil }
    }
    guard numbers.count == values.count, numbers.contains(where: { $0 > 0 }) else { return nil }
    for declaration in declarations {
      let width = declaration.blocks.first?.columns.count ?? 0
      let ids = declaration.rows.map(\.id)
      guard width > 1, values.count == ids.count * width else { continue }
      func at(_ row: Int, _ column: Int) -> Int { numbers[row * width + column] }
      let place = Dictionary(uniqueKeysWithValues: zip(ids, ids.indices))
      let sums = ["received", "carried_in", "results.total", "carried_out"].compactMap { place[$0] }
      guard sums.count == 4 else { continue }
      let details = ids.indices.filter { !sums.contains($0) }
      let rowsHold = ids.indices.allSatisfy { row in (0..<width - 1).reduce(0) { $0 + at(row, $1) } == at(row, width - 1) }
      let columnsHold = (0..<width).allSatisfy { column in
        details.reduce(0) { $0 + at($1, column) } == at(sums[2], column)
          && at(sums[0], column) + at(sums[1], column) == at(sums[2], column) + at(sums[3], column)
      }
      guard rowsHold, columnsHold else { continue }
      return declaration.rows.enumerated().map { index, declared in
        let own = values[index * width..<(index + 1) * width]
        var row = rows[own.first?.row ?? lines[0]]
        row.kind = .packed(table: -20_000, padding: nil)
        var labels = [declared.label]
        if let group = declared.groups.last, let heading = declaration.heading(group) { labels.insert(heading.label, at: 0) }
        row.cells =
          labels.enumerated().map { SourceCell($1, columns: $0..<$0 + 1, origin: row.origin, vocabulary: vocabulary) }
          + own.map { item in
            var cell = item.cell
            cell.isInferred = true
            return cell
          }
        return row
      }
    }
    return nil
  }

  // MARK: 四

  /// Fifteen figures whose three sums hold are the row of the form, whatever the order of the labels around them.
  private mutating func checkSideBySide(_ lines: [Int]) {
    let cells = lines.flatMap { rows[$0].cells }
    let values = cells.filter(isValue)
    var chunks: [(row: String?, count: Int)] = []
    var open: String?
    var isNew = true
    for cell in cells {
      if isValue(cell) {
        if isNew { chunks.append((open, 0)) }
        chunks[chunks.count - 1].count += 1
        isNew = false
      } else {
        open = rowID(cell) ?? (!cell.hasColumn(in: table) ? open : nil)
        isNew = true
      }
    }
    // In one piece, or five behind each row's own label.
    if chunks.count <= 1 || chunks.allSatisfy({ $0.row != nil && $0.count == 5 }) { return }
    let numbers = values.compactMap { cell -> Int? in if case .number(let value) = cell.value.content { value.integer } else { nil } }
    let holds =
      numbers.count == 15
      && stride(from: 0, to: 15, by: 5).allSatisfy { start in numbers[start..<start + 4].reduce(0, +) == numbers[start + 4] }
    guard values.count == 15, holds, numbers.contains(where: { $0 > 0 }), let declaration = declarations.first else {
      let texts = values.map(\.text)
      diagnostics.append(.disputesCount(values.count, table: table, values: texts, at: rows[lines[0]].origin))
      let own = Set(lines)
      rows = rows.indices.filter { !own.contains($0) || !rows[$0].cells.contains(where: isValue) }.map { rows[$0] }
      return
    }
    diagnostics.append(.bySums(.table(id: table), at: rows[lines[0]].origin))
    var head = rows[lines[0]]
    head.kind = .packed(table: -20_001, padding: nil)
    head.cells = declaration.rows.enumerated().map {
      SourceCell($1.label, columns: $0..<$0 + 1, origin: head.origin, vocabulary: vocabulary)
    }
    var row = head
    row.cells = values.map { value in
      var cell = value
      cell.isInferred = true
      return cell
    }
    rows = [head, row]
  }
}

extension Diagnostic {
  fileprivate static func deduplicated(_ subject: Subject, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "SRC-01", .error,
      Message(
        zh: "表内重复的行在此前的处理中被删除（如多个0只剩一个），数值无法恢复，全表未予填入",
        en: "repeated lines were removed from the table by an earlier process; its figures can't be recovered and none is placed"),
      subject: subject,
      at: origin)
  }

  fileprivate static func unclearOrder(_ subject: Subject, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "TAB-07", .error,
      Message(
        zh: "标签与数值的先后次序混乱（如由 PDF 直接复制的文字），除与标签同在一行的数值外均未予填入；请改用 pdftotext -layout 或 Word、网页版本",
        en:
          "labels and figures are out of order, as in text copied from a PDF: only figures on one line with their label are read; use pdftotext -layout, or the Word or web version"
      ), subject: subject, at: origin)
  }

  fileprivate static func bySums(_ subject: Subject, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "SRC-02", .warning,
      Message(
        zh: "标签与数值的先后次序混乱，数值按规定格式的顺序填入，所有合计关系均成立，请核对原文",
        en: "labels and figures are out of order; the figures are placed in the order of the form, and every sum holds"), subject: subject,
      at: origin)
  }
}
