import CanonicalReaders
import Diagnostics
import Foundation
import ReportChecks
import ReportModel
import ReportWriters
import TestSupport
import Testing

/// The schema of the arithmetic says of a report what the checker says.
@Suite struct SchematronTests {
  @Test func theSchemaHoldsTheRelationsOfTheForms() {
    #expect(Golden.mismatch(Schematron.text(), "Schemas/annual-report.sch") == nil)
  }

  /// Examples, samples and reports with changed cells, run through lxml's implementation.
  @Test func verdictsAgreeWithTheChecker() throws {
    guard let python = ExternalTool.python(with: "lxml.isoschematron") else {
      print("skipped: no python3 with lxml.isoschematron (Debian: python3-lxml)")
      return
    }
    let reports = try Self.reports()
    #expect(reports.count > 150)
    let failed = try ExternalTool.inTemporaryFolder { folder -> [[String]] in
      try ExternalTool.write(Array(Schematron.text().utf8), to: folder.appending(path: "schema.sch"))
      try ExternalTool.write(Array(Self.script.utf8), to: folder.appending(path: "run.py"))
      for (number, report) in reports.enumerated() {
        try ExternalTool.write(XMLWriter.write(report.report), to: folder.appending(path: "\(number).xml"))
      }
      #expect(ExternalTool.run(python, ["run.py", String(reports.count)], in: folder))
      let out = ExternalTool.read(folder.appending(path: "verdicts.txt")) ?? []
      return String(decoding: out, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map {
        $0.split(separator: " ").map(String.init)
      }
    }
    try #require(failed.count >= reports.count)
    var broken = 0
    for (number, (name, report)) in reports.enumerated() {
      let ours = Self.verdict(report)
      let theirs = Set(failed[number].map(Self.withoutNumber))
      broken += theirs.isEmpty ? 0 : 1
      #expect(ours.subtracting(theirs) == [], "\(name): only the checker")
      #expect(theirs.subtracting(ours).filter { !Self.isImplied($0, theirs) } == [], "\(name): only the schema")
    }
    print("Schematron: \(reports.count) reports, \(broken) with broken relations")
    #expect(broken > 100)
  }

  private static func reports() throws -> [(name: String, report: Report)] {
    var out: [(name: String, report: Report)] = SampleReports.all.map { ($0.name, $0.report) }
    for form in OfficialForms.all.map(\.id) {
      if let xml = PackageFiles.bytes("Schemas/examples/annual-report-\(form).xml") {
        out.append(("example \(form)", try CanonicalXMLReader.read(xml)))
      }
      out.append(("correct \(form)", ExampleReport.report(form: form)))
      for seed in 0..<60 {
        var random = SeededGenerator(seed: UInt64(seed))
        var report = ExampleReport.report(form: form, start: seed)
        let figures = report.tables.filter { ["requests", "disputes", "statistics", "proactive"].contains($0.id) }.flatMap(\.figures)
        for _ in 0..<Int.random(in: 1...4, using: &random) {
          guard let figure = figures.randomElement(using: &random) else { continue }
          let value = figure.value?.integer ?? 0
          let texts = [String(value + 1), String(value * 10), String(max(0, value - 3)), "", "/", "O", "\(value).5", "0"]
          report.set(figure.id.table, figure.id.row, figure.id.column, texts.randomElement(using: &random) ?? "0")
        }
        out.append(("changed \(form) \(seed)", report))
      }
      for seed in 0..<40 {
        var options = RandomReport.Options.plain
        options.spellings = true
        out.append(("random \(form) \(seed)", RandomReport.report(form: form, seed: seed, options: options)))
      }
    }
    return out
  }

  private static func verdict(_ report: Report) -> Set<String> {
    var declared: Set<String> = []
    for table in report.tables {
      for relation in Form.officialRelations(table.form, table: table.id) {
        declared.insert(Schematron.id(relation.code, table.form, relation.row, relation.column))
      }
    }
    var out: Set<String> = []
    for finding in Checker.check(report).findings {
      guard let subject = finding.subject, let row = subject.row?.id, let column = subject.column?.id,
        let form = report.table(subject.table.id)?.form
      else { continue }
      let id = Schematron.id(finding.code.rawValue, form, row, column)
      if declared.contains(id) { out.insert(id) }
    }
    return out
  }

  /// Several relations of one place are told apart by a number at the end.
  private static func withoutNumber(_ id: String) -> String {
    let parts = id.split(separator: "_")
    guard let last = parts.last, Int(last) != nil else { return id }
    return parts.dropLast().joined(separator: "_")
  }

  /// A total that fails by as much as its columns: the checker reports the columns alone.
  private static func isImplied(_ id: String, _ all: Set<String>) -> Bool {
    guard id.hasPrefix("REQ-02") || id.hasPrefix("REQ-03"), id.hasSuffix("_total") else { return false }
    let stem = String(id.dropLast("_total".count))
    return all.contains { $0 != id && $0.hasPrefix(stem + "_") }
  }

  private static let script = """
    import sys
    from lxml import etree, isoschematron
    schema = isoschematron.Schematron(etree.parse("schema.sch"), store_report=True)
    with open("verdicts.txt", "w", encoding="utf-8") as out:
        for number in range(int(sys.argv[1])):
            schema.validate(etree.parse("%d.xml" % number))
            failed = schema.validation_report.iter("{http://purl.oclc.org/dsdl/svrl}failed-assert")
            out.write(" ".join(element.get("id") for element in failed) + "\\n")
    """
}
