import ReportModel

/// A relation of the form between cells of a sheet.
struct SheetRelation {
  /// Where it is shown that it is broken.
  var places: [String]
  /// A formula that holds when all cells are numbers and the relation is broken.
  var isBroken: String
}

/// The relations of a table as formulas over its cells on a sheet.
struct SheetRelations {
  private(set) var checks: [SheetRelation] = []
  /// For sums that are what the report says, or blank with all their parts: the cells that add up, as arguments.
  private(set) var formulas: [FigureID: String] = [:]

  /// - Parameter firstRow: of the table on the sheet, from 1.
  init(_ table: PrintedTable, firstRow: Int) {
    guard let form = table.form, let owner = OfficialForms.all.first(where: { $0.table(form.id) == form }) else { return }
    var places: [FigureID: String] = [:]
    var texts: [FigureID: String] = [:]
    for cell in table.rows.joined() {
      guard case .figure(let id) = cell.kind else { continue }
      places[id] = WorksheetBuffer.place(firstRow + cell.rows.lowerBound, cell.columns.lowerBound)
      texts[id] = cell.text
    }
    func list(_ terms: [FormRelation.Term]) -> String? {
      let names = terms.compactMap { term in places[term.figure].map { term.isNegative ? "-" + $0 : $0 } }
      return names.count == terms.count ? names.joined(separator: ",") : nil
    }
    func sum(_ terms: [FormRelation.Term], _ list: String) -> String { terms.isEmpty ? "0" : "SUM(\(list))" }
    for relation in Form.officialRelations(owner.id, table: form.id) {
      guard let left = list(relation.left), let right = list(relation.right) else { continue }
      let all = relation.left + relation.right
      let cells = all.compactMap { places[$0.figure] }
      let comparison =
        switch relation.comparison {
        case .equal: "<>"
        case .atMost: ">"
        case .atLeast: "<"
        }
      let shown = relation.right.isEmpty ? relation.left : relation.right
      checks.append(
        SheetRelation(
          places: shown.compactMap { places[$0.figure] },
          isBroken:
            "AND(COUNT(\(cells.joined(separator: ",")))=\(cells.count),\(sum(relation.left, left))\(comparison)\(sum(relation.right, right)))"
        ))
      guard relation.comparison == .equal, relation.left.count > 1, relation.right.count == 1, !all.contains(where: \.isNegative),
        let target = relation.right.first?.figure, Self.mayAdd(relation.left.map { texts[$0.figure] ?? "" }, texts[target] ?? "")
      else { continue }
      formulas[target] = left
    }
  }

  /// Whether a formula shows what stands there: numbers that add up to it, or nothing at all.
  private static func mayAdd(_ parts: [String], _ total: String) -> Bool {
    if total.isEmpty { return parts.allSatisfy(\.isEmpty) }
    guard WorksheetBuffer.numberStyle(total) == .whole, let total = DecimalNumber(total) else { return false }
    var sum = DecimalNumber(0)
    for part in parts {
      guard WorksheetBuffer.numberStyle(part) == .whole, let number = DecimalNumber(part), let next = sum.adding(number) else {
        return false
      }
      sum = next
    }
    return sum == total
  }
}
