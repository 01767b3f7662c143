import Glibc

/// What a file holds, where somebody decides how much that may be.
public enum FileContents: Sendable {
  case whole([UInt8])
  /// More than was allowed. `size`: what the file system says; a stream says nothing. `head`: how it begins.
  case tooLarge(size: Int?, head: [UInt8])
}

extension FileSystem {
  /// All bytes of a file of our own making.
  public static func read(_ path: [UInt8]) throws(FileError) -> [UInt8] {
    switch try contents(path, limit: Int.max >> 1) {
    case .whole(let bytes): return bytes
    case .tooLarge: throw FileError(path: String(decoding: path, as: UTF8.self), code: EFBIG)
    }
  }

  public static func read(_ path: String) throws(FileError) -> [UInt8] { try read(Array(path.utf8)) }

  /// The bytes of a regular file, or of standard input for `-`; a pipe is read to its end.
  ///
  /// A file that is too large is not read, but for its beginning; a stream is read as far as the limit. A file that changes while it
  /// is read is refused: nobody knows what mixture was read.
  public static func contents(_ path: String, limit: Int) throws(FileError) -> FileContents {
    try contents(path, limit: limit, by: .system)
  }

  /// By a name that may not be UTF-8.
  ///
  /// - Parameter followsLinks: said of such a name only; those that are UTF-8 are followed as a name given as text.
  public static func contents(_ path: [UInt8], limit: Int, followsLinks: Bool = false) throws(FileError) -> FileContents {
    let shown = String(decoding: path, as: UTF8.self)
    if Array(shown.utf8) == path { return try contents(shown, limit: limit) }
    // Reached through the folder of open files, by a name that is plain.
    let descriptor = unsafe path.withCPath { unsafe open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK | (followsLinks ? 0 : O_NOFOLLOW)) }
    guard descriptor >= 0 else { throw FileError(path: shown, code: errno) }
    defer { close(descriptor) }
    return try contents("/proc/self/fd/\(descriptor)", limit: limit)
  }

  static func contents(_ path: String, limit: Int, by calls: SystemCalls) throws(FileError) -> FileContents {
    var descriptor: Int32 = 0
    if path != "-" {
      // A FIFO without a writer must not hang the command: it is opened without waiting, and refused below.
      descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
      guard descriptor >= 0 else { throw FileError(path: path, code: errno) }
    }
    defer { if path != "-" { close(descriptor) } }
    let before = try Appearance(descriptor, path)
    if before.kind == S_IFDIR { throw FileError(path: path, code: EISDIR) }
    if path != "-", before.kind != S_IFREG { throw FileError(path: path, code: ENXIO) }
    let isFile = before.kind == S_IFREG
    if isFile, before.size > limit {
      var head = [UInt8](repeating: 0, count: 65_536)
      head.removeLast(head.count - (try calls.readSome(descriptor, into: &head, from: 0, path)))
      return .tooLarge(size: before.size, head: head)
    }
    // One byte more than expected tells the end without another turn.
    var bytes = [UInt8](repeating: 0, count: (isFile ? before.size : 0) + 1)
    var count = 0
    while true {
      if count == bytes.count {
        if count > limit { return .tooLarge(size: nil, head: Array(bytes.prefix(65_536))) }
        bytes.append(contentsOf: repeatElement(0, count: max(65_536, bytes.count)))
      }
      let got = try calls.readSome(descriptor, into: &bytes, from: count, path)
      if got == 0 { break }
      count += got
    }
    if count > limit { return .tooLarge(size: nil, head: Array(bytes.prefix(65_536))) }
    // What /proc and the like make up on the spot has no size.
    if isFile, before.size > 0, path != "-" {
      guard try Appearance(descriptor, path) == before, count == before.size else { throw FileError(path: path, code: FileError.changed) }
    }
    bytes.removeLast(bytes.count - count)
    return .whole(bytes)
  }
}

/// What the file system says of an open file; another after it was written to.
private struct Appearance: Equatable {
  var kind: mode_t
  var size: Int
  var seconds: Int
  var nanoseconds: Int

  init(_ descriptor: Int32, _ path: String) throws(FileError) {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw FileError(path: path, code: errno) }
    kind = status.st_mode & S_IFMT
    size = max(0, Int(status.st_size))
    seconds = status.st_mtim.tv_sec
    nanoseconds = status.st_mtim.tv_nsec
  }
}
