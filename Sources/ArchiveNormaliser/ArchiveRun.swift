import SafeFiles
import SafeSQLite

/// `nianbao archive`: a tree of files becomes one clean, verifiable, restartable collection.
public enum ArchiveRun {
  /// - Parameter progress: called often; it has to be quick.
  /// - Throws: ``ArchiveError``. What is finished by then stays, and the next run goes on from there.
  public static func run(
    _ options: ArchiveOptions, progress: @escaping (ArchiveProgress) -> Void
  ) throws(ArchiveError) -> ArchiveSummary {
    do {
      return try carryOut(options, progress)
    } catch let error as ArchiveError {
      throw error
    } catch let error as FileError {
      throw .file(error)
    } catch let error as DatabaseError {
      if error.isFull { throw .file(FileError(path: options.output, code: 28)) }  // ENOSPC
      if error.isReadOnly { throw .file(FileError(path: options.output, code: 30)) }  // EROFS
      throw .database(error.message)
    } catch {
      throw .database("\(error)")
    }
  }

  private static func carryOut(
    _ options: ArchiveOptions, _ progress: @escaping (ArchiveProgress) -> Void
  ) throws -> ArchiveSummary {
    try checkPlaces(options)
    try FileSystem.makeDirectories(options.work)
    guard let lock = try FileLock.acquire(options.work + "/lock") else { throw ArchiveError.locked(options.output) }
    defer { lock.release() }
    let state = options.work + "/state.sqlite"
    let finished = options.data + "/catalogue.sqlite"
    if !FileSystem.exists(state), FileSystem.exists(finished) {
      try FileSystem.writeUnflushed(try FileSystem.read(finished), to: state)
    }
    let catalogue = try Catalogue(path: state)
    let settings = options.settings
    if try catalogue.setting("settings") != settings {
      try catalogue.database.execute("BEGIN; DELETE FROM report; DELETE FROM source;")
      try catalogue.set("settings", settings)
      try catalogue.database.execute("COMMIT")
    }
    let run = (try catalogue.setting("run").flatMap(Int.init) ?? 0) + 1
    try catalogue.set("run", String(run))
    var harvest = Harvest(options, catalogue, run: run, progress: progress)
    try harvest.gather()
    var filing = try Filing(options, catalogue, progress: progress)
    try filing.file()
    var summary = filing.summary
    summary.converted = harvest.converted
    try publish(catalogue, finished, options)
    if options.bag { try Bag.seal(options.output) }
    FileSystem.flush(options.work)
    try FileSystem.remove(state)
    return summary
  }

  /// What a run would work on, without writing anything.
  public static func plan(_ options: ArchiveOptions) throws(ArchiveError) -> (new: Int, unchanged: Int, passedOver: Int, unreadable: Int) {
    var (new, unchanged, passedOver, unreadable) = (0, 0, 0, 0)
    do {
      let finished = options.data + "/catalogue.sqlite"
      let database = FileSystem.exists(finished) ? try Database(path: finished, readOnly: true) : nil
      var walk = Harvest.walk(options)
      while let step = walk.next() {
        switch step {
        case .passedOver: passedOver += 1
        case .unreadable: unreadable += 1
        case .file(let found):
          let row = try database?.rows("SELECT size, modified FROM source WHERE key = ?", .blob(found.name)).first
          if let row, row.integer(0) == found.entry.size, row.integer(1) == Int(found.entry.modified) { unchanged += 1 } else { new += 1 }
        }
      }
    } catch {
      throw .database(error.message)
    }
    return (new, unchanged, passedOver, unreadable)
  }

  private static func checkPlaces(_ options: ArchiveOptions) throws {
    for input in options.inputs {
      guard let real = FileSystem.realPath(input) else { throw FileError(path: input, code: 2) }  // ENOENT
      if let output = FileSystem.realPath(options.output), output == real || real.hasPrefix(output + "/") {
        throw ArchiveError.outputIsInput(options.output)
      }
    }
    guard FileSystem.exists(options.output) else { return }
    guard FileSystem.isDirectory(options.output) else { throw FileError(path: options.output, code: 20) }  // ENOTDIR
    let isOurs = FileSystem.exists(options.work) || FileSystem.exists(options.data + "/catalogue.sqlite")
    if !isOurs, !(try FileSystem.names(in: Array(options.output.utf8)).isEmpty) { throw ArchiveError.notOurs(options.output) }
  }

  /// The catalogue takes its place last: where it stands, everything else does.
  private static func publish(_ catalogue: Catalogue, _ finished: String, _ options: ArchiveOptions) throws {
    let new = options.work + "/catalogue.new"
    try FileSystem.remove(new)
    try catalogue.export(to: new)
    FileSystem.flush(options.work)
    if FileSystem.haveSameBytes(new, finished) { try FileSystem.remove(new) } else { try FileSystem.rename(new, to: finished) }
  }
}
