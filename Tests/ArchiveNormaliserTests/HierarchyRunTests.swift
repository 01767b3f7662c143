import Foundation
import ReportModel
import TestSupport
import Testing

@testable import ArchiveNormaliser

/// Summaries held against their units, where the mapping file gives a hierarchy.
@Suite struct HierarchyRunTests {
  private static let names = """
    organ,parent,from,until
    临河县水利局,临河县人民政府,,
    临河县教育局,临河县人民政府,,
    临河县旅游局,临河县人民政府,,2021
    """

  private func run(_ options: ArchiveOptions) throws -> ArchiveSummary { try ArchiveRun.run(options) { _ in } }

  private func unit(_ organ: String, _ year: Int, start: Int) -> Report { ExampleReport.report(start: start, organ: organ, year: year) }

  /// A report whose every figure is the sum of the others' figures.
  private func summary(_ year: Int, of units: [Report]) -> Report {
    var report = unit("临河县人民政府", year, start: 0)
    for (table, place) in zip(report.tables, report.tables.indices) {
      for index in table.figures.indices {
        let values = units.compactMap { $0.tables[place].figures[index].value }
        let sum = values.reduce(DecimalNumber(0)) { $0.adding($1) ?? $0 }
        report.tables[place].figures[index].value = sum
        report.tables[place].figures[index].text = sum.description
      }
    }
    return report
  }

  private func put(_ place: ArchivePlace, _ report: Report) throws {
    try place.put("\(report.year?.value ?? 0)/\(report.organ?.value ?? "").docx", ReportAsDOCX.package(report))
  }

  private func county(_ place: ArchivePlace) throws {
    // Of 2021 one unit has no report; from 2022 it is no unit any more.
    for year in 2021...2023 {
      let units = [unit("临河县水利局", year, start: 3), unit("临河县教育局", year, start: 40)]
      for report in units + [summary(year, of: units)] { try put(place, report) }
    }
  }

  private func findings(_ place: ArchivePlace) throws -> [String] { try place.lines("findings.csv").filter { $0.contains("ROL-") } }

  @Test func aSummaryThatAddsUpIsLeftInPeaceAndAMissingUnitIsNamed() throws {
    let place = try ArchivePlace()
    try county(place)
    let result = try run(try place.options(names: Self.names))
    #expect(result.sumsHeld == 2 && result.sumsBroken == 0 && result.sumsWithoutUnits == 1 && result.absentParents == 0)
    let found = try findings(place)
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("临河县人民政府,2021,") == true && found.first?.contains("ROL-02") == true)
    #expect(found.first?.contains("临河县旅游局") == true)
    #expect(try place.lines("reports.csv").contains { $0.hasPrefix("临河县教育局,2022,,临河县人民政府,") })
    #expect(String(decoding: try #require(try place.tree(place.output)["index.html"]), as: UTF8.self).contains("ROL-02"))
  }

  @Test func aUnitThatChangesIsAddedUpAgainAndNothingElseIs() throws {
    let place = try ArchivePlace()
    try county(place)
    _ = try run(try place.options(names: Self.names))
    let stored = try place.tree(place.output.appending(path: ".nianbao/store")).filter { $0.key.hasSuffix(".units") }
    #expect(stored.count == 3)
    var changed = unit("临河县水利局", 2023, start: 3)
    changed.tables[1].figures[0].value = DecimalNumber(777)
    changed.tables[1].figures[0].text = "777"
    try put(place, changed)
    let result = try run(try place.options(names: Self.names))
    #expect(result.converted == 1 && result.sumsBroken == 1 && result.sumsHeld == 1)
    #expect(try findings(place).contains { $0.hasPrefix("临河县人民政府,2023,") && $0.contains("ROL-01") })
    let again = try place.tree(place.output.appending(path: ".nianbao/store")).filter { $0.key.hasSuffix(".units") }
    #expect(again.count == 3 && Set(again.keys).intersection(stored.keys).count == 2)
    // The same bytes as those of a run that never saw the old state, with another number of jobs.
    let fresh = try ArchivePlace()
    try county(fresh)
    try put(fresh, changed)
    var options = try fresh.options(names: Self.names)
    options.jobs = 1
    _ = try run(options)
    for name in ["figures.csv", "reports.csv", "findings.csv"] {
      let (one, other) = (try place.lines(name), try fresh.lines(name))
      #expect(one.map { $0.replacing(place.root.path, with: "") } == other.map { $0.replacing(fresh.root.path, with: "") })
    }
  }

  @Test func aHierarchyThatComesLaterCostsNoReading() throws {
    let place = try ArchivePlace()
    try county(place)
    #expect(try run(place.options()).sumsHeld == 0)
    let result = try run(try place.options(names: Self.names))
    #expect(result.converted == 0 && result.sumsHeld == 2)
    let without = try run(place.options())
    #expect(without.converted == 0 && without.sumsHeld == 0)
    #expect(try findings(place) == [])
    #expect(try place.tree(place.output).keys.allSatisfy { !$0.hasSuffix(".units") })
  }

  @Test func aParentWithoutReportsIsNamed() throws {
    let place = try ArchivePlace()
    try county(place)
    let result = try run(try place.options(names: "organ,parent\n临河县水利局,临河县\n"))
    #expect(result.absentParents == 1 && result.sumsHeld == 0)
    #expect(try place.lines("findings.csv").contains { $0.hasPrefix("临河县,,,,warning,archive-parent-absent") })
  }
}
