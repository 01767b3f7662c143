import Diagnostics
import ReportModel

/// Whether a line of a header, set in columns by white space, names columns in another order than the form.
///
/// Labels are broken over several lines there: a piece counts where one label only begins with it.
struct HeaderOrder {
  private let bodies: [String]

  /// - Parameter labels: in the order of the form.
  init(_ labels: [String]) { bodies = labels.map { LabelKey($0).body } }

  func isDisordered(_ line: AlignedLine) -> Bool { isDisordered(line.labels) }

  /// The first of lines that name a column each, where they go through the columns in another order.
  func disordered(oneALine lines: ArraySlice<AlignedLine>) -> AlignedLine? {
    let names = lines.filter { $0.values.isEmpty && $0.labels.count == 1 && bodies.contains(LabelKey($0.labels[0].text).body) }
    return names.count > 2 && isDisordered(names.map { $0.labels[0] }) ? names[0] : nil
  }

  private func isDisordered(_ labels: [AlignedLine.Token]) -> Bool {
    let places = labels.compactMap { token -> Int? in
      let body = LabelKey(token.text).body
      guard !body.isEmpty else { return nil }
      let named = bodies.indices.filter { bodies[$0].hasPrefix(body) }
      return named.count == 1 ? named[0] : nil
    }
    // As often as the columns are printed, they are gone through from left to right.
    let rounds = 1 + zip(places, places.dropFirst()).count { $1 <= $0 }
    return rounds > (Dictionary(grouping: places, by: \.self).values.map(\.count).max() ?? 1)
  }
}

extension Diagnostic {
  static func disordered(_ subject: Subject, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "TAB-07", .error,
      Message(
        zh: "表头各列的顺序与规定格式不一致，文本中各列没有固定位置，全表未予填入",
        en:
          "the header has the columns in another order than the form, and the text does not fix their places; none of the table's figures is placed"
      ), subject: subject, at: origin)
  }
}
