import Conversion
import DOCXReader
import Diagnostics
import DocumentTree
import HTMLReader
import RTFReader
import ReportModel
import TestSupport
import Testing

/// Text that is struck out, raised or lowered: `7̶3` is 3 with a finding, and `3¹` is not 31.
@Suite struct MarkedTextTests {
  enum Source: String, CaseIterable, Sendable {
    case html, docx

    /// A run of text, set as the kind says.
    func run(_ text: String, _ kind: TextMark.Kind?) -> String {
      switch (self, kind) {
      case (.html, .struck): "<s>\(text)</s>"
      case (.html, .raised): "<sup>\(text)</sup>"
      case (.html, .lowered): "<span style='color:red; VERTICAL-ALIGN: sub'>\(text)</span>"
      case (.html, _): text
      case (.docx, .struck): "<w:r><w:rPr><w:strike/></w:rPr><w:t>\(text)</w:t></w:r>"
      case (.docx, .raised): "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>\(text)</w:t></w:r>"
      case (.docx, .lowered): "<w:r><w:rPr><w:vertAlign w:val=\"subscript\"/></w:rPr><w:t>\(text)</w:t></w:r>"
      case (.docx, _): "<w:r><w:t>\(text)</w:t></w:r>"
      }
    }

    /// The report with the text of one figure's cell set in these runs.
    func bytes(_ report: Report, instead figure: String, _ runs: [(String, TextMark.Kind?)]) -> [UInt8] {
      let shown = runs.map { run($0.0, $0.1) }.joined()
      switch self {
      case .html:
        let page = String(decoding: ReportAsHTML.page(report), as: UTF8.self)
        return Array(page.replacing(">\(figure)<", with: ">\(shown)<").utf8)
      case .docx:
        return ReportAsDOCX.package(report) { xml in
          let cell = "<w:t>\(figure)</w:t></w:r>"
          let kept = "<w:t xml:space=\"preserve\">\(figure)</w:t></w:r>"
          return xml.replacing("<w:r>\(cell)", with: shown).replacing("<w:r>\(kept)", with: shown)
        }
      }
    }
  }

  private static let id = FigureID(table: "proactive", row: "licensing", column: "decisions")

  private func read(_ source: Source, _ runs: [(String, TextMark.Kind?)]) throws -> (figure: Figure, codes: Set<String>, named: String?) {
    var report = ExampleReport.report(form: "2021", start: 3)
    for table in report.tables.indices {
      for index in report.tables[table].figures.indices where report.tables[table].figures[index].id == Self.id {
        report.tables[table].figures[index].text = "987654"
        report.tables[table].figures[index].value = DecimalNumber("987654")
      }
    }
    let read = try #require(try ReportReader.read(source.bytes(report, instead: "987654", runs)).first)
    let subject = read.diagnostics.first { $0.code == "struck-text" }?.subject
    return (
      try #require(read.report.figure(Self.id)), Set(read.diagnostics.filter { $0.severity != .note }.map(\.code.rawValue)),
      subject.map { "\($0.table.id).\($0.row?.id ?? "").\($0.column?.id ?? "")" }
    )
  }

  @Test(arguments: Source.allCases) func whatIsStruckOutInACellIsNoFigure(_ source: Source) throws {
    let (figure, codes, named) = try read(source, [("7", .struck), ("3", nil)])
    #expect(figure.value?.description == "3")
    #expect(figure.text == "3")
    #expect(codes == ["struck-text"])
    #expect(named == "proactive.licensing.decisions")
    let (gone, itsCodes, _) = try read(source, [("73", .struck)])
    #expect(gone.status == .blank)
    #expect(itsCodes.contains("struck-text"))
  }

  @Test(arguments: Source.allCases, [TextMark.Kind.raised, .lowered])
  func signsOfNotesDoNotRunIntoAFigure(_ source: Source, _ kind: TextMark.Kind) throws {
    let (figure, codes, _) = try read(source, [("3", nil), ("1", kind)])
    #expect(figure.status == .invalid)
    #expect(figure.value == nil)
    #expect(figure.text == (kind == .raised ? "3¹" : "3₁"))
    #expect(codes == ["VAL-14"])
    let (before, _, _) = try read(source, [("20", kind), ("3", nil)])
    #expect(before.status == .invalid)
  }

  @Test(arguments: Source.allCases) func aTableThatIsStruckOutAsAWholeIsKept(_ source: Source) throws {
    let report = ExampleReport.report(form: "2021", start: 3)
    let bytes: [UInt8]
    switch source {
    case .html:
      let page = String(decoding: ReportAsHTML.page(report), as: UTF8.self)
      bytes = Array(page.replacing("<td", with: "<td style='text-decoration-line:line-through'").utf8)
    case .docx: bytes = ReportAsDOCX.package(report) { $0.replacing("<w:r><w:t", with: "<w:r><w:rPr><w:dstrike w:val=\"1\"/></w:rPr><w:t") }
    }
    let read = try #require(try ReportReader.read(bytes).first)
    #expect(read.report.tables.flatMap(\.figures).map(\.value) == report.tables.flatMap(\.figures).map(\.value))
    #expect(read.diagnostics.map(\.code).contains("struck-text-kept"))
    #expect(!read.diagnostics.map(\.code).contains("struck-text"))
  }

