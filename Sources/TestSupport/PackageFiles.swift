public import Foundation

/// Files of the package as the tests find them.
public enum PackageFiles {
  /// The folder of Package.swift.
  public static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The shared material beside the package (forms, corpus), or where `NIANBAO_SHARED` says; `nil` when it is not there.
  public static let shared: URL? = {
    let stated = ProcessInfo.processInfo.environment["NIANBAO_SHARED"].map { URL(filePath: $0) }
    let folder = stated ?? root.deletingLastPathComponent().appending(path: "shared")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  public static func bytes(_ path: String) -> [UInt8]? {
    (try? Data(contentsOf: root.appending(path: path))).map { [UInt8]($0) }
  }
}

extension PackageFiles {
  public struct NotFound: Error { public var path: String }

  /// The files below a folder, by their paths in it, sorted.
  public static func list(_ folder: String) throws -> [String] {
    let base = root.appending(path: folder)
    guard let walk = FileManager.default.enumerator(atPath: base.path) else { throw NotFound(path: folder) }
    return walk.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted()
  }

  public static func text(_ path: String) throws -> String {
    guard let bytes = bytes(path) else { throw NotFound(path: path) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
