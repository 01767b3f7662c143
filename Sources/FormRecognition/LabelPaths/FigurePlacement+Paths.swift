import Diagnostics
import DocumentTree
import ReportModel

/// What stands in the label path of a figure and is not the form's.
enum PathDoubt: Hashable {
  /// A label above the figure that names no column of the form.
  case unknown(String)
  /// A label above the figure names another column, or another row, of the form.
  case conflict(String)
  /// The row has a cell too few or too many beside a column that the form does not have.
  case displaced
  /// The row is there twice, and the figures differ.
  case contested
  /// 2022年, 上年: the words, and where they stand.
  case period(String, in: String)
  /// A unit that the form does not have here, and where it is stated.
  case unit(String, in: String)
  /// 占比, ％, 累计, 计划.
  case otherThing(String, in: String)
}

/// A figure that was not placed because of what its path says.
struct DoubtedFigure {
  var doubt: PathDoubt
  var row: FormRow
  var column: FormColumn
  var text: String
  var origin: Origin
}

/// The labels above a figure, the lowest first; those of the corner, above the labels of rows; and those above other places.
private struct GridPath {
  var over: [SourceCell] = []
  var corner: [SourceCell] = []
  var beside: [SourceCell] = []
  /// The row has a cell too few or too many.
  var hasSlid = false

  /// Whether nothing stands above the figure, and its column is named above another place.
  func isNamedElsewhere(_ column: String, _ table: FormTable) -> Bool {
    guard over.isEmpty, table.shape != .sideBySide else { return false }
    return beside.contains { $0.columnIDs(in: table.id).contains(column) }
  }
}

/// A figure is its labels: what the labels and lines that govern it say has to be what the form says of the figure, else it is not placed.
extension FigurePlacement {
  /// - Returns: what speaks against the cell being the figure of `row` and `column`; `nil` where everything in its path is the form's or neutral.
  mutating func doubt(_ cell: SourceCell, _ row: FormRow, _ column: FormColumn, _ read: TableReading.Row) -> PathDoubt? {
    guard evidence != nil, declaration.shape != .list else { return nil }
    let path = gridPath(cell, read)
    if let doubt = columnDoubt(cell, path.over, row, column, read) { return doubt }
    if declaration.shape == .matrix, path.over.isEmpty, isDisordered(read) { return .displaced }
    if path.isNamedElsewhere(column.id, declaration) { return .displaced }
    if path.hasSlid { return .displaced }
    let isMoney = (row.kind ?? column.kind) == .decimal
    let unit = row.unit ?? column.unit
    var own: [(text: String, official: String, unit: String?)] = path.over.map { ($0.text, column.label, $0.key.unit) }
    if !read.source.isGrid, let named = read.header.columns.first(where: { $0.id == column.id }) {
      own.append((named.cell.text, column.label, named.cell.key.unit))
    }
    if let label = read.label { own.append((label.text, row.label, label.key.unit)) }
    for (text, official, understood) in own where text != official {
      let says = statement(text)
      if let period = says.period, !hasPeriod(official) { return .period(period, in: text) }
      if let share = says.share ?? says.restriction, !official.contains(share) { return .otherThing(share, in: text) }
      if let scaled = says.scaled { return .unit(scaled, in: text) }
      if isMoney, understood == nil, let unit, let other = says.money.first(where: { $0 != unit }) { return .unit(other, in: text) }
    }
    let corner =
      path.corner.map(\.text)
      + (read.source.isGrid ? [] : read.header.others.filter { $0.headingID(in: declaration.id) != nil }.map(\.text))
    let lines = linesSaySomething(read.source.number) ? (evidence?.lines[read.source.number] ?? []).map(\.text) : []
    for text in corner + lines {
      let says = statement(text)
      // 注：含上年未审结5件。 is a sentence, and speaks of some of the figures.
      if let period = says.period, !text.contains("。") || text.contains("数据") { return .period(period, in: text) }
      if let scaled = says.scaled { return .unit(scaled, in: text) }
      if isMoney, cell.value.unit == nil, read.unit == nil, let unit, let other = says.money.first(where: { $0 != unit }) {
        return .unit(other, in: text)
      }
    }
    return nil
  }

