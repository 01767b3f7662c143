import SafeFiles

/// The files below the inputs, one after another in the order of their names; never more in memory than the folders on the way.
struct SourceWalk {
  struct Found {
    var name: [UInt8]
    var entry: FileEntry
  }

  enum Step {
    case file(Found)
    /// A symbolic link, a device, a pipe, the work folder of another collection: named and left alone.
    case passedOver(Found)
    /// A folder or file that cannot be read.
    case unreadable([UInt8], FileError)
  }

  private var pending: [[UInt8]]
  private let excluded: Set<[UInt8]>

  /// - Parameter excluded: folders that are not entered: the output, when it lies inside an input.
  init(_ inputs: [String], excluding excluded: Set<[UInt8]>) {
    var roots: [[UInt8]] = []
    for input in inputs {
      var bytes = Array(input.utf8)
      while bytes.count > 1, bytes.last == 0x2F { bytes.removeLast() }
      if !roots.contains(bytes) { roots.append(bytes) }
    }
    // Taken from the end.
    pending = roots.sorted { $1.lexicographicallyPrecedes($0) }
    self.excluded = excluded
  }

  mutating func next() -> Step? {
    while let path = pending.popLast() {
      let entry: FileEntry
      do { entry = try FileEntry(at: path) } catch { return .unreadable(path, error) }
      switch entry.kind {
      case .file: return .file(Found(name: path, entry: entry))
      case .link, .other: return .passedOver(Found(name: path, entry: entry))
      case .folder:
        let shown = String(decoding: path, as: UTF8.self)
        if let real = FileSystem.realPath(shown), excluded.contains(Array(real.utf8)) { continue }
        // What another collection has put by: its reports stand beside it.
        if shown.split(separator: "/").last == ".nianbao" { return .passedOver(Found(name: path, entry: entry)) }
        do {
          let prefix = path.last == 0x2F ? path : path + [0x2F]
          // `.` as the input is the folder's own name, not part of the names below it.
          let start = path == [0x2E] ? [] : prefix
          for name in try FileSystem.names(in: path).reversed() { pending.append(start + name) }
        } catch {
          return .unreadable(path, error)
        }
      }
    }
    return nil
  }
}
