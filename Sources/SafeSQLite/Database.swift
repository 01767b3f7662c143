import CSQLite

/// SQLite says no: its code and its words.
public struct DatabaseError: Error, Hashable, Sendable {
  public var code: Int32
  public var message: String
  /// The disk is full, or the file can't be written: not the database's fault.
  public var isFull: Bool { code & 0xFF == SQLITE_FULL }
  public var isReadOnly: Bool { code & 0xFF == SQLITE_READONLY || code & 0xFF == SQLITE_CANTOPEN }
}

/// A value of a column.
public enum DatabaseValue: Hashable, Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])

  public static func optional(_ value: String?) -> DatabaseValue { value.map(DatabaseValue.text) ?? .null }
  public static func optional(_ value: Int?) -> DatabaseValue { value.map { .integer(Int64($0)) } ?? .null }
  public static func int(_ value: Int) -> DatabaseValue { .integer(Int64(value)) }
}

/// A connection to a database file. Owns the handle and the prepared statements; used from one thread at a time.
@safe public final class Database {
  private let handle: OpaquePointer  // sqlite3
  private var prepared: [String: OpaquePointer] = unsafe [:]  // sqlite3_stmt

  public init(path: String, readOnly: Bool = false) throws(DatabaseError) {
    var handle: OpaquePointer?
    let flags = readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    let code = unsafe sqlite3_open_v2(path, &handle, flags | SQLITE_OPEN_NOMUTEX, nil)
    guard code == SQLITE_OK, let opened = unsafe handle else {
      let error = DatabaseError(code: code, message: unsafe handle.map { unsafe String(cString: sqlite3_errmsg($0)) } ?? "out of memory")
      unsafe sqlite3_close_v2(handle)
      throw error
    }
    unsafe sqlite3_extended_result_codes(opened, 1)
    unsafe sqlite3_busy_timeout(opened, 10_000)
    unsafe self.handle = opened
  }

  deinit {
    unsafe prepared.values.forEach { unsafe _ = sqlite3_finalize($0) }
    unsafe sqlite3_close_v2(handle)
  }

  private var error: DatabaseError {
    DatabaseError(code: unsafe sqlite3_extended_errcode(handle), message: unsafe String(cString: sqlite3_errmsg(handle)))
  }

  /// Runs statements that take no values and give none.
  public func execute(_ sql: String) throws(DatabaseError) {
    guard unsafe sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw error }
  }

  /// Runs one statement with its values; kept prepared for the next time.
  public func run(_ sql: String, _ values: DatabaseValue...) throws(DatabaseError) { try run(sql, values) }

  public func run(_ sql: String, _ values: [DatabaseValue]) throws(DatabaseError) {
    try each(sql, values) { _ in true }
  }

  /// All rows at once; for results that are small.
  public func rows(_ sql: String, _ values: DatabaseValue...) throws(DatabaseError) -> [DatabaseRow] { try rows(sql, values) }

  public func rows(_ sql: String, _ values: [DatabaseValue]) throws(DatabaseError) -> [DatabaseRow] {
    var rows: [DatabaseRow] = []
    try each(sql, values) { row in
      rows.append(row)
      return true
    }
    return rows
  }

  /// The rows one by one, for results of any size; `false` stops.
  public func each(_ sql: String, _ values: [DatabaseValue] = [], _ body: (DatabaseRow) -> Bool) throws(DatabaseError) {
    // Taken out while it runs: the body may use the same statement.
    let statement: OpaquePointer
    if let kept = unsafe prepared.removeValue(forKey: sql) { unsafe statement = kept } else { unsafe statement = try prepare(sql) }
    defer {
      unsafe sqlite3_reset(statement)
      unsafe sqlite3_clear_bindings(statement)
      if let other = unsafe prepared.updateValue(statement, forKey: sql) { unsafe sqlite3_finalize(other) }
    }
    for (index, value) in values.enumerated() { unsafe try bind(value, Int32(index + 1), statement) }
    while true {
      let code = unsafe sqlite3_step(statement)
      if code == SQLITE_DONE { return }
      guard code == SQLITE_ROW else { throw error }
      let count = unsafe sqlite3_column_count(statement)
      var columns: [DatabaseValue] = []
      columns.reserveCapacity(Int(count))
      for index in 0..<count { columns.append(unsafe Self.column(statement, index)) }
      if !body(DatabaseRow(values: columns)) { return }
    }
  }

  private func prepare(_ sql: String) throws(DatabaseError) -> OpaquePointer {
    var statement: OpaquePointer?
    guard unsafe sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK, let made = unsafe statement else { throw error }
    return unsafe made
  }

  private func bind(_ value: DatabaseValue, _ index: Int32, _ statement: OpaquePointer) throws(DatabaseError) {
    let code: Int32
    switch value {
    case .null: code = unsafe sqlite3_bind_null(statement, index)
    case .integer(let number): code = unsafe sqlite3_bind_int64(statement, index, number)
    case .real(let number): code = unsafe sqlite3_bind_double(statement, index, number)
    case .text(let text): code = unsafe nianbao_bind_text(statement, index, text, Int32(clamping: text.utf8.count))
    case .blob(let bytes):
      code = unsafe bytes.withUnsafeBytes { unsafe nianbao_bind_blob(statement, index, $0.baseAddress, Int32(clamping: $0.count)) }
    }
    guard code == SQLITE_OK else { throw error }
  }

  private static func column(_ statement: OpaquePointer, _ index: Int32) -> DatabaseValue {
    switch unsafe sqlite3_column_type(statement, index) {
    case SQLITE_INTEGER: return .integer(unsafe sqlite3_column_int64(statement, index))
    case SQLITE_FLOAT: return .real(unsafe sqlite3_column_double(statement, index))
    case SQLITE_TEXT:
      guard let text = unsafe sqlite3_column_text(statement, index) else { return .text("") }
      let count = unsafe Int(sqlite3_column_bytes(statement, index))
      return .text(unsafe String(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self))
    case SQLITE_BLOB:
      let count = unsafe Int(sqlite3_column_bytes(statement, index))
      guard count > 0, let bytes = unsafe sqlite3_column_blob(statement, index) else { return .blob([]) }
      return .blob(unsafe [UInt8](UnsafeRawBufferPointer(start: bytes, count: count)))
    default: return .null
    }
  }
}

/// One row of a result, by position.
public struct DatabaseRow: Sendable {
  public var values: [DatabaseValue]

  public func text(_ index: Int) -> String? { if case .text(let text) = values[index] { text } else { nil } }
  public func integer(_ index: Int) -> Int? { if case .integer(let number) = values[index] { Int(clamping: number) } else { nil } }
  public func blob(_ index: Int) -> [UInt8]? { if case .blob(let bytes) = values[index] { bytes } else { nil } }
}
