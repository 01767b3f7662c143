public import Diagnostics

/// A 政府信息公开工作年度报告, canonical: the same value whatever file it was read from.
public struct Report: Hashable, Sendable {
  /// The office that reports, as the report itself names it. `nil` when nothing says it.
  public var organ: Stated<String>?
  /// The year reported on, not the year of publication.
  public var year: Stated<Int>?
  /// The form of the tables, by their labels: `2021`, `2019`, `2014`. `nil` when there is no table of a form.
  public var form: String?
  /// As it stands in the document, lines joined.
  public var title: [TextLine]
  /// 统计期限: the period counted, where the text states one.
  public var period: Period?
  /// What the file says of itself: 索引号, 发布机构, 发布日期, 文号, …
  public var metadata: [NamedValue]
  /// What stands between title and first section.
  public var preface: [NarrativeBlock]
  /// In the order of the source. Chapters beyond the six have no number.
  public var sections: [ReportSection]
  /// The tables of the form that the source has, in the order of the form.
  public var tables: [ReportTable]
  /// What stands below the last section: sign-off, date, 附件 lines.
  public var closing: [NarrativeBlock]
  /// Who signs, and when.
  public var signOff: SignOff?
  /// Where to turn, found in preface or closing; its text stays there.
  public var contact: Contact?
  public var provenance: Provenance?

  public init() {
    title = []
    metadata = []
    preface = []
    sections = []
    tables = []
    closing = []
  }

  public func table(_ id: String) -> ReportTable? { tables.first { $0.id == id } }

  public func figure(_ id: FigureID) -> Figure? {
    table(id.table)?.figures.first { $0.id == id }
  }
}

/// A value and how it was found out: nobody has to believe it blindly.
public struct Stated<Value: Hashable & Sendable>: Hashable, Sendable {
  public var value: Value
  public var source: StatementSource
  /// The words that say it.
  public var evidence: String?

  public init(_ value: Value, from source: StatementSource, evidence: String? = nil) {
    self.value = value
    self.source = source
    self.evidence = evidence
  }
}

/// Where organ and year come from, most trusted first.
public enum StatementSource: String, Hashable, Sendable, CaseIterable {
  /// Stated by the user: `--organ`, `--year`.
  case user
  case title
  /// 统计期限.
  case period
  case signOff
  /// 发布机构 and the like.
  case metadata
  /// A sentence of the report.
  case narrative
  case fileName
}

public struct Period: Hashable, Sendable {
  /// ISO 8601 dates.
  public var start: String
  public var end: String
  public var text: String
  public init(start: String, end: String, text: String) {
    self.start = start
    self.end = end
    self.text = text
  }
}

public struct NamedValue: Hashable, Sendable {
  public var name: String
  public var value: String
  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}

/// A paragraph, or a line of a title.
public struct TextLine: Hashable, Sendable {
  /// As it reads, automatic number included; `\n` for a line break inside.
  public var text: String
  public var origin: Origin?
  public init(_ text: String, origin: Origin? = nil) {
    self.text = text
    self.origin = origin
  }
}

public enum NarrativeBlock: Hashable, Sendable {
  case paragraph(TextLine)
  /// A table that is none of the form's.
  case table(AnnexTable)
  /// The place of one of the form's tables, by id.
  case formTable(String)
}

public struct ReportSection: Hashable, Sendable {
  /// 1…6; `nil` for a chapter beyond the form.
  public var number: Int?
  /// As written. Empty when the source has no such heading and the section is known by its table alone.
  public var heading: String
  public var blocks: [NarrativeBlock]
  public var origin: Origin?
  public init(number: Int?, heading: String, blocks: [NarrativeBlock] = [], origin: Origin? = nil) {
    self.number = number
    self.heading = heading
    self.blocks = blocks
    self.origin = origin
  }
}

/// A table of the form: every figure of it, in the official order, also the missing ones.
public struct ReportTable: Hashable, Sendable {
  public var id: String
  /// The form that its labels are of; a report may mix forms.
  public var form: String
  public var figures: [Figure]
  /// Labels that are written otherwise than on the official form, by ``LabelID``.
  public var labels: [LabelID: String]
  /// Rows that the form does not have: kept, not counted.
  public var extraRows: [ExtraRow]
  public var origin: Origin?

  public init(
    id: String, form: String, figures: [Figure], labels: [LabelID: String] = [:], extraRows: [ExtraRow] = [],
    origin: Origin? = nil
  ) {
    self.id = id
    self.form = form
    self.figures = figures
    self.labels = labels
    self.extraRows = extraRows
    self.origin = origin
  }
}

public struct ExtraRow: Hashable, Sendable {
  /// The cells from left to right, as written.
  public var cells: [String]
  /// The row of the form that it follows; `nil` at the top.
  public var after: String?
  public var origin: Origin?
  public init(cells: [String], after: String? = nil, origin: Origin? = nil) {
    self.cells = cells
    self.after = after
    self.origin = origin
  }
}

/// A table as a grid of texts, for what is no table of the form.
public struct AnnexTable: Hashable, Sendable {
  public struct Cell: Hashable, Sendable {
    public var text: String
    /// Counted from 0.
    public var row: Int
    public var column: Int
    public var rowSpan: Int
    public var columnSpan: Int
    public init(text: String, row: Int, column: Int, rowSpan: Int = 1, columnSpan: Int = 1) {
      self.text = text
      self.row = row
      self.column = column
      self.rowSpan = rowSpan
      self.columnSpan = columnSpan
    }
  }
  public var caption: String?
  public var rowCount: Int
  public var columnCount: Int
  /// By row, then column.
  public var cells: [Cell]
  public var origin: Origin?
  public init(caption: String? = nil, rowCount: Int, columnCount: Int, cells: [Cell], origin: Origin? = nil) {
    self.caption = caption
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.cells = cells
    self.origin = origin
  }
}

public struct SignOff: Hashable, Sendable {
  public var organ: String?
  /// ISO 8601.
  public var date: String?
  public init(organ: String? = nil, date: String? = nil) {
    self.organ = organ
    self.date = date
  }
}

public struct Contact: Hashable, Sendable {
  public var address: String?
  public var postcode: String?
  public var telephone: String?
  public var fax: String?
  public var email: String?
  public init(
    address: String? = nil, postcode: String? = nil, telephone: String? = nil, fax: String? = nil, email: String? = nil
  ) {
    self.address = address
    self.postcode = postcode
    self.telephone = telephone
    self.fax = fax
    self.email = email
  }
}

/// The source file, for those who have to answer for a figure.
public struct Provenance: Hashable, Sendable {
  public var fileName: String?
  /// Lower-case hexadecimal, of the bytes as they were read.
  public var sha256: String?
  public var byteCount: Int?
  public var format: String
  public var encoding: String?
  /// The version that read it.
  public var toolVersion: String
  public init(
    fileName: String? = nil, sha256: String? = nil, byteCount: Int? = nil, format: String, encoding: String? = nil,
    toolVersion: String
  ) {
    self.fileName = fileName
    self.sha256 = sha256
    self.byteCount = byteCount
    self.format = format
    self.encoding = encoding
    self.toolVersion = toolVersion
  }
}
