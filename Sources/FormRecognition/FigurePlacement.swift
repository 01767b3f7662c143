import Diagnostics
import ReportModel

/// Puts the cells that were read into the figures of a form, and says what has no place, no cell or no number.
///
/// Order of trust: label, then position, then sums. A row that has too few cells, in a layout in which blank cells vanish, is not
/// filled: nothing is shifted.
struct FigurePlacement {
  let form: Form
  let declaration: FormTable
  let reading: TableReading
  var diagnostics: [Diagnostic] = []
  /// Figures written otherwise than as plain digits, and units taken off: one finding a table, not one a cell.
  private var notations: [(text: String, value: DecimalNumber, origin: Origin)] = []
  private var units: [(unit: String, origin: Origin)] = []
  /// A row with more cells than the form has columns, where blank cells leave no place: the source has a column of its own.
  var crowded: (text: String, origin: Origin)?
  /// Whether rows of such a source were placed by their number of cells.
  var placesByCount = false
  /// Rows whose columns the header leaves open.
  private var headerFaults: [RowFault] = []
  private let glued: [String: GluedRows.Outcome]
  /// What stands above and beside the table.
  var evidence: PathEvidence?
  /// By text: a label or line governs many figures.
  var statements: [String: PathStatement] = [:]
  /// By row: whether its lines say something.
  var speakingRows: [Int: Bool] = [:]
  private var doubted: [DoubtedFigure] = []

  init(form: Form, declaration: FormTable, reading: TableReading, evidence: PathEvidence? = nil) {
    self.evidence = evidence
    self.form = form
    self.declaration = declaration
    self.reading = reading.keepingForeignRows(of: declaration)
    glued = Self.glued(self.reading, declaration)
  }

  /// The table with all figures of the form.
  mutating func table() -> ReportTable {
    diagnostics += reading.diagnostics + reading.oddityDiagnostics
    var figures: [Figure] = []
    var missingBlocks: [FormBlock] = []
    var isInOrder = true
    var order = -1
    figures.reserveCapacity(declaration.blocks.reduce(0) { $0 + $1.rows.count * $1.columns.count })
    for block in declaration.blocks {
      let ids = block.columns.map(\.id)
      let read = block.rows.map { reading.row($0.id) }
      let isMissing = read.allSatisfy { $0 == nil }
      if isMissing { missingBlocks.append(block) }
      for (row, read) in zip(block.rows, read) {
        guard let read else {
          figures += block.columns.map { missing(row, $0) }
          if !isMissing || declaration.blocks.count == 1 { diagnostics.append(.missingRow(subject(row))) }
          continue
        }
        if read.order <= order { isInOrder = false }
        order = read.order
        append(read, row, block, ids, to: &figures)
      }
    }
    if !doubted.isEmpty { diagnostics += Diagnostic.doubts(doubted, declaration) }
    if !headerFaults.isEmpty { diagnostics += Diagnostic.headerFaults(headerFaults, .table(declaration)) }
    if declaration.blocks.count > 1 {
      for block in missingBlocks {
        diagnostics.append(.missingBlock(block.heading.flatMap { declaration.heading($0)?.label } ?? block.id, block, declaration))
      }
    }
    let officials = reading.labels.map { declaration.officialText(of: $0.id) }
    let aliases = aliases(officials)
    if !aliases.isEmpty { diagnostics.append(.aliases(aliases, table: declaration, at: reading.origin)) }
    if let first = notations.first {
      diagnostics.append(.notation(.table(declaration), notations.count, first.text, first.value, at: first.origin))
    }
    if let first = units.first { diagnostics.append(.unitStripped(.table(declaration), units.count, first.unit, at: first.origin)) }
    if let crowded, placesByCount { diagnostics.append(.crowdedRow(.table(declaration), crowded.text, at: crowded.origin)) }
    if !isInOrder { checkOrder() }
    var labels: [LabelID: String] = [:]
    for (label, official) in zip(reading.labels, officials) where label.written != official { labels[label.id] = label.written }
    return ReportTable(
      id: declaration.id, form: form.id, figures: figures, labels: labels,
      extraRows: reading.extras.map { ExtraRow(cells: $0.cells.map(\.text), after: $0.after, origin: $0.source.origin) },
      origin: reading.origin)
  }

