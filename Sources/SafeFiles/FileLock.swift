import Glibc

/// A lock on a file, held as long as the value lives and given back by the system however the process ends.
public final class FileLock {
  private var descriptor: Int32

  /// `nil` when another process holds it.
  public static func acquire(_ path: String) throws(FileError) -> FileLock? {
    let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FileError(path: path, code: errno) }
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      if errno == EINTR { continue }
      let code = errno
      close(descriptor)
      if code == EWOULDBLOCK { return nil }
      throw FileError(path: path, code: code)
    }
    return FileLock(descriptor: descriptor)
  }

  private init(descriptor: Int32) { self.descriptor = descriptor }

  public func release() {
    guard descriptor >= 0 else { return }
    // Closing alone is not enough: a child that is just being started by another thread has the file open until it runs its program.
    flock(descriptor, LOCK_UN)
    close(descriptor)
    descriptor = -1
  }

  deinit { release() }
}
