public import ArgumentParser
public import Conversion
public import Diagnostics
public import DocumentTree
import ReportModel
public import ReportWriters
import SafeFiles

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

  @Option(help: ArgumentHelp("Tracked changes of a Word file, and del and ins of a page.", valueName: "accept|reject|all"))
  var trackChanges: TrackChanges = .accept

  @OptionGroup var limits: LimitOptions

  /// Says what of these options cannot be meant, in the user's language, and ends with the status of wrong use.
  func validate(_ console: inout Console) throws {
    try limits.validate(&console)
    guard let misuse else { return }
    console.misuse(misuse)
    throw ExitCode(console.status)
  }

  private var misuse: Message? {
    if let year, !(1990...2100).contains(year) {
      return Message(zh: "--year \(year) 不是报告年度", en: "--year \(year) is no report year")
    }
    if let form, OfficialForms.form(form) == nil {
      let known = OfficialForms.all.map(\.id).joined(separator: ", ")
      return Message(zh: "没有编号为“\(form)”的格式，可用的有：\(known)", en: "--form \(form) is unknown; known are \(known)")
    }
    if let organ, organ.allSatisfy(\.isWhitespace) { return Message(zh: "--organ 是空的", en: "--organ is empty") }
    if let encoding, !ReadingOptions.isEncoding(encoding) {
      return Message(zh: "没有名为“\(encoding.quoted())”的编码", en: "--encoding \(encoding.quoted()) is no known encoding")
    }
    return nil
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
    options.limits = limits.value
    return options
  }
}

/// What a file may ask of us, where the defaults do not do.
struct LimitOptions: ParsableArguments {
  @Option(
    name: .customLong("limit"),
    help: ArgumentHelp("Change a limit; may be repeated. The names are in the manual.", valueName: "name=value"))
  var limits: [String] = []

  func validate(_ console: inout Console) throws {
    var value = Limits()
    for text in limits {
      do throws(LimitError) { try value.set(text) } catch {
        console.misuse(error.message)
        throw ExitCode(console.status)
      }
    }
  }

  /// The limits, once ``validate(_:)`` has passed them.
  var value: Limits {
    var value = Limits()
    for text in limits { try? value.set(text) }
    return value
  }
}

/// For pages that hold several reports.
struct ReportChoice: ParsableArguments {
  @Option(help: ArgumentHelp("Which report of a page that holds several, from 1.", valueName: "n"))
  var select: Int?

  func validate(_ console: inout Console) throws {
    guard let select, select < 1 else { return }
    console.misuse(Message(zh: "--select 从 1 数起", en: "--select counts from 1"))
    throw ExitCode(console.status)
  }
}

extension FileSystem {
  /// The bytes of an input.
  ///
  /// - Throws: `FileError`; `Refusal` for what is too large, which is then not read.
  static func input(_ path: String, limit: Int) throws -> [UInt8] {
    switch try contents(ofInput: path, limit: limit) {
    case .whole(let bytes): return bytes
    case .tooLarge(let size, _): throw Refusal.inputTooLarge(size, limit: limit)
    }
  }

  private static func contents(ofInput path: String, limit: Int) throws(FileError) -> FileContents {
    guard let bytes = GivenArguments.own.bytes(of: path) else { return try contents(path, limit: limit) }
    do { return try contents(bytes, limit: limit, followsLinks: true) } catch { throw FileError(path: path, code: error.code) }
  }
}
