import ArgumentParser
import Conversion
import Diagnostics
import DocumentTree
import SafeFiles

/// `nianbao inspect`: the document as its reader saw it, as JSON.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect", abstract: "Print the document as its reader saw it, as JSON.",
    discussion: """
      Examples:
        nianbao inspect report.docx
        nianbao inspect page.html --account
      """)

  @Argument(help: ArgumentHelp("File to read; - is standard input.", valueName: "input"))
  var path: String

  @Flag(help: "Add the account: characters read, kept, and left out by reason.")
  var account = false

  @Option(name: [.customShort("o"), .customLong("output")], help: ArgumentHelp("File to write.", valueName: "out"))
  var output: String?

  @OptionGroup(title: "Input") var input: InputOptions
  @OptionGroup(title: "Input") var choice: ReportChoice
  @OptionGroup(title: "Messages") var messages: MessageOptions

  func run() throws {
    var console = messages.console
    try input.validate(&console)
    try choice.validate(&console)
    let name = path == "-" ? (console.language == .chinese ? "标准输入" : "standard input") : path
    if let output, console.refusesToOverwrite([path], with: output) { throw ExitCode(console.status) }
    do {
      let bytes = try FileSystem.input(path, limit: input.limits.value.inputBytes)
      let document = try ReportReader.document(bytes, options: input.options(fileName: path, select: choice.select))
      let out = document.inspectionJSON(account: account)
      if let output { try FileSystem.write(out, to: output) } else { try FileSystem.writeToStandardOutput(out) }
      console.report(document.diagnostics, of: name)
    } catch {
      console.stop(error, file: name)
    }
    console.finish()
    if console.status != 0 { throw ExitCode(console.status) }
  }
}
