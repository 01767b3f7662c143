import Diagnostics
public import ReportModel

/// How a report is looked at.
public struct CheckOptions: Hashable, Sendable {
  /// Blank cells count as nought in sums. Otherwise a sum with a blank is not checkable.
  public var blankAsZero = false
  /// Counts above this are reported as implausible.
  public var implausibleCount = 1_000_000_000
  /// The report was read from a document just now, and what only a reader can see has been reported by it.
  public var isFreshlyRead = false
  /// What the prose says about quantities is read; without it the rules of TXT have nothing to hold against the tables. For callers whose
  /// profile leaves these rules out.
  public var readsClaims = true

  public init() {}
}

/// A report with what the rules need of it, found out once: figures by id, relations evaluated, sentences of the prose.
public struct CheckedReport: Sendable {
  public let report: Report
  public let options: CheckOptions
  /// For findings over several files.
  public let file: String?
  let figures: FigureIndex
  /// By table, the places of figures that are negative, have decimals or are large: few rules on numbers look at others.
  let unusual: [[Int]]
  /// Every relation of the report's tables, in the order of the catalogue.
  let relations: [RelationResult]
  /// Their places in the list, by the code of the rule.
  let relationsByCode: [Diagnostic.Code: [Int]]
  /// What the pattern of broken relations says.
  let faults: FaultMap
  let prose: Prose
  /// What the text says of 信息处理费.
  let fees: FeeStatement
  /// What the prose says about quantities of the tables.
  let claims: [Claim]
  let denials: [Denial]

  public init(_ report: Report, options: CheckOptions = CheckOptions(), file: String? = nil) {
    self.report = report
    self.options = options
    self.file = file
    figures = FigureIndex(tables: report.tables)
    var relations: [RelationResult] = []
    var byCode: [Diagnostic.Code: [Int]] = [:]
    for table in report.tables {
      for relation in PlacedRelation.all(table.form, table: table.id) {
        byCode[Diagnostic.Code(rawValue: relation.relation.code), default: []].append(relations.count)
        relations.append(RelationResult(relation, table, blankAsZero: options.blankAsZero))
      }
    }
    self.relations = relations
    relationsByCode = byCode
    let large = String(options.implausibleCount).utf8.count
    unusual = report.tables.map { table in
      table.figures.indices.filter { index in
        table.figures[index].value.map { $0.isNegative || $0.decimals > 0 || $0.description.utf8.count >= large } ?? false
      }
    }
    faults = FaultMap(relations, figures)
    prose = Prose(report)
    fees = FeeStatement(prose)
    claims = options.readsClaims ? ClaimReader(report, prose).claims : []
    denials = options.readsClaims ? DenialReader.denials(in: prose, year: report.year?.value, organ: report.organ?.value) : []
  }

  var year: Int? { report.year?.value }
  var organ: String? { report.organ?.value }
  /// 2019 or later: six sections, three tables.
  var hasSixSections: Bool { (report.form == "2021" || report.form == "2019") && carriesNarrative }
  /// A CSV file holds figures and nothing else: of its sections and its title nothing can be said.
  var carriesNarrative: Bool { options.isFreshlyRead || !report.sections.isEmpty || !report.title.isEmpty || !report.preface.isEmpty }

  func declaration(_ table: String) -> FormTable? {
    guard let form = report.table(table)?.form ?? report.form else { return nil }
    return OfficialForms.form(form)?.table(table)
  }

  func figure(_ table: String, _ row: String, _ column: String) -> Figure? {
    figures[FigureID(table: table, row: row, column: column)]
  }

  /// A reported whole number; with blanks as noughts where that is asked for.
  func count(_ table: String, _ row: String, _ column: String) -> Int? {
    guard let figure = figure(table, row, column) else { return nil }
    return figure.count(blankAsZero: options.blankAsZero)
  }

  /// The sum of several figures; `nil` when one of them is no number.
  func sum(_ table: String, _ rows: [String], _ column: String) -> Int? {
    var total = 0
    for row in rows {
      guard let value = count(table, row, column) else { return nil }
      let (sum, overflow) = total.addingReportingOverflow(value)
      if overflow { return nil }
      total = sum
    }
    return total
  }

  func subject(_ table: String) -> Subject {
    Subject(table: .init(id: table, label: declaration(table)?.title ?? OfficialForms.title(ofTable: table)))
  }

  func subject(_ table: String, _ row: String, _ column: String? = nil) -> Subject {
    guard let declared = declaration(table) else { return Subject(table: .init(id: table, label: OfficialForms.title(ofTable: table))) }
    return declared.subject(row, column)
  }

  func subject(_ id: FigureID) -> Subject { subject(id.table, id.row, id.column) }
}

extension OfficialForms {
  static func title(ofTable id: String) -> String {
    all.lazy.compactMap { $0.table(id)?.title }.first ?? id
  }
}

extension FormTable {
  /// Table, row and column by id and official label. A row such as `results.total+carried_out` names both.
  func subject(_ row: String, _ column: String? = nil) -> Subject {
    let rows = row.split(separator: "+").map(String.init)
    let label = rows.compactMap { self.row($0)?.label }.joined(separator: "＋")
    let columnLabel = column.flatMap { column in rows.first.flatMap { self.column(column, ofRow: $0)?.label } }
    // 统计数 is the only column of the list of 2014: naming it says nothing.
    return Subject(
      table: .init(id: id, label: title), row: .init(id: row, label: label.isEmpty ? row : label),
      column: column.map { .init(id: $0, label: columnLabel ?? $0) })
  }
}

extension Figure {
  /// As ``count(blankAsZero:)``, for sums that may be larger than a count.
  func summand(blankAsZero: Bool) -> Int128? {
    status == .reported ? value?.wideInteger : count(blankAsZero: blankAsZero).map { Int128($0) }
  }

  /// The value where it is a whole number; nought for a blank, where that is asked for.
  func count(blankAsZero: Bool) -> Int? {
    switch status {
    case .reported: value?.integer
    case .blank, .notApplicable: blankAsZero ? 0 : nil
    case .invalid, .missing: nil
    }
  }
}
