import Foundation
import ReportModel
import ReportWriters
import SafeXML
import TestSupport
import Testing

@Suite("The schemas")
struct SchemaTests {
  static let forms = OfficialForms.all.map(\.id)

  @Test("hold the ids that the forms declare")
  func enumerations() throws {
    let xsd = try #require(PackageFiles.bytes("Schemas/annual-report.xsd"))
    #expect(Golden.mismatch(try SchemaEnumerations.refreshed(xsd: xsd), "Schemas/annual-report.xsd") == nil)
    let json = try #require(PackageFiles.bytes("Schemas/annual-report.schema.json"))
    #expect(Golden.mismatch(try SchemaEnumerations.refreshed(json: json), "Schemas/annual-report.schema.json") == nil)
  }

  private func schema() throws -> XMLSchema {
    try XMLSchema(try #require(PackageFiles.bytes("Schemas/annual-report.xsd")))
  }

  @Test("every random report is valid XML by the schema", arguments: forms)
  func validity(_ form: String) throws {
    let schema = try schema()
    for seed in 0..<500 {
      var options = RandomReport.Options.hostile
      options.gaps = seed % 10 == 9
      let faults = schema.validate(XMLWriter.write(RandomReport.report(form: form, seed: seed, options: options)))
      #expect(faults.isEmpty, "seed \(seed)")
    }
  }

  @Test("the emptiest report is valid")
  func emptyReport() throws {
    #expect(try schema().validate(XMLWriter.write(Report())).isEmpty)
  }

  struct Fault: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var original: String
    var replacement: String
  }

  static let faults = [
    Fault(testDescription: "an unknown version", original: "version=\"1.0\"", replacement: "version=\"2.0\""),
    Fault(testDescription: "an unknown form", original: "form=\"2021\"", replacement: "form=\"2022\""),
    Fault(testDescription: "an unknown row", original: "row id=\"received\"", replacement: "row id=\"recieved\""),
    Fault(testDescription: "a row twice", original: "row id=\"carried_in\"", replacement: "row id=\"received\""),
    Fault(testDescription: "a table twice", original: "table id=\"disputes\"", replacement: "table id=\"requests\""),
    Fault(testDescription: "a column twice", original: "column=\"company\"", replacement: "column=\"natural_person\""),
    Fault(testDescription: "a value in a blank cell", original: "<blank ", replacement: "<blank value=\"0\" "),
    Fault(testDescription: "no value where one is reported", original: " value=\"", replacement: " unit=\""),
    Fault(testDescription: "a value with separators", original: " value=\"12\"", replacement: " value=\"1,2\""),
    Fault(testDescription: "a value with an exponent", original: " value=\"12\"", replacement: " value=\"1e2\""),
    Fault(testDescription: "a date that is none", original: "date=\"2024-01-20\"", replacement: "date=\"2024-02-30\""),
    Fault(testDescription: "a place that is none", original: "at=\"line:", replacement: "at=\"page:"),
    Fault(testDescription: "an unknown element", original: "<blank ", replacement: "<nil "),
  ]

  @Test("refuse what is wrong", arguments: faults)
  func refusals(_ fault: Fault) throws {
    let text = String(decoding: XMLWriter.write(ExampleReports.report(form: "2021")), as: UTF8.self)
    let schema = try schema()
    #expect(schema.validate(Array(text.utf8)).isEmpty)
    let range = try #require(text.range(of: fault.original))
    #expect(!schema.validate(Array(text.replacingCharacters(in: range, with: fault.replacement).utf8)).isEmpty)
  }

  @Test("an example instance of every form stands beside them", arguments: forms)
  func examples(_ form: String) throws {
    let report = ExampleReports.report(form: form)
    let xml = XMLWriter.write(report)
    #expect(Golden.mismatch(xml, "Schemas/examples/annual-report-\(form).xml") == nil)
    #expect(Golden.mismatch(JSONReportWriter.write(report), "Schemas/examples/annual-report-\(form).json") == nil)
    #expect(Golden.mismatch(CSVWriter.write([report]), "Schemas/examples/annual-report-\(form).csv") == nil)
    #expect(try schema().validate(xml).isEmpty)
  }
}
