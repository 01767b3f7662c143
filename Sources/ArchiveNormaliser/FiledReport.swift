import SafeSQLite

/// A report of the catalogue, on its way into the collection.
struct FiledReport {
  var source: [UInt8]
  /// Which report of its source, from 1, and of how many.
  var number: Int
  var ofSeveral: Int
  var path: String
  var sha256: String
  var kind: String
  var store: String
  var organ: String?
  var organSource: String?
  var year: Int?
  var yearSource: String?
  var form: String?
  var title: String?
  var reported: Int
  var blank: Int
  var notApplicable: Int
  var invalid: Int
  var missing: Int
  var inferred: Int
  var errors: Int
  var warnings: Int
  var notes: Int
  var digest: String

  static let columns = """
    r.source, r.number, s.path, s.sha256, s.kind, s.store, r.organ, r.organ_source, r.year, r.year_source, r.form, r.title, r.reported, r.blank,
    r.not_applicable, r.invalid, r.missing, r.inferred, r.errors, r.warnings, r.notes, r.digest, (SELECT count(*) FROM report o WHERE o.source = r.source)
    """

  init?(_ row: DatabaseRow) {
    guard let source = row.blob(0), let number = row.integer(1), let path = row.text(2), let store = row.text(5) else { return nil }
    self.source = source
    self.number = number
    self.path = path
    sha256 = row.text(3) ?? ""
    kind = row.text(4) ?? ""
    self.store = store
    organ = row.text(6)
    organSource = row.text(7)
    year = row.integer(8)
    yearSource = row.text(9)
    form = row.text(10)
    title = row.text(11)
    func count(_ index: Int) -> Int { row.integer(index) ?? 0 }
    (reported, blank, notApplicable, invalid, missing) = (count(12), count(13), count(14), count(15), count(16))
    (inferred, errors, warnings, notes) = (count(17), count(18), count(19), count(20))
    digest = row.text(21) ?? ""
    ofSeveral = row.integer(22) ?? 1
  }

  /// The source, and which report of it where there are several: `2021.html#2`.
  var shownPath: String { ofSeveral > 1 ? "\(path)#\(number)" : path }

  /// Of several files with one report, the one that is filed: fewest figures that could not be read or were inferred, then the kind that keeps
  /// cells best, then the first by path. What is left out is recorded, and figures that differ are named.
  func precedes(_ other: FiledReport) -> Bool {
    let (a, b) = ((missing + invalid, inferred, rank, number), (other.missing + other.invalid, other.inferred, other.rank, other.number))
    if a != b { return a < b }
    return source.lexicographicallyPrecedes(other.source)
  }

  private var rank: Int {
    switch kind {
    case "docx": 0
    case "xlsx", "doc": 1
    case "html", "mhtml", "rtf": 2
    case "pdf", "ofd": 3
    case "text": 4
    default: 5
    }
  }
}
