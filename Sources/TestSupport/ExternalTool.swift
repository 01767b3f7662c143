public import Foundation

/// Other programs that make documents, where this machine has them.
public enum ExternalTool {
  /// The path of a program; `nil` when it is not installed.
  public static func path(_ name: String) -> String? {
    for folder in ["/usr/bin", "/usr/local/bin", "/opt/libreoffice/program"]
    where FileManager.default.isExecutableFile(atPath: "\(folder)/\(name)") {
      return "\(folder)/\(name)"
    }
    return nil
  }

  /// A Python that has a module; `nil` without one.
  public static func python(with module: String) -> String? {
    guard let python = path("python3"), run(python, ["-c", "import \(module)"]) else { return nil }
    return python
  }

  @discardableResult public static func run(_ program: String, _ arguments: [String], in folder: URL? = nil) -> Bool {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }

  /// Runs a body in a folder of its own, which goes afterwards.
  public static func inTemporaryFolder<T>(_ body: (URL) throws -> T) throws -> T {
    let folder = FileManager.default.temporaryDirectory.appending(path: "nianbao-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }

  public static func write(_ bytes: [UInt8], to url: URL) throws { try Data(bytes).write(to: url) }

  public static func read(_ url: URL) -> [UInt8]? { (try? Data(contentsOf: url)).map { [UInt8]($0) } }

  /// LibreOffice is there, and with it Calc, which is a package of its own.
  public static var hasCalc: Bool {
    guard let soffice = path("soffice") else { return false }
    let program = URL(filePath: soffice).resolvingSymlinksInPath().deletingLastPathComponent()
    return FileManager.default.fileExists(atPath: program.appending(path: "libsclo.so").path)
  }

  /// What LibreOffice makes of files: their names without ending, with the new ending. One run for all of them.
  public static func libreOffice(_ files: [String: [UInt8]], to format: String, ending: String) throws -> [String: [UInt8]] {
    guard let soffice = path("soffice") else { return [:] }
    return try inTemporaryFolder { folder in
      var paths: [String] = []
      for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
        let url = folder.appending(path: name)
        try write(bytes, to: url)
        paths.append(url.path)
      }
      let out = folder.appending(path: "out")
      run(
        soffice,
        ["-env:UserInstallation=file://\(folder.path)/profile", "--headless", "--convert-to", format, "--outdir", out.path] + paths)
      var made: [String: [UInt8]] = [:]
      for name in files.keys {
        let stem = name.split(separator: ".").dropLast().joined(separator: ".")
        made[name] = read(out.appending(path: "\(stem).\(ending)"))
      }
      return made
    }
  }
}
