import CLinux
import Glibc

/// A child process that is spoken to in lines, over pipes. Owns the process and the pipes; ended with the value.
public final class ChildProcess {
  public enum Event {
    /// A whole line, without its end.
    case line([UInt8])
    /// The process is gone: its exit status, or the signal that ended it, negative.
    case ended(Int32)
  }

  private let process: pid_t
  private var input: Int32
  private let output: Int32
  private var buffer: [UInt8] = []
  private var isReaped = false

  /// What is spoken of to ``wait(for:milliseconds:)``.
  public var descriptor: Int32 { output }

  /// Starts a program with its arguments. Standard error is the parent's own.
  public init(_ program: String, _ arguments: [String]) throws(FileError) {
    var (toChild, fromChild): ([Int32], [Int32]) = ([0, 0], [0, 0])
    guard unsafe nianbao_pipe(&toChild) == 0 else { throw FileError(path: program, code: errno) }
    guard unsafe nianbao_pipe(&fromChild) == 0 else {
      let code = errno
      for descriptor in toChild { close(descriptor) }
      throw FileError(path: program, code: code)
    }
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, toChild[0], 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, fromChild[1], 1)
    var strings = unsafe ([program] + arguments).map { unsafe strdup($0) } + [nil]
    defer { unsafe strings.forEach { unsafe free($0) } }
    var process: pid_t = 0
    let code = unsafe posix_spawn(&process, program, &actions, nil, &strings, environ)
    close(toChild[0])
    close(fromChild[1])
    guard code == 0 else {
      close(toChild[1])
      close(fromChild[0])
      throw FileError(path: program, code: code)
    }
    self.process = process
    input = toChild[1]
    output = fromChild[0]
  }

  deinit {
    kill()
    close(output)
  }

  /// Sends a line. A process that is gone is noticed when its end is read.
  public func send(_ line: [UInt8]) {
    guard input >= 0 else { return }
    try? FileSystem.write(line + [0x0A], input, "worker")
  }

  /// No more lines: the process ends by itself.
  public func closeInput() {
    if input >= 0 { close(input) }
    input = -1
  }

  public func kill() {
    closeInput()
    guard !isReaped else { return }
    Glibc.kill(process, SIGKILL)
    _ = reap()
  }

  /// What has arrived; to be asked when ``wait(for:milliseconds:)`` names the descriptor.
  public func events() -> [Event] {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    let got = unsafe chunk.withUnsafeMutableBytes { unsafe Glibc.read(output, $0.baseAddress, $0.count) }
    if got < 0 { return errno == EINTR || errno == EAGAIN ? [] : [.ended(reap())] }
    if got == 0 { return [.ended(reap())] }
    var events: [Event] = []
    var rest = chunk[..<got]
    while let end = rest.firstIndex(of: 0x0A) {
      events.append(.line(buffer + rest[..<end]))
      buffer.removeAll()
      rest = rest[(end + 1)...]
    }
    buffer += rest
    return events
  }

  private func reap() -> Int32 {
    guard !isReaped else { return 0 }
    isReaped = true
    var status: Int32 = 0
    while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
    // Source: wait(2), WIFSIGNALED and WEXITSTATUS.
    let signal = status & 0x7F
    return signal != 0 ? -signal : (status >> 8) & 0xFF
  }

  /// The descriptors of which something is to be read, after at most so many milliseconds.
  public static func wait(for descriptors: [Int32], milliseconds: Int) -> [Int32] {
    var polls = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    let count = unsafe poll(&polls, nfds_t(polls.count), Int32(clamping: milliseconds))
    guard count > 0 else { return [] }
    return polls.filter { $0.revents != 0 }.map(\.fd)
  }
}

/// The process we are in.
public enum ThisProcess {
  /// The path of the executable.
  public static var executable: String {
    FileSystem.realPath("/proc/self/exe") ?? ""
  }

  /// Cores that are at work.
  public static var coreCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Milliseconds of a clock that is never set.
  public static var milliseconds: Int {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec &* 1_000 &+ time.tv_nsec / 1_000_000
  }

  /// Bounds what this process may take: bytes of address space, no core files. What asks for more ends.
  public static func limit(memory: Int?) {
    nianbao_no_core_files()
    if let memory, memory > 0 { nianbao_limit_memory(UInt(memory)) }
  }

  /// Memory that was freed stays with the process, for the next of many files: up to 64 megabytes, instead of 128 kilobytes.
  public static func keepFreedMemory() { nianbao_keep_freed_memory() }

  public static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// A pipe whose reader is gone is an error of the write, not the end of the process.
  public static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }

  /// What of a confinement the kernel enforces.
  public struct Confinement: OptionSet, Sendable {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }
    public static let files = Confinement(rawValue: 1)
    public static let connections = Confinement(rawValue: 2)
    public static let sockets = Confinement(rawValue: 4)
  }

  /// Gives up, for good, what converting does not need: writing elsewhere than under the folder (or at all), starting programs, the network.
  /// Reading stays open, since sources may lie anywhere. Where the kernel knows no Landlock or seccomp, nothing changes.
  @discardableResult public static func confine(writingOnlyUnder folder: String?) -> Confinement {
    if let folder { return Confinement(rawValue: unsafe folder.withCString { unsafe nianbao_confine($0) }) }
    return Confinement(rawValue: nianbao_confine(nil))
  }

  /// Ends with the parent: a worker does not outlive the run that started it.
  public static func endWithParent() { nianbao_end_with_parent() }
}
