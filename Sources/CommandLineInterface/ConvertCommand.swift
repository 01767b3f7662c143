import ArgumentParser
import Conversion
import Diagnostics
import ReportModel
import ReportWriters
import SafeFiles

/// `nianbao convert`, and the executable `convert`.
struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert", abstract: "Convert annual reports between text, Word, HTML, XML, CSV and JSON.",
    discussion: """
      Examples:
        convert report.docx --to xml            XML on standard output
        convert report.docx -o report.csv       the 200 figures as a table
        convert page.html --to text             the official text layout
        convert *.docx --to json -o out         several inputs into a directory
        convert - --from text --to csv          from standard input

      Exit status: 0 done; 1 done, but a figure is missing or can't be read; 2 refused; 64 wrong use; 74 input or output failed.
      """, version: ToolkitVersion.current)

  @Argument(help: ArgumentHelp("Files to read; - is standard input.", valueName: "input"))
  var inputs: [String]

  @Option(help: ArgumentHelp("Format to write (default: by the ending of -o, else xml).", valueName: "text|xml|csv|json"))
  var to: OutputFormat?

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("File to write, or directory for several inputs.", valueName: "out"))
  var output: String?

  @Option(help: ArgumentHelp("Layout of CSV.", valueName: "long|wide|grid"))
  var csvLayout: CSVWriter.Layout = .long

  @Flag(help: "Begin CSV with a byte order mark, for Excel.")
  var bom = false

  @Option(
    help: ArgumentHelp(
      "Wording of labels in text: as the source writes them, or as the official form prints them.", valueName: "source|official"))
  var punctuation: OfficialTextWriter.Punctuation = .asWritten

  @OptionGroup(title: "Input") var input: InputOptions
  @OptionGroup(title: "Input") var choice: ReportChoice
  @OptionGroup(title: "Messages") var messages: MessageOptions

  func run() throws {
    var console = messages.console
    try input.validate(&console)
    try choice.validate(&console)
    let format = to ?? output.flatMap(OutputFormat.init(fileName:)) ?? .xml
    guard let targets = targets(format, &console) else { throw ExitCode(console.status) }
    for (index, path) in inputs.enumerated() {
      convert(path, to: targets[index], as: format, &console)
    }
    console.finish()
    if console.status != 0 { throw ExitCode(console.status) }
  }

  /// Where each input goes; `nil` for standard output.
  private func targets(_ format: OutputFormat, _ console: inout Console) -> [String?]? {
    guard let output else {
      guard inputs.count == 1 else {
        console.misuse(Message(zh: "多个输入文件需要用 -o 指定输出目录", en: "several inputs need -o with a directory"))
        return nil
      }
      return [nil]
    }
    let isDirectory = FileSystem.isDirectory(output)
    if inputs.count == 1, !isDirectory, !output.hasSuffix("/") {
      if inputs[0] != "-", FileSystem.isSameFile(inputs[0], output) {
        console.misuse(Message(zh: "输出文件与输入文件相同：\(output)", en: "the output would overwrite its input: \(output)"))
        return nil
      }
      return [output]
    }
    do {
      if !isDirectory { try FileSystem.makeDirectory(output.hasSuffix("/") ? String(output.dropLast()) : output) }
    } catch {
      console.fail(error)
      return nil
    }
    let directory = output.hasSuffix("/") ? output : output + "/"
    let bases = inputs.map { $0 == "-" ? "stdin" : $0.split(separator: "/").last.map(String.init) ?? $0 }
    let stems = bases.map { base in base.lastIndex(of: ".").flatMap { $0 == base.startIndex ? nil : String(base[..<$0]) } ?? base }
    // Inputs that differ only in their ending keep it.
    var uses: [String: Int] = [:]
    for stem in stems { uses[stem, default: 0] += 1 }
    let names = zip(bases, stems).map { base, stem in "\(uses[stem] == 1 ? stem : base).\(format.fileEnding)" }
    var seen: Set<String> = []
    for (name, path) in zip(names, inputs) where !seen.insert(name).inserted {
      console.misuse(Message(zh: "有多个输入文件会写成同一个文件“\(name)”：\(path)", en: "more than one input would be written to \(name): \(path)"))
      return nil
    }
    return names.map { directory + $0 }
  }

  private func convert(_ path: String, to target: String?, as format: OutputFormat, _ console: inout Console) {
    let name = path == "-" ? (console.language == .chinese ? "标准输入" : "standard input") : path
    do {
      let bytes = try input.bytes(of: path)
      let base = path == "-" ? nil : path.split(separator: "/").last.map(String.init)
      let results = try ReportReader.read(bytes, options: input.options(fileName: base, select: choice.select))
      if format == .xml, results.count > 1 {
        throw Refusal(
          "several-reports",
          Message(zh: "文件含有\(results.count)份报告，XML 每个文件只能有一份", en: "the file holds \(results.count) reports; an XML file holds one"))
      }
      var options = WritingOptions(format: format)
      options.csvLayout = csvLayout
      options.byteOrderMark = bom
      options.punctuation = punctuation
      let out = ReportWriter.write(results.map(\.report), options: options)
      if let target { try FileSystem.write(out, to: target) } else { try FileSystem.writeToStandardOutput(out) }
      for result in results { console.report(result.diagnostics, of: name) }
    } catch let refusal as Refusal {
      console.refuse(refusal, file: name)
    } catch let error as FileError {
      console.fail(error)
    } catch {
      console.refuse(Refusal("internal", Message(zh: "内部错误", en: "internal error")), file: name)
    }
  }
}
