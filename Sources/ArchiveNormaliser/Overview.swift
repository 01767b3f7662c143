import JSONText
import ReportModel
import SafeFiles

/// `index.html`: offices × years as a grid, with gaps, faults and doubles; a click shows the findings of a report. One file, no network.
///
/// Rows and details go to the disk as they come, since an archive may hold more of them than memory should.
struct Overview {
  /// Of all reports that are filed; a column each.
  private let years: ClosedRange<Int>?
  private let rows: Scratch
  private let unidentified: Scratch
  /// What a click shows, one report a line: see ``detail(_:_:)``.
  private let details: Scratch
  private var texts = OverviewTexts()
  private var formats: [String] = []

  private var row: Row?
  private var count = 0
  private var unidentifiedCount = 0
  private var reportsByYear: [Int: Int] = [:]
  private var gapsByYear: [Int: Int] = [:]

  /// The office that is being filed.
  private struct Row {
    var organ: String
    var first: Int
    var cells: [Int: String] = [:]
  }

  /// A report as it is shown.
  struct Item {
    var report: FiledReport
    var findings: [FindingRecord]
    /// Files with the same report, and those of them with other figures.
    var sources: Int
    var versions: Int
    var output: String
    var formats: [String]
  }

  init(work: String, years: ClosedRange<Int>?) throws(FileError) {
    self.years = years
    rows = try Scratch(work + "/rows")
    unidentified = try Scratch(work + "/unidentified")
    details = try Scratch(work + "/details")
  }

  /// Findings that a cell shows; the others stand in findings.csv.
  private static let shown = 12

  mutating func add(_ item: Item) throws(FileError) {
    let report = item.report
    let errors = item.findings.count { $0.fields[0] == "error" }
    let warnings = item.findings.count { $0.fields[0] == "warning" }
    let state = errors > 0 ? "e" : warnings > 0 ? "w" : "g"
    var mark = errors > 0 ? String(errors) : warnings > 0 ? String(warnings) : "✓"
    if item.sources > 1 { mark += item.versions > 0 ? "<b>≠</b>" : "<i>＋</i>" }
    formats = item.formats
    defer { count += 1 }
    try detail(item, errors: errors, warnings: warnings)
    guard let organ = report.organ, let year = report.year else {
      unidentifiedCount += 1
      try unidentified.file.write(
        "<tr data-n=\(count)><td class=p>\(OverviewPage.escaped(report.shownPath))</td><td class=\(state)>\(mark)</td></tr>\n")
      return
    }
    if row?.organ != organ {
      try finishRow()
      row = Row(organ: organ, first: count)
    }
    row?.cells[year] = "<td class=\(state)>\(mark)</td>"
    reportsByYear[year, default: 0] += 1
  }

  private mutating func finishRow() throws(FileError) {
    guard let row, let years else { return }
    self.row = nil
    try rows.file.write("<tr data-n=\(row.first)><th scope=row>\(OverviewPage.escaped(row.organ))</th>")
    let (first, last) = (row.cells.keys.min() ?? 0, row.cells.keys.max() ?? 0)
    for year in years {
      if let cell = row.cells[year] {
        try rows.file.write(cell)
      } else if year > first && year < last {
        gapsByYear[year, default: 0] += 1
        try rows.file.write("<td class=n>缺</td>")
      } else {
        try rows.file.write("<td></td>")
      }
    }
    try rows.file.write("</tr>\n")
  }

  /// `[folder, file, number or 0, title or 0, [figures, missing, errors, warnings], [files, versions], output or 0, findings, findings left
  /// out]`. What follows from office and year is 0; texts that come again and again are numbers of ``OverviewTexts``.
  private mutating func detail(_ item: Item, errors: Int, warnings: Int) throws(FileError) {
    let report = item.report
    let grave = item.findings.filter { $0.fields[0] != "note" }
    let (organ, year) = (report.organ ?? "", report.year.map(String.init) ?? "")
    let usual = "\(organ)\(year)年政府信息公开工作年度报告"
    let (folder, file) = texts.folder(of: report.path)
    let form = report.form.flatMap(OfficialForms.form)
    var json = JSONWriter()
    json.array { json in
      json.integer(folder)
      json.string(file)
      json.integer(report.ofSeveral > 1 ? report.number : 0)
      if let title = report.title, title != usual { json.string(title) } else { json.integer(0) }
      json.array { json in for number in [report.reported, report.missing + report.invalid, errors, warnings] { json.integer(number) } }
      json.array { json in for number in [item.sources, item.versions] { json.integer(number) } }
      if item.output == "reports/\(organ)/\(year)" { json.integer(0) } else { json.string(item.output) }
      json.array { json in for finding in grave.prefix(Self.shown) { texts.write(finding, form, &json) } }
      json.integer(max(0, grave.count - Self.shown))
    }
    // Inside a script element `</` would end it.
    try details.file.write(OverviewPage.withoutTags(json.bytes))
    try details.file.write("\n")
  }

  mutating func write(to page: OutputFile, _ summary: ArchiveSummary, _ catalogue: Catalogue) throws {
    try finishRow()
    try page.write(OverviewPage.head)
    try page.write(OverviewPage.heading(summary))
    if let years, !reportsByYear.isEmpty {
      try page.write(OverviewPage.tools)
      try page.write("<div class=wrap><table id=t><thead><tr><th>机关</th>")
      for year in years {
        let gaps = gapsByYear[year].map { "，缺 \($0)" } ?? ""
        try page.write(
          "<th>\(year)<small title=\"\(year)年：报告 \(reportsByYear[year] ?? 0)\(gaps)\">\(reportsByYear[year] ?? 0)</small></th>")
      }
      try page.write("</tr></thead><tbody>\n")
      try rows.move(to: page)
      try page.write("</tbody></table></div>\n")
    } else {
      try rows.discard()
    }
    if unidentifiedCount > 0 {
      try page.write("<h2 id=unidentified>机关或年度不明的报告（\(unidentifiedCount)）</h2>\n<table class=u>\n")
      try unidentified.move(to: page)
      try page.write("</table>\n")
    } else {
      try unidentified.discard()
    }
    try OverviewPage.sources(catalogue, summary, page)
    try page.write("<aside id=d hidden></aside>\n<script id=data type=\"text/plain\">")
    try details.move(to: page)
    try page.write("</script>\n<script id=texts type=\"application/json\">")
    try page.write(OverviewPage.withoutTags(texts.json(formats: formats)))
    try page.write("</script>\n")
    try page.write(OverviewPage.script)
  }
}

/// A file of the work folder that becomes part of another.
private struct Scratch {
  let path: String
  let file: OutputFile

  init(_ path: String) throws(FileError) {
    self.path = path
    file = try OutputFile(path)
  }

  func move(to page: OutputFile) throws(FileError) {
    try file.finish()
    try page.write(contentsOf: path)
    try FileSystem.remove(path)
  }

  func discard() throws(FileError) {
    try file.finish()
    try FileSystem.remove(path)
  }
}
