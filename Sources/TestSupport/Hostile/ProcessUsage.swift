import Foundation

/// What a running process has used, by the kernel's account: looked at while it runs, since nothing is left of it afterwards.
struct ProcessUsage {
  /// Of the processor, for itself and in the system.
  private(set) var seconds = 0.0
  /// The most that it has had at a time.
  private(set) var megabytes = 0

  mutating func look(at process: pid_t) {
    if let text = Self.text("/proc/\(process)/status"),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
      let kilobytes = line.split(whereSeparator: \.isWhitespace).compactMap({ Int($0) }).first
    {
      megabytes = max(megabytes, kilobytes / 1_024)
    }
    // Source: proc(5), /proc/PID/stat, fields 14 and 15. The second, a name in brackets, may hold spaces.
    if let text = Self.text("/proc/\(process)/stat"), let close = text.lastIndex(of: ")") {
      let fields = text[close...].split(separator: " ")
      if fields.count > 13, let user = Double(fields[12]), let system = Double(fields[13]) {
        seconds = max(seconds, (user + system) / Self.ticksPerSecond)
      }
    }
  }

  private static let ticksPerSecond = Double(max(1, sysconf(Int32(_SC_CLK_TCK))))

  private static func text(_ path: String) -> String? { try? String(contentsOfFile: path, encoding: .utf8) }
}
