import Foundation
import TestSupport
import Testing

/// A session at the command line, as text: a `%` line with the command, what it prints, `2>` lines for standard error,
/// `=> 1` for a status other than 0. Lines that begin with `#` and blank lines say what is shown.
struct CommandCase: Sendable, CustomTestStringConvertible {
  let name: String
  var testDescription: String { name }
  var path: String { "Tests/CommandTests/Cases/\(name).txt" }

  static let all: [CommandCase] = {
    let folder = PackageFiles.root.appending(path: "Tests/CommandTests/Cases")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".txt") }.sorted().map { CommandCase(name: String($0.dropLast(4))) }
  }()

  /// The text of the case with the real output of its commands in place of the one that it states.
  func replayed() throws -> String {
    let source = try String(contentsOf: PackageFiles.root.appending(path: path), encoding: .utf8)
    let folder = FileManager.default.temporaryDirectory.appending(path: "nianbao-command-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createSymbolicLink(
      at: folder.appending(path: "Samples"), withDestinationURL: PackageFiles.root.appending(path: "Samples"))
    try FileManager.default.createSymbolicLink(
      at: folder.appending(path: "Schemas"), withDestinationURL: PackageFiles.root.appending(path: "Schemas"))
    var out: [String] = []
    for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("% ") {
        out.append(String(line))
        out += try Self.run(String(line.dropFirst(2)), in: folder)
      } else if line.isEmpty || line.hasPrefix("#") {
        if line.isEmpty, out.last?.isEmpty ?? true { continue }
        out.append(String(line))
      }
    }
    while out.last?.isEmpty == true { out.removeLast() }
    return out.joined(separator: "\n") + "\n"
  }

  private static func run(_ command: String, in folder: URL) throws -> [String] {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = folder
    var environment = [
      "PATH": "\(executables.path):/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": folder.path, "COLUMNS": "100",
    ]
    for (name, value) in ProcessInfo.processInfo.environment where name.hasSuffix("SAN_OPTIONS") { environment[name] = value }
    process.environment = environment
    let streams = folder.deletingLastPathComponent()
    let (output, errors) = (
      streams.appending(path: folder.lastPathComponent + ".out"), streams.appending(path: folder.lastPathComponent + ".err")
    )
    for url in [output, errors] { try Data().write(to: url) }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    defer { for url in [output, errors] { try? FileManager.default.removeItem(at: url) } }
    func lines(_ url: URL) throws -> [String] {
      var text = String(decoding: try Data(contentsOf: url).filter { $0 != 0x0D }, as: UTF8.self)
      if text.hasSuffix("\n") { text.removeLast() } else if !text.isEmpty { text += "⏎" }
      guard !text.isEmpty else { return [] }
      return text.replacingOccurrences(of: folder.path, with: "$PWD").split(separator: "\n", omittingEmptySubsequences: false).map {
        // What would read as another kind of line is marked.
        $0.isEmpty ? "·" : $0.hasPrefix("% ") || $0.hasPrefix("#") ? "·\($0)" : String($0)
      }
    }
    var result = try lines(output)
    result += try lines(errors).map { "2> " + $0 }
    let status = process.terminationReason == .uncaughtSignal ? 128 + process.terminationStatus : process.terminationStatus
    if status != 0 { result.append("=> \(status)") }
    return result
  }

  /// The folder of the products that were built with the tests.
  private static let executables = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
}
