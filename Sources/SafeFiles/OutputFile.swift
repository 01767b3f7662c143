import Glibc

/// A file that is written piece by piece and is there whole or not at all. One whose bytes have not changed is left as it was.
public final class OutputFile {
  private let path: String
  private let temporary: String
  private var descriptor: Int32
  private var buffer: [UInt8] = []
  private let calls: SystemCalls

  public convenience init(_ path: String) throws(FileError) { try self.init(path, by: .system) }

  init(_ path: String, by calls: SystemCalls) throws(FileError) {
    self.path = path
    self.calls = calls
    temporary = path + ".part"
    descriptor = PendingFile.create(temporary, O_TRUNC)
    guard descriptor >= 0 else { throw FileError(path: path, code: errno) }
  }

  deinit {
    if descriptor >= 0 {
      close(descriptor)
      unsafe unlink(temporary)
      PendingFile.end(temporary)
    }
  }

  public func write(_ bytes: some Sequence<UInt8>) throws(FileError) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= 1 << 20 { try drain() }
  }

  public func write(_ text: String) throws(FileError) { try write(text.utf8) }

  /// All bytes of another file.
  public func write(contentsOf other: String) throws(FileError) {
    let source = unsafe open(other, O_RDONLY | O_CLOEXEC)
    guard source >= 0 else { throw FileError(path: other, code: errno) }
    defer { close(source) }
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let got = try calls.readSome(source, into: &chunk, from: 0, other)
      if got == 0 { return }
      try write(chunk[..<got])
    }
  }

  private func drain() throws(FileError) {
    try calls.writeAll(buffer, descriptor, path)
    buffer.removeAll(keepingCapacity: true)
  }

  /// - Returns: whether the file has changed.
  @discardableResult public func finish() throws(FileError) -> Bool {
    try drain()
    try calls.flushed(descriptor, path)
    let done = descriptor
    descriptor = -1
    defer { PendingFile.end(temporary) }
    try calls.closed(done, temporary, path)
    if FileSystem.haveSameBytes(temporary, path) {
      unsafe unlink(temporary)
      return false
    }
    try calls.renamed(temporary, to: path)
    return true
  }
}

extension FileSystem {
  /// Whether two files are there and hold the same bytes.
  public static func haveSameBytes(_ a: String, _ b: String) -> Bool {
    let (x, y) = (unsafe open(a, O_RDONLY | O_CLOEXEC), unsafe open(b, O_RDONLY | O_CLOEXEC))
    defer {
      if x >= 0 { close(x) }
      if y >= 0 { close(y) }
    }
    guard x >= 0, y >= 0 else { return false }
    var (s, t) = (stat(), stat())
    guard unsafe fstat(x, &s) == 0, unsafe fstat(y, &t) == 0, s.st_size == t.st_size else { return false }
    var (p, q) = ([UInt8](repeating: 0, count: 1 << 16), [UInt8](repeating: 0, count: 1 << 16))
    do throws(FileError) {
      while true {
        let n = try SystemCalls.system.readSome(x, into: &p, from: 0, a)
        if n == 0 { return true }
        var got = 0
        while got < n {
          let more = try SystemCalls.system.readSome(y, into: &q, from: got, b)
          guard more > 0 else { return false }
          got += more
        }
        guard p[..<n] == q[..<n] else { return false }
      }
    } catch { return false }
  }
}