  /// Labels in another wording than the official one of this form.
  ///
  /// - Parameter officials: the official wording of each label that was read, in their order.
  private func aliases(_ officials: [String]) -> [(written: String, official: String)] {
    var aliases: [(written: String, official: String)] = []
    for (index, (id, written)) in reading.wordings.enumerated() {
      // Nearly all labels have one wording: their places are the same.
      let isThere = index < reading.labels.count && reading.labels[index].id == id
      guard let place = isThere ? index : reading.labels.firstIndex(where: { $0.id == id }) else { continue }
      let official = officials[place]
      guard !official.isEmpty, written != official, LabelKey(written).body != LabelKey(official).body,
        !aliases.contains(where: { $0.written == written })
      else {
        continue
      }
      aliases.append((written, official))
    }
    return aliases
  }

  func subject(_ row: FormRow, _ column: FormColumn? = nil) -> Subject { .figure(declaration, row, column) }

  private func missing(_ row: FormRow, _ column: FormColumn) -> Figure {
    Figure(id: FigureID(table: declaration.id, row: row.id, column: column.id), status: .missing)
  }

  private mutating func checkOrder() {
    let official = declaration.rows.map(\.id)
    let read = reading.rows.sorted { $0.order < $1.order }.compactMap { row in official.firstIndex(of: row.id) }
    for (earlier, later) in zip(read, read.dropFirst()) where later < earlier {
      diagnostics.append(.rowOutOfOrder(subject(declaration.rows[later])))
      return
    }
  }

  // MARK: A row

  /// The cells of rows that are there once more with other figures; `nil` for one whose columns can't be told.
  private mutating func rivals(of row: FormRow, _ ids: [String]) -> [[SourceCell]?] {
    guard let rivals = reading.rivals[row.id] else { return [] }
    return rivals.map { rival in
      if case .placed(let cells) = place(rival, ids) { cells } else { nil }
    }
  }

  /// - Parameter ids: those of the block's columns.
  private mutating func append(
    _ read: TableReading.Row, _ row: FormRow, _ block: FormBlock, _ ids: [String], to figures: inout [Figure]
  ) {
    if !glued.isEmpty, let outcome = glued[row.id], let cell = read.cells.first(where: { !$0.isBlank }) {
      figures += self.figures(outcome, cell, row, block)
      return
    }
    switch place(read, ids) {
    case .placed(let cells):
      if !read.source.isGrid { placesByCount = true }
      checkSum(cells, row, block, read)
      let rivals = rivals(of: row, ids)
      for (index, (column, cell)) in zip(block.columns, cells).enumerated() {
        let contested = rivals.contains { $0.map { $0[index].value.content != cell.value.content } ?? true }
        guard let doubt = contested ? .contested : doubt(cell, row, column, read) else {
          figures.append(figure(cell, row, column, read))
          continue
        }
        doubted.append(DoubtedFigure(doubt: doubt, row: row, column: column, text: cell.text, origin: cell.origin))
        figures.append(missing(row, column))
      }
    case .allBlank:
      figures += block.columns.map { column in
        Figure(
          id: FigureID(table: declaration.id, row: row.id, column: column.id), status: .blank, unit: column.unit,
          origin: read.label?.origin ?? read.source.origin)
      }
    case .unplaceable:
      let texts = read.cells.filter { !$0.isBlank }.map(\.text)
      if !read.source.isGrid, !read.source.isUnclear, texts.count > ids.count, crowded == nil { crowded = (row.label, read.source.origin) }
      if read.source.isUnclear {
        diagnostics.append(.unclearRow(subject(row), texts, at: read.source.origin))
        figures += block.columns.map { missing(row, $0) }
        return
      }
      if let only = texts.first, texts.count == 1, block.columns.map({ row.kind ?? $0.kind }) == [.count, .decimal],
        case let readings = GluedMoney.readings(only), !readings.isEmpty
      {
        diagnostics.append(.gluedMoney(subject(row), only, readings, at: read.source.origin))
        figures += block.columns.map { missing(row, $0) }
        return
      }
      if let fault = headerFault(read, ids, filled: texts.count) {
        headerFaults.append((fault, subject(row), texts, read.source.origin))
        figures += block.columns.map { missing(row, $0) }
        return
      }
      diagnostics.append(
        .wrongCount(subject(row), expected: ids.count, texts: texts, packed: !read.source.isGrid, at: read.source.origin))
      figures += block.columns.map { missing(row, $0) }
    }
  }

