import ArchiveNormaliser
import ArgumentParser
import Conversion
import Diagnostics
import SafeFiles

/// `nianbao worker`: reads requests, a line of JSON each, and answers each with a line.
struct WorkerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker", abstract: "Convert files on request: one JSON request a line in, one JSON reply a line out.",
    discussion: """
      Examples:
        echo '{"id":"1","path":"report.docx","want":["figures"]}' | nianbao worker
        find archive -type f | nianbao worker --paths --shard 3/8 > part-3.jsonl

      The protocol is described in docs/worker.md. Exit status: 0 at the end of the input, 74 when a reply or a result can't be written.
      """)

  @Flag(help: "Lines are paths instead of JSON.")
  var paths = false

  @Option(help: ArgumentHelp("What replies hold, for --paths.", valueName: "figures,report,xml,csv,text,html,docx,xlsx"))
  var want: String?

  @Option(help: ArgumentHelp("Only every n-th line, beginning with the i-th: for arrays of jobs.", valueName: "i/n"))
  var shard: String?

  @Option(help: ArgumentHelp("Mapping file for names of offices.", valueName: "file"))
  var names: String?

  @Option(help: ArgumentHelp("Bytes of memory that the process may take.", valueName: "bytes"))
  var memory: Int?

  @Option(help: ArgumentHelp("Write results into this folder instead of the reply; used by archive.", visibility: .hidden))
  var store: String?

  @Option(help: ArgumentHelp("What decides results beside the sources; used by archive.", visibility: .hidden))
  var settings: String = ""

  @Option(help: ArgumentHelp("Formats for --store.", visibility: .hidden))
  var to: [OutputFormat] = [.xml, .csv]

  @OptionGroup(title: "Input") var limits: LimitOptions
  @OptionGroup(title: "Messages") var messages: MessageOptions

  func run() throws {
    var console = messages.console
    guard let shard = Shard(shard) else {
      console.misuse(Message(zh: "--shard 的写法是 i/n，例如 3/8", en: "--shard is written i/n, as 3/8"))
      throw ExitCode(console.status)
    }
    if paths, let want, !want.split(separator: ",").allSatisfy({ WorkerRequest.wanted.contains(String($0)) }) {
      console.misuse(
        Message(
          zh: "--want 只能是 figures、report、xml、csv、text、html、docx、xlsx", en: "--want takes figures, report, xml, csv, text, html, docx, xlsx")
      )
      throw ExitCode(console.status)
    }
    try limits.validate(&console)
    ThisProcess.limit(memory: memory)
    ThisProcess.keepFreedMemory()
    if store != nil { ThisProcess.endWithParent() }
    let names = try NamesOption.read(self.names, &console)
    ThisProcess.confine(writingOnlyUnder: store)
    var converter = SourceConverter(
      names: names, limits: limits.value, storing: store.map { SourceConverter.Storing(folder: $0, settings: settings, formats: to) })
    var lines = LineReader(descriptor: 0)
    var number = 0
    do {
      while let line = try lines.next() {
        number += 1
        if line.isEmpty || !shard.includes(number) { continue }
        try FileSystem.writeToStandardOutput(answer(line, number, &converter) + [0x0A])
      }
    } catch {
      console.fail(error)
      throw ExitCode(console.status)
    }
  }

  private func answer(_ line: [UInt8], _ number: Int, _ converter: inout SourceConverter) throws(FileError) -> [UInt8] {
    var request: WorkerRequest
    if paths {
      request = WorkerRequest(id: String(number))
      request.name = SourceName(path: line)
      request.want = Set((want ?? "").split(separator: ",").map(String.init))
    } else {
      do { request = try WorkerRequest(line: line) } catch {
        return SourceConverter.malformed(line: number, reason: error.reason)
      }
    }
    do { return try converter.reply(to: request) } catch {
      guard store != nil else { throw error }
      // The run has to know that it is its own disk that failed, and not the file.
      return SourceConverter.storeFailed(request, code: error.code)
    }
  }
}

/// One part of the input of an array of jobs.
struct Shard {
  let index: Int
  let count: Int

  /// The whole for `nil`; `nil` for what is no `i/n` with 1 ≤ i ≤ n.
  init?(_ text: String?) {
    guard let text else {
      (index, count) = (1, 1)
      return
    }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1], index >= 1, index <= count else { return nil }
    self.index = index
    self.count = count
  }

  func includes(_ number: Int) -> Bool { number % count == index % count }
}

/// The mapping file of `--names`.
enum NamesOption {
  static func read(_ path: String?, _ console: inout Console) throws -> NamesFile {
    guard let path else { return .none }
    do {
      return try NamesFile(try FileSystem.read(path))
    } catch let error as FileError {
      console.fail(error)
    } catch let refusal as Refusal {
      console.refuse(refusal, file: path)
    }
    throw ExitCode(console.status)
  }
}