  /// Whether a header that stands above the table in lines of its own has the columns in another order.
  private func isDisordered(_ read: TableReading.Row) -> Bool {
    // 总计 alone above the other columns, one a line: it is the first column.
    if let last = declaration.blocks.first?.columns.last?.id, !read.header.columns.isEmpty,
      !read.header.columns.contains(where: { $0.id == last }), evidence?.columnsNamed(above: read.source.number).first == last
    {
      return true
    }
    guard read.header.columns.isEmpty, let ids = declaration.blocks.first?.columns.map(\.id),
      let named = evidence?.columnsNamed(above: read.source.number), named.count > 2
    else { return false }
    let inner = ids.dropFirst().dropLast()
    return Self.hasOwnOrder(named, ids) || named.filter { inner.contains($0) } != inner.filter { named.contains($0) }
  }

  private func hasPeriod(_ official: String) -> Bool { official.contains("上年") || official.contains("上一年") }

  /// Whether a line that governs the row says anything of unit, scale or period: nearly none does, and all cells of the row ask.
  private mutating func linesSaySomething(_ row: Int) -> Bool {
    if let known = speakingRows[row] { return known }
    var says = false
    for line in evidence?.lines[row] ?? [] {
      let statement = statement(line.text)
      if statement.period != nil || statement.scaled != nil || !statement.money.isEmpty { says = true }
    }
    speakingRows[row] = says
    return says
  }

  private mutating func statement(_ text: String) -> PathStatement {
    if let known = statements[text] { return known }
    let new = PathStatement(text, year: evidence?.year)
    statements[text] = new
    return new
  }

  // MARK: What stands above

  /// The labels right above the cell, the lowest first, and those of the corner: above the labels of rows.
  private mutating func gridPath(_ cell: SourceCell, _ read: TableReading.Row) -> GridPath {
    var path = GridPath()
    guard read.source.isGrid, var own = evidence else { return path }
    let band = own.band(above: read.source.number)
    evidence = own
    guard !band.isEmpty else { return path }
    // 序号: a first column that was taken away.
    let shift = own.width(of: read.source.number) - read.source.width
    let columns = cell.columns.lowerBound + shift..<cell.columns.upperBound + shift
    let labels = read.label.map { $0.columns.lowerBound + shift..<$0.columns.upperBound + shift }
    let end = (read.source.cells.last?.columns.upperBound ?? 0) + shift
    for number in band {
      // Labels whose spans were lost stand above nothing.
      if declaration.shape == .sideBySide, (own.cells(of: number).last?.columns.upperBound ?? 0) < end { continue }
      for label in own.cells(of: number) where !label.isBlank && label.isLabel {
        let isLine = label.columns.lowerBound == 0 && label.columns.overlaps(columns)
        if isLine { continue }
        if label.columns.overlaps(columns) {
          path.over.append(label)
        } else if let labels, label.columns.overlaps(labels) {
          path.corner.append(label)
        } else {
          path.beside.append(label)
        }
      }
    }
    let width = band.compactMap { own.cells(of: $0).last?.columns.upperBound }.max() ?? 0
    if isMisaligned(path) || end != width && !hasOwnColumn(path, shift, read) && isWhole(read) { return GridPath() }
    path.hasSlid = hasSlid(path, band: width, shift, read)
    return path
  }

  /// A name of a column above the labels of rows: the spans of the header were lost, and its places say nothing.
  private func isMisaligned(_ path: GridPath) -> Bool {
    path.corner.contains { label in
      label.hasColumn(in: declaration.id) && label.headingID(in: declaration.id) == nil
        && (declaration.shape == .sideBySide || !label.hasRow(in: declaration.id) || label.key.ordinal == nil)
    }
  }

