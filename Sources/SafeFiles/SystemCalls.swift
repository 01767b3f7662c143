import Glibc

/// The calls of the system that files are read and written by.
///
/// Tests put others in their place: that fail, are interrupted, or do half of what they were asked for.
@safe struct SystemCalls: Sendable {
  var read: @Sendable (Int32, UnsafeMutableRawPointer?, Int) -> Int = { unsafe Glibc.read($0, $1, $2) }
  var write: @Sendable (Int32, UnsafeRawPointer?, Int) -> Int = { unsafe Glibc.write($0, $1, $2) }
  var flush: @Sendable (Int32) -> Int32 = { Glibc.fsync($0) }
  var close: @Sendable (Int32) -> Int32 = { Glibc.close($0) }
  var rename: @Sendable (String, String) -> Int32 = { unsafe Glibc.rename($0, $1) }

  static let system = SystemCalls()

  /// Reads into `bytes` from `start` on, as much as comes at once; 0 at the end.
  func readSome(_ descriptor: Int32, into bytes: inout [UInt8], from start: Int, _ path: String) throws(FileError) -> Int {
    let room = bytes.count - start
    while true {
      let got = unsafe bytes.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress.map { unsafe $0 + start }, room) }
      if got >= 0 { return got }
      if errno != EINTR { throw FileError(path: path, code: errno) }
    }
  }

  /// Writes on until everything is written.
  func writeAll(_ bytes: [UInt8], _ descriptor: Int32, _ path: String) throws(FileError) {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes {
        unsafe write(descriptor, $0.baseAddress.map { unsafe $0 + written }, bytes.count - written)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw FileError(path: path, code: errno)
      }
      // A call that takes nothing and gives no reason would be asked for ever.
      guard count > 0 else { throw FileError(path: path, code: EIO) }
      written += count
    }
  }

  /// What an open temporary file becomes: the target with these bytes, or nothing.
  func writeAndRename(
    _ bytes: [UInt8], _ descriptor: Int32, _ temporary: String, to path: String, flushing: Bool
  ) throws(FileError) {
    do throws(FileError) {
      try writeAll(bytes, descriptor, path)
      if flushing { try flushed(descriptor, path) }
    } catch {
      _ = close(descriptor)
      unsafe unlink(temporary)
      throw error
    }
    try closeAndRename(descriptor, temporary, to: path)
  }

  func flushed(_ descriptor: Int32, _ path: String) throws(FileError) {
    while flush(descriptor) != 0 {
      // What can't be flushed (a pipe, some network file systems) has no disk to wait for.
      if errno == EINVAL { return }
      if errno != EINTR { throw FileError(path: path, code: errno) }
    }
  }

  /// Closes what is fully written. Disks that are full or far away say so only now.
  func closed(_ descriptor: Int32, _ temporary: String, _ path: String) throws(FileError) {
    // Interrupted, it is closed none the less: man 2 close.
    guard close(descriptor) == 0 || errno == EINTR else {
      let code = errno
      unsafe unlink(temporary)
      throw FileError(path: path, code: code)
    }
  }

  func renamed(_ temporary: String, to path: String) throws(FileError) {
    guard rename(temporary, path) == 0 else {
      let code = errno
      unsafe unlink(temporary)
      throw FileError(path: path, code: code)
    }
  }

  private func closeAndRename(_ descriptor: Int32, _ temporary: String, to path: String) throws(FileError) {
    try closed(descriptor, temporary, path)
    try renamed(temporary, to: path)
  }
}
