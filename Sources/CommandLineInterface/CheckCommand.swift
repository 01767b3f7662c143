import ArgumentParser
import Conversion
import DOCXReader
import Diagnostics
import FindingWriters
import ReportChecks
import ReportModel
import SafeFiles
import TextDecoding
import WordAnnotator

/// `nianbao check`: findings only.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check annual reports: arithmetic, completeness, form, prose against tables.",
    discussion: """
      Examples:
        nianbao check report.docx                              findings on standard error
        nianbao check report.docx --report html -o page.html   a page with the wrong cells marked
        nianbao check report.docx --annotate marked.docx       the Word file with a comment at each wrong cell
        nianbao check units/*.docx --annotate marked/          the same for each of them, into a folder
        nianbao check 2021.docx 2022.docx 2023.docx            also what only several years together show
        nianbao check --rollup county.docx units/*.docx        a summary against its units
        nianbao check *.docx --profile archive --ignore STR    less
        nianbao check *.docx --diagnostics sarif 2> log.sarif  for editors and code review
        nianbao check --explain REQ-03                         what a rule says, and why

      Exit status: 0 no error; 1 a rule at error level is broken; 2 a file was refused; 64 wrong use; 74 input or output failed.
      """)

  @Argument(help: ArgumentHelp("Files to read; - is standard input.", valueName: "input"))
  var inputs: [String] = []

  @Option(help: ArgumentHelp("Explain a rule, and do nothing else.", valueName: "code"))
  var explain: String?

  @Option(help: ArgumentHelp("The summary report that the inputs, its units, should add up to.", valueName: "summary"))
  var rollup: String?

  @Option(
    name: .customLong("report-number"),
    help: ArgumentHelp("Which report of a file that holds several, from 1 (--select of convert).", valueName: "n"))
  var reportNumber: Int?

  @Option(help: ArgumentHelp("With --rollup: a text file with the names of all units, one a line.", valueName: "file"))
  var units: String?

  @Option(help: ArgumentHelp("Write the findings as a document as well (default: by the ending of -o).", valueName: "html|sarif|json|csv"))
  var report: FindingsFormat?

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("Where the document goes (default: standard output).", valueName: "out"))
  var output: String?

  @Flag(help: "A byte order mark before CSV, for spreadsheets.")
  var bom = false

  @Option(
    help: ArgumentHelp(
      "Write a copy of the Word file (.docx) with the findings as comments; of several files into a folder.", valueName: "out"))
  var annotate: String?

  @OptionGroup(title: "Selection") var selection: SelectionOptions
  @OptionGroup(title: "Input") var input: InputOptions
  @OptionGroup(title: "Messages") var messages: MessageOptions

  func validate() throws {
    if explain == nil, inputs.isEmpty { throw ValidationError("Missing expected argument '<input> ...'") }
    if let reportNumber, reportNumber < 1 { throw ValidationError("--report-number counts from 1") }
    if units != nil, rollup == nil { throw ValidationError("--units goes with --rollup") }
    if let output, report == nil, FindingsFormat(fileName: output) == nil {
      throw ValidationError("the ending of \(output) is none of .html .sarif .json .csv; name the format with --report")
    }
  }

  func run() throws {
    var console = messages.console
    try input.validate(&console)
    if let explain {
      explainRule(explain, &console)
    } else {
      var session = CheckSession(
        selection: selection.value, reading: input.options(fileName: nil), reportNumber: reportNumber,
        annotates: annotate == nil ? .none : annotatesIntoFolder ? .everyWordFile : .theFile)
      if let rollup { session.readSummary(rollup, &console) }
      for path in inputs { session.read(path, &console) }
      session.compareYears()
      if rollup != nil { session.rollUp(expected: unitNames(&console)) }
      session.print(&console)
      write(session.files, &console)
      annotate(session, &console)
    }
    console.finish()
    if console.status != 0 { throw ExitCode(console.status) }
  }

  private func unitNames(_ console: inout Console) -> [String]? {
    guard let units else { return nil }
    do throws(FileError) {
      let bytes = try FileSystem.read(units)
      // A list saved by a Chinese spreadsheet or editor is in GBK.
      let text = (try? TextDecoding.decode(bytes).text) ?? String(decoding: bytes, as: UTF8.self)
      return text.split(whereSeparator: \.isNewline).map { line in
        String(line.drop { $0.isWhitespace || $0 == "\u{FEFF}" }.reversed().drop(while: \.isWhitespace).reversed())
      }.filter { !$0.isEmpty }
    } catch {
      console.fail(error)
      return nil
    }
  }

  private func explainRule(_ code: String, _ console: inout Console) {
    let rules = AllRules.catalogue.filter { CodePattern.matches($0.code, code) }
    guard !rules.isEmpty else {
      console.misuse(Message(zh: "没有规则“\(code)”，用 nianbao rules 查看全部", en: "there is no rule \(code); see nianbao rules"))
      return
    }
    var out: [UInt8] = []
    for (index, rule) in rules.enumerated() { out += (index > 0 ? [0x0A] : []) + RulesPrinter.explanation(rule, console.language) }
    do throws(FileError) { try FileSystem.writeToStandardOutput(out) } catch { console.fail(error) }
  }

  /// Several files, a summary beside its units, or a folder by its name: one marked copy each.
  private var annotatesIntoFolder: Bool {
    annotate.map {
      inputs.count != 1 || rollup != nil || inputs.contains { FileSystem.isDirectory($0) } || $0.hasSuffix("/")
        || FileSystem.isDirectory($0)
    } ?? false
  }

  private func annotate(_ session: CheckSession, _ console: inout Console) {
    guard let annotate, !session.words.isEmpty else { return }
    let places = session.words.keys.sorted().filter { session.files[$0].refusal == nil }
    guard annotatesIntoFolder else {
      if let place = places.first { self.annotate(session, place, to: annotate, &console) }
      return
    }
    let folder = annotate.hasSuffix("/") ? annotate : annotate + "/"
    do throws(FileError) { try FileSystem.makeDirectories(String(folder.dropLast())) } catch {
      console.fail(error)
      return
    }
    // Files of one name from several folders are counted.
    var uses: [String: Int] = [:]
    for place in places {
      let path = session.files[place].file
      let name = path.split(separator: "/").last.map(String.init) ?? path
      let stem = name.lowercased().hasSuffix(".docx") ? String(name.dropLast(5)) : name
      let count = (uses[stem] ?? 0) + 1
      uses[stem] = count
      self.annotate(session, place, to: "\(folder)\(stem)\(count == 1 ? "" : "-\(count)").docx", &console)
    }
  }

  private func annotate(_ session: CheckSession, _ place: Int, to target: String, _ console: inout Console) {
    guard let bytes = session.words[place] else { return }
    let file = session.files[place]
    if console.refusesToOverwrite(inputs + (rollup.map { [$0] } ?? []), with: target) { return }
    do {
      // The file goes back to the clerk who wrote it: Chinese, whatever the locale.
      let annotations = FindingComments.comments(file.findings, language: messages.lang ?? .chinese).map {
        WordAnnotator.Annotation(origin: $0.origin, paragraphs: $0.paragraphs)
      }
      let annotated = try WordAnnotator.annotate(bytes, with: annotations, options: .init(trackChanges: input.trackChanges))
      console.report(annotated.diagnostics, of: file.file)
      if target == "-" {
        try FileSystem.writeToStandardOutput(annotated.bytes)
      } else {
        try FileSystem.write(annotated.bytes, to: target)
      }
    } catch {
      console.stop(error, file: file.file)
    }
  }

  private func write(_ files: [CheckedFile], _ console: inout Console) {
    guard let format = report ?? output.flatMap(FindingsFormat.init(fileName:)) else { return }
    let bytes =
      switch format {
      case .html: FindingsPage.html(files, toolVersion: ToolkitVersion.current)
      case .sarif: SARIFWriter.write(files, toolVersion: ToolkitVersion.current, language: console.language)
      case .json: FindingsReport.json(files, toolVersion: ToolkitVersion.current)
      case .csv: (bom ? [0xEF, 0xBB, 0xBF] : []) + FindingsReport.csv(files)
      }
    do throws(FileError) {
      if let output {
        if console.refusesToOverwrite(inputs, with: output) { return }
        try FileSystem.write(bytes, to: output)
      } else {
        try FileSystem.writeToStandardOutput(bytes)
      }
    } catch { console.fail(error) }
  }
}
