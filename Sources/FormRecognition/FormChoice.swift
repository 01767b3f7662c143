import Diagnostics
import ReportModel

/// Decides of which form each table is: by its own labels, else by those of the other tables, else by the year.
struct FormChoice {
  let readings: [TableReading]
  let stated: String?
  let yearHint: Int?
  private(set) var forms: [String: String] = [:]
  private(set) var reportForm: String?
  private(set) var diagnostics: [Diagnostic] = []

  init(readings: [TableReading], stated: String?, yearHint: Int?) {
    self.readings = readings
    self.stated = stated
    self.yearHint = yearHint
  }

  mutating func decide() {
    var certain: [String: String] = [:]
    var total: [String: Int] = [:]
    for reading in readings {
      var votes = reading.votes
      for (form, count) in evidence(reading) { votes[form, default: 0] += count }
      let ranked = votes.filter { $0.value > 0 }.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
      guard let first = ranked.first else { continue }
      if ranked.count == 1 || first.value > ranked[1].value {
        certain[reading.table] = first.key
        total[first.key, default: 0] += first.value
      }
    }
    let majority = total.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.first?.key
    let byYear = yearHint.flatMap(OfficialForms.form(forReportYear:))?.id
    for reading in readings {
      let possible = OfficialForms.all.filter { $0.table(reading.table) != nil }.map(\.id)
      let choice = [stated, certain[reading.table], majority, byYear].compactMap { $0 }.first(where: possible.contains) ?? possible.first
      forms[reading.table] = choice
    }
    let main = readings.map(\.table).filter { $0 != "statistics" }
    if let stated {
      reportForm = stated
    } else if main.isEmpty {
      reportForm = readings.isEmpty ? nil : "2014"
    } else {
      reportForm = majority.flatMap { $0 == "2014" ? nil : $0 } ?? forms["proactive"] ?? forms["requests"] ?? forms[main[0]]
    }
    let mixed = Set(main.compactMap { certain[$0] })
    if mixed.count > 1 {
      let list = main.compactMap { table in certain[table].map { "\(table): \($0)" } }.joined(separator: ", ")
      diagnostics.append(
        Diagnostic("STR-07", .warning, Message(zh: "各表使用的格式年份不一致（\(list)）", en: "the tables are of different forms (\(list))")))
    }
  }

  /// What the number of figures in a row says, where the labels are those of both forms.
  private func evidence(_ reading: TableReading) -> [(String, Int)] {
    var out: [(String, Int)] = []
    if reading.table == "requests" {
      if reading.rows.contains(where: { $0.id.hasPrefix("results.other.") }) { out.append(("2021", 3)) }
      if reading.row("results.other") != nil { out.append(("2019", 3)) }
    }
    if reading.table == "proactive", let row = reading.row("licensing"), row.cells.filter({ !$0.isBlank }).count == 3 {
      if row.cells.filter({ !$0.isBlank }).dropFirst().contains(where: { $0.value.content != .number(DecimalNumber(0)) }) {
        out.append(("2019", 2))
      }
    }
    return out
  }
}
