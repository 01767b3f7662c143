import Diagnostics
import ReportModel

extension CheckedReport {
  func plus(_ a: Int?, _ b: Int?) -> Int? {
    guard let a, let b else { return nil }
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow ? nil : sum
  }

  func relatedFigure(_ id: FigureID) -> RelatedFigure {
    RelatedFigure(subject(id), value: figures[id]?.value?.description ?? figures[id]?.text ?? "", side: .right, origin: figures[id]?.origin)
  }

  /// Claims about a quantity, held against the values that agree with it; the first of them is what the table says.
  func verdicts(
    of rule: some Rule, claims wanted: (Quantity) -> Bool, at cells: [(table: String, row: String, column: String)], accepted: [Int?],
    _ message: (Claim) -> Message
  ) -> [Verdict] {
    verdicts(of: rule, claims: wanted, at: cells, accepted: { _ in accepted }, message)
  }

  /// The same, where the values depend on the words of the claim.
  func verdicts(
    of rule: some Rule, claims wanted: (Quantity) -> Bool, at cells: [(table: String, row: String, column: String)],
    accepted acceptedFor: (Claim) -> [Int?], _ message: (Claim) -> Message
  ) -> [Verdict] {
    claims.filter { wanted($0.quantity) }.map { claim in
      let accepted = acceptedFor(claim)
      guard let cell = cells.first, let expected = accepted.first ?? nil else { return .notCheckable(nil) }
      guard !accepted.contains(claim.value) else { return .pass }
      var finding = rule.finding(
        message(claim), severity: claim.isDoubtful ? .note : nil, subject: subject(cell.table, cell.row, cell.column), at: claim.origin,
        actual: String(claim.value), expected: String(expected))
      finding.quote = claim.quote
      finding.related = cells.map { relatedFigure(FigureID(table: $0.table, row: $0.row, column: $0.column)) }
      return .fail(finding)
    }
  }

  /// Denials, held against cells that should then be nought.
  func verdicts(
    of rule: some Rule, denials object: Denial.Object, at cells: [(table: String, row: String, column: String)], _ message: (Int) -> Message
  ) -> [Verdict] {
    denials.filter { $0.object == object }.map { denial in
      var sum: Int? = 0
      for cell in cells { sum = plus(sum, count(cell.table, cell.row, cell.column)) }
      guard let sum, let cell = cells.first else { return .notCheckable(nil) }
      guard sum != 0 else { return .pass }
      var finding = rule.finding(
        message(sum), subject: subject(cell.table, cell.row, cell.column), at: denial.origin, actual: "0", expected: String(sum))
      finding.quote = denial.quote
      finding.related = cells.map { relatedFigure(FigureID(table: $0.table, row: $0.row, column: $0.column)) }
      return .fail(finding)
    }
  }
}
