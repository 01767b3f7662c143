import Digest
import SafeFiles

/// The results of single sources, before it is decided which report is filed: `OUT/.nianbao/store/ab/abcdef….xml`.
///
/// A name follows from the bytes of the source, its path and the settings of the run: finished work is known again after a crash, and
/// a changed source never meets the results of its old self.
struct Store {
  let folder: String

  static func key(sha256: String, name: [UInt8], settings: String) -> String {
    String(SHA256.hexadecimal(Array(sha256.utf8) + [0] + name + [0] + Array(settings.utf8)).prefix(40))
  }

  func path(_ key: String, _ number: Int, _ ending: String) -> String {
    "\(folder)/\(key.prefix(2))/\(key)\(number == 1 ? "" : "-\(number)").\(ending)"
  }

  /// What two reports of an office, one year apart, show together; it belongs to the later one.
  func yearsPath(_ earlier: StoredReport, _ later: StoredReport) -> String {
    path(later.key, later.number, Self.yearsEnding(earlier))
  }
  /// What a summary and its units show together: by all that decides it.
  func sumsPath(_ sums: WorkerRequest.Sums) -> String { path(sums.summary.key, sums.summary.number, Self.sumsEnding(sums)) }
  static func sumsEnding(_ sums: WorkerRequest.Sums) -> String {
    let text = sums.units.map { "\($0.key)-\($0.number)" } + ["missing"] + sums.missing
    return String(SHA256.hexadecimal(Array(text.joined(separator: "\u{0}").utf8)).prefix(16)) + ".units"
  }
  static func yearsEnding(_ earlier: StoredReport) -> String { "\(earlier.key.prefix(16))-\(earlier.number).years" }

  func write(_ bytes: [UInt8], _ key: String, _ number: Int, _ ending: String) throws(FileError) {
    let path = path(key, number, ending)
    do throws(FileError) {
      try FileSystem.writeUnflushed(bytes, to: path)
    } catch {
      guard error.isMissing else { throw error }
      try FileSystem.makeDirectories("\(folder)/\(key.prefix(2))")
      try FileSystem.writeUnflushed(bytes, to: path)
    }
  }

  func read(_ key: String, _ number: Int, _ ending: String) throws(FileError) -> [UInt8] {
    try FileSystem.read(path(key, number, ending))
  }
}
