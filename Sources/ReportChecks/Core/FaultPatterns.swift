import Diagnostics
import ReportModel

/// Well-known ways in which the sums of table 三 break without one cell being to blame.
enum FaultPatterns {
  /// Why a cell holds what it holds: the figure of the row above or below, or another row's share counted in.
  static func cause(_ figure: FigureID, _ actual: Int, _ expected: Int, _ figures: FigureIndex) -> Message? {
    guard figure.table == "requests" else { return nil }
    func value(_ row: String) -> Int? { figures[FigureID(table: "requests", row: row, column: figure.column)]?.value?.integer }
    if figure.row == "carried_in", actual == 0 {
      return Message(zh: "疑似上年结转未填", en: "what was carried over from last year is not filled in")
    }
    // A difference of 1 or 2 is explained by chance as well as by any reason.
    guard abs(actual &- expected) > 2 else { return nil }
    if figure.row != "results.partial", let partial = value("results.partial"), partial != 0, actual > expected,
      actual - expected == partial
    {
      return Message(zh: "相差数等于“部分公开”的\(partial)，疑似重复计入", en: "the difference is partial disclosure (\(partial)): probably counted twice")
    }
    if figure.row == "results.total", let carried = value("carried_in"), carried != 0, expected - actual == carried {
      return Message(zh: "相差数等于上年结转的\(carried)，疑似上年结转未计入办理结果", en: "the difference is what was carried in (\(carried)): probably left out")
    }
    return nil
  }

  static func remark(on result: RelationResult, among all: [RelationResult], _ figures: FigureIndex) -> Message? {
    guard let difference = result.difference.flatMap({ Int(exactly: $0) }), difference != 0, difference != Int.min else { return nil }
    let relation = result.relation
    func value(_ row: String) -> Int? { figures[FigureID(table: relation.table, row: row, column: relation.column)]?.value?.integer }
    switch relation.code {
    case "REQ-02":
      guard abs(difference) > 2 else { return nil }
      if let partial = value("results.partial"), partial != 0, difference == partial {
        return Message(
          zh: "相差数等于本列“（二）部分公开”的\(partial)，疑似部分公开重复计入其他情形",
          en: "the difference is partial disclosure (\(partial)), probably counted in another row too")
      }
      for (group, label) in [("refused", "（三）不予公开"), ("unavailable", "（四）无法提供"), ("not_processed", "（五）不予处理"), ("other", "（六）其他处理")] {
        let rows = relation.left.filter { $0.figure.row.hasPrefix("results.\(group).") }.map { figures[$0.figure]?.value?.integer ?? 0 }
        let sum = rows.reduce(0) { $0 &+ $1 }
        if sum != 0, rows.count(where: { $0 != 0 }) > 1, abs(difference) == abs(sum) {
          return difference < 0
            ? Message(
              zh: "相差数等于“\(label)”各项之和\(sum)，疑似小计重复计入（七）总计", en: "the difference is the sum of \(label) (\(sum)), probably counted twice")
            : Message(zh: "相差数等于“\(label)”各项之和\(sum)，疑似（七）总计漏计", en: "the difference is the sum of \(label) (\(sum)), probably left out")
        }
      }
    case "REQ-03":
      if let other = all.first(where: {
        $0.relation.code == "REQ-03" && $0.relation.column != relation.column && $0.relation.column != "total"
          && relation.column != "total" && $0.difference == Int128(-difference)
      }) {
        let table = OfficialForms.all.lazy.compactMap { $0.table(relation.table) }.first
        let names = [relation.column, other.relation.column].map { table?.column($0, ofRow: "received")?.label ?? $0 }
        return Message(
          zh: "“\(names[0])”与“\(names[1])”两列相差数相反，疑似同一申请在收到和办理结果中归入不同类别",
          en: "columns \(relation.column) and \(other.relation.column) differ by opposite amounts: an application was probably put under "
            + "another kind of applicant when it was answered")
      }
      if let carried = value("carried_in"), carried != 0, difference == carried {
        return Message(
          zh: "相差数等于上年结转的\(carried)，疑似上年结转未计入办理结果", en: "the difference is what was carried in (\(carried)), which the results leave out")
      }
      if let carried = value("carried_in"), carried != 0, difference == -carried {
        return Message(zh: "相差数等于上年结转的\(carried)，疑似上年结转未计入收到数", en: "the difference is what was carried in (\(carried))")
      }
      if let carried = value("carried_out"), carried != 0, difference == -carried {
        return Message(
          zh: "相差数等于结转下年度的\(carried)，疑似结转件已计入办理结果",
          en: "the difference is what is carried on (\(carried)), which the results probably count too")
      }
      if let carried = value("carried_out"), carried != 0, difference == carried {
        return Message(zh: "相差数等于结转下年度的\(carried)，请核对未办结件是否计入", en: "the difference is what is carried on (\(carried))")
      }
    default: break
    }
    if difference % 9 == 0 {
      let digits = String(abs(difference) / 9).utf8
      if digits.drop(while: { $0 != UInt8(ascii: "0") }).allSatisfy({ $0 == UInt8(ascii: "0") }), digits.count <= 4 {
        return Message(
          zh: "相差数是9的倍数，请检查是否有数字颠倒或多写、少写0", en: "the difference is a multiple of 9: look for swapped digits or a nought too many")
      }
    }
    return nil
  }
}
