import Conversion
import Glibc
import ReportModel
import ReportWriters
import SafeZip
import TestSupport

/// What the fuzzer starts from beside the files of the repository: reports as other programs lay them out, and the words of the official forms.
enum Seeds {
  static func write(to folder: String) {
    for sample in SampleReports.all {
      for table in sample.report.tables { layouts(excerpt(of: sample.report, table), "\(sample.name)-\(table.id)", folder) }
      put(folder, "web", "\(sample.name).html", ReportAsHTML.page(sample.report))
      for layout in TextLayout.allCases {
        put(folder, "text", "\(sample.name)-\(layout.rawValue).txt", Array(layout.render(sample.report).utf8))
      }
      // With all its parts, which are too many to be changed often.
      loose(ReportAsDOCX.package(sample.report), folder, "docx", sample.name)
      loose(ReportAsXLSX.workbook(sample.report), folder, "xlsx", sample.name)
    }
    for form in OfficialForms.all.map(\.id) {
      let report = RandomReport.report(form: form, seed: 7, options: .hostile)
      put(folder, "canonical", "\(form).xml", XMLWriter.write(report))
      put(folder, "canonical", "\(form).json", JSONReportWriter.write(report))
      for layout in [CSVWriter.Layout.long, .wide] {
        put(folder, "canonical", "\(form)-\(layout).csv", CSVWriter.write([report], layout: layout))
      }
    }
    for fixture in DOCXFixture.names() { loose(DOCXFixture.bytes(fixture), folder, "docx", fixture) }
    dictionary(folder)
  }

  /// A report of one table and few words: what is small is changed often.
  private static func excerpt(of report: Report, _ table: ReportTable) -> Report {
    var report = report
    report.tables = [table]
    report.preface = []
    report.closing = []
    report.sections = report.sections.filter { $0.blocks.contains(.formTable(table.id)) }
    for index in report.sections.indices { report.sections[index].blocks.removeAll { $0 != .formTable(table.id) } }
    return report
  }

  private static func layouts(_ report: Report, _ name: String, _ folder: String) {
    put(folder, "text", "\(name).txt", TextLayout.allCases[0].render(report).utf8 + [])
    put(folder, "web", "\(name).html", ReportAsHTML.page(report))
    let mail =
      "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    put(folder, "web", "\(name).mht", Array(mail.utf8) + ReportAsHTML.page(report) + Array("\r\n--b--\r\n".utf8))
    for seed in 0..<2 {
      var random = RandomHTML(seed: seed, chrome: seed == 0)
      put(folder, "web", "\(name)-\(seed).html", Array(random.page(report).utf8))
    }
    parts(ReportAsXLSX.workbook(report, options: inline), of: "xl/worksheets/", folder, "xlsx", name)
    parts(ReportAsDOCX.package(report), of: "word/document.xml", folder, "docx", name)
    put(folder, "legacy", "\(name).rtf", Array(richText(report).utf8))
    put(folder, "zip", "\(name).docx", ReportAsDOCX.package(report))
    put(folder, "zip", "\(name).xlsx", ReportAsXLSX.workbook(report))
    put(folder, "canonical", "\(name).xml", XMLWriter.write(report))
    put(folder, "canonical", "\(name).json", JSONReportWriter.write(report, indented: false))
    put(folder, "canonical", "\(name).csv", CSVWriter.write([report]))
  }

  /// Titles, headings and tables, each cell closed by `\\cell`. Source: RTF 1.9.1, Tables.
  private static func richText(_ report: Report) -> String {
    func escaped(_ text: String) -> String { text.utf16.map { "\\u\(Int16(bitPattern: $0))?" }.joined() }
    var out = "{\\rtf1\\ansi\\ansicpg936\\uc1 "
    for line in report.title.map(\.text) + report.sections.map(\.heading) { out += "\\pard \(escaped(line))\\par\n" }
    for table in report.tables {
      let (rows, width) = TextLayout.rows(of: table)
      for row in rows {
        out += "\\trowd"
        for cell in row { out += "\\cellx\((cell.column + cell.columnSpan) * 9_000 / max(1, width))" }
        out += "\\pard\\intbl " + row.map { escaped($0.text) + "\\cell " }.joined() + "\\row\n"
      }
    }
    return out + "}"
  }

  private static var inline: ReportAsXLSX.Options {
    var options = ReportAsXLSX.Options()
    options.sharedStrings = false
    options.sheetForEachTable = true
    return options
  }

  /// Every label of the forms, in the notation of libFuzzer, which wants ASCII.
  private static func dictionary(_ folder: String) {
    var labels: Set<String> = []
    for form in OfficialForms.all {
      for section in form.sections { labels.insert(section.heading) }
      for table in form.tables {
        labels.insert(table.title)
        for heading in table.headings { labels.insert(heading.label) }
        for row in table.rows { labels.insert(row.label) }
        for block in table.blocks { for column in block.columns { labels.insert(column.label) } }
      }
    }
    let lines = labels.filter { !$0.isEmpty && $0.utf8.count <= 60 }.sorted().map { label in
      "\"" + label.utf8.map { "\\x" + hexadecimal($0) }.joined() + "\"\n"
    }
    put(folder, ".", "labels.dict", Array(lines.joined().utf8))
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    let text = String(byte, radix: 16, uppercase: true)
    return text.utf8.count == 1 ? "0" + text : text
  }

  private static func parts(_ package: [UInt8], of path: String, _ folder: String, _ target: String, _ name: String) {
    guard var archive = try? ZipArchive(package) else { return }
    for (index, entry) in archive.entries.enumerated() where entry.name.hasPrefix(path) && entry.name.hasSuffix(".xml") {
      if let bytes = try? archive.read(entry) { put(folder, target, "\(name)-\(index).xml", bytes) }
    }
  }

  private static func loose(_ package: [UInt8], _ folder: String, _ target: String, _ name: String) {
    if let package = LoosePackage(zip: package) { put(folder, target, "\(name).parts", package.bytes) }
  }

  private static func put(_ folder: String, _ target: String, _ name: String, _ bytes: [UInt8]) {
    mkdir("\(folder)/\(target)", 0o755)
    guard let file = fopen("\(folder)/\(target)/\(name)", "w") else { return }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }
}
