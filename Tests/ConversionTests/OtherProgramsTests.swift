import Conversion
import Diagnostics
import DocumentTree
import Foundation
import ReportModel
import TestSupport
import Testing

/// The samples by way of other programs: the same report, whatever wrote the file. Each test is left out where its program is not installed.
@Suite(.serialized) struct OtherProgramsTests {
  /// Way → how a sample is made, and what LibreOffice makes of it.
  struct Way: Sendable, CustomTestStringConvertible {
    var name: String
    var source: String
    /// LibreOffice's formats, one after the other, with the endings of the files.
    var steps: [(format: String, ending: String)]
    var testDescription: String { name }
  }

  static let ways = [
    Way(name: "docx → doc", source: "docx", steps: [("doc:MS Word 97", "doc")]),
    Way(name: "docx → rtf", source: "docx", steps: [("rtf", "rtf")]),
    Way(name: "docx → odt → docx", source: "docx", steps: [("odt", "odt"), ("docx:MS Word 2007 XML", "docx")]),
    Way(name: "html → odt → docx", source: "html", steps: [("odt:writer8", "odt"), ("docx:MS Word 2007 XML", "docx")]),
    Way(name: "docx → Word 2003 XML", source: "docx", steps: [("xml:MS Word 2003 XML", "xml")]),
    Way(name: "docx → html", source: "docx", steps: [("html", "html")]),
    Way(name: "xlsx → xlsx", source: "xlsx", steps: [("xlsx:Calc MS Excel 2007 XML", "xlsx")]),
    Way(name: "xlsx → ods → xlsx", source: "xlsx", steps: [("ods", "ods"), ("xlsx:Calc MS Excel 2007 XML", "xlsx")]),
  ]

  static func source(_ sample: SampleReports.Sample, _ kind: String) -> [UInt8] {
    switch kind {
    case "docx": return ReportAsDOCX.package(sample.report)
    case "html":
      var options = ReportAsHTML.Options()
      options.chrome = false
      return ReportAsHTML.page(sample.report, options: options)
    default: return ReportAsXLSX.workbook(sample.report)
    }
  }

  static func expectSame(_ bytes: [UInt8], _ sample: SampleReports.Sample, _ way: String) throws {
    let document = try ReportReader.document(bytes)
    #expect(document.account.isBalanced)
    let read = try #require(try ReportReader.read(bytes).first).report
    for table in sample.report.tables {
      for figure in table.figures {
        let back = read.figure(figure.id)
        #expect(
          back?.status == figure.status && back?.value == figure.value && back?.text == figure.text && back?.unit == figure.unit,
          "\(way): \(figure.id): \(figure.status) “\(figure.text)” → \(String(describing: back))")
      }
    }
    var narrative = SamplesTests.narrative(read)
    // pandoc writes the title of a page above its heading.
    if narrative.count > 1, narrative[0] == narrative[1] { narrative.removeFirst() }
    #expect(narrative == SamplesTests.narrative(sample.report), "\(way)")
  }

  @Test(
    .enabled(if: ExternalTool.path("soffice") != nil, "LibreOffice is not installed"),
    arguments: ways.filter { $0.source != "xlsx" || ExternalTool.hasCalc })
  func libreOfficeGivesTheSameReport(_ way: Way) throws {
    var files: [String: [UInt8]] = [:]
    for sample in SampleReports.all { files["\(sample.name).\(way.source)"] = Self.source(sample, way.source) }
    for step in way.steps {
      let made = try ExternalTool.libreOffice(files, to: step.format, ending: step.ending)
      files = [:]
      for (name, bytes) in made { files[name.split(separator: ".")[0] + "." + step.ending] = bytes }
    }
    #expect(files.count == SampleReports.all.count)
    for sample in SampleReports.all {
      let bytes = try #require(files["\(sample.name).\(way.steps.last?.ending ?? "")"])
      try Self.expectSame(bytes, sample, way.name)
    }
  }

  @Test(.enabled(if: ExternalTool.path("pandoc") != nil, "pandoc is not installed"), arguments: SampleReports.all)
  func pandocGivesTheSameReport(_ sample: SampleReports.Sample) throws {
    let pandoc = try #require(ExternalTool.path("pandoc"))
    for kind in ["docx", "html"] {
      try ExternalTool.inTemporaryFolder { folder in
        try ExternalTool.write(Self.source(sample, kind), to: folder.appending(path: "in.\(kind)"))
        ExternalTool.run(pandoc, ["in.\(kind)", "-o", "out.docx"], in: folder)
        let bytes = try #require(ExternalTool.read(folder.appending(path: "out.docx")))
        try Self.expectSame(bytes, sample, "pandoc \(kind)")
      }
    }
  }

  @Test(.enabled(if: ExternalTool.python(with: "docx") != nil, "python-docx is not installed"), arguments: SampleReports.all)
  func pythonDocxGivesTheSameReport(_ sample: SampleReports.Sample) throws {
    try python("docx", "import docx\ndocx.Document('in.docx').save('out.docx')", sample, "docx")
  }

  @Test(.enabled(if: ExternalTool.python(with: "openpyxl") != nil, "openpyxl is not installed"), arguments: SampleReports.all)
  func openpyxlGivesTheSameReport(_ sample: SampleReports.Sample) throws {
    try python("openpyxl", "import openpyxl\nopenpyxl.load_workbook('in.xlsx').save('out.xlsx')", sample, "xlsx")
  }

  private func python(_ module: String, _ program: String, _ sample: SampleReports.Sample, _ kind: String) throws {
    let python = try #require(ExternalTool.python(with: module))
    try ExternalTool.inTemporaryFolder { folder in
      try ExternalTool.write(Self.source(sample, kind), to: folder.appending(path: "in.\(kind)"))
      ExternalTool.run(python, ["-c", program], in: folder)
      let bytes = try #require(ExternalTool.read(folder.appending(path: "out.\(kind)")))
      try Self.expectSame(bytes, sample, module)
    }
  }
}
