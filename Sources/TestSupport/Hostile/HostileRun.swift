import Foundation

/// Runs the command over a hostile case, and says what is wrong with how it ended.
public struct HostileRun: Sendable {
  public struct Result: Sendable {
    public var faults: [String]
    /// Of the processor, which other programs do not lengthen.
    public var seconds: Double
    public var megabytes: Int
    public var status: Int32
    public var message: String
  }
  public var command: String
  /// Seconds of the processor that a case may take, and by the clock, for those that hang and do nothing.
  public var seconds = 10.0
  public var patience = 60.0
  public var megabytes = 512
  /// Also holds the calls against what is allowed: no connection, nothing written elsewhere. Needs strace.
  public var traces = false

  public init(command: String) { self.command = command }

  public func run(_ item: HostileCase) throws -> Result {
    try ExternalTool.inTemporaryFolder { folder in
      let (inputs, outputs) = (folder.appending(path: "in"), folder.appending(path: "out"))
      for url in [inputs, outputs] { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }
      let input = try item.make(inputs)
      let output = outputs.appending(path: "out.xml")
      let log = folder.appending(path: "log")
      let before = try names(inputs)
      var result = try launch(["convert", input.path, "--to", "xml", "-o", output.path, "--lang", "en"], folder, log)
      var faults = result.faults
      let written = FileManager.default.fileExists(atPath: output.path)
      let lines = result.message.split(separator: "\n")
      func refusal(_ status: Int32) {
        if result.status != status { faults.append("status \(result.status) instead of \(status)") }
      }
      if faults.isEmpty {
        switch item.outcome {
        case .refused: refusal(2)
        case .noFile: refusal(74)
        case .either: if ![0, 1, 2].contains(result.status) { faults.append("status \(result.status)") }
        case .read(let text):
          if ![0, 1].contains(result.status) { faults.append("status \(result.status): refused what can be read") }
          let out = (try? String(contentsOf: output, encoding: .utf8)) ?? ""
          if !out.contains(text) { faults.append("“\(text)” is lost") }
        }
        if result.status >= 2 {
          if lines.count != 1 { faults.append("a message of \(lines.count) lines") }
          if result.message.utf8.count > 2_000 { faults.append("a message of \(result.message.utf8.count) bytes") }
          if result.message.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\n" }) { faults.append("controls in the message") }
          if written { faults.append("refused, and yet something is written") }
        } else if !written {
          faults.append("done, and nothing is written")
        }
      }
      let left = try names(outputs).filter { $0 != "out.xml" }
      if !left.isEmpty { faults.append("left behind: \(left.joined(separator: ", "))") }
      if try names(inputs) != before { faults.append("the folder of the input has changed") }
      if FileManager.default.fileExists(atPath: "/tmp/hostile-slip.txt") { faults.append("written outside") }
      faults += calls(folder, log)
      result.faults = faults
      return result
    }
  }

  private func names(_ folder: URL) throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }

  /// Runs, waits, kills what takes too long. Memory and time are what the kernel has counted.
  private func launch(_ arguments: [String], _ folder: URL, _ log: URL) throws -> Result {
    var whole = [command] + arguments
    if traces { whole = ["/usr/bin/strace", "-f", "-qq", "-o", log.path, "-e", "trace=%file,connect,socket,execve"] + whole }
    let errors = folder.appending(path: "errors")
    try Data().write(to: errors)
    let process = Process()
    process.executableURL = URL(filePath: whole[0])
    process.arguments = Array(whole.dropFirst())
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    let start = Date()
    let factor = traces ? 4.0 : 1.0
    var faults: [String] = []
    var usage = ProcessUsage()
    while process.isRunning {
      usage.look(at: process.processIdentifier)
      let isSlow = usage.seconds > seconds * factor
      if isSlow || -start.timeIntervalSinceNow > patience * factor {
        kill(process.processIdentifier, SIGKILL)
        faults.append(isSlow ? "more than \(Int(seconds * factor)) seconds" : "no end after \(Int(patience * factor)) seconds by the clock")
        break
      }
      usleep(2_000)
    }
    process.waitUntilExit()
    if faults.isEmpty, process.terminationReason == .uncaughtSignal { faults.append("ended by signal \(process.terminationStatus)") }
    if usage.megabytes > megabytes { faults.append("\(usage.megabytes) megabytes") }
    // At most a megabyte of messages is looked at.
    let message = String(decoding: (try? Data(contentsOf: errors).prefix(1 << 20)) ?? Data(), as: UTF8.self)
    return Result(
      faults: faults, seconds: usage.seconds, megabytes: usage.megabytes, status: process.terminationStatus, message: message)
  }

  /// Connections, programs, and files written elsewhere than in the folder.
  private func calls(_ folder: URL, _ log: URL) -> [String] {
    guard traces, let text = try? String(contentsOf: log, encoding: .utf8) else { return [] }
    var faults: [String] = []
    for line in text.split(separator: "\n") where !line.contains(" = -1 ") {
      if line.contains("connect(") || line.contains("socket(AF_INET") { faults.append("a connection: \(line.prefix(120))") }
      let writes = ["O_WRONLY", "O_RDWR", "O_CREAT", "rename", "unlink", "mkdir", "symlink", "link("].contains { line.contains($0) }
      if writes, !line.contains(folder.path), !line.contains("/dev/"), !line.contains("readlink") {
        faults.append("written elsewhere: \(line.prefix(120))")
      }
      if line.contains("/etc/passwd") { faults.append("a file that the input names was opened: \(line.prefix(120))") }
    }
    if text.split(separator: "\n").count(where: { $0.contains("execve(") }) > 1 { faults.append("a program was started") }
    return Array(faults.prefix(4))
  }
}
