import Diagnostics
import ReportModel

/// The cell that is probably wrong, the value that repairs every relation it is in, and how the slip comes about.
struct LocatedFault: Hashable, Sendable {
  var figure: FigureID
  var actual: Int
  var expected: Int
  var reason: Message?
}

/// What is known of a broken relation beyond its being broken.
struct RelationFault: Sendable {
  var repair: LocatedFault?
  var remark: Message?

  func suggestion(_ report: CheckedReport) -> Message? {
    guard let repair else { return remark }
    let subject = report.subject(repair.figure)
    let row = subject.row?.label ?? ""
    let column = subject.column?.label ?? ""
    let place = report.declaration(repair.figure.table)?.shape == .list ? "“\(row)”" : "“\(row)”行“\(column)”列"
    let why = repair.reason
    return Message(
      zh: "\(place)的\(repair.actual)可能应为\(repair.expected)" + (why.map { "（\($0.chinese)）" } ?? "，改后有关合计均成立"),
      en: "\(repair.figure.row) / \(repair.figure.column) is probably \(repair.expected), not \(repair.actual)"
        + (why.map { " (\($0.english))" } ?? ": then every sum it is in holds"))
  }
}

/// Fault location: from the pattern of broken relations to the cell that breaks them.
///
/// A wrong cell breaks every relation that it is in, each by the same amount. So a cell explains failures when all its checkable
/// relations fail, by amounts that one change of the cell takes away. It is named only when no other cell explains the same
/// failures, or when among those that do exactly one is a well-known slip.
struct FaultMap: Sendable {
  private var faults: [FormRelation: RelationFault] = [:]
  /// What a cell without a number should hold, where the sums leave one value.
  private(set) var forced: [FigureID: Int] = [:]

  func fault(of relation: FormRelation) -> RelationFault? { faults[relation] }

  init(_ results: [RelationResult], _ figures: FigureIndex) {
    let equalities = results.filter { $0.relation.comparison == .equal }
    let failing = equalities.indices.filter { equalities[$0].fails }
    if !failing.isEmpty { locate(equalities, failing, figures) }
    if equalities.contains(where: { !$0.isCheckable }) { force(equalities, figures) }
  }

  // MARK: Wrong figures

  private struct Candidate {
    var figure: FigureID
    var relations: [Int]
    /// What is to be taken off the cell.
    var excess: Int
    var fault: LocatedFault
    var isSlip: Bool
  }

  private mutating func locate(_ equalities: [RelationResult], _ failing: [Int], _ figures: FigureIndex) {
    var uses: [FigureID: [(relation: Int, sign: Int)]] = [:]
    for (index, result) in equalities.enumerated() where result.isCheckable {
      for (figure, sign) in result.relation.coefficients { uses[figure, default: []].append((index, sign)) }
    }
    var candidates: [Candidate] = []
    for (figure, places) in uses {
      if let candidate = candidate(figure, places, equalities, figures) { candidates.append(candidate) }
    }
    candidates.sort { Self.order($0, $1) }
    // Candidates that explain a superset of what another explains come first and take it.
    var explained = Set<Int>()
    for size in [3, 2, 1] {
      let sized = candidates.filter { $0.relations.count == size && explained.isDisjoint(with: $0.relations) }
      for (place, candidate) in sized.enumerated() {
        guard explained.isDisjoint(with: candidate.relations) else { continue }
        let rivals = sized.enumerated().filter { other, rival in
          other != place && !Set(rival.relations).isDisjoint(with: candidate.relations)
        }
        guard rivals.isEmpty || candidate.isSlip && !rivals.contains(where: { $0.element.isSlip }) else { continue }
        explained.formUnion(candidate.relations)
        for index in candidate.relations { faults[equalities[index].relation] = RelationFault(repair: candidate.fault) }
      }
    }
    for index in failing where !explained.contains(index) {
      if let remark = FaultPatterns.remark(on: equalities[index], among: equalities, figures) {
        faults[equalities[index].relation] = RelationFault(remark: remark)
      }
    }
  }

  private func candidate(
    _ figure: FigureID, _ places: [(relation: Int, sign: Int)], _ equalities: [RelationResult], _ figures: FigureIndex
  ) -> Candidate? {
    var excess: Int?
    for (index, sign) in places {
      guard let difference = equalities[index].difference.flatMap({ Int(exactly: $0) }), difference != 0 else { return nil }
      let own = sign > 0 ? difference : 0 &- difference
      if let excess, excess != own { return nil }
      excess = own
    }
    guard let excess, let actual = figures[figure]?.value?.integer else { return nil }
    let (expected, overflow) = actual.subtractingReportingOverflow(excess)
    guard !overflow, expected >= 0 else { return nil }
    let slip = Slip.reason(actual: actual, expected: expected)
    return Candidate(
      figure: figure, relations: places.map(\.relation), excess: excess,
      fault: LocatedFault(
        figure: figure, actual: actual, expected: expected, reason: slip ?? FaultPatterns.cause(figure, actual, expected, figures)),
      isSlip: slip != nil)
  }

  private static func order(_ a: Candidate, _ b: Candidate) -> Bool {
    (a.relations.first ?? 0, a.figure.row, a.figure.column) < (b.relations.first ?? 0, b.figure.row, b.figure.column)
  }

  // MARK: Cells without a number

  /// A relation whose only unknown is one cell says what the cell should hold; so do all of them, or the cell stays open.
  private mutating func force(_ equalities: [RelationResult], _ figures: FigureIndex) {
    var values: [FigureID: Int?] = [:]
    for result in equalities where !result.isCheckable {
      var unknown: (figure: FigureID, sign: Int)?
      var several = false
      var sum = 0
      for (figure, sign) in result.relation.coefficients {
        guard let value = figures[figure]?.value?.integer else {
          if unknown != nil { several = true }
          unknown = (figure, sign)
          continue
        }
        let (next, overflow) = sign > 0 ? sum.addingReportingOverflow(value) : sum.subtractingReportingOverflow(value)
        if overflow { several = true }
        sum = next
      }
      guard !several, let unknown, sum != Int.min else { continue }
      let value = unknown.sign > 0 ? -sum : sum
      if let known = values[unknown.figure] {
        if known != value { values[unknown.figure] = .some(nil) }
      } else {
        values[unknown.figure] = value
      }
    }
    for (figure, value) in values { if let value, value >= 0 { forced[figure] = value } }
  }
}
