import Foundation

/// Compares with a golden file; `UPDATE_GOLDEN=1 swift test` rewrites it instead.
public enum Golden {
  public static let isUpdating = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"

  /// What differs, for `#expect(Golden.mismatch(…) == nil)`; `nil` when nothing does. `path` counts from the package's folder.
  public static func mismatch(_ actual: [UInt8], _ path: String) -> String? {
    let url = PackageFiles.root.appending(path: path)
    let expected = (try? Data(contentsOf: url)).map { [UInt8]($0) }
    if expected == actual { return nil }
    if isUpdating {
      do {
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(actual).write(to: url)
        return nil
      } catch {
        return "cannot write \(path): \(error)"
      }
    }
    guard let expected else { return "no golden file \(path); run UPDATE_GOLDEN=1 swift test" }
    let old = expected.split(separator: 0x0A, omittingEmptySubsequences: false)
    let new = actual.split(separator: 0x0A, omittingEmptySubsequences: false)
    for index in 0..<max(old.count, new.count) {
      let before = index < old.count ? String(decoding: old[index], as: UTF8.self) : "(end)"
      let after = index < new.count ? String(decoding: new[index], as: UTF8.self) : "(end)"
      if before != after || index >= old.count || index >= new.count || old[index] != new[index] {
        return "\(path), line \(index + 1):\n- \(before)\n+ \(after)"
      }
    }
    return "\(path) differs"
  }

  public static func mismatch(_ actual: String, _ path: String) -> String? { mismatch(Array(actual.utf8), path) }
}
