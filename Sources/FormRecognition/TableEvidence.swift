/// What speaks for a table of the forms: distinct labels of it.
struct TableEvidence {
  private struct Count {
    var roles = 0
    var columns = 0
    var blockHeadings = 0
  }
  private let tables: [String]
  /// By ``Vocabulary/Term/tableID``.
  private var counts: [Count]
  /// Roles that were counted, as bits by ``Vocabulary/Term/roleID``.
  private var seen: [UInt64]
  private(set) var values = 0
  /// 历年累计, 本年累计: a column of the provinces' own annexes of 2008 to 2018, which hold two figures a line.
  private var hasRunningTotal = false

  init(_ vocabulary: Vocabulary) {
    tables = vocabulary.tables
    counts = [Count](repeating: Count(), count: vocabulary.tables.count)
    seen = [UInt64](repeating: 0, count: (vocabulary.roleCount + 63) / 64)
  }

  mutating func add(_ cell: SourceCell) {
    let terms = cell.terms
    if terms.isEmpty {
      if cell.isReadable {
        if !cell.isBlank { values += 1 }
      } else if cell.text.utf8.count <= 40, cell.key.body.hasSuffix("累计") {
        hasRunningTotal = true
      }
      return
    }
    for term in terms where seen[term.roleID >> 6] & 1 << UInt64(term.roleID & 63) == 0 && !isCommonWord(cell, in: term.table) {
      seen[term.roleID >> 6] |= 1 << UInt64(term.roleID & 63)
      counts[term.tableID].roles += 1
      if term.isBlockHeading { counts[term.tableID].blockHeadings += 1 }
      if case .column = term.role { counts[term.tableID].columns += 1 }
    }
  }

  /// 总计, 其他, 合计, 单位 stand in tables of every kind. A word that is a row and a column of one table says nothing of either.
  private func isCommonWord(_ cell: SourceCell, in table: String) -> Bool {
    let key = cell.key
    guard key.ordinal == nil else { return false }
    if key.body.utf8.count == 6, Self.commonWords.contains(key.body) { return true }
    return cell.hasColumn(in: table) && cell.hasRow(in: table)
  }
  /// All of two characters.
  private static let commonWords: Set<String> = ["总计", "合计", "小计", "其他", "其它", "单位", "序号", "数量", "备注"]

  func hasLabels(of table: String) -> Bool { tables.firstIndex(of: table).map { counts[$0].roles > 0 } ?? false }

  /// The tables of which enough labels are there, by name.
  func tables(minimum: Int = 3) -> [String] {
    var found: [String] = []
    for (table, count) in zip(tables, counts) {
      switch table {
      case "proactive": if count.blockHeadings > 0 || count.columns >= 2 || count.columns >= 1 && count.roles >= 3 { found.append(table) }
      case "statistics": if count.roles >= 5, !hasRunningTotal { found.append(table) }
      default: if count.roles >= minimum { found.append(table) }
      }
    }
    return found.sorted()
  }
}
