import ReportModel

/// A list of units held against the offices of which there are reports.
public struct UnitList: Sendable {
  /// Units of the list without a report.
  public private(set) var missing: [String] = []
  /// Offices with a report that no unit of the list is.
  public private(set) var unlisted: [String] = []

  /// A name of the list is an office's where it is its own, its short one (石渡镇), or has a city in front, and no other office would do.
  public init(_ names: [String], offices: [String]) {
    var exact: Set<String> = []
    for name in names where offices.contains(name) { exact.insert(name) }
    var taken = exact
    for name in names where !exact.contains(name) {
      let fitting = offices.filter { !exact.contains($0) && OfficeName.mayBeSame($0, name) }
      if fitting.count == 1, let office = fitting.first {
        taken.insert(office)
      } else {
        missing.append(name)
      }
    }
    unlisted = offices.filter { !taken.contains($0) }
  }
}
