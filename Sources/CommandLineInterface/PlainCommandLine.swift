import Conversion
import Diagnostics

/// `convert FILE… [--to FORMAT] [-o OUT] [--from FORMAT] [--lang zh|en]`, each option at most once, with its value behind it.
///
/// Most calls look like this, and for them the general parser takes longer than the conversion. Anything else, also anything that is
/// wrong in any way, is left to it.
enum PlainCommandLine {
  static func conversion(_ arguments: some Collection<String>) -> (job: ConversionJob, language: Language?)? {
    var job = ConversionJob(inputs: [])
    var language: Language?
    var seen: Set<String> = []
    var rest = Array(arguments)[...]
    while let argument = rest.popFirst() {
      guard argument.hasPrefix("-"), argument != "-" else {
        if argument.isEmpty { return nil }
        job.inputs.append(argument)
        continue
      }
      guard let value = rest.popFirst(), !value.isEmpty, !value.hasPrefix("-") else { return nil }
      let name = argument == "--output" ? "-o" : argument
      guard seen.insert(name).inserted else { return nil }
      switch name {
      case "-o": job.output = value
      case "--to":
        guard let format = OutputFormat(rawValue: value) else { return nil }
        job.to = format
      case "--from":
        guard let format = InputFormat(rawValue: value) else { return nil }
        job.reading.format = format
      case "--lang":
        guard let tongue = Language(rawValue: value) else { return nil }
        language = tongue
      default: return nil
      }
    }
    return job.inputs.isEmpty ? nil : (job, language)
  }
}
