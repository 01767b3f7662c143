import Conversion
import Diagnostics
import ReportChecks

/// Command lines of the plainest kind: files, and a few options, each at most once, with its value behind it.
///
/// Most calls look like this, and for them the general parser takes longer than the work. Anything else, also anything that is wrong in
/// any way, is left to it.
enum PlainCommandLine {
  /// `convert FILE… [--to FORMAT] [-o OUT] [--from FORMAT] [--lang zh|en]`
  static func conversion(_ arguments: some Collection<String>) -> (job: ConversionJob, language: Language?)? {
    guard var plain = Arguments(arguments, options: ["--to", "-o", "--output", "--from", "--lang"]) else { return nil }
    var job = ConversionJob(inputs: plain.inputs)
    job.output = plain.take("-o") ?? plain.take("--output")
    guard let to = plain.take("--to", OutputFormat.init(rawValue:)), let from = plain.take("--from", InputFormat.init(rawValue:)),
      let language = plain.take("--lang", Language.init(rawValue:)), plain.isEmpty
    else { return nil }
    job.to = to
    job.reading.format = from
    return (job, language)
  }

  /// `check FILE… [--profile NAME] [--from FORMAT] [--lang zh|en]`
  static func check(_ arguments: some Collection<String>) -> (session: CheckSession, inputs: [String], language: Language?)? {
    guard var plain = Arguments(arguments, options: ["--profile", "--from", "--lang"]) else { return nil }
    var selection = FindingSelection()
    var reading = ReadingOptions()
    guard let profile = plain.take("--profile", Profile.init(rawValue:)), let from = plain.take("--from", InputFormat.init(rawValue:)),
      let language = plain.take("--lang", Language.init(rawValue:)), plain.isEmpty
    else { return nil }
    if let profile { selection.profile = profile }
    reading.format = from
    return (CheckSession(selection: selection, reading: reading), plain.inputs, language)
  }

  private struct Arguments {
    var inputs: [String] = []
    private var values: [String: String] = [:]

    /// `nil` for another option, for one given twice or without a value, and where there is no input.
    init?(_ arguments: some Collection<String>, options: [String]) {
      var rest = Array(arguments)[...]
      while let argument = rest.popFirst() {
        guard argument.hasPrefix("-"), argument != "-" else {
          if argument.isEmpty { return nil }
          inputs.append(argument)
          continue
        }
        guard options.contains(argument), let value = rest.popFirst(), !value.isEmpty, !value.hasPrefix("-") else { return nil }
        guard values.updateValue(value, forKey: argument) == nil else { return nil }
      }
      if inputs.isEmpty { return nil }
    }

    var isEmpty: Bool { values.isEmpty }

    mutating func take(_ option: String) -> String? { values.removeValue(forKey: option) }

    /// The value, `nil` where the option is not there; and nothing at all for a value that is none of the kind.
    mutating func take<Value>(_ option: String, _ make: (String) -> Value?) -> Value?? {
      guard let text = take(option) else { return .some(nil) }
      return make(text).map { .some($0) }
    }
  }
}
