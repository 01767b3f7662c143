import Foundation

@testable import ArchiveNormaliser

/// A folder with sources and one for the collection; goes with the value.
final class ArchivePlace {
  let root = FileManager.default.temporaryDirectory.appending(path: "nianbao-archive-\(UUID().uuidString)")
  var input: URL { root.appending(path: "in") }
  var output: URL { root.appending(path: "out") }

  init() throws { try FileManager.default.createDirectory(at: input, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(at: root) }

  func put(_ name: String, _ bytes: [UInt8]) throws {
    let url = input.appending(path: name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }
  func lines(_ name: String) throws -> [String] {
    try String(contentsOf: output.appending(path: name), encoding: .utf8).split(whereSeparator: \.isNewline).map(String.init)
  }
  /// Every file below the output with its bytes.
  func tree(_ folder: URL) throws -> [String: Data] {
    var tree: [String: Data] = [:]
    let walk = FileManager.default.enumerator(atPath: folder.path)
    while let name = walk?.nextObject() as? String {
      let url = folder.appending(path: name)
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), !isFolder.boolValue {
        tree[name] = try Data(contentsOf: url)
      }
    }
    return tree
  }

  /// The real worker, built beside the tests.
  static let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().appending(path: "nianbao").path

  func options(program: String = program) -> ArchiveOptions {
    var options = ArchiveOptions(inputs: [input.path], output: output.path, program: program)
    options.jobs = 2
    return options
  }

  /// Options with a mapping file of this text.
  func options(names text: String) throws -> ArchiveOptions {
    var options = options()
    let path = root.appending(path: "names.csv")
    try Data(text.utf8).write(to: path)
    options.namesPath = path.path
    options.names = try NamesFile(Array(text.utf8))
    return options
  }
}
