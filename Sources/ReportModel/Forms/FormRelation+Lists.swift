/// The relations of 二、主动公开政府信息情况 and of the statistics annex of 2014.
extension FormTable {
  /// 2021: stock against flow. 2019: parts against stock, and lists of items that cannot fall below nought.
  var proactiveRelations: [FormRelation] {
    var out: [FormRelation] = []
    for block in blocks {
      let columns = Set(block.columns.map(\.id))
      for row in block.rows {
        if columns.isSuperset(of: ["issued", "repealed", "in_force"]) {
          out.append(
            relation(
              "PRO-01", at: row.id, "in_force", [term(row.id, "issued")], .atMost,
              [term(row.id, "in_force"), term(row.id, "repealed")]))
        }
        if columns.isSuperset(of: ["newly_disclosed", "disclosed_total"]) {
          out.append(
            relation(
              "PRO-03", at: row.id, "newly_disclosed", [term(row.id, "newly_disclosed")], .atMost,
              [term(row.id, "disclosed_total")]))
        }
        if columns.isSuperset(of: ["previous_items", "change"]) {
          out.append(
            relation(
              "PRO-04", at: row.id, "change", [term(row.id, "previous_items"), term(row.id, "change")], .atLeast, []))
        }
      }
    }
    return out
  }

  /// Source: 国办发〔2014〕32号, annex: the indented lines are parts of the line above them. Channels are no parts: an item that is
  /// published on two channels counts once in the total.
  var statisticsRelations: [FormRelation] {
    func value(_ row: String) -> FormRelation.Term { term(row, "value") }
    func sum(_ code: String, _ total: String, _ parts: [String]) -> FormRelation {
      relation(code, at: total, "value", parts.map(value), .equal, [value(total)])
    }
    func part(_ code: String, _ part: String, of whole: String) -> FormRelation {
      relation(code, at: part, "value", [value(part)], .atMost, [value(whole)])
    }
    let refused = [
      "state_secret", "trade_secret", "privacy", "security_stability", "not_government_information", "other_law",
    ].map { "answered.refused." + $0 }
    let channels = ["gazette", "website", "weibo", "wechat", "other"].map { "disclosure.channel." + $0 }
    return [
      sum("ST-01", "received.total", ["received.in_person", "received.fax", "received.online", "received.letter"]),
      sum("ST-02", "closed.total", ["closed.on_time", "closed.extended"]),
      sum(
        "ST-03", "answered.total",
        [
          "answered.already_public", "answered.granted", "answered.partial", "answered.refused.total", "answered.not_this_body",
          "answered.not_exist", "answered.amend", "answered.other_channel",
        ]),
      sum("ST-04", "answered.refused.total", refused),
      sum("ST-05", "review.total", ["review.upheld", "review.corrected", "review.other"]),
      sum("ST-05", "litigation.total", ["litigation.upheld", "litigation.corrected", "litigation.other"]),
      sum("ST-06", "capacity.staff.total", ["capacity.staff.full_time", "capacity.staff.part_time"]),
      part("ST-07", "disclosure.normative_documents", of: "disclosure.total"),
    ] + channels.map { part("ST-08", $0, of: "disclosure.total") } + [
      relation("ST-08", at: "disclosure.total", "value", [value("disclosure.total")], .atMost, channels.map(value)),
      sum("ST-09", "closed.total", ["answered.total"]),
      part("ST-10", "response.press_conferences_by_head", of: "response.press_conferences"),
      part("ST-10", "response.interviews_by_head", of: "response.interviews"),
    ]
  }
}
