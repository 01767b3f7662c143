import ArgumentParser
import Conversion
import Diagnostics
import ReportModel
import ReportWriters
import SafeFiles

/// `nianbao forms`: the official forms.
struct FormsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forms", abstract: "Print the official forms: every table, row, column and id.",
    discussion: """
      Examples:
        nianbao forms               all forms
        nianbao forms 2019 --json   one form as JSON, with its exact grid
        nianbao forms 2021 --to docx -o form.docx   the blank form
      """)

  @Argument(help: ArgumentHelp("Id of a form: 2021, 2019 or 2014 (default: all).", valueName: "id"))
  var id: String?

  @Flag(help: "Print JSON.")
  var json = false

  @Option(help: ArgumentHelp("Write one form as a blank report.", valueName: "text|xml|csv|json|docx|xlsx|html"))
  var to: OutputFormat?

  @Option(
    name: [.customShort("o"), .customLong("output")], help: ArgumentHelp("File to write (default: standard output).", valueName: "out"))
  var output: String?

  @OptionGroup(title: "Messages") var messages: MessageOptions

  func run() throws {
    var console = messages.console
    var forms = OfficialForms.all
    if let id {
      guard let form = OfficialForms.form(id) else {
        let known = OfficialForms.all.map(\.id).joined(separator: ", ")
        console.misuse(Message(zh: "没有编号为“\(id)”的格式，可用的有：\(known)", en: "there is no form \(id); known are \(known)"))
        throw ExitCode(console.status)
      }
      forms = [form]
    }
    let format = to ?? output.flatMap(OutputFormat.init(fileName:))
    if !json, let format, forms.count != 1 {
      console.misuse(
        Message(
          zh: "空白报告每次只能写一种格式，请写明编号，如 nianbao forms 2021 --to \(format.rawValue)",
          en: "a blank report is of one form: name it, as in nianbao forms 2021 --to \(format.rawValue)"))
      throw ExitCode(console.status)
    }
    do throws(FileError) {
      let bytes =
        if json {
          FormsPrinter.json(forms)
        } else if let format {
          ReportWriter.write(forms.map(\.blankReport), options: WritingOptions(format: format))
        } else {
          FormsPrinter.text(forms)
        }
      if let output { try FileSystem.write(bytes, to: output) } else { try FileSystem.writeToStandardOutput(bytes) }
    } catch {
      console.fail(error)
      throw ExitCode(console.status)
    }
  }
}
