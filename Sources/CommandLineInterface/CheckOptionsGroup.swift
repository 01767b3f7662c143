public import ArgumentParser
import Diagnostics
import FindingWriters
public import ReportChecks

extension Profile: ExpressibleByArgument {}
extension FindingsFormat: ExpressibleByArgument {}

/// The documents that findings can be written as.
enum FindingsFormat: String, CaseIterable {
  case html, sarif, json, csv

  init?(fileName: String) {
    guard let dot = fileName.lastIndex(of: ".") else { return nil }
    switch fileName[fileName.index(after: dot)...].lowercased() {
    case "html", "htm": self = .html
    case "sarif": self = .sarif
    case "json": self = .json
    case "csv": self = .csv
    default: return nil
    }
  }
}

/// Which findings are wanted.
struct SelectionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Whose needs: a clerk's, an archive's, a researcher's, a reviewer's.", valueName: "draft|archive|panel|review"))
  var profile: Profile = .draft

  @Option(
    help: ArgumentHelp("Codes wanted instead of the profile's: REQ, VAL-01; separated by commas, may be repeated.", valueName: "code"))
  var select: [String] = []

  @Option(help: ArgumentHelp("Codes not wanted; they win over --select.", valueName: "code"))
  var ignore: [String] = []

  @Flag(help: "Count blank cells as noughts in sums.")
  var blankAsZero = false

  func validate() throws {
    for pattern in patterns(select) + patterns(ignore) where !CodePattern.isKnown(pattern) {
      throw ValidationError("there is no code \(pattern); see nianbao rules")
    }
  }

  var value: FindingSelection {
    FindingSelection(profile: profile, select: patterns(select), ignore: patterns(ignore), blankAsZero: blankAsZero)
  }

  private func patterns(_ options: [String]) -> [String] { options.flatMap { $0.split(separator: ",").map(String.init) } }
}
