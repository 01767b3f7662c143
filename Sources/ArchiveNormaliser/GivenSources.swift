public import Diagnostics
import SafeFiles

/// The files of a folder or a package that was given in the place of files.
public struct GivenSources {
  private var sources: SourceBytes

  public init(_ limits: Limits) { sources = SourceBytes(limits) }

  /// What programs leave beside documents: locks of open files, thumbnails, settings of folders.
  private static func isLeftover(_ name: some StringProtocol) -> Bool {
    name.hasPrefix(".") || name.hasPrefix("~$") || name == "Thumbs.db" || name == "desktop.ini" || name == "__MACOSX"
  }

  /// The files below a folder in the order of their names. One with a name that is not UTF-8 can't be given as an argument.
  public static func files(below folder: String) -> [String] {
    var walk = SourceWalk([folder], excluding: [])
    var files: [String] = []
    while let step = walk.next() {
      guard case .file(let found) = step else { continue }
      let path = String(decoding: found.name, as: UTF8.self)
      if let name = path.split(separator: "/").last, isLeftover(name) { continue }
      files.append(path)
    }
    return files
  }

  /// Takes the entries of a package one after another; `false` where it is none.
  public mutating func eachMember(of path: String, _ take: (_ shown: String, _ bytes: [UInt8]) -> Void) -> Bool {
    let package = SourceName(path: Array(path.utf8))
    guard let members = try? sources.members(of: package), !members.isEmpty else { return false }
    for member in members {
      let name = SourceName(path: package.path, members: [member])
      let steps = String(decoding: member, as: UTF8.self).split(separator: "/")
      guard let last = steps.last, !Self.isLeftover(last), steps.first != "__MACOSX", let bytes = try? sources.read(name) else { continue }
      take(name.shown, bytes)
    }
    return true
  }
}
