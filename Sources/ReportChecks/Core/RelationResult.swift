import Diagnostics
import ReportModel

/// A relation of the form with the figures of one report put in.
struct RelationResult: Sendable {
  let relation: FormRelation
  /// The two sums; `nil` when an operand is no number.
  let left: Int128?
  let right: Int128?

  /// - Parameter table: the table that the relation is of.
  init(_ relation: PlacedRelation, _ table: ReportTable, blankAsZero: Bool) {
    self.relation = relation.relation
    left = Self.sum(relation.relation.left, relation.left, table, blankAsZero)
    right = Self.sum(relation.relation.right, relation.right, table, blankAsZero)
  }

  var isCheckable: Bool { difference != nil }
  /// Left minus right.
  var difference: Int128? {
    guard let left, let right else { return nil }
    let (difference, overflow) = left.subtractingReportingOverflow(right)
    return overflow ? nil : difference
  }
  var fails: Bool {
    guard let difference else { return false }
    switch relation.comparison {
    case .equal: return difference != 0
    case .atMost: return difference > 0
    case .atLeast: return difference < 0
    }
  }

  private static func sum(_ terms: [FormRelation.Term], _ places: [Int], _ table: ReportTable, _ blankAsZero: Bool) -> Int128? {
    var total: Int128 = 0
    for (term, place) in zip(terms, places) {
      guard let value = table.figure(term.figure, at: place)?.summand(blankAsZero: blankAsZero) else { return nil }
      let (sum, overflow) =
        term.isNegative ? total.subtractingReportingOverflow(value) : total.addingReportingOverflow(value)
      if overflow { return nil }
      total = sum
    }
    return total
  }
}

/// A relation of a form, with the places of its figures in the form's own order.
struct PlacedRelation: Sendable {
  var relation: FormRelation
  var left: [Int]
  var right: [Int]

  static func all(_ form: String, table: String) -> [PlacedRelation] {
    switch form {
    case "2021": placed2021[table] ?? []
    case "2019": placed2019[table] ?? []
    default: place(form, table)
    }
  }

  private static let placed2021 = byTable("2021")
  private static let placed2019 = byTable("2019")

  private static func byTable(_ form: String) -> [String: [PlacedRelation]] {
    Dictionary(uniqueKeysWithValues: (OfficialForms.form(form)?.tables ?? []).map { ($0.id, place(form, $0.id)) })
  }

  private static func place(_ form: String, _ table: String) -> [PlacedRelation] {
    Form.officialRelations(form, table: table).map { relation in
      PlacedRelation(
        relation: relation, left: relation.left.map { FormOrder.place(of: $0.figure, form: form) },
        right: relation.right.map { FormOrder.place(of: $0.figure, form: form) })
    }
  }
}

extension CheckedReport {
  /// The verdicts of a rule that is one relation of the form, or one a row.
  ///
  /// Where every part of a total column's difference is reported in the columns themselves, the total is implied and left out.
  func verdicts(of rule: some Rule, _ message: (RelationResult) -> Message) -> [Verdict] {
    relationsByCode[rule.code, default: []].map { place in
      let result = relations[place]
      let relation = result.relation
      guard result.isCheckable else { return .notCheckable(subject(relation.table, relation.row, relation.column)) }
      guard result.fails, !isImplied(result) else { return .pass }
      let place = FigureID(table: relation.table, row: String(relation.row.prefix { $0 != "+" }), column: relation.column)
      var finding = rule.finding(
        message(result), subject: subject(relation.table, relation.row, relation.column), at: figures[place]?.origin,
        actual: result.right.map { String($0) }, expected: result.left.map { String($0) })
      // Of a part that is larger than its whole, the part stands on the left.
      if relation.comparison != .equal { swap(&finding.actual, &finding.expected) }
      finding.related = related(relation)
      if let fault = faults.fault(of: relation) {
        finding.repair = fault.repair.map { repair(of: $0) }
        finding.suggestion = fault.suggestion(self)
      }
      return .fail(finding)
    }
  }

  /// A total column fails by as much as the columns that it adds up: nothing new.
  private func isImplied(_ result: RelationResult) -> Bool {
    let relation = result.relation
    guard relation.column == "total", relation.code == "REQ-02" || relation.code == "REQ-03", let own = result.difference else {
      return false
    }
    var sum: Int128 = 0
    var any = false
    for other in relations where other.relation.code == relation.code && other.relation.column != "total" {
      guard let difference = other.difference else { return false }
      if difference != 0 { any = true }
      let (next, overflow) = sum.addingReportingOverflow(difference)
      if overflow { return false }
      sum = next
    }
    return any && sum == own
  }

  func related(_ relation: FormRelation) -> [RelatedFigure] {
    func list(_ terms: [FormRelation.Term], _ side: RelatedFigure.Side) -> [RelatedFigure] {
      terms.map { term in
        let figure = figures[term.figure]
        return RelatedFigure(
          subject(term.figure), value: figure?.value?.description ?? figure?.text ?? "", side: side, origin: figure?.origin)
      }
    }
    return list(relation.left, .left) + list(relation.right, .right)
  }

  func repair(of located: LocatedFault) -> Repair {
    Repair(
      subject(located.figure), actual: String(located.actual), expected: String(located.expected), reason: located.reason,
      origin: figures[located.figure]?.origin)
  }
}