  /// A row that was pushed aside as a whole: a figure for each column, and their sum holds.
  private func isWhole(_ read: TableReading.Row) -> Bool {
    guard declaration.shape == .matrix, let count = declaration.block(ofRow: read.id)?.columns.count else { return false }
    let numbers = read.cells.filter { !$0.isBlank }.compactMap { cell -> Int? in
      if case .number(let number) = cell.value.content { number.integer } else { nil }
    }
    guard numbers.count == count, read.cells.count(where: { !$0.isBlank }) == count, let total = numbers.last else { return false }
    return numbers.dropLast().reduce(0, &+) == total
  }

  /// 备注, 上年总计: a column of the page's own behind those of the form.
  private func hasOwnColumn(_ path: GridPath, _ shift: Int, _ read: TableReading.Row) -> Bool {
    guard let last = read.header.columns.map(\.cell.columns.upperBound).max() else { return false }
    return (path.beside + path.over).contains { $0.columns.lowerBound >= last + shift && !$0.isOfTable(declaration.id) }
  }

  /// Whether a row that is shorter or longer than a header with columns of the page's own may have moved: its sum does not say that it hasn't.
  private func hasSlid(_ path: GridPath, band: Int, _ shift: Int, _ read: TableReading.Row) -> Bool {
    let end = (read.source.cells.last?.columns.upperBound ?? 0) + shift
    guard end != band, let block = declaration.block(ofRow: read.id), block.columns.count > 1 else { return false }
    guard hasOwnColumn(path, shift, read) else { return false }
    let last = read.header.columns.map(\.cell.columns.upperBound).max() ?? 0
    let numbers = read.cells.filter { $0.columns.upperBound <= last }.compactMap { cell -> Int? in
      if case .number(let number) = cell.value.content { number.integer } else { nil }
    }
    guard declaration.shape == .matrix, numbers.count == block.columns.count, let total = numbers.last else { return true }
    return numbers.dropLast().reduce(0, &+) != total
  }

  private func columnDoubt(
    _ cell: SourceCell, _ over: [SourceCell], _ row: FormRow, _ column: FormColumn, _ read: TableReading.Row
  ) -> PathDoubt? {
    let table = declaration.id
    if !read.source.isGrid {
      guard declaration.shape == .blocks, !read.header.columns.contains(where: { $0.id == column.id }),
        let unknown = read.header.others.first(where: { $0.isLabel && $0.headingID(in: table) == nil && !NeutralLabels.holds($0) })
      else { return nil }
      return .unknown(unknown.text)
    }
    guard !over.isEmpty else { return nil }
    var isNamed = false
    var unknown: SourceCell?
    var other: SourceCell?
    for label in over {
      let ids = label.columnIDs(in: table)
      if ids.contains(column.id) {
        isNamed = true
      } else if declaration.shape == .sideBySide, label.hasRow(in: table) {
        if !label.rowIDs(in: table).contains(row.id) { return .conflict(label.text) }
      } else if !ids.isEmpty {
        other = label
      } else if label.headingID(in: table) == nil, !NeutralLabels.holds(label) {
        unknown = unknown ?? label
      }
    }
    if isNamed {
      // A figure over two columns is neither's.
      guard let other, other.columns.count < cell.columns.count else { return nil }
      return cell.isBlank ? nil : .conflict(other.text)
    }
    if let other { return .conflict(other.text) }
    guard let unknown else { return nil }
    // A label that wrapped into the rows of its header: 结果 above 维持.
    let whole = over.reversed().map(\.text).joined()
    let parts = over.reversed().filter { $0.headingID(in: table) == nil && !$0.hasRow(in: table) }.map(\.text).joined()
    for text in [whole, parts] {
      for term in Vocabulary.official.terms(for: text) where term.table == table {
        if case .column(column.id, _) = term.role { return nil }
      }
    }
    return .unknown(unknown.text)
  }
}