  @Test func styleSheetsAndStylesCountAndCanBeTakenBack() throws {
    func page(_ body: String) throws -> [[TextMark]] {
      let sheet = "<style>.off{text-decoration:line-through red}.up{vertical-align:super}</style>"
      let document = try HTMLReader.read(Array("\(sheet)<body>\(body)".utf8))
      return document.blocks.map { if case .paragraph(let paragraph) = $0 { paragraph.marks } else { [] } }
    }
    #expect(try page("<p>a <b class=off>bc</b> d<p class=up>e<i class=up>f") == [[TextMark(.struck, 2..<4)], [TextMark(.raised, 1..<2)]])
    #expect(try page("<p><s style='text-decoration: none'>a</s><sup style='vertical-align:baseline'>1</sup>") == [[]])
    #expect(try page("<p><strike>机<sup>关</sup></strike>名") == [[TextMark(.struck, 0..<6), TextMark(.raised, 3..<6)]])

    let styles =
      "<w:style w:type=\"character\" w:styleId=\"Gone\"><w:rPr><w:strike/></w:rPr></w:style>"
      + "<w:style w:type=\"paragraph\" w:styleId=\"Note\"><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr></w:style>"
    func document(_ body: String) throws -> [[TextMark]] {
      let document = try DOCXReader.read(DOCXFixture.bytes(body: body, ["styles.xml": styles]))
      return document.blocks.map { if case .paragraph(let paragraph) = $0 { paragraph.marks } else { [] } }
    }
    func run(_ properties: String, _ text: String) -> String { "<w:r><w:rPr>\(properties)</w:rPr><w:t>\(text)</w:t></w:r>" }
    let gone = "<w:rStyle w:val=\"Gone\"/>"
    let again = gone + "<w:strike w:val=\"0\"/>"
    #expect(try document("<w:p>\(run(gone, "ab"))\(run("", "c"))\(run(again, "d"))</w:p>") == [[TextMark(.struck, 0..<2)]])
    let note = "<w:pPr><w:pStyle w:val=\"Note\"/></w:pPr><w:r><w:t>a</w:t></w:r>"
    #expect(
      try document("<w:p>\(note)\(run("<w:vertAlign w:val=\"baseline\"/>", "b"))</w:p>") == [[TextMark(.raised, 0..<1)]])
    // Moved up beside other text; a whole cell that is moved stands alone.
    let moved = run("<w:position w:val=\"8\"/>", "1")
    #expect(try document("<w:p>\(run("", "3"))\(moved)</w:p><w:p>\(moved)</w:p>") == [[TextMark(.raised, 1..<2)], []])
  }

  @Test(arguments: ["行政许可①", "行政许可¹", "行政许可<sup>2</sup>"]) func labelsMayHaveSignsOfNotes(_ label: String) throws {
    let report = ExampleReport.report(form: "2021", start: 3)
    let page = String(decoding: ReportAsHTML.page(report), as: UTF8.self)
    let read = try #require(try ReportReader.read(Array(page.replacing("行政许可", with: label).utf8)).first)
    #expect(read.report.figure(Self.id)?.value == report.figure(Self.id)?.value)
  }

  @Test func anOfficeHasOneNameWhateverStandsInIt() throws {
    let report = ExampleReport.report(form: "2021", start: 3)
    let organ = try #require(report.organ?.value)
    let page = String(decoding: ReportAsHTML.page(report), as: UTF8.self)
    let written = String(organ.prefix(1)) + "\u{200B}" + String(organ.dropFirst())
    let read = try #require(try ReportReader.read(Array(page.replacing(organ, with: written).utf8)).first)
    #expect(read.report.organ?.value == organ)
  }

  @Test func formulasAndPicturesOfAPageDoNotRunTogether() throws {
    func text(_ body: String) throws -> [String] { texts(try HTMLReader.read(Array("<p>\(body)".utf8)).resolvingMarks()) }
    #expect(try text("<math><msup><mn>3</mn><mn>2</mn></msup></math>") == ["3²"])
    #expect(try text("<math><msubsup><mn>3</mn><mn>2</mn><mn>1</mn></msubsup></math>") == ["3₂¹"])
    #expect(try text("<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>") == ["1/2"])
    #expect(try text("<math><msqrt><mn>4</mn></msqrt></math>") == ["√4"])
    #expect(try text("<math><mn>4</mn><mn>5</mn></math>") == ["45"])
    #expect(try text("3<svg><text>9</text></svg>") == ["3", "9"])
    #expect(try text("<span style='Opacity: 0 !important'>9</span>3<i style='opacity:0.5'>4</i>") == ["34"])
  }

  @Test func theSignOfANoteThatIsTextRunsIntoNoFigure() throws {
    let reference = "<w:r><w:footnoteReference w:customMarkFollows=\"1\" w:id=\"2\"/><w:t>1</w:t></w:r>"
    let document = try DOCXReader.read(DOCXFixture.bytes(body: "<w:p><w:r><w:t>3</w:t></w:r>\(reference)<w:r><w:t>件</w:t></w:r></w:p>"))
    guard case .paragraph(let paragraph)? = document.blocks.first else { return #expect(Bool(false)) }
    #expect(paragraph.text == "31件")
    #expect(paragraph.marks == [TextMark(.raised, 1..<2)])
  }

  @Test func richTextStrikesOut() throws {
    let document = try RTFReader.read(Array("{\\rtf1 3{\\super\\up6 1}{\\strike 7\\strike0 8}{\\sub 2\\nosupersub 4}{\\dn4 5}\\par}".utf8))
    guard case .paragraph(let paragraph)? = document.blocks.first else { return #expect(Bool(false)) }
    #expect(paragraph.text == "3178245")
    #expect(
      paragraph.marks == [
        TextMark(.raised, 1..<2), TextMark(.struck, 2..<3), TextMark(.lowered, 4..<5), TextMark(.lowered, 6..<7),
      ])
  }

  @Test func deletionsOfAPageAreLeftOutAndSaid() throws {
    let bytes = Array("<p>共<del>7</del><ins>3</ins>件".utf8)
    var options = ReadingOptions()
    options.format = .html
    let read = try ReportReader.document(bytes, options: options)
    #expect(read.account.leftOut.map(\.reason) == ["deleted-revision"])
    #expect(read.diagnostics.map(\.code) == ["SRC-08"])
    #expect(texts(read) == ["共3件"])
    options.trackChanges = .reject
    #expect(texts(try ReportReader.document(bytes, options: options)) == ["共7件"])
    options.trackChanges = .all
    #expect(texts(try ReportReader.document(bytes, options: options)) == ["共73件"])
  }

  @Test func proseIsKeptAndItsNumbersDoNotRunTogether() throws {
    let html = "<p>收到申请3<sup>1</sup>件，<s>办结5件</s>，占地20m<sup>2</sup>。"
    let document = try HTMLReader.read(Array(html.utf8)).resolvingMarks()
    #expect(texts(document) == ["收到申请3¹件，办结5件，占地20m2。"])
    #expect(document.diagnostics.map(\.code) == ["struck-text-kept"])
    #expect(document.account.isBalanced)
  }

  @Test func promptsAreBlankWhateverElseIsMarked() {
    var paragraph = Paragraph("一、点击输入7件3", number: "一、", origin: Origin())
    paragraph.marks = [TextMark(.prompt, 6..<18), TextMark(.struck, 18..<22)]
    var document = Document(format: "docx", blocks: [])
    document.blocks = [
      .table(
        Table(
          rowCount: 1, columnCount: 1, cells: [Table.Cell(rows: 0..<1, columns: 0..<1, blocks: [.paragraph(paragraph)], origin: Origin())],
          origin: Origin()))
    ]
    document.account.read = 7
    document.account.kept = 7
    #expect(paragraph.filledText == "一、7件3")
    let resolved = document.resolvingMarks()
    guard case .table(let table)? = resolved.blocks.first else { return #expect(Bool(false)) }
    #expect(table.cells.map(\.text) == ["一、3"])
    #expect(resolved.account.leftOut.map(\.characters) == [2])
    #expect(!resolved.hasMarks)
  }

  @Test func partsTakeTheMarksThatReachIntoThem() {
    let marks = [TextMark(.struck, 0..<9), TextMark(.raised, 1..<2), TextMark(.raised, 4..<6), TextMark(.lowered, 12..<13)]
    var parts = [TextMark].Parts(marks)
    #expect(parts.marks(in: 0..<3) == [TextMark(.struck, 0..<3), TextMark(.raised, 1..<2)])
    #expect(parts.marks(in: 5..<7) == [TextMark(.struck, 0..<2), TextMark(.raised, 0..<1)])
    #expect(parts.marks(in: 8..<20) == [TextMark(.struck, 0..<1), TextMark(.lowered, 4..<5)])
  }

  @Test(arguments: ["a7b", "𠮷7é", "7"]) func marksOfUTF16StandInTheSamePlace(_ text: String) {
    let units = Array(text.utf16)
    let at = units.firstIndex(of: 0x37) ?? 0
    let marks = [TextMark(.struck, at..<at + 1)].inUTF8(of: units)
    #expect(marks.map { Array(text.utf8)[$0.range] } == [[0x37]])
  }

  private func texts(_ document: Document) -> [String] {
    document.blocks.compactMap { if case .paragraph(let paragraph) = $0 { paragraph.text } else { nil } }
  }
}
