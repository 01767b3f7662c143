public import Foundation

/// A file made to crash, hang, exhaust or trick the tool, and what has to become of it. Made when it is needed; none is kept.
public struct HostileCase: Sendable {
  public enum Outcome: Sendable {
    /// One line, status 2.
    case refused
    /// A reading or one line: either will do, as long as it ends in time.
    case either
    /// Status 0 or 1, and what was there is in the output.
    case read(holding: String)
    /// Not a file that can be read: one line, status 74.
    case noFile
  }
  public var name: String
  public var outcome: Outcome
  /// Takes seconds or hundreds of megabytes; not part of `swift test`.
  public var isLarge = false
  /// Writes the file, and what belongs to it, into a folder and says where it is.
  public var make: @Sendable (URL) throws -> URL

  /// A case that is one file of these bytes.
  public static func file(
    _ name: String, _ outcome: Outcome = .either, isLarge: Bool = false, _ bytes: @escaping @Sendable () -> [UInt8]
  ) -> HostileCase {
    HostileCase(name: name, outcome: outcome, isLarge: isLarge) { folder in
      let url = folder.appending(path: name)
      try Data(bytes()).write(to: url)
      return url
    }
  }

  public static func text(_ name: String, _ outcome: Outcome = .either, isLarge: Bool = false, _ text: @escaping @Sendable () -> String)
    -> HostileCase
  {
    file(name, outcome, isLarge: isLarge) { Array(text().utf8) }
  }

  /// All of them.
  public static var all: [HostileCase] { archives + entities + structures + texts + compounds + ownFormats + places }
}
