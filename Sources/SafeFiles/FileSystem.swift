import Glibc

/// Why input or output failed. Exit status 74.
public struct FileError: Error {
  public var path: String
  /// `errno`.
  public var code: Int32

  /// A file that somebody wrote to while it was read; also what the system says where a file went away on its server.
  static let changed = ESTALE

  public init(path: String, code: Int32) {
    self.path = path
    self.code = code
  }

  /// The system's words for it, and ours for the common ones.
  public func message(chinese: Bool) -> String {
    switch code {
    case ENOENT: chinese ? "文件或目录不存在" : "no such file or directory"
    case EACCES, EPERM: chinese ? "没有权限" : "permission denied"
    case EISDIR: chinese ? "这是一个目录，不是文件" : "is a directory, not a file"
    case ENOTDIR: chinese ? "路径中有一部分不是目录" : "a part of the path is not a directory"
    case ENOSPC, EDQUOT: chinese ? "磁盘空间不足" : "no space left on the disk"
    case EROFS: chinese ? "目标位置只读" : "the target is read-only"
    case EFBIG: chinese ? "文件太大" : "the file is too large"
    case EIO: chinese ? "读写出错（输入输出错误）" : "input/output error"
    case EBADF: chinese ? "输出已关闭" : "the stream is closed"
    case EMFILE, ENFILE: chinese ? "打开的文件太多" : "too many open files"
    case ENXIO, ENODEV: chinese ? "不是普通文件" : "not a regular file"
    case EEXIST: chinese ? "文件已存在" : "the file exists"
    case FileError.changed: chinese ? "文件在读取时被改动" : "the file changed while it was read"
    case ENAMETOOLONG: chinese ? "文件名太长" : "the name is too long"
    case EILSEQ: chinese ? "链接指向的文件名不是UTF-8" : "the link leads to a name that is not UTF-8"
    case ELOOP: chinese ? "符号链接循环" : "a loop of symbolic links"
    default: chinese ? "系统错误\(code)" : "system error \(code)"
    }
  }
}

/// Files by system calls: reading whole (`FileSystem+Reading.swift`), writing whole or not at all.
public enum FileSystem {
  public static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  public static func makeDirectory(_ path: String) throws(FileError) {
    if isDirectory(path) { return }
    guard unsafe mkdir(path, 0o777) == 0 || errno == EEXIST && isDirectory(path) else { throw FileError(path: path, code: errno) }
  }

  /// Whether both names are the same file.
  public static func isSameFile(_ a: String, _ b: String) -> Bool {
    var (x, y) = (stat(), stat())
    guard unsafe stat(a, &x) == 0, unsafe stat(b, &y) == 0 else { return false }
    return x.st_dev == y.st_dev && x.st_ino == y.st_ino
  }

  /// Writes beside the target under a temporary name, flushes, renames. What fails leaves nothing behind.
  ///
  /// What is no file to be replaced (a device, a pipe, an open descriptor) is written to as it is.
  public static func write(_ bytes: [UInt8], to path: String) throws(FileError) { try write(bytes, to: path, by: .system) }

  static func write(_ bytes: [UInt8], to path: String, by calls: SystemCalls) throws(FileError) {
    switch try Destination(path) {
    case .file(let place): try replace(place, with: bytes, by: calls)
    case .descriptor(let number): try calls.writeAll(bytes, number, path)
    case .stream(let place):
      // A regular file that another process holds open is not cut short under its hands.
      let descriptor = unsafe open(place, O_WRONLY | O_APPEND | O_CLOEXEC)
      guard descriptor >= 0 else { throw FileError(path: path, code: errno) }
      defer { close(descriptor) }
      try calls.writeAll(bytes, descriptor, path)
    }
  }

  private static func replace(_ path: String, with bytes: [UInt8], by calls: SystemCalls) throws(FileError) {
    let (directory, name) = Destination.parts(of: path)
    guard !name.isEmpty else { throw FileError(path: path, code: EISDIR) }
    let short = String(decoding: name.utf8.prefix(160), as: UTF8.self)
    let temporary = "\(directory).\(short).\(getpid()).part"
    let descriptor = PendingFile.create(temporary, O_EXCL)
    guard descriptor >= 0 else { throw FileError(path: path, code: errno) }
    defer { PendingFile.end(temporary) }
    try calls.writeAndRename(bytes, descriptor, temporary, to: path, flushing: true)
  }

  /// For what is shown and lost: failures are nobody's concern.
  public static func writeToStandardError(_ bytes: [UInt8]) { try? write(bytes, 2, "-") }

  public static func writeToStandardOutput(_ bytes: [UInt8]) throws(FileError) { try write(bytes, 1, "-") }

  static func write(_ bytes: [UInt8], _ descriptor: Int32, _ path: String) throws(FileError) {
    try SystemCalls.system.writeAll(bytes, descriptor, path)
  }
}

extension FileError {
  /// No such file or folder.
  public var isMissing: Bool { code == ENOENT }
}
