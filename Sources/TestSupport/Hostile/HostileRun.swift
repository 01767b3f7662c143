import Foundation

/// Runs the command over a hostile case, and says what is wrong with how it ended.
public struct HostileRun: Sendable {
  public struct Result: Sendable {
    public var faults: [String]
    public var seconds: Double
    public var megabytes: Int
    public var status: Int32
    public var message: String
  }
  public var command: String
  public var seconds = 10.0
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

  /// Runs, waits, kills what takes too long. Memory is what the kernel has counted.
  private func launch(_ arguments: [String], _ folder: URL, _ log: URL) throws -> Result {
    var whole = [command] + arguments
    if traces { whole = ["/usr/bin/strace", "-f", "-qq", "-o", log.path, "-e", "trace=%file,connect,socket,execve"] + whole }
    let errors = folder.appending(path: "errors")
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, errors.path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var strings: [UnsafeMutablePointer<CChar>?] = whole.map { strdup($0) } + [nil]
    defer { strings.forEach { free($0) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, whole[0], &actions, nil, &strings, environ)
    guard code == 0 else { throw CocoaError(.executableNotLoadable) }
    let start = Date()
    let allowed = seconds * (traces ? 4 : 1)
    var status: Int32 = 0
    var usage = rusage()
    var faults: [String] = []
    var used = 0
    while wait4(process, &status, WNOHANG, &usage) == 0 {
      used = max(used, peak(of: process))
      if -start.timeIntervalSinceNow > allowed {
        kill(process, SIGKILL)
        faults.append("more than \(Int(allowed)) seconds")
        while wait4(process, &status, 0, &usage) < 0, errno == EINTR {}
        break
      }
      usleep(3_000)
    }
    let signal = status & 0x7F
    if faults.isEmpty, signal != 0 { faults.append("ended by signal \(signal)") }
    if used > megabytes { faults.append("\(used) megabytes") }
    // At most a megabyte of messages is looked at.
    let message = String(decoding: (try? Data(contentsOf: errors).prefix(1 << 20)) ?? Data(), as: UTF8.self)
    return Result(
      faults: faults, seconds: -start.timeIntervalSinceNow, megabytes: used, status: (status >> 8) & 0xFF, message: message)
  }

  /// Megabytes that a process has had at most. The kernel's account for `wait4` counts what the parent had when it was started, too.
  private func peak(of process: pid_t) -> Int {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") })
    else { return 0 }
    return (line.split(separator: " ").compactMap { Int($0) }.first ?? 0) / 1_024
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
