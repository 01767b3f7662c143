public import Diagnostics
public import DocumentTree
public import ReportModel

/// What the user states about a file, overruling or completing what the file says.
public struct StatedIdentity: Hashable, Sendable {
  public var organ: String?
  public var year: Int?
  /// The form to read the tables as, whatever their labels say.
  public var form: String?
  public init(organ: String? = nil, year: Int? = nil, form: String? = nil) {
    self.organ = organ
    self.year = year
    self.form = form
  }
}

public struct Recognition: Sendable {
  public var report: Report
  public var diagnostics: [Diagnostic]
  /// Tree to report: characters of the tree = characters kept in the report + left out by a named reason.
  public var account: TextAccount
}

/// Document tree + forms → report.
///
/// Every cell and paragraph of the tree ends in the report, or in a diagnostic that names it.
public enum Recogniser {
  /// - Throws: `not-a-report` when neither a heading nor a table of a form is there.
  public static func recognise(_ document: Document, stated: StatedIdentity = StatedIdentity()) throws(Refusal) -> Recognition {
    try recognise(LaidOutDocument(document), stated: stated)
  }

  public static func recognise(_ document: LaidOutDocument, stated: StatedIdentity = StatedIdentity()) throws(Refusal) -> Recognition {
    var assembler = ReportAssembler(document, stated: stated)
    return try assembler.assemble()
  }

  /// Words by which a reader may find the report inside a page: labels that stand in every form.
  public static let anchors: [String] = {
    var words: [String] = []
    for form in OfficialForms.all {
      for table in form.tables {
        for row in table.rows.prefix(3) { words.append(LabelKey(row.label).body) }
        for row in table.rows.suffix(2) { words.append(LabelKey(row.label).body) }
      }
    }
    for section in OfficialForms.sections { words.append(LabelKey(section.heading).body) }
    return Array(Set(words)).sorted()
  }()
}

struct ReportAssembler {
  private let document: Document
  private let stated: StatedIdentity
  private let vocabulary = Vocabulary.official
  private let sequence: RowSequence
  private var rows: [SourceRow]
  private var owner: [String?] = []
  private var headings: [HeadingCandidate] = []
  private var report = Report()
  private var diagnostics: [Diagnostic] = []
  private var account = TextAccount()
  private lazy var yearHint = stated.year ?? findYear()

  init(_ laidOut: LaidOutDocument, stated: StatedIdentity) {
    document = laidOut.document
    self.stated = stated
    sequence = laidOut.sequence
    var aligned = AlignedText(FlattenedPage.split(sequence.rows, vocabulary: vocabulary), vocabulary: vocabulary)
    aligned.resolve()
    rows = aligned.rows
    diagnostics = aligned.diagnostics
  }

  mutating func assemble() throws(Refusal) -> Recognition {
    let locator = TableLocator(rows, vocabulary: vocabulary)
    owner = locator.owner
    for (index, cells) in locator.tokens where owner[index] != nil { rows[index].cells = cells }
    for index in locator.glued { rows[index].isGlued = true }
    for index in locator.strays { rows[index].kind = .packed(table: -40_000 - index, padding: nil) }
    for (index, table) in locator.illegible.sorted(by: { $0.key < $1.key }) {
      diagnostics.append(
        Diagnostic(
          "SRC-03", .error,
          Message(
            zh: "本表的标签和数字在一段文字中连在一起，无法分开，未予填入，原文已保留",
            en: "labels and digits of the table ran together into one paragraph; none is placed, the text is kept"),
          subject: .table(id: table),
          at: rows[index].origin))
    }
    FlattenedPage.part(&rows, &owner, several: locator.several)
    for index in rows.indices where owner[index] != nil && rows[index].kind == .paragraph {
      rows[index].kind = .stream(table: 0)
    }
    let periods = OtherPeriods(rows: rows, owner: owner, year: yearHint)
    owner = periods.owner
    diagnostics += periods.diagnostics
    let annex = UnreadAnnex(rows: rows, owner: owner, vocabulary: vocabulary)
    diagnostics += annex.diagnostics
    let chapters = ChapterFinder(rows: rows, owner: annex.claiming(owner))
    let outline = chapters.outline()
    headings = outline.sections
    diagnostics += outline.diagnostics
    reportTraditional()
    readTables()
    layOut(outline)
    guard ReportEvidence(rows: rows, owner: annex.claiming(owner), outline: outline, title: report.title).isReport else {
      throw Refusal(
        "STR-17",
        Message(
          zh: "未识别出政府信息公开工作年度报告的标题、章节和表格，不是年度报告",
          en: "not recognisable as an annual report: neither its title nor a section heading nor a table of a form is there"))
    }
    identify()
    keepStories()
    for item in document.metadata { report.metadata.append(NamedValue(name: item.name, value: item.value)) }
    return Recognition(report: report, diagnostics: diagnostics, account: account)
  }

