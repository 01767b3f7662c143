import SafeSQLite

/// The catalogue: every source with what became of it, every report, every file written.
///
/// While a run works it is `OUT/.nianbao/state.sqlite`; what is committed there is finished work that a later run takes over. At the end it is
/// written anew, in one order, as `OUT/catalogue.sqlite`, from which the next run starts.
final class Catalogue {
  let database: Database

  init(path: String) throws(DatabaseError) {
    database = try Database(path: path)
    try database.execute("PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000;")
    try forgetOtherVersion()
    try database.execute(Self.schema(in: "main"))
  }

  /// Of this schema. What an older tool has recorded is found out again; what it has written is known, and taken out or replaced.
  private static let version = 2

  private func forgetOtherVersion() throws(DatabaseError) {
    guard try database.rows("PRAGMA user_version").first?.integer(0) != Self.version else { return }
    try database.execute(
      """
      BEGIN;
      DROP TABLE IF EXISTS source; DROP TABLE IF EXISTS report; DROP TABLE IF EXISTS setting;
      PRAGMA user_version = \(Self.version);
      COMMIT;
      """)
  }

  /// The tables, in one of the connection's databases.
  private static func schema(in database: String) -> String {
    """
    CREATE TABLE IF NOT EXISTS \(database).setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS \(database).source (
      key BLOB PRIMARY KEY,      -- path as bytes; members of archives after !/
      path TEXT NOT NULL,        -- for people
      container BLOB,            -- key of the archive that holds it
      size INTEGER, modified INTEGER,  -- bytes; nanoseconds since 1970
      sha256 TEXT, kind TEXT, encoding TEXT,
      outcome TEXT NOT NULL,     -- report, container, not_report, unsupported, refused, unreadable, quarantined, skipped
      code TEXT, reason_zh TEXT, reason_en TEXT,
      store TEXT,
      seen INTEGER NOT NULL DEFAULT 0
    ) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS \(database).source_container ON source (container);
    CREATE TABLE IF NOT EXISTS \(database).report (
      source BLOB NOT NULL, number INTEGER NOT NULL,  -- of the report within the source, from 1
      organ TEXT, organ_source TEXT, year INTEGER, year_source TEXT, form TEXT, title TEXT,
      reported INTEGER NOT NULL, blank INTEGER NOT NULL, not_applicable INTEGER NOT NULL, invalid INTEGER NOT NULL, missing INTEGER NOT NULL,
      inferred INTEGER NOT NULL, errors INTEGER NOT NULL, warnings INTEGER NOT NULL, notes INTEGER NOT NULL,
      digest TEXT NOT NULL,      -- equal where all figures are equal
      role TEXT,                 -- canonical, duplicate (same figures), version (other figures), unidentified
      output TEXT,               -- file in reports/, without its ending
      PRIMARY KEY (source, number)
    ) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS \(database).report_identity ON report (organ, year);
    CREATE TABLE IF NOT EXISTS \(database).output (path TEXT PRIMARY KEY, size INTEGER NOT NULL, sha256 TEXT) WITHOUT ROWID;
    """
  }

  // MARK: Settings

  func setting(_ name: String) throws(DatabaseError) -> String? {
    try database.rows("SELECT value FROM setting WHERE name = ?", .text(name)).first?.text(0)
  }
  func set(_ name: String, _ value: String) throws(DatabaseError) {
    try database.run("INSERT OR REPLACE INTO setting VALUES (?, ?)", .text(name), .text(value))
  }

  // MARK: Sources

  struct Known {
    var size: Int?
    var modified: Int?
    var outcome: String
  }

  func known(_ key: [UInt8]) throws(DatabaseError) -> Known? {
    guard let row = try database.rows("SELECT size, modified, outcome FROM source WHERE key = ?", .blob(key)).first else { return nil }
    return Known(size: row.integer(0), modified: row.integer(1), outcome: row.text(2) ?? "")
  }

  /// The source and all that lies in it were met again, unchanged.
  func markSeen(_ key: [UInt8], run: Int) throws(DatabaseError) {
    try database.run("UPDATE source SET seen = ? WHERE key = ?", .int(run), .blob(key))
    var containers = [key]
    while let container = containers.popLast() {
      guard try database.rows("SELECT 1 FROM source WHERE container = ? LIMIT 1", .blob(container)).first != nil else { continue }
      try database.run("UPDATE source SET seen = ? WHERE container = ?", .int(run), .blob(container))
      for row in try database.rows("SELECT key FROM source WHERE container = ? AND outcome = 'container'", .blob(container)) {
        if let inner = row.blob(0) { containers.append(inner) }
      }
    }
  }

  /// Whether every entry of an archive has its outcome: an archive whose entries were being read when a run ended is read again.
  func isComplete(_ key: [UInt8]) throws(DatabaseError) -> Bool {
    try database.rows("SELECT 1 FROM source WHERE container = ? AND outcome = 'pending' LIMIT 1", .blob(key)).isEmpty
  }

