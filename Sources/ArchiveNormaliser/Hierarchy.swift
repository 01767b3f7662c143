import Diagnostics

/// Whose report sums whose: the column `parent` of the mapping file.
struct Hierarchy: Sendable {
  private struct Place: Hashable, Sendable {
    var other: String
    var years: ClosedRange<Int>
  }

  private var parents: [String: [Place]] = [:]
  private var units: [String: [Place]] = [:]

  var isEmpty: Bool { parents.isEmpty }
  /// Every office that is somebody's parent.
  var summaries: [String] { units.keys.sorted() }

  /// Places an office under its parent; what is wrong with that, when it already has another one in some of the years.
  mutating func add(_ organ: String, under parent: String, _ years: ClosedRange<Int>) -> Message? {
    if let other = parents[organ]?.first(where: { $0.other != parent && $0.years.overlaps(years) }) {
      return Message(
        zh: "“\(organ)”在同一年度有两个上级：“\(other.other)”和“\(parent)”",
        en: "“\(organ)” has two parents in one year: “\(other.other)” and “\(parent)”")
    }
    parents[organ, default: []].append(Place(other: parent, years: years))
    units[parent, default: []].append(Place(other: organ, years: years))
    return nil
  }

  func parent(of organ: String, year: Int) -> String? { parents[organ]?.first { $0.years.contains(year) }?.other }

  /// The offices whose reports the parent's report of a year should sum, each once.
  func units(of parent: String, year: Int) -> [String] {
    guard let places = units[parent] else { return [] }
    return Set(places.lazy.filter { $0.years.contains(year) }.map(\.other)).sorted()
  }

  /// An office that is, by way of others, its own parent in some year.
  var circle: String? {
    // Nothing changes but where a line begins to hold.
    for year in Set(parents.values.joined().map(\.years.lowerBound)).sorted() {
      var cleared = Set<String>()
      for organ in parents.keys.sorted() {
        var path: [String] = []
        var met = Set<String>()
        var next: String? = organ
        while let name = next, !cleared.contains(name) {
          if !met.insert(name).inserted { return (path.drop { $0 != name } + [name]).joined(separator: " → ") }
          path.append(name)
          next = parent(of: name, year: year)
        }
        cleared.formUnion(path)
      }
    }
    return nil
  }
}
