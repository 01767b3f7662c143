import ArgumentParser
import Diagnostics
import FindingWriters
import ReportChecks
import SafeFiles

/// `nianbao rules`: the catalogue.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "List the rules: code, severity, formula and official source.",
    discussion: """
      Examples:
        nianbao rules               all rules
        nianbao rules REQ DIS       two groups
        nianbao rules --json        for programs
      """)

  @Argument(help: ArgumentHelp("Codes or beginnings of codes (default: all).", valueName: "code"))
  var codes: [String] = []

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup(title: "Messages") var messages: MessageOptions

  func run() throws {
    var console = messages.console
    var rules = AllRules.catalogue
    if !codes.isEmpty {
      for code in codes where !AllRules.catalogue.contains(where: { CodePattern.matches($0.code, code) }) {
        console.misuse(Message(zh: "没有规则“\(code)”，用 nianbao rules 查看全部", en: "there is no rule \(code); see nianbao rules"))
        throw ExitCode(console.status)
      }
      rules = rules.filter { rule in codes.contains { CodePattern.matches(rule.code, $0) } }
    }
    do throws(FileError) {
      try FileSystem.writeToStandardOutput(json ? RulesPrinter.json(rules) : RulesPrinter.text(rules, console.language))
    } catch {
      console.fail(error)
      throw ExitCode(console.status)
    }
  }
}
