import Foundation
import Synchronization
import TestSupport
import Testing

@testable import SafeFiles

/// Calls of the system that fail, are interrupted, or do half of what they were asked for.
@Suite struct FailingCallsTests {
  private static let bytes: [UInt8] = (0..<150_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }

  /// How often something was asked.
  private final class Counter: Sendable {
    private let count = Mutex(0)
    /// The number of this call, from 1.
    func next() -> Int {
      count.withLock {
        $0 += 1
        return $0
      }
    }
    var total: Int { count.withLock { $0 } }
  }

  private static func failing(_ code: Int32) -> Int {
    errno = code
    return -1
  }

  // MARK: Reading

  @Test func shortAndInterruptedReadsGiveTheWholeFile() throws {
    try ExternalTool.inTemporaryFolder { folder in
      let path = folder.appending(path: "in").path
      try FileSystem.write(Self.bytes, to: path)
      let counter = Counter()
      var calls = SystemCalls()
      unsafe calls.read = { descriptor, buffer, size in
        counter.next() % 3 == 0 ? Self.failing(EINTR) : unsafe read(descriptor, buffer, min(size, 97))
      }
      #expect(try whole(path, calls) == Self.bytes)
    }
  }

  @Test func aReadThatFailsIsAnError() throws {
    try ExternalTool.inTemporaryFolder { folder in
      let path = folder.appending(path: "in").path
      try FileSystem.write(Self.bytes, to: path)
      let counter = Counter()
      var calls = SystemCalls()
      unsafe calls.read = { descriptor, buffer, size in
        counter.next() > 2 ? Self.failing(EIO) : unsafe read(descriptor, buffer, min(size, 97))
      }
      #expect(code { try whole(path, calls) } == EIO)
    }
  }

  @Test func whatTheSystemCannotReadIsAnError() {
    // Nothing is mapped at 0.
    #expect(code { try FileSystem.read("/proc/self/mem") } == EIO)
  }

  /// Another size, or the same size and other bytes.
  @Test(arguments: ["longer", "shorter", "as long"]) func aFileThatChangesWhileItIsReadIsRefused(_ change: String) throws {
    try ExternalTool.inTemporaryFolder { folder in
      let path = folder.appending(path: "in").path
      try FileSystem.write(Self.bytes, to: path)
      // The clock of a file system is coarse.
      usleep(20_000)
      let counter = Counter()
      var calls = SystemCalls()
      unsafe calls.read = { descriptor, buffer, size in
        if counter.next() == 2 {
          switch change {
          case "longer": unsafe truncate(path, 160_000)
          case "shorter": unsafe truncate(path, 50_000)
          default:
            let other = unsafe open(path, O_WRONLY)
            _ = unsafe write(other, [1, 2, 3], 3)
            close(other)
          }
        }
        return unsafe read(descriptor, buffer, min(size, 4_000))
      }
      #expect(code { try whole(path, calls) } == FileError.changed)
    }
  }

  @Test func aFileThatIsTooLargeIsNotRead() throws {
    try ExternalTool.inTemporaryFolder { folder in
      let path = folder.appending(path: "in").path
      try FileSystem.write([0x50, 0x4B], to: path)
      unsafe truncate(path, (4 << 30) + 5)
      let counter = Counter()
      var calls = SystemCalls()
      unsafe calls.read = { descriptor, buffer, size in
        _ = counter.next()
        return unsafe read(descriptor, buffer, size)
      }
      guard case .tooLarge(let size, let head) = try FileSystem.contents(path, limit: 1 << 20, by: calls) else {
        Issue.record("it was read")
        return
      }
      #expect(size == (4 << 30) + 5 && head.starts(with: [0x50, 0x4B]) && counter.total == 1)
    }
  }

