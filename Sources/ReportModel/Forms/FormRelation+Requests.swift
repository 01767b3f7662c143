/// The sums of 三、收到和处理政府信息公开申请情况 and of 四、行政复议、行政诉讼情况.
///
/// 2021: 25 + 7 + 7 relations and 3; 2019: 23 + 7 + 7 and 3. Source: 国办公开办函〔2021〕30号 and 〔2019〕60号, annex: the corner of
/// the table, and 总计 as label of row and column.
extension FormTable {
  /// The rows of 三、本年度办理结果 that are counted into （七）总计.
  public var resultRows: [FormRow] { rows.filter { $0.id.hasPrefix("results.") && $0.id != "results.total" } }

  /// The row of the identity, as its place: 本年度办理结果总计 and 结转下年度 together.
  public static let closingRow = "results.total+carried_out"

  var requestsRelations: [FormRelation] {
    guard let block = blocks.first else { return [] }
    let columns = block.columns.map(\.id)
    let parts = columns.filter { $0 != "total" }
    var out: [FormRelation] = []
    for row in block.rows {
      out.append(relation("REQ-01", at: row.id, "total", parts.map { term(row.id, $0) }, .equal, [term(row.id, "total")]))
    }
    for column in columns {
      out.append(
        relation(
          "REQ-02", at: "results.total", column, resultRows.map { term($0.id, column) }, .equal, [term("results.total", column)]))
    }
    for column in columns {
      out.append(
        relation(
          "REQ-03", at: Self.closingRow, column, [term("received", column), term("carried_in", column)], .equal,
          [term("results.total", column), term("carried_out", column)]))
    }
    return out
  }

  var disputesRelations: [FormRelation] {
    rows.map { row in
      relation(
        "DIS-01", at: row.id, "total", ["upheld", "corrected", "other", "pending"].map { term(row.id, $0) }, .equal,
        [term(row.id, "total")])
    }
  }
}
