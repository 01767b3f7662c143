import ArchiveNormaliser
import ArgumentParser
import Conversion
import Diagnostics
import SafeFiles

/// `nianbao archive`: a folder, a zip, or a tree of both becomes one clean collection.
struct ArchiveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "archive", abstract: "Normalise a folder, a zip, or a tree of both into one collection.",
    discussion: """
      Examples:
        nianbao archive reports/ -o collection             XML by office and year, tables, catalogue, overview
        nianbao archive 2019.zip 2020.zip -o out --jobs 4  archives, also inside folders and archives
        nianbao archive reports/ -o out --names names.csv  renamed offices, aliases, codes
        nianbao archive reports/ -o bag --bag              as a BagIt bag
        nianbao archive reports/ -o out --dry-run          what there is to do

      A run that was interrupted goes on where it stopped; a later run works on what has changed.

      Exit status: 0 done; 1 done, with errors in reports or files that could not be read; 2 no report found; 64 wrong use; 74 input or output
      failed; 130 interrupted.
      """)

  @Argument(help: ArgumentHelp("Folders, archives and files.", valueName: "input"))
  var inputs: [String]

  @Option(name: [.customShort("o"), .customLong("output")], help: ArgumentHelp("Folder of the collection.", valueName: "outdir"))
  var output: String

  @Option(help: ArgumentHelp("Formats of the single reports, with commas (default: xml).", valueName: "xml,text,csv,json"))
  var to: String = "xml"

  @Option(name: [.customShort("j"), .long], help: ArgumentHelp("Files worked on at once (default: one for each core).", valueName: "n"))
  var jobs: Int?

  @Option(
    help: ArgumentHelp("Mapping file for names of offices: CSV with alias, path, organ, from, until, code, parent.", valueName: "file"))
  var names: String?

  @Flag(help: "Make a BagIt bag: the collection under data/, with manifests.")
  var bag = false

  @Flag(help: "Say what there is to do, and write nothing.")
  var dryRun = false

  @Flag(help: "Try files again that could not be read or were quarantined.")
  var retry = false

  @Option(help: ArgumentHelp("How progress is shown: auto (a bar, on a terminal only), json, none.", valueName: "auto|json|none"))
  var progress: ProgressStyle = .auto

  @Option(help: ArgumentHelp("Seconds that one file may take.", valueName: "n"))
  var seconds: Int = 60

  @Option(help: ArgumentHelp("Megabytes of address space for one worker.", valueName: "n"))
  var memory: Int = 2048

  @OptionGroup(title: "Input") var limits: LimitOptions
  @OptionGroup(title: "Messages") var messages: MessageOptions

  func run() throws {
    var console = messages.console
    let formats = to.split(separator: ",").map { OutputFormat(rawValue: String($0)) }
    guard !formats.isEmpty, !formats.contains(nil) else {
      console.misuse(
        Message(
          zh: "--to 可用的格式：xml、text、csv、json、docx、xlsx、html，用逗号分隔", en: "--to takes xml, text, csv, json, docx, xlsx, html, with commas"))
      throw ExitCode(console.status)
    }
    guard (1...1024).contains(jobs ?? 1), (1...1_000_000).contains(seconds), (64...1 << 24).contains(memory) else {
      console.misuse(Message(zh: "--jobs、--seconds 或 --memory 的取值不可用", en: "the value of --jobs, --seconds or --memory makes no sense"))
      throw ExitCode(console.status)
    }
    guard !inputs.contains("-") else {
      console.misuse(
        Message(zh: "archive 的输入是目录、压缩包和文件，不能是标准输入（-）", en: "archive takes folders, archives and files, not standard input (-)"))
      throw ExitCode(console.status)
    }
    try limits.validate(&console)
    let names = try NamesOption.read(self.names, &console)
    var options = ArchiveOptions(inputs: inputs, output: trimmed(output), program: ThisProcess.executable)
    options.formats = OutputFormat.allCases.filter { formats.contains($0) }
    options.jobs = jobs ?? ThisProcess.coreCount
    options.namesPath = self.names
    options.names = names
    options.bag = bag
    options.retry = retry
    options.secondsPerFile = seconds
    options.workerMemory = memory << 20
    options.limits = limits.value
    ThisProcess.ignoreBrokenPipes()
    do throws(ArchiveError) {
      if dryRun {
        let plan = try ArchiveRun.plan(options)
        console.print(ArchiveText.plan(plan, console.language))
        return
      }
      let farewell = Message(
        zh: "已中断。完成的部分已保存，再次运行同一命令将接着处理", en: "interrupted; what is done is kept, and the same command goes on from there")
      PendingFile.setFarewell((ThisProcess.isTerminal(2) ? "\r\u{1B}[K" : "") + farewell.text(in: console.language) + "\n")
      let meter = ProgressMeter(style: progress, language: console.language)
      options.countsSources = meter.isWatched
      let summary = try ArchiveRun.run(options) { meter.show($0) }
      meter.finish()
      console.print(ArchiveText.summary(summary, output: options.output, console.language))
      let isFlawed =
        summary.errors > 0 || ["refused", "unsupported", "unreadable", "quarantined"].contains { (summary.outcomes[$0] ?? 0) > 0 }
      console.raise(summary.reports == 0 ? 2 : isFlawed ? 1 : 0)
    } catch {
      console.fail(error)
    }
    if console.status != 0 { throw ExitCode(console.status) }
  }

  private func trimmed(_ path: String) -> String {
    var path = path
    while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }
}

extension Console {
  mutating func fail(_ error: ArchiveError) {
    switch error {
    case .file(let error): fail(error)
    case .locked(let path):
      raise(74)
      print(language == .chinese ? "\(path): 另一个归档任务正在使用这个目录" : "\(path): another run is working in this folder")
    case .outputIsInput(let path):
      misuse(Message(zh: "输出目录“\(path)”就是输入目录，或者包含输入", en: "the output \(path) is an input, or holds one"))
    case .notOurs(let path):
      misuse(
        Message(
          zh: "输出目录“\(path)”不是空的，也不是以前归档的结果", en: "the folder \(path) is neither empty nor the result of an earlier run"))
    case .database(let message):
      raise(74)
      print("catalogue.sqlite: \(message)".oneLine)
    }
  }
}
