public import ArgumentParser
public import Conversion
public import Diagnostics
import ReportModel
public import ReportWriters

extension InputFormat: ExpressibleByArgument {}
extension OutputFormat: ExpressibleByArgument {}
extension TrackChanges: ExpressibleByArgument {}
extension DiagnosticsFormat: ExpressibleByArgument {}
extension CSVWriter.Layout: ExpressibleByArgument {}
extension OfficialTextWriter.Punctuation: ExpressibleByArgument {}

extension Language: ExpressibleByArgument {}

/// What every command that prints findings takes.
struct MessageOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Language of messages: zh or en (default: from the locale).", valueName: "zh|en"))
  var lang: Language?

  @Option(help: ArgumentHelp("How findings are printed on standard error.", valueName: "human|json|sarif"))
  var diagnostics: DiagnosticsFormat = .human

  var console: Console { Console(language: lang, format: diagnostics) }
}

/// What every command that reads a report takes.
struct InputOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Kind of the input, whatever its bytes say.", valueName: "format"))
  var from: InputFormat?

  @Option(help: ArgumentHelp("Name of the office, where the file does not say it or says it wrong.", valueName: "name"))
  var organ: String?

  @Option(help: ArgumentHelp("The year reported on.", valueName: "YYYY"))
  var year: Int?

  @Option(help: ArgumentHelp("Id of the form to read the tables as: 2021, 2019 or 2014.", valueName: "id"))
  var form: String?

  @Option(help: ArgumentHelp("Encoding of the input, by its WHATWG name.", valueName: "name"))
  var encoding: String?

  @Option(help: ArgumentHelp("Tracked changes of a Word file.", valueName: "accept|reject|all"))
  var trackChanges: TrackChanges = .accept

  func validate() throws {
    if let year, !(1990...2100).contains(year) { throw ValidationError("--year \(year) is no report year") }
    if let form, OfficialForms.form(form) == nil {
      throw ValidationError("--form \(form) is unknown; known are \(OfficialForms.all.map(\.id).joined(separator: ", "))")
    }
    if let organ, organ.allSatisfy(\.isWhitespace) { throw ValidationError("--organ is empty") }
  }

  func options(fileName: String?, select: Int? = nil) -> ReadingOptions {
    var options = ReadingOptions()
    options.format = from
    options.organ = organ
    options.year = year
    options.form = form
    options.encoding = encoding
    options.select = select
    options.trackChanges = trackChanges
    options.fileName = fileName
    return options
  }
}

/// For pages that hold several reports.
struct ReportChoice: ParsableArguments {
  @Option(help: ArgumentHelp("Which report of a page that holds several, from 1.", valueName: "n"))
  var select: Int?

  func validate() throws {
    if let select, select < 1 { throw ValidationError("--select counts from 1") }
  }
}
