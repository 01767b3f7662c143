import Diagnostics
import ReportModel

/// What a header says that forbids to place the figures below it by their order.
enum HeaderFault: Hashable {
  /// It names a column of another form or block: 本年新公开数量 where the form has 本年废止件数.
  case foreign(String)
  /// It names a column twice: figures of two years, or of two areas.
  case doubled(String)
  /// It names a column that no form has, where a column of the form is not named.
  case unknown(String)
  /// The columns that it names are in another order than the form's, and where the others stand is not said.
  case order
  /// The row has cells that stand below none of its columns.
  case displaced
  /// A figure stands for several rows at once.
  case tall(String)
}

/// A row that is left without figures, and why.
typealias RowFault = (fault: HeaderFault, row: Subject, texts: [String], origin: Origin)

extension FigurePlacement {
  /// Columns that the header names and this block of the form does not have.
  func foreign(_ read: TableReading.Row, _ ids: [String]) -> [ColumnHeader.Column] {
    guard declaration.shape == .blocks else { return [] }
    return read.header.columns.filter { !ids.contains($0.id) }
  }

  /// Whether a column of the block is there twice. One label in each of the places that were merged is one column, where nothing above them tells
  /// them apart.
  func isDoubled(_ read: TableReading.Row, _ ids: [String]) -> Bool {
    guard let doubled = read.header.doubled, ids.contains(doubled.id) else { return false }
    return ids.count > 1 || read.header.others.contains { $0.isLabel && $0.headingID(in: declaration.id) == nil }
  }

  /// Whether a figure covers more rows than the row does.
  func isTall(_ read: TableReading.Row) -> Bool { tallest(read) != nil }

  private func tallest(_ read: TableReading.Row) -> SourceCell? {
    guard let tall = read.cells.first(where: { $0.height > 1 && !$0.isBlank }) else { return nil }
    guard read.source.cells.contains(where: { !$0.isBlank && $0.height < tall.height }) else { return nil }
    // A row with a cell of its own for each column has none in common with the row above.
    let next = reading.rows.first { $0.order == read.order + 1 }
    return next.map { $0.cells.count < read.cells.count } == false ? nil : tall
  }

  /// A name over several columns, of which the header names one or more.
  func isOverColumns(_ other: SourceCell, _ read: TableReading.Row) -> Bool {
    declaration.shape == .matrix && read.header.columns.contains { $0.cell.columns.overlaps(other.columns) }
  }

  /// Whether the first column is named before the group of those between, and the last one behind it; `nil` where the header does not say.
  func isAroundItsGroup(_ ids: [String], _ read: TableReading.Row) -> Bool? {
    guard let group = read.header.group else { return nil }
    let isStream = read.source.isStream
    let columns = read.header.columns.filter { isStream || $0.line == group.line }
    guard let first = columns.first(where: { $0.id == ids.first }) else { return nil }
    if first.order > group.order { return false }
    // 总计 is also met in the line above: one cell after another, it then comes before all others.
    guard let last = columns.first(where: { $0.id == ids.last }), !isStream || last.order > first.order else { return nil }
    return last.order > group.order
  }

  /// Whether words that are no column of the form may stand in the place of one that is not named.
  func isUnnamed(_ ids: [String], _ read: TableReading.Row) -> Bool {
    !read.source.isGrid && !read.header.others.isEmpty && read.header.columns.count < ids.count
  }

  /// Why the header leaves the figures of a row without columns, where it is not their number.
  func headerFault(_ read: TableReading.Row, _ ids: [String], filled: Int) -> HeaderFault? {
    if let tall = tallest(read) { return .tall(tall.text) }
    if isDoubled(read, ids), let doubled = read.header.doubled { return .doubled(doubled.cell.text) }
    if let foreign = foreign(read, ids).first { return .foreign(foreign.cell.text) }
    guard filled == ids.count else { return nil }
    let unknown = read.header.others.first { $0.isLabel && $0.headingID(in: declaration.id) == nil && !isOverColumns($0, read) }
    if let unknown { return .unknown(unknown.text) }
    return namesAreInOrder(ids, read) ? read.header.columns.isEmpty ? nil : .displaced : .order
  }
}

extension Diagnostic {
  /// One finding a row; one for all of them where a header leaves a whole table without columns.
  static func headerFaults(_ faults: [RowFault], _ table: Subject) -> [Diagnostic] {
    var rest = faults[...]
    var findings: [Diagnostic] = []
    while let first = rest.first {
      let same = rest.filter { $0.fault == first.fault }
      rest = rest.filter { $0.fault != first.fault }[...]
      if same.count <= 5 {
        findings += same.map { headerFault($0.row, $0.fault, $0.texts, at: $0.origin) }
      } else {
        findings.append(headerFault(table, first.fault, first.texts, rows: same.count, at: first.origin))
      }
    }
    return findings
  }

  /// - Parameter rows: how many rows the finding speaks of; the texts are those of the first.
  private static func headerFault(_ subject: Subject, _ fault: HeaderFault, _ texts: [String], rows: Int = 1, at origin: Origin)
    -> Diagnostic
  {
    let list = texts.prefix(20).map { $0.quoted(limit: 12) }.joined(separator: " ")
    let (zh, en): (String, String) =
      switch fault {
      case .foreign(let label):
        (
          "表头“\(label.quoted())”不是规定格式中这一部分的列（多为另一年度格式的表头）",
          "the header “\(label.quoted())” is no column of this block of the form, but of another form or block"
        )
      case .doubled(let label):
        (
          "表头“\(label.quoted())”出现两次（如两个年度或两级数据并列），无法确定哪一组是本报告的数值",
          "the header names “\(label.quoted())” twice, as for two years or two areas; which figures are the report's can't be told"
        )
      case .unknown(let label):
        (
          "表头“\(label.quoted())”无法识别，无法确定各数值所在的列",
          "the header “\(label.quoted())” is unknown; the columns of the figures can't be told"
        )
      case .order:
        (
          "表头各列的顺序与规定格式不一致，无法确定各数值所在的列",
          "the header has the columns in another order than the form; those of the figures can't be told"
        )
      case .displaced:
        (
          "此行各格与表头各列不对应，数值可能错位",
          "the cells of the row do not stand below the columns of the header: its figures may have moved"
        )
      case .tall(let text):
        (
          "“\(text.quoted(limit: 12))”一格跨多行，不能确定属于哪一行",
          "the cell “\(text.quoted(limit: 12))” covers several rows; whose it is can't be told"
        )
      }
    return Diagnostic(
      "TAB-07", .error,
      Message(
        zh: zh + (list.isEmpty ? "" : rows > 1 ? "（如首行\(list)）" : "（\(list)）") + (rows > 1 ? "，\(rows)行数值均未予填入" : "，未予填入"),
        en: en + (list.isEmpty ? "" : rows > 1 ? " (\(list) and more)" : " (\(list))")
          + (rows > 1 ? "; no figure of \(rows) rows is placed" : "; none is placed")),
      subject: subject, at: origin, actual: list)
  }
}