  /// Labels in traditional characters: they are matched all the same, and the copy is another than what the office published.
  private mutating func reportTraditional() {
    var found: [SourceCell] = []
    for index in rows.indices where owner[index] != nil {
      for cell in rows[index].cells where !cell.terms.isEmpty && FoldedText.hasTraditional(cell.text) { found.append(cell) }
    }
    guard let first = found.first else { return }
    diagnostics.append(
      Diagnostic(
        "SRC-10", .warning,
        Message(
          zh: "有\(found.count)个标签含繁体字或转换用语（如“\(first.text.quoted())”），疑为转换后的镜像网页，仅在比对时按简体识别",
          en: "\(found.count) labels hold traditional characters, such as “\(first.text.quoted())”: a converted mirror; read as simplified"),
        at: first.origin))
  }

  // MARK: Tables

  private mutating func readTables() {
    var readings: [TableReading] = []
    for index in rows.indices { rows[index].number = index }
    for id in ["proactive", "requests", "disputes", "statistics"] {
      let places = rows.indices.filter { owner[$0] == id }
      var located = places.map { rows[$0] }
      for index in located.indices.dropFirst() where places[index] != places[index - 1] + 1 { located[index].startsSegment = true }
      guard !located.isEmpty else { continue }
      let years = OtherYears(located, table: id, year: yearHint)
      located = years.rows
      diagnostics += years.diagnostics
      let forms = OfficialForms.all.filter { $0.table(id) != nil }
      var order = StreamOrder(located, table: id, forms: forms, vocabulary: vocabulary)
      order.check()
      var own = order.rows
      diagnostics += order.diagnostics
      if let numbered = NumberColumn.removed(from: own, table: id) {
        own = numbered.rows
        diagnostics.append(.extraCells(.table(id: id), numbered.cells.map(\.text), at: numbered.cells[0].origin))
      }
      guard let declaration = forms.first?.table(id) else { continue }
      switch declaration.shape {
      case .blocks:
        var reader = BlocksReader(table: id, forms: forms)
        reader.read(own)
        readings.append(reader.reading)
      case .matrix:
        var reader = MatrixReader(table: id, forms: forms)
        reader.read(own)
        readings.append(reader.reading)
      case .sideBySide:
        guard var reader = SideBySideReader(table: id, forms: forms) else { continue }
        reader.read(own)
        readings.append(reader.reading)
      case .list:
        guard var reader = ListReader(table: id, forms: forms) else { continue }
        reader.read(own)
        readings.append(reader.reading)
      }
    }
    var choice = FormChoice(readings: readings, stated: stated.form, yearHint: yearHint)
    choice.decide()
    report.form = choice.reportForm
    diagnostics += choice.diagnostics
    for reading in readings {
      guard let form = choice.forms[reading.table].flatMap(OfficialForms.form), let declaration = form.table(reading.table) else {
        continue
      }
      let evidence = PathEvidence(rows, owner: owner, table: reading.table, year: yearHint)
      var placement = FigurePlacement(form: form, declaration: declaration, reading: reading, evidence: evidence)
      report.tables.append(placement.table())
      diagnostics += placement.diagnostics
    }
    if let form = report.form.flatMap(OfficialForms.form) {
      for declaration in form.tables where report.table(declaration.id) == nil { diagnostics.append(.missingTable(declaration)) }
      report.tables.sort { a, b in
        (form.tables.firstIndex { $0.id == a.id } ?? .max) < (form.tables.firstIndex { $0.id == b.id } ?? .max)
      }
    }
  }