  /// The figures of a row whose digits are glued together: inferred, and said so, or none.
  private mutating func figures(_ outcome: GluedRows.Outcome, _ cell: SourceCell, _ row: FormRow, _ block: FormBlock) -> [Figure] {
    switch outcome {
    case .decided(let parts):
      diagnostics.append(.gluedRow(subject(row), cell.text, parts, at: cell.origin))
      return zip(block.columns, parts).map { column, part in
        Figure(
          id: FigureID(table: declaration.id, row: row.id, column: column.id), status: .reported, value: DecimalNumber(part),
          unit: row.unit ?? column.unit, text: part, isInferred: true, origin: cell.origin)
      }
    case .open(let readings):
      diagnostics.append(.gluedAmbiguous(subject(row), cell.text, readings, at: cell.origin))
      return block.columns.map { missing(row, $0) }
    }
  }

  /// Where cells have no true places, a sum of the row that fails may be cells that moved: said of the row.
  private mutating func checkSum(_ cells: [SourceCell], _ row: FormRow, _ block: FormBlock, _ read: TableReading.Row) {
    guard !read.source.isGrid, block.columns.count > 2, let total = block.columns.last, total.id == "total" else { return }
    // Where the source counts its missing places and the count is that of the form's own merged cells, nothing has moved.
    if let padding = padding(read), padding == 0 || padding == merged(read) { return }
    let numbers = cells.compactMap { cell -> Int? in
      switch cell.value.content {
      case .number(let number): number.integer
      case .blank, .placeholder: 0
      default: nil
      }
    }
    guard numbers.count == block.columns.count, let last = numbers.last else { return }
    var sum = 0
    for number in numbers.dropLast() {
      let (next, overflow) = sum.addingReportingOverflow(number)
      guard !overflow else { return }
      sum = next
    }
    if sum != last { diagnostics.append(.sumFails(subject(row), sum, last, at: read.source.origin)) }
  }

  // MARK: A figure

  private mutating func figure(_ cell: SourceCell, _ row: FormRow, _ column: FormColumn, _ read: TableReading.Row) -> Figure {
    let id = FigureID(table: declaration.id, row: row.id, column: column.id)
    let kind = row.kind ?? column.kind
    let text = cell.text.trimmed
    // A row of 项目数量 and 采购总金额 has money in one column only.
    let rowUnit = declaration.shape == .blocks && kind == .count ? nil : read.unit
    let headerUnit = rowUnit ?? read.header.unit(of: column.id)
    let formUnit = row.unit ?? column.unit
    var subject: Subject { self.subject(row, column) }
    @inline(__always)
    func make(_ status: Figure.Status, _ value: DecimalNumber? = nil, unit: String? = nil, text: String) -> Figure {
      Figure(id: id, status: status, value: value, unit: unit, text: text, isInferred: cell.isInferred, origin: cell.origin)
    }
    switch cell.value.content {
    case .blank: return make(.blank, unit: formUnit, text: "")
    case .absent:
      diagnostics.append(.missingColumn(subject))
      return make(.missing, text: "")
    case .placeholder: return make(.notApplicable, unit: formUnit, text: text)
    case .unreadable(let fault):
      diagnostics.append(.unreadable(subject, text, fault, kind: kind, at: cell.origin))
      return make(.invalid, unit: formUnit, text: text)
    case .number(let number):
      if cell.value.remarks.contains(.direction) {
        guard kind == .signed else {
          diagnostics.append(.unreadable(subject, text, .notANumber, kind: kind, at: cell.origin))
          return make(.invalid, unit: formUnit, text: text)
        }
        diagnostics.append(.direction(subject, text, number, at: cell.origin))
      } else if cell.value.remarks.contains(.notation), !(kind == .signed && text.hasPrefix("+")) {
        notations.append((text, number, cell.origin))
      }
      var unit = formUnit ?? headerUnit
      if let written = cell.value.unit {
        if let formUnit, written != formUnit {
          if Units.counting.contains(written), Units.counting.contains(formUnit) {
            units.append((written, cell.origin))
          } else {
            unit = written
            diagnostics.append(.wrongUnit(subject, text, number, written, expected: formUnit, at: cell.origin))
          }
        } else {
          unit = written
          if formUnit != nil { units.append((written, cell.origin)) }
        }
      } else if let headerUnit, let formUnit, headerUnit != formUnit,
        !(Units.counting.contains(headerUnit) && Units.counting.contains(formUnit))
      {
        // 本年收费金额（单位：元） in a form that asks for 万元: the label, or the cell beside it, says what the figures are.
        unit = headerUnit
        diagnostics.append(.wrongUnit(subject, text, number, headerUnit, expected: formUnit, at: cell.origin))
      }
      return make(.reported, number, unit: unit, text: text)
    }
  }
}
