import ArgumentParser
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
      """)

  @Argument(help: ArgumentHelp("Id of a form: 2021, 2019 or 2014 (default: all).", valueName: "id"))
  var id: String?

  @Flag(help: "Print JSON.")
  var json = false

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
    do throws(FileError) {
      try FileSystem.writeToStandardOutput(json ? FormsPrinter.json(forms) : FormsPrinter.text(forms))
    } catch {
      console.fail(error)
      throw ExitCode(console.status)
    }
  }
}