  /// A first idea of the year, for reports whose tables do not tell the form.
  private func findYear() -> Int? {
    for row in rows.prefix(20) where row.kind == .paragraph {
      if let title = ReportTitle(row.text), let year = title.year { return year }
    }
    return nil
  }

  // MARK: Narrative

  private mutating func layOut(_ outline: Outline) {
    var layout = NarrativeLayout(rows: rows, owner: owner, blocks: sequence.blocks, outline: outline, tables: report.tables)
    layout.layOut()
    report.title = layout.title
    report.preface = layout.preface
    report.sections = layout.sections
    report.closing = layout.closing
    report.metadata += layout.metadata
    diagnostics += layout.diagnostics
    account = layout.account
  }

  /// Notes stay, below the report; text of headers and footers is named and left out, but for page numbers.
  private mutating func keepStories() {
    for (index, note) in document.notes.enumerated() {
      let text = paragraphs(note.blocks).joined(separator: "\n")
      guard !text.isEmpty else { continue }
      report.closing.append(.paragraph(TextLine("〔注\(index + 1)〕\(text)", origin: note.origin)))
      diagnostics.append(
        Diagnostic(
          "note-kept", .note,
          Message(zh: "脚注或尾注“\(text.quoted())”移到报告末尾", en: "the note “\(text.quoted())” was moved to the end of the report"),
          at: note.origin))
    }
    for story in document.headers + document.footers {
      let text = paragraphs(story.blocks).joined(separator: " ")
      guard !text.isEmpty else { continue }
      account.leaveOut("header-footer", text.unicodeScalars.count { !$0.isWhite }, at: story.origin)
      guard !PageNumber.isPageNumber(text), text.unicodeScalars.contains(where: FoldedText.isHan), !isTitleText(text) else { continue }
      diagnostics.append(
        Diagnostic(
          "header-footer", .note,
          Message(zh: "页眉页脚文字“\(text.quoted())”未计入报告", en: "text of a header or footer was left out: “\(text.quoted())”"), at: story.origin)
      )
    }
  }

  private func paragraphs(_ blocks: [Block]) -> [String] {
    var texts: [String] = []
    func collect(_ blocks: [Block], _ depth: Int) {
      for block in blocks {
        switch block {
        case .paragraph(let paragraph):
          let text = Substring(paragraph.text).trimmingSpace
          if !text.isEmpty { texts.append(String(text)) }
        case .table(let table):
          guard depth < 40 else { continue }
          for cell in table.cells { collect(cell.blocks, depth + 1) }
        }
      }
    }
    collect(blocks, 0)
    return texts
  }

  private func isTitleText(_ text: String) -> Bool { report.title.contains { Substring($0.text).trimmingSpace == Substring(text) } }

  // MARK: Identity

  private mutating func identify() {
    var identity = IdentityFinder(report: report, document: document, stated: stated)
    identity.find()
    report.organ = identity.organ
    report.year = identity.year
    report.period = identity.period
    report.contact = identity.contact
    report.signOff = identity.signOff
    diagnostics += identity.diagnostics
    guard report.form == nil, report.tables.isEmpty else { return }
    guard let year = report.year?.value else {
      // Whatever the year, the output has tables without a figure.
      for declaration in OfficialForms.all.first?.tables ?? [] { diagnostics.append(.missingTable(declaration)) }
      return
    }
    guard let form = OfficialForms.form(forReportYear: year) else {
      diagnostics.append(.noForm(year))
      return
    }
    if let annex = form.table("statistics") {
      // 国办发〔2014〕32号 asks for the figures; that they stand in the report, it does not.
      diagnostics.append(.annexAbsent(annex))
      return
    }
    // No table at all in a report of a year that has a form: all its figures are missing, and that is said.
    report.form = form.id
    for declaration in form.tables { diagnostics.append(.missingTable(declaration)) }
  }
}
