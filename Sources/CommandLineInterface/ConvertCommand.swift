import ArgumentParser
import Conversion
import ReportWriters

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

  @Option(help: ArgumentHelp("Format to write (default: by the ending of -o, else xml).", valueName: "text|xml|csv|json|docx|xlsx|html"))
  var to: OutputFormat?

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("File to write, or directory for several inputs.", valueName: "out"))
  var output: String?

  @Option(help: ArgumentHelp("Layout of CSV (default: long).", valueName: "long|wide|grid"))
  var csvLayout: CSVWriter.Layout?

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
    var job = ConversionJob(inputs: inputs, to: to, output: output, reading: input.options(fileName: nil, select: choice.select))
    job.csvLayout = csvLayout
    job.byteOrderMark = bom
    job.punctuation = punctuation
    job.run(&console)
    if console.status != 0 { throw ExitCode(console.status) }
  }
}
