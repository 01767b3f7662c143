import Diagnostics
import ReportModel
import TestSupport
import Testing

@testable import ReportChecks

/// Holds the lists honest: each file in `Rules/` is in `AllRules`, quotes its official source, and has an example that passes and
/// one that fails.
@Suite struct RuleGuardTests {
  static let infos = AllRules.single.map(\.info) + AllRules.years.map(\.info) + AllRules.rollUp.map(\.info)

  @Test func everyFileIsListed() throws {
    let files = try PackageFiles.list("Sources/ReportChecks/Rules")
    #expect(files.count == Self.infos.count, "files: \(files.count), rules: \(Self.infos.count)")
    var codes: [String: String] = [:]
    for file in files {
      let text = try PackageFiles.text("Sources/ReportChecks/Rules/" + file)
      let group = file.split(separator: "/").first.map(String.init) ?? ""
      let own = Self.infos.filter { text.contains("\"\($0.code.rawValue)\", .") }
      #expect(own.count == 1, "\(file) declares \(own.map(\.code.rawValue))")
      guard let info = own.first else { continue }
      #expect(group == info.group || info.code == "TXT-15", "\(file) is in the wrong folder for \(info.code.rawValue)")
      #expect(codes.updateValue(file, forKey: info.code.rawValue) == nil, "\(info.code.rawValue) has two files")
    }
  }

  @Test func codesAreUnique() {
    let codes = AllRules.catalogue.map(\.code.rawValue)
    #expect(Set(codes).count == codes.count)
    #expect(codes.count > 115)
  }

  @Test(arguments: AllRules.catalogue) func everyRuleIsExplained(_ info: RuleInfo) {
    #expect(!info.title.chinese.isEmpty && !info.title.english.isEmpty)
    #expect(!info.explanation.chinese.isEmpty && !info.explanation.english.isEmpty)
    #expect(
      ["号", "条例", "法》", "GB", "ISO", "Unicode", "HTML"].contains { info.source.contains($0) }, "\(info.code.rawValue): \(info.source)")
    #expect(AllRules.info(info.code)?.code == info.code)
  }

  @Test(arguments: AllRules.single.map(\.code.rawValue)) func examplesPassAndFail(_ code: String) throws {
    let rule = try #require(AllRules.single.first { $0.code.rawValue == code })
    var passing = ExemplaryReport.report(form: rule.examples.form)
    rule.examples.passing(&passing)
    #expect(!fails(rule.verdicts(on: CheckedReport(passing))), "\(code): the passing example fails")
    var failing = ExemplaryReport.report(form: rule.examples.form)
    rule.examples.failing(&failing)
    let verdicts = rule.verdicts(on: CheckedReport(failing))
    #expect(fails(verdicts), "\(code): the failing example passes")
    for case .fail(let finding) in verdicts { #expect(finding.code.rawValue == code) }
  }

  @Test(arguments: AllRules.years.map(\.info.code.rawValue)) func yearExamplesPassAndFail(_ code: String) throws {
    let rule = try #require(AllRules.years.first { $0.info.code.rawValue == code })
    let year = rule.examples.form == "2019" ? 2020 : 2023
    var earlier = ExemplaryReport.report(form: rule.examples.form, year: year - 1)
    rule.examples.earlier(&earlier)
    var passing = ExemplaryReport.report(form: rule.examples.form, year: year)
    rule.examples.passing(&passing)
    #expect(!fails(rule.verdicts(earlier: CheckedReport(earlier), later: CheckedReport(passing))), "\(code): the passing example fails")
    var failing = ExemplaryReport.report(form: rule.examples.form, year: year)
    rule.examples.failing(&failing)
    #expect(fails(rule.verdicts(earlier: CheckedReport(earlier), later: CheckedReport(failing))), "\(code): the failing example passes")
  }

  @Test(arguments: AllRules.rollUp.map(\.info.code.rawValue)) func rollUpExamplesPassAndFail(_ code: String) throws {
    let rule = try #require(AllRules.rollUp.first { $0.info.code.rawValue == code })
    let unit = CheckedReport(ExemplaryReport.report(organ: "临溪县水利局"))
    let zero = CheckedReport(noughts(organ: "临溪县教育局"))
    let summary = ExemplaryReport.report(organ: "临溪县人民政府")
    #expect(
      !fails(rule.verdicts(summary: CheckedReport(summary), units: UnitReports([unit, zero]), missing: [])),
      "\(code): the passing example fails")
    var failing = summary
    rule.examples.failing(&failing)
    var given = rule.examples.repeatsUnit ? [unit, zero, unit] : [unit, zero]
    if rule.examples.otherYear { given.append(CheckedReport(ExemplaryReport.report(year: 2022, organ: "临溪县民政局"))) }
    var units = UnitReports(given, year: summary.year?.value)
    units.unlisted = rule.examples.unlisted
    #expect(
      fails(rule.verdicts(summary: CheckedReport(failing), units: units, missing: rule.examples.missing)),
      "\(code): the failing example passes")
  }

  @Test(arguments: ["2021", "2019", "2014"]) func exemplaryReportsAreRight(_ form: String) {
    let result = Checker.check(ExemplaryReport.report(form: form))
    #expect(result.findings.filter { $0.severity > .note }.map { "\($0.code.rawValue) \($0.message.english)" } == [])
  }

  private func fails(_ verdicts: [Verdict]) -> Bool { verdicts.contains { if case .fail = $0 { true } else { false } } }

  private func noughts(organ: String) -> Report {
    var report = ExemplaryReport.report(organ: organ)
    for figure in report.tables.flatMap(\.figures) { report.set(figure.id.table, figure.id.row, figure.id.column, "0") }
    return report
  }
}