  @Test func aFileOfJustTheLimitIsRead() throws {
    try ExternalTool.inTemporaryFolder { folder in
      let path = folder.appending(path: "in").path
      try FileSystem.write(Self.bytes, to: path)
      guard case .whole(let bytes) = try FileSystem.contents(path, limit: Self.bytes.count) else {
        Issue.record("it was refused")
        return
      }
      #expect(bytes == Self.bytes)
      guard case .tooLarge(Self.bytes.count, _) = try FileSystem.contents(path, limit: Self.bytes.count - 1) else {
        Issue.record("it was read")
        return
      }
    }
  }

  // MARK: Writing

  @Test func shortAndInterruptedWritesWriteTheWholeFile() throws {
    try ExternalTool.inTemporaryFolder { folder in
      let path = folder.appending(path: "out").path
      let counter = Counter()
      var calls = SystemCalls()
      unsafe calls.write = { descriptor, buffer, size in
        counter.next() % 3 == 0 ? Self.failing(EINTR) : unsafe write(descriptor, buffer, min(size, 501))
      }
      let flushes = Counter()
      calls.flush = { flushes.next() < 3 ? Int32(Self.failing(EINTR)) : fsync($0) }
      try FileSystem.write(Self.bytes, to: path, by: calls)
      #expect(try FileSystem.read(path) == Self.bytes)
    }
  }

  struct Failure: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var code: Int32
    var calls: SystemCalls
  }
  private static func failure(_ name: String, _ code: Int32, _ change: (inout SystemCalls) -> Void) -> Failure {
    var calls = SystemCalls()
    change(&calls)
    return Failure(testDescription: name, code: code, calls: calls)
  }

  static let failures: [Failure] = [
    failure("a full disk", ENOSPC) {
      unsafe $0.write = { descriptor, buffer, size in size > 100_000 ? unsafe write(descriptor, buffer, 60_000) : failing(ENOSPC) }
    },
    failure("a disk that fails", EIO) { unsafe $0.write = { _, _, _ in failing(EIO) } },
    failure("a write that takes nothing", EIO) { unsafe $0.write = { _, _, _ in 0 } },
    failure("a flush that fails", EIO) { $0.flush = { _ in Int32(failing(EIO)) } },
    failure("a quota found when the file is closed", EDQUOT) {
      $0.close = { descriptor in
        close(descriptor)
        return Int32(failing(EDQUOT))
      }
    },
    failure("a name that cannot be taken", EACCES) { $0.rename = { _, _ in Int32(failing(EACCES)) } },
  ]

  @Test(arguments: failures) func aWriteThatFailsLeavesTheOldFileAndNothingElse(_ failure: Failure) throws {
    try ExternalTool.inTemporaryFolder { folder in
      let path = folder.appending(path: "out").path
      try FileSystem.write([1, 2, 3], to: path)
      #expect(code { try FileSystem.write(Self.bytes, to: path, by: failure.calls) } == failure.code)
      #expect(
        code {
          let file = try OutputFile(path, by: failure.calls)
          try file.write(Self.bytes)
          try file.finish()
        } == failure.code)
      #expect(try FileSystem.read(path) == [1, 2, 3])
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["out"])
    }
  }

  @Test func whatCannotBeFlushedAndACloseThatIsInterruptedAreNoErrors() throws {
    try ExternalTool.inTemporaryFolder { folder in
      let path = folder.appending(path: "out").path
      var calls = SystemCalls()
      calls.flush = { _ in Int32(Self.failing(EINVAL)) }
      calls.close = { descriptor in
        close(descriptor)
        return Int32(Self.failing(EINTR))
      }
      try FileSystem.write(Self.bytes, to: path, by: calls)
      #expect(try FileSystem.read(path) == Self.bytes)
    }
  }

  // MARK: Helpers

  private func whole(_ path: String, _ calls: SystemCalls) throws(FileError) -> [UInt8] {
    guard case .whole(let bytes) = try FileSystem.contents(path, limit: 1 << 20, by: calls) else { return [] }
    return bytes
  }

  /// The error number that it ends with; `nil` when it does not fail.
  private func code(_ body: () throws -> some Any) -> Int32? {
    do {
      _ = try body()
      return nil
    } catch {
      return (error as? FileError)?.code
    }
  }
}