  func record(_ name: SourceName, _ reply: WorkerReply, modified: Int64?, run: Int) throws(DatabaseError) {
    let key = DatabaseValue.blob(name.key)
    try database.run("DELETE FROM report WHERE source = ?", key)
    try database.run(
      "INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", key, .text(name.shown),
      name.container.map(DatabaseValue.blob) ?? .null, .optional(reply.size), modified.map(DatabaseValue.integer) ?? .null,
      .optional(reply.sha256), .optional(reply.format), .optional(reply.encoding), .text(reply.outcome.rawValue), .optional(reply.code),
      .optional(reply.reasonChinese), .optional(reply.reasonEnglish), .optional(reply.key), .int(run))
    for report in reply.reports {
      try database.run(
        "INSERT INTO report VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)", key, .int(report.number),
        .optional(report.organ), .optional(report.organSource), .optional(report.year), .optional(report.yearSource),
        .optional(report.form),
        .optional(report.title), .int(report.reported), .int(report.blank), .int(report.notApplicable), .int(report.invalid),
        .int(report.missing), .int(report.inferred), .int(report.errors), .int(report.warnings), .int(report.notes), .text(report.digest))
    }
  }

  /// Entries of an archive that wait for their turn: known to exist, so that none is forgotten when a run ends between.
  func expect(_ name: SourceName, run: Int) throws(DatabaseError) {
    try database.run(
      "INSERT OR IGNORE INTO source (key, path, container, outcome, seen) VALUES (?, ?, ?, 'pending', ?)", .blob(name.key),
      .text(name.shown),
      name.container.map(DatabaseValue.blob) ?? .null, .int(run))
    try database.run("UPDATE source SET seen = ?, outcome = 'pending' WHERE key = ?", .int(run), .blob(name.key))
  }

  /// Forgets what is there no more. The store keys of the forgotten.
  func forgetUnseen(run: Int) throws(DatabaseError) {
    try database.run("DELETE FROM report WHERE source IN (SELECT key FROM source WHERE seen <> ?)", .int(run))
    try database.run("DELETE FROM source WHERE seen <> ?", .int(run))
  }

  // MARK: Reports

  /// All reports, office by office and year by year; those that name no office last.
  func eachOffice(_ body: ([FiledReport]) throws -> Void) throws {
    for office in try database.rows("SELECT DISTINCT organ FROM report ORDER BY organ IS NULL, organ").map({ $0.text(0) }) {
      try body(try reports(where: "r.organ IS ?", [.optional(office)]))
    }
  }

  func reports(of organ: String, year: Int) throws(DatabaseError) -> [FiledReport] {
    try reports(where: "r.organ = ? AND r.year = ?", [.text(organ), .int(year)])
  }

  func hasReports(of organ: String) throws(DatabaseError) -> Bool {
    try !database.rows("SELECT 1 FROM report WHERE organ = ? AND year IS NOT NULL LIMIT 1", .text(organ)).isEmpty
  }

  /// Of reports that name an office and a year.
  func years() throws(DatabaseError) -> ClosedRange<Int>? {
    let row = try database.rows("SELECT min(year), max(year) FROM report WHERE organ IS NOT NULL").first
    guard let first = row?.integer(0), let last = row?.integer(1) else { return nil }
    return first...last
  }

  /// Sources of one outcome, with the reason why.
  func sources(_ outcome: String, limit: Int) throws(DatabaseError) -> [(path: String, reason: String)] {
    try database.rows("SELECT path, reason_zh FROM source WHERE outcome = ? ORDER BY key LIMIT ?", .text(outcome), .int(limit)).map {
      ($0.text(0) ?? "", $0.text(1) ?? "")
    }
  }

  private func reports(where condition: String, _ values: [DatabaseValue]) throws(DatabaseError) -> [FiledReport] {
    let sql = """
      SELECT \(FiledReport.columns) FROM report r JOIN source s ON s.key = r.source
      WHERE \(condition) ORDER BY r.year IS NULL, r.year, r.source, r.number
      """
    return try database.rows(sql, values).compactMap(FiledReport.init)
  }

  func counts() throws(DatabaseError) -> [String: Int] {
    var counts: [String: Int] = [:]
    for row in try database.rows("SELECT outcome, count(*) FROM source GROUP BY outcome") {
      if let outcome = row.text(0), let count = row.integer(1) { counts[outcome] = count }
    }
    return counts
  }

  // MARK: The finished catalogue

  /// Writes the catalogue in one order into a new file: the same content gives the same bytes.
  func export(to path: String) throws(DatabaseError) {
    try database.run("ATTACH DATABASE ? AS final", .text(path))
    try database.execute(Self.schema(in: "final"))
    try database.execute(
      """
      PRAGMA final.user_version = \(Self.version);
      BEGIN;
      INSERT INTO final.setting SELECT * FROM main.setting WHERE name <> 'run' ORDER BY name;
      INSERT INTO final.source SELECT key, path, container, size, modified, sha256, kind, encoding, outcome, code, reason_zh, reason_en, store, 0
        FROM main.source ORDER BY key;
      INSERT INTO final.report SELECT * FROM main.report ORDER BY source, number;
      INSERT INTO final.output SELECT * FROM main.output ORDER BY path;
      COMMIT;
      DETACH DATABASE final;
      """)
  }
}
