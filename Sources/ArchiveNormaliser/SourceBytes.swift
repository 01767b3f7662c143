import Diagnostics
import SafeFiles
import SafeZip

/// The bytes of sources: of files, and of entries of archives. The archive opened last stays open: its entries are read one after another.
struct SourceBytes {
  enum Failure: Error {
    case file(FileError)
    case zip(ZipError)
    /// `isArchive`: begins as an archive does, whose entries may well be small enough.
    case tooLarge(size: Int?, isArchive: Bool)
  }

  /// How an archive is opened: as many entries as there may be, each of the size that any file may have.
  private let limits: Limits
  private var open: OpenArchive?

  init(_ limits: Limits) {
    var limits = limits
    limits.packageParts = 1_000_000
    limits.partBytes = limits.inputBytes
    limits.packageBytes = Int.max >> 1
    self.limits = limits
  }

  /// Kept by reference, since a value that owns a handle can't stand in an optional that is looked into.
  private final class OpenArchive {
    let key: [UInt8]
    var archive: ZipArchive
    /// The places of entries by their names: an archive of many is not searched for each. Of several with one name, each behind the first is
    /// known by a name with its number in it: `report#2.docx`.
    let places: [[UInt8]: Int]

    init(_ key: [UInt8], _ archive: consuming ZipArchive) {
      self.key = key
      var places: [[UInt8]: Int] = [:]
      var counts: [[UInt8]: Int] = [:]
      for (place, entry) in archive.entries.enumerated() {
        var name = entry.rawName
        while places[name] != nil {
          let count = counts[entry.rawName, default: 1] + 1
          counts[entry.rawName] = count
          name = Self.numbered(entry.rawName, count)
        }
        places[name] = place
      }
      self.places = places
      self.archive = archive
    }

    /// The number stands before the extension of the last step.
    private static func numbered(_ name: [UInt8], _ number: Int) -> [UInt8] {
      let step = name.lastIndex(of: 0x2F).map { $0 + 1 } ?? 0
      let dot = name[step...].lastIndex(of: 0x2E) ?? name.count
      return name[..<dot] + Array("#\(number)".utf8) + name[dot...]
    }
  }

  mutating func read(_ name: SourceName) throws(Failure) -> [UInt8] {
    guard let member = name.members.last else {
      return try file(name.path)
    }
    guard name.members.count <= limits.containerNesting else { throw .zip(.tooManyEntries(limit: limits.containerNesting)) }
    let container = SourceName(path: name.path, members: Array(name.members.dropLast()))
    let opened = try archive(container)
    do {
      guard let place = opened.places[member] else { throw ZipError.noSuchEntry(String(decoding: member, as: UTF8.self)) }
      return try opened.archive.read(opened.archive.entries[place])
    } catch let error as ZipError {
      throw .zip(error)
    } catch {
      throw .zip(.damaged("\(error)"))
    }
  }

  private func file(_ path: [UInt8]) throws(Failure) -> [UInt8] {
    let contents: FileContents
    do { contents = try FileSystem.contents(path, limit: limits.inputBytes) } catch { throw .file(error) }
    switch contents {
    case .whole(let bytes): return bytes
    case .tooLarge(let size, let head): throw .tooLarge(size: size, isArchive: ZipArchive.looksLikeArchive(head))
    }
  }

  /// The names of the entries of an archive, each once.
  mutating func members(of name: SourceName) throws(Failure) -> [[UInt8]] {
    let opened = try archive(name)
    return opened.places.sorted { $0.value < $1.value }.map(\.key)
  }

  private mutating func archive(_ name: SourceName) throws(Failure) -> OpenArchive {
    if let open, open.key == name.key { return open }
    let made: OpenArchive
    if name.members.isEmpty {
      let shown = String(decoding: name.path, as: UTF8.self)
      if Array(shown.utf8) == name.path {
        do { made = OpenArchive(name.key, try ZipArchive(path: shown, limits: limits)) } catch { throw .zip(error) }
      } else {
        let bytes = try file(name.path)
        do { made = OpenArchive(name.key, try ZipArchive(bytes, limits: limits)) } catch { throw .zip(error) }
      }
    } else {
      let bytes = try read(name)
      do { made = OpenArchive(name.key, try ZipArchive(bytes, limits: limits)) } catch { throw .zip(error) }
    }
    open = made
    return made
  }
}
