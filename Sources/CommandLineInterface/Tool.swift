public import ArgumentParser
import Conversion
import Diagnostics
import Glibc
import SafeFiles

/// `nianbao`: the command with its subcommands.
public struct Tool: ParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "nianbao", abstract: "Converts, checks and archives 政府信息公开工作年度报告.",
    discussion: """
      Examples:
        nianbao convert report.docx --to xml
        nianbao check report.docx
        nianbao check report.docx --report html -o findings.html
        nianbao check --explain REQ-03
        nianbao inspect report.docx
        nianbao archive reports/ -o collection
        nianbao forms 2021
      """, version: ToolkitVersion.current,
    subcommands: [
      ConvertCommand.self, CheckCommand.self, InspectCommand.self, ArchiveCommand.self, FormsCommand.self, RulesCommand.self,
      WorkerCommand.self,
    ])

  public init() {}
}

/// Where the two executables begin.
public enum EntryPoint {
  public static func nianbao() -> Never {
    let arguments = GivenArguments.own.texts
    if arguments.count > 1, arguments[1] == "convert" { convertPlainly(arguments.dropFirst(2)) }
    if arguments.count > 1, arguments[1] == "check" { checkPlainly(arguments.dropFirst(2)) }
    run(Tool.self)
  }
  public static func convert() -> Never {
    convertPlainly(GivenArguments.own.texts.dropFirst())
    run(ConvertCommand.self)
  }

  /// Returns when the arguments are not plain.
  private static func convertPlainly(_ arguments: some Collection<String>) {
    guard let (job, language) = PlainCommandLine.conversion(arguments) else { return }
    PendingFile.installSignalHandlers()
    var console = Console(language: language, format: .human)
    job.run(&console)
    exit(console.status)
  }

  private static func checkPlainly(_ arguments: some Collection<String>) {
    guard case (var session, let inputs, let language)? = PlainCommandLine.check(arguments) else { return }
    PendingFile.installSignalHandlers()
    var console = Console(language: language, format: .human)
    for path in inputs { session.read(path, &console) }
    session.compareYears()
    session.print(&console)
    console.finish()
    exit(console.status)
  }

  private static func run(_ command: (some ParsableCommand).Type) -> Never {
    PendingFile.installSignalHandlers()
    do {
      var parsed = try command.parseAsRoot(Array(GivenArguments.own.texts.dropFirst()))
      try parsed.run()
      exit(0)
    } catch {
      let code = command.exitCode(for: error).rawValue
      if code == 64 {
        // Wrong use: one line, whatever the parser would print.
        let message = command.message(for: error)
        let console = Console(language: language(GivenArguments.own.texts), format: .human)
        let lead = console.language == .chinese ? "用法错误（--help 查看说明）：" : "usage error (see --help): "
        let line = UsageMessage.oneLine(message)
        if !(error is ExitCode) {
          console.print(
            "nianbao: " + lead + (console.language == .chinese ? UsageMessage.chinese(line) : line) + hint.text(in: console.language))
        }
        exit(64)
      }
      command.exit(withError: error)
    }
  }

  /// A file whose name begins as an option does.
  private static var hint: Message {
    guard
      let name = GivenArguments.own.texts.dropFirst().first(where: { $0.utf8.count > 1 && $0.utf8.first == 0x2D && FileSystem.exists($0) })
    else { return Message(zh: "", en: "") }
    return Message(zh: "；文件“\(name)”请写作 ./\(name)", en: "; the file is written ./\(name)")
  }

  /// `--lang`, as far as it can be seen in arguments that could not be parsed.
  private static func language(_ arguments: [String]) -> Language? {
    for (index, argument) in arguments.enumerated() {
      if argument == "--lang", index + 1 < arguments.count { return Language(rawValue: arguments[index + 1]) }
      if argument.hasPrefix("--lang=") { return Language(rawValue: String(argument.dropFirst(7))) }
    }
    return nil
  }
}
