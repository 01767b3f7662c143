import Glibc

/// Where the bytes for a path go.
///
/// A symbolic link stays what it is: the file that it leads to is the one that is replaced. A link to an open descriptor
/// (`/dev/stdout`, `/dev/fd/3`) leads to the descriptor, at the place where it stands, and not to the file behind it.
/// Source: man 5 proc, /proc/[pid]/fd.
enum Destination: Equatable {
  /// A regular file, there or not yet, by a name that is no link.
  case file(String)
  /// What is no file to be replaced: a device, a pipe, a descriptor of another process.
  case stream(String)
  /// A descriptor of this process.
  case descriptor(Int32)

  init(_ path: String) throws(FileError) {
    var place = path
    for _ in 0..<40 {
      var status = stat()
      guard unsafe lstat(place, &status) == 0 else {
        // What is not there yet is made; what can't be reached says so when it is.
        self = .file(place)
        return
      }
      switch status.st_mode & S_IFMT {
      case S_IFLNK:
        if Self.isOpenDescriptor(place, status) {
          self = try Self.opened(place, path)
          return
        }
        place = try Self.target(of: place, path)
      case S_IFREG:
        self = .file(place)
        return
      case S_IFDIR: throw FileError(path: path, code: EISDIR)
      default:
        self = .stream(place)
        return
      }
    }
    throw FileError(path: path, code: ELOOP)
  }

  /// Links of the process file system are made up by the kernel: their text may name no file.
  private static func isOpenDescriptor(_ link: String, _ status: stat) -> Bool {
    var processes = stat()
    // The root of that file system, wherever it is mounted, is number 1.
    return unsafe Int32(parts(of: link).name) != nil && stat("/proc", &processes) == 0 && processes.st_ino == 1
      && processes.st_dev == status.st_dev
  }

  private static func opened(_ link: String, _ path: String) throws(FileError) -> Destination {
    var (there, here) = (stat(), stat())
    guard unsafe stat(link, &there) == 0 else { throw FileError(path: path, code: errno) }
    if there.st_mode & S_IFMT == S_IFDIR { throw FileError(path: path, code: EISDIR) }
    guard let number = Int32(parts(of: link).name), unsafe fstat(number, &here) == 0,
      here.st_dev == there.st_dev, here.st_ino == there.st_ino
    else { return .stream(link) }
    return .descriptor(number)
  }

  private static func target(of link: String, _ path: String) throws(FileError) -> String {
    var bytes = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = unsafe bytes.withUnsafeMutableBytes { buffer in
      unsafe buffer.withMemoryRebound(to: CChar.self) { unsafe $0.baseAddress.map { unsafe readlink(link, $0, Int(PATH_MAX)) } ?? -1 }
    }
    guard count >= 0 else { throw FileError(path: path, code: errno) }
    guard let text = String(validating: bytes[..<count], as: UTF8.self) else { throw FileError(path: path, code: EILSEQ) }
    return text.hasPrefix("/") ? text : parts(of: link).folder + text
  }

  /// The folder with the slash at its end, empty for a bare name; and the name.
  static func parts(of path: String) -> (folder: String, name: String) {
    guard let slash = path.utf8.lastIndex(of: 0x2F) else { return ("", path) }
    let start = path.utf8.index(after: slash)
    return (String(decoding: path.utf8[..<start], as: UTF8.self), String(decoding: path.utf8[start...], as: UTF8.self))
  }
}
