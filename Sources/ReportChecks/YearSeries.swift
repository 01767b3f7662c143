public import Diagnostics
import ReportModel

/// Reports of the same offices in the order of their years.
public struct YearSeries: Sendable {
  public struct Pair: Sendable {
    /// Places in the list of reports.
    public var earlier: Int
    public var later: Int
  }
  public struct Gap: Sendable {
    public var later: Int
    public var findings: [Diagnostic]
  }
  /// Neighbours, one year apart.
  public private(set) var pairs: [Pair] = []
  /// Years that are missing between two reports.
  public private(set) var gaps: [Gap] = []

  public init(_ reports: [CheckedReport]) {
    var series: [String: [(year: Int, place: Int)]] = [:]
    for (place, report) in reports.enumerated() {
      guard let year = report.year, let organ = report.organ else { continue }
      series[Self.key(organ), default: []].append((year, place))
    }
    for key in series.keys.sorted() {
      var own = series[key] ?? []
      own.sort { ($0.year, $0.place) < ($1.year, $1.place) }
      for (a, b) in zip(own, own.dropFirst()) {
        if b.year == a.year &+ 1 {
          pairs.append(Pair(earlier: a.place, later: b.place))
        } else if b.year > a.year, b.year - a.year <= 30 {
          let years = ((a.year + 1)..<b.year).map(String.init)
          gaps.append(
            Gap(
              later: b.place,
              findings: [
                Diagnostic(
                  "XYR-08", .note,
                  Message(
                    zh: "缺少\(years.joined(separator: "、"))年报告，未能逐年核对",
                    en: "no report for \(years.joined(separator: ", ")): not compared year by year"))
              ]))
        }
      }
    }
    addDoubtful(series, reports)
  }

  /// Names that differ by a city in front: perhaps one office, and not compared.
  private mutating func addDoubtful(_ series: [String: [(year: Int, place: Int)]], _ reports: [CheckedReport]) {
    let keys = series.keys.sorted { ($0.count, $0) < ($1.count, $1) }
    guard keys.count <= 400 else { return }
    for (index, short) in keys.enumerated() where short.count >= 3 {
      let longer = keys[(index + 1)...].filter { $0.hasSuffix(short) || OfficeName.mayBeSame($0, short) }
      guard longer.count == 1, let other = longer.first, let own = series[short], let others = series[other],
        Set(own.map(\.year)).isDisjoint(with: others.map(\.year)), let last = (own + others).max(by: { $0.year < $1.year }),
        let a = own.first.flatMap({ reports[$0.place].organ }), let b = others.first.flatMap({ reports[$0.place].organ })
      else { continue }
      gaps.append(
        Gap(
          later: last.place,
          findings: [
            Diagnostic(
              "XYR-11", .note,
              Message(
                zh: "“\(a.quoted())”与“\(b.quoted())”可能是同一机关，名称不同，未作逐年比较；如是同一机关，请用 --organ 写明同一名称",
                en: "“\(a.quoted())” and “\(b.quoted())” may be one office under two names, not compared; give one name with --organ"))
          ]))
    }
  }

  /// A government under its short name and its full one is the same office.
  static func key(_ organ: String) -> String {
    let words = Words(folding: organ)
    return words.hasSuffix("人民政府") ? words[0..<words.scalars.count - 4].string : words.string
  }
}
