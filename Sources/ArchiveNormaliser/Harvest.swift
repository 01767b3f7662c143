import SafeFiles
import SafeSQLite

/// The first half of a run: every source gets its outcome in the catalogue, and reports their results in the store.
///
/// What is committed is finished: files first, flushed to the disk, then the rows that speak of them.
struct Harvest {
  let options: ArchiveOptions
  let catalogue: Catalogue
  let run: Int
  let progress: (ArchiveProgress) -> Void

  private(set) var converted = 0
  private var done = 0
  private var total: Int?
  private var outcomes: [String: Int] = [:]
  private var walk: SourceWalk
  /// Entries of archives whose turn comes before the next file; the next one last.
  private var members: [SourceName] = []
  /// Archives whose bytes are those of the last run: entries that have their outcome keep it.
  private var modified: [[UInt8]: Int64] = [:]

  init(_ options: ArchiveOptions, _ catalogue: Catalogue, run: Int, progress: @escaping (ArchiveProgress) -> Void) {
    self.options = options
    self.catalogue = catalogue
    self.run = run
    self.progress = progress
    walk = Self.walk(options)
  }

  static func walk(_ options: ArchiveOptions) -> SourceWalk {
    SourceWalk(options.inputs, excluding: Set(FileSystem.realPath(options.output).map { [Array($0.utf8)] } ?? []))
  }

  mutating func gather() throws {
    if options.countsSources {
      var counting = walk
      var count = 0
      while counting.next() != nil { count += 1 }
      total = count
    }
    let pool = try options.pool()
    defer { pool.finish() }
    var lastCommit = ThisProcess.milliseconds
    try catalogue.database.execute("BEGIN")
    do {
      var atEnd = false
      while true {
        while !atEnd, pool.hasRoom {
          guard let request = try nextRequest() else {
            atEnd = true
            break
          }
          pool.submit(request)
        }
        if pool.isIdle {
          if members.isEmpty { break }
          atEnd = false
          continue
        }
        for answer in try pool.answers() {
          try take(answer)
          atEnd = atEnd && members.isEmpty
        }
        if ThisProcess.milliseconds - lastCommit > 2_000 {
          try commit()
          try catalogue.database.execute("BEGIN")
          lastCommit = ThisProcess.milliseconds
        }
      }
      try catalogue.forgetUnseen(run: run)
      try commit()
    } catch {
      // What is finished stays finished.
      try? commit()
      throw error
    }
    report()
  }

  private func commit() throws {
    FileSystem.flush(options.work)
    try catalogue.database.execute("COMMIT")
  }

  // MARK: What comes next

  private mutating func nextRequest() throws -> WorkerRequest? {
    while true {
      if let member = members.popLast() { return request(member) }
      guard let step = walk.next() else { return nil }
      switch step {
      case .passedOver(let found):
        var reply = WorkerReply(id: "", outcome: .skipped)
        switch found.entry.kind {
        case .link: (reply.code, reply.reasonChinese, reply.reasonEnglish) = ("link", "符号链接，不跟随", "a symbolic link, not followed")
        case .folder:
          (reply.code, reply.reasonChinese, reply.reasonEnglish) = ("work-folder", "另一次归档的工作目录", "the work folder of another collection")
        case .file, .other: (reply.code, reply.reasonChinese, reply.reasonEnglish) = ("special-file", "不是普通文件", "no regular file")
        }
        try record(SourceName(path: found.name), reply, found.entry.modified)
      case .unreadable(let path, let error):
        var reply = WorkerReply(id: "", outcome: .unreadable)
        reply.code = "io"
        reply.reasonChinese = error.message(chinese: true)
        reply.reasonEnglish = error.message(chinese: false)
        try record(SourceName(path: path), reply, nil)
      case .file(let found):
        let name = SourceName(path: found.name)
        if try isFinished(name, found.entry) { continue }
        modified[name.key] = found.entry.modified
        return request(name)
      }
    }
  }

  private func request(_ name: SourceName) -> WorkerRequest {
    var request = WorkerRequest(id: "s")
    request.name = name
    return request
  }

  /// Whether the file is as it was when its outcome was recorded: size and time of change are the same.
  private mutating func isFinished(_ name: SourceName, _ entry: FileEntry) throws -> Bool {
    guard let known = try catalogue.known(name.key), known.size == nil || known.size == entry.size, known.modified == Int(entry.modified),
      known.outcome != "pending"
    else { return false }
    if options.retry, known.outcome == "quarantined" || known.outcome == "unreadable" { return false }
    if known.outcome == "container", !(try catalogue.isComplete(name.key)) { return false }
    try catalogue.markSeen(name.key, run: run)
    outcomes[known.outcome, default: 0] += 1
    done += 1
    report()
    return true
  }

  // MARK: What came back

  private mutating func take(_ answer: WorkerPool.Answer) throws {
    switch answer {
    case .reply(let request, let reply):
      guard let name = request.name else { return }
      if reply.outcome == .container { try open(name, reply) }
      if reply.outcome == .unreadable, reply.code == "store" {
        throw ArchiveError.file(FileError(path: options.work, code: Int32(reply.size ?? 5)))
      }
      try record(name, reply, modified.removeValue(forKey: name.key))
      converted += 1
    case .ended(let request, let status):
      try quarantine(
        request, code: "worker-ended", zh: status < 0 ? "读取该文件时程序异常终止（信号\(-status)）" : "读取该文件时程序退出（状态\(status)）",
        en: status < 0
          ? "the worker was ended by signal \(-status) over this file" : "the worker ended with status \(status) over this file")
    case .tookTooLong(let request):
      try quarantine(
        request, code: "time-limit", zh: "读取该文件超过\(options.secondsPerFile)秒",
        en: "the file took more than \(options.secondsPerFile) seconds")
    }
  }

  private mutating func quarantine(_ request: WorkerRequest, code: String, zh: String, en: String) throws {
    guard let name = request.name else { return }
    var reply = WorkerReply(id: request.id, outcome: .quarantined)
    reply.code = code
    reply.reasonChinese = zh
    reply.reasonEnglish = en
    if let entry = try? FileEntry(at: name.path), name.members.isEmpty { reply.size = entry.size }
    try record(name, reply, modified.removeValue(forKey: name.key))
    converted += 1
  }

  private mutating func open(_ name: SourceName, _ reply: WorkerReply) throws {
    let isUnchanged: Bool
    if let row = try catalogue.database.rows("SELECT sha256, outcome FROM source WHERE key = ?", .blob(name.key)).first {
      isUnchanged = row.text(0) != nil && row.text(0) == reply.sha256 && row.text(1) == "container"
    } else {
      isUnchanged = false
    }
    var new: [SourceName] = []
    for member in reply.members {
      let entry = SourceName(path: name.path, members: name.members + [member])
      if isUnchanged, let known = try catalogue.known(entry.key), known.outcome != "pending" {
        try catalogue.markSeen(entry.key, run: run)
        outcomes[known.outcome, default: 0] += 1
        done += 1
        continue
      }
      try catalogue.expect(entry, run: run)
      new.append(entry)
    }
    members += new.reversed()
    total = total.map { $0 + reply.members.count }
  }

  private mutating func record(_ name: SourceName, _ reply: WorkerReply, _ modified: Int64?) throws {
    try catalogue.record(name, reply, modified: modified, run: run)
    outcomes[reply.outcome.rawValue, default: 0] += 1
    done += 1
    report()
  }

  private func report() { progress(ArchiveProgress(stage: .reading, done: done, total: total, outcomes: outcomes)) }
}
