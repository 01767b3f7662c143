import Foundation
import TestSupport
import Testing

@testable import SafeFiles

/// Where output goes when its name is a link.
@Suite struct DestinationTests {
  private static let old: [UInt8] = [1, 2, 3]
  private static let new: [UInt8] = [4, 5]

  private func link(_ folder: URL, _ name: String, to target: String) throws -> String {
    let path = folder.appending(path: name).path
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
    return path
  }

  @Test(arguments: ["real.csv", "./real.csv", "links/../real.csv", "second", "folder/real.csv"])
  func theFileBehindALinkIsReplaced(_ target: String) throws {
    try ExternalTool.inTemporaryFolder { folder in
      try FileManager.default.createDirectory(at: folder.appending(path: "links"), withIntermediateDirectories: false)
      _ = try link(folder, "folder", to: folder.path)
      _ = try link(folder, "second", to: folder.appending(path: "real.csv").path)
      try FileSystem.write(Self.old, to: folder.appending(path: "real.csv").path)
      let before = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      let latest = try link(folder, "latest.csv", to: target)
      try FileSystem.write(Self.new, to: latest)
      #expect(try FileSystem.read(folder.appending(path: "real.csv").path) == Self.new)
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: latest) == target)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == (before + ["latest.csv"]).sorted())
    }
  }

  @Test func aLinkToNothingMakesItsFile() throws {
    try ExternalTool.inTemporaryFolder { folder in
      let latest = try link(folder, "latest.csv", to: "2023.csv")
      try FileSystem.write(Self.new, to: latest)
      #expect(try FileSystem.read(folder.appending(path: "2023.csv").path) == Self.new)
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: latest) == "2023.csv")
    }
  }

  @Test func linksThatLeadNowhereAreErrors() throws {
    try ExternalTool.inTemporaryFolder { folder in
      _ = try link(folder, "a", to: "b")
      let b = try link(folder, "b", to: "a")
      let directory = try link(folder, "c", to: ".")
      for (path, code) in [(b, ELOOP), (directory, EISDIR)] {
        do {
          try FileSystem.write(Self.new, to: path)
          Issue.record("\(path) was written to")
        } catch { #expect((error as? FileError)?.code == code) }
      }
    }
  }

  /// As `/dev/stdout` is: what is written comes behind what stands there, in the file that the descriptor has open.
  @Test(arguments: [true, false]) func aLinkToADescriptorIsTheDescriptor(_ isDirect: Bool) throws {
    try ExternalTool.inTemporaryFolder { folder in
      let path = folder.appending(path: "redirected").path
      let descriptor = unsafe open(path, O_WRONLY | O_CREAT, 0o600)
      try #require(descriptor >= 0)
      defer { close(descriptor) }
      #expect(unsafe write(descriptor, Self.old, Self.old.count) == Self.old.count)
      let name = "/proc/self/fd/\(descriptor)"
      let stdout = isDirect ? "/dev/fd/\(descriptor)" : try link(folder, "stdout", to: name)
      try FileSystem.write(Self.new, to: stdout)
      try FileSystem.write(Self.new, to: stdout)
      #expect(try FileSystem.read(path) == Self.old + Self.new + Self.new)
      if !isDirect { #expect(try FileManager.default.destinationOfSymbolicLink(atPath: stdout) == name) }
    }
  }
}
