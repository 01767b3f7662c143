import CLinux
import Glibc

/// What a name in a folder is. Symbolic links are not followed.
public struct FileEntry: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case file, folder, link, other
  }
  /// As the file system has it; not always UTF-8.
  public var path: [UInt8]
  public var kind: Kind
  public var size: Int
  /// Nanoseconds since 1970.
  public var modified: Int64

  /// - Throws: when there is no such file.
  public init(at path: [UInt8]) throws(FileError) {
    var status = stat()
    let code = unsafe path.withCPath { unsafe lstat($0, &status) }
    guard code == 0 else { throw FileError(path: String(decoding: path, as: UTF8.self), code: errno) }
    self.path = path
    switch status.st_mode & S_IFMT {
    case S_IFREG: kind = .file
    case S_IFDIR: kind = .folder
    case S_IFLNK: kind = .link
    default: kind = .other
    }
    size = Int(status.st_size)
    modified = Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)
  }
}

extension FileSystem {
  /// The names in a folder, sorted by their bytes, so that a walk is the same everywhere.
  public static func names(in folder: [UInt8]) throws(FileError) -> [[UInt8]] {
    guard let stream = unsafe folder.withCPath({ unsafe opendir($0) }) else {
      throw FileError(path: String(decoding: folder, as: UTF8.self), code: errno)
    }
    defer { unsafe closedir(stream) }
    var names: [[UInt8]] = []
    while true {
      errno = 0
      guard let entry = unsafe readdir(stream) else {
        if errno != 0 { throw FileError(path: String(decoding: folder, as: UTF8.self), code: errno) }
        break
      }
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in unsafe Array(bytes.prefix { $0 != 0 }) }
      if name == [0x2E] || name == [0x2E, 0x2E] { continue }
      names.append(name)
    }
    return names.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// Makes a folder and those above it.
  public static func makeDirectories(_ path: String) throws(FileError) {
    if isDirectory(path) { return }
    if let slash = path.utf8.lastIndex(of: 0x2F), slash > path.startIndex { try makeDirectories(String(path[..<slash])) }
    try makeDirectory(path)
  }

  public static func exists(_ path: String) -> Bool {
    var status = stat()
    return unsafe lstat(path, &status) == 0
  }

  /// Takes a file away; one that is not there is no error.
  public static func remove(_ path: String) throws(FileError) {
    guard unsafe unlink(path) == 0 || errno == ENOENT else { throw FileError(path: path, code: errno) }
  }

  /// Takes a folder away when it is empty.
  @discardableResult public static func removeIfEmpty(_ path: String) -> Bool { unsafe rmdir(path) == 0 }

  public static func rename(_ old: String, to new: String) throws(FileError) {
    guard unsafe Glibc.rename(old, new) == 0 else { throw FileError(path: new, code: errno) }
  }

  /// Gives a file a second name; where the file system knows no links, copies it.
  public static func link(_ old: String, as new: String) throws(FileError) {
    if isSameFile(old, new) { return }
    let temporary = new + ".part"
    unsafe unlink(temporary)
    if PendingFile.begin(temporary, { unsafe Glibc.link(old, temporary) }) == 0 {
      defer { PendingFile.end(temporary) }
      return try SystemCalls.system.renamed(temporary, to: new)
    }
    guard errno == EPERM || errno == EXDEV || errno == EMLINK || errno == ENOTSUP || errno == ENOSYS else {
      throw FileError(path: new, code: errno)
    }
    try writeUnflushed(try read(old), to: new)
  }

  /// Writes under another name, then renames, without waiting for the disk: ``flush(_:)`` does that for many files at once.
  public static func writeUnflushed(_ bytes: [UInt8], to path: String) throws(FileError) {
    let temporary = "\(path).\(getpid()).part"
    let descriptor = PendingFile.create(temporary, O_TRUNC)
    guard descriptor >= 0 else { throw FileError(path: path, code: errno) }
    defer { PendingFile.end(temporary) }
    try SystemCalls.system.writeAndRename(bytes, descriptor, temporary, to: path, flushing: false)
  }

  /// Everything written to the file system of a folder reaches the disk.
  public static func flush(_ folder: String) {
    let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    _ = nianbao_sync_file_system(descriptor)
    close(descriptor)
  }

  /// The path with links resolved; `nil` when there is no such file.
  public static func realPath(_ path: String) -> String? {
    guard let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }
}

extension [UInt8] {
  /// The bytes as a C string for one call.
  func withCPath<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    unsafe body(map { CChar(bitPattern: $0) } + [0])
  }
}