/// Words of a header that say nothing of what stands below them.
enum NeutralLabels {
  private static let words: Set<String> = [
    "信息内容", "序号", "申请人情况", "数量", "件数", "数值", "数据", "统计数", "指标", "项目", "类别", "内容", "情况", "名称",
  ]
  static func holds(_ cell: SourceCell) -> Bool {
    let body = cell.key.body
    return body.isEmpty || words.contains(body) || Units.all.contains(body)
  }
}

extension Diagnostic {
  /// One finding for each doubt: at the figure, the row, the column or the table that it is over.
  static func doubts(_ figures: [DoubtedFigure], _ table: FormTable) -> [Diagnostic] {
    var order: [PathDoubt] = []
    var groups: [PathDoubt: [DoubtedFigure]] = [:]
    for figure in figures {
      if groups[figure.doubt] == nil { order.append(figure.doubt) }
      groups[figure.doubt, default: []].append(figure)
    }
    return order.flatMap { doubt -> [Diagnostic] in
      let group = groups[doubt] ?? []
      let columns = Set(group.map(\.column.id))
      let rows = Set(group.map(\.row.id))
      let isWhole = rows.count > 5 && columns.count > 2
      if isWhole { return [pathDoubt(doubt, .table(table), group)] }
      let byColumn = columns.count < rows.count
      var seen: [String] = []
      return group.compactMap { figure in
        let key = byColumn ? figure.column.id : figure.row.id
        guard !seen.contains(key) else { return nil }
        seen.append(key)
        let same = group.filter { (byColumn ? $0.column.id : $0.row.id) == key }
        var subject = Subject.figure(table, figure.row, same.count == 1 ? figure.column : nil)
        if byColumn, same.count > 1 {
          subject = Subject(table: subject.table, column: Subject.Term(id: figure.column.id, label: figure.column.label))
        }
        return pathDoubt(doubt, subject, same)
      }
    }
  }

  private static func pathDoubt(_ doubt: PathDoubt, _ subject: Subject, _ figures: [DoubtedFigure]) -> Diagnostic {
    let list = figures.prefix(8).map { $0.text.quoted(limit: 12) }.filter { !$0.isEmpty }.joined(separator: " ")
    let (zh, en): (String, String) =
      switch doubt {
      case .unknown(let label):
        ("上方的表头“\(label.quoted())”不是规定格式中的名称", "the header “\(label.quoted())” above is none of the form's")
      case .conflict(let label):
        (
          "上方的表头是“\(label.quoted())”，与本列不符，数值可能错位",
          "the header above is “\(label.quoted())”, which is another column: the figure may have moved"
        )
      case .displaced:
        ("此行单元格与表头各列不对应，数值可能错位", "the cells of the row do not fit the columns of its header: its figures may have moved")
      case .contested:
        ("本表（行）重复出现而数值不同，无法确定以哪一处为准", "the row is there twice with different figures; which is meant is open")
      case .period(let period, let text):
        (
          "“\(text.quoted(limit: 40))”说明是“\(period)”的数据，不是本报告年度",
          "“\(text.quoted(limit: 40))” says that the figure is of \(period), not of the report's year"
        )
      case .unit(let unit, let text):
        (
          "“\(text.quoted(limit: 40))”说明单位是“\(unit)”，与规定格式的单位不同",
          "“\(text.quoted(limit: 40))” says that the unit is \(unit), which is not the form's"
        )
      case .otherThing(let word, let text):
        ("“\(text.quoted(limit: 40))”（\(word)）不是规定格式要求的数据", "“\(text.quoted(limit: 40))” (\(word)) is not what the form asks for")
      }
    return Diagnostic(
      "TAB-07", .error,
      Message(
        zh: zh + (list.isEmpty ? "" : "（\(list)）") + (figures.count > 1 ? "，\(figures.count)个数值未予填入" : "，未予填入"),
        en: en + (list.isEmpty ? "" : " (\(list))") + (figures.count > 1 ? "; \(figures.count) figures are not placed" : "; not placed")),
      subject: subject, at: figures.first?.origin, actual: list)
  }
}
