import ReportModel

/// Which pieces of a report stand on which sheet: the section of a table of the form on one of its own, what stands between them on others.
struct SheetPlan {
  var name: String
  var pieces: [PrintedReport.Piece]

  static func sheets(_ pieces: [PrintedReport.Piece]) -> [SheetPlan] {
    var sheets: [SheetPlan] = []
    var current = SheetPlan(name: "报告", pieces: [])
    /// Where the last heading stands among the pieces of the sheet.
    var heading: Int?
    var hasForm = false
    var rows = 0
    func close() {
      if !current.pieces.isEmpty { sheets.append(current) }
      current = SheetPlan(name: "报告", pieces: [])
      hasForm = false
      heading = nil
      rows = 0
    }
    for piece in pieces {
      switch piece {
      case .heading:
        if hasForm { close() }
        heading = current.pieces.count
      case .table(let table):
        rows += table.rows.count
        if let form = table.form {
          let section = hasForm ? [] : Array(current.pieces[(heading ?? current.pieces.count)...])
          current.pieces.removeLast(section.count)
          close()
          current = SheetPlan(name: form.title, pieces: section)
          hasForm = true
        }
      case .title, .paragraph: break
      }
      rows += 2
      // A sheet has 1,048,576 rows.
      if rows > 500_000 { close() }
      current.pieces.append(piece)
    }
    close()
    return sheets.isEmpty ? [current] : sheets
  }
}

/// Names of sheets: 31 characters, no two alike. Source: ISO/IEC 29500-1:2016 §18.2.19 (sheet), and what Excel refuses.
struct SheetNames {
  private var uses: [String: Int] = [:]

  mutating func unique(_ name: String) -> String {
    let base = String(name.filter { !":\\/?*[]'".contains($0) }.prefix(24))
    let count = (uses[base] ?? 0) + 1
    uses[base] = count
    return count == 1 ? base : "\(base)（\(count)）"
  }
}
