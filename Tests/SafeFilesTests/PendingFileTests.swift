import Foundation
import Synchronization
import TestSupport
import Testing

@testable import SafeFiles

/// What a signal takes away. That it does is shown by `Scripts/test-faults`.
@Suite struct PendingFileTests {
  @Test func aTemporaryFileIsNotedWhileItIsThere() throws {
    try ExternalTool.inTemporaryFolder { folder in
      let path = folder.appending(path: "out").path
      let seen = Mutex<[String]>([])
      var calls = SystemCalls()
      calls.flush = { _ in
        seen.withLock { $0 = PendingFile.paths.filter { $0.hasPrefix(folder.path) } }
        return 0
      }
      try FileSystem.write([0x41], to: path, by: calls)
      let noted = seen.withLock { $0 }
      #expect(noted.count == 1 && noted[0].hasSuffix(".part"))
      #expect(PendingFile.paths.allSatisfy { !$0.hasPrefix(folder.path) })
    }
  }

  @Test func aFileWrittenInPiecesIsNotedUntilItIsFinishedOrGivenUp() throws {
    try ExternalTool.inTemporaryFolder { folder in
      func noted() -> [String] { PendingFile.paths.filter { $0.hasPrefix(folder.path) } }
      let finished = try OutputFile(folder.appending(path: "a").path)
      var givenUp: OutputFile? = try OutputFile(folder.appending(path: "b").path)
      #expect(noted().count == 2)
      try givenUp?.write("x")
      givenUp = nil
      #expect(noted() == [folder.appending(path: "a.part").path])
      try finished.finish()
      #expect(noted() == [])
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a"])
    }
  }

  @Test func filesOfManyThreadsAreNotedAndForgotten() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for task in 0..<8 {
        group.addTask {
          for number in 0..<50 { try FileSystem.writeUnflushed([0x41], to: folder.appending(path: "\(task)-\(number)").path) }
        }
      }
      try await group.waitForAll()
    }
    #expect(PendingFile.paths.allSatisfy { !$0.hasPrefix(folder.path) })
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 400)
  }
}
