/// A relation between figures that a form prints or implies by construction: `left` compared with `right`, both sums.
///
/// Declared once, here: the rules of the checker, fault location and generated schemas all follow from it.
public struct FormRelation: Hashable, Sendable {
  public enum Comparison: String, Hashable, Sendable {
    case equal = "="
    case atMost = "≤"
    case atLeast = "≥"
  }
  /// A figure, added or taken away.
  public struct Term: Hashable, Sendable {
    public var figure: FigureID
    public var isNegative: Bool
    public init(_ figure: FigureID, isNegative: Bool = false) {
      self.figure = figure
      self.isNegative = isNegative
    }
  }

  /// Code of the rule in the catalogue: `REQ-01`. Several relations share one, such as one a row.
  public var code: String
  /// Where it is broken, if it is: a row and a column of the table. The row of an identity over two rows names both, joined by `+`.
  public var table: String
  public var row: String
  public var column: String
  /// What the other figures ask for.
  public var left: [Term]
  public var comparison: Comparison
  /// What stands there.
  public var right: [Term]

  /// Every figure that takes part, with the sign that it has in `left − right`.
  public var coefficients: [(figure: FigureID, sign: Int)] {
    left.map { ($0.figure, $0.isNegative ? -1 : 1) } + right.map { ($0.figure, $0.isNegative ? 1 : -1) }
  }
}

extension Form {
  /// Every relation of the form's tables, in the order of the catalogue.
  public var relations: [FormRelation] { tables.flatMap { $0.relations(form: id) } }

  /// The same, computed once for each official form.
  public static func officialRelations(_ form: String, table: String) -> [FormRelation] {
    switch form {
    case "2021": relations2021[table] ?? []
    case "2019": relations2019[table] ?? []
    default: OfficialForms.form(form)?.table(table)?.relations(form: form) ?? []
    }
  }

  private static let relations2021 = byTable(.form2021)
  private static let relations2019 = byTable(.form2019)

  private static func byTable(_ form: Form) -> [String: [FormRelation]] {
    var out: [String: [FormRelation]] = [:]
    for table in form.tables { out[table.id] = table.relations(form: form.id) }
    return out
  }
}

extension FormTable {
  /// The relations of a table, by its id.
  public func relations(form: String) -> [FormRelation] {
    switch id {
    case "requests": requestsRelations
    case "disputes": disputesRelations
    case "proactive": proactiveRelations
    case "statistics": statisticsRelations
    default: []
    }
  }

  func term(_ row: String, _ column: String) -> FormRelation.Term {
    FormRelation.Term(FigureID(table: id, row: row, column: column))
  }

  func relation(
    _ code: String, at row: String, _ column: String, _ left: [FormRelation.Term],
    _ comparison: FormRelation.Comparison = .equal, _ right: [FormRelation.Term]
  ) -> FormRelation {
    FormRelation(code: code, table: id, row: row, column: column, left: left, comparison: comparison, right: right)
  }
}
