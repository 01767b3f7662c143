import Conversion
import Diagnostics
import FindingWriters
import Glibc
import JSONText
import ReportChecks
import ReportModel
import SafeFiles

/// The ways in which findings are printed.
enum DiagnosticsFormat: String, CaseIterable {
  case human, json, sarif
}

/// Prints findings to standard error. Nothing but the result ever goes to standard output.
struct Console {
  var language: Language
  var format: DiagnosticsFormat
  private(set) var status: Int32 = 0
  /// SARIF is one document: its findings wait for the end.
  private var collected: [CheckedFile] = []

  init(language: Language?, format: DiagnosticsFormat) {
    self.language = language ?? Console.localeLanguage
    self.format = format
  }

  /// Chinese where the locale says so. Source: POSIX.1-2017, 8.2 Internationalization Variables: LC_ALL, LC_MESSAGES, LANG.
  static var localeLanguage: Language {
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      guard let value = unsafe getenv(name).map({ unsafe String(cString: $0) }), !value.isEmpty else { continue }
      return value.lowercased().hasPrefix("zh") ? .chinese : .english
    }
    return .english
  }

  mutating func raise(_ status: Int32) { self.status = max(self.status, status) }

  func print(_ line: String) {
    var bytes = Array(line.utf8)
    bytes.append(0x0A)
    unsafe bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count {
        let count = unsafe write(2, buffer.baseAddress.map { unsafe $0 + written }, buffer.count - written)
        if count < 0 && errno == EINTR { continue }
        if count <= 0 { return }
        written += count
      }
    }
  }

  /// Findings of one file, in the order given. One write for all of them.
  ///
  /// - Parameter report: what the findings are about, where a picture of the row is wanted.
  mutating func report(_ diagnostics: [Diagnostic], of file: String, picturing report: Report? = nil) {
    if diagnostics.contains(where: { $0.severity == .error }) { raise(1) }
    if format == .sarif {
      collect(CheckedFile(file: file, report: report, findings: diagnostics))
      return
    }
    guard !diagnostics.isEmpty else { return }
    let style = TerminalStyle.standardError
    var pictured = Set<Repair>()
    print(
      diagnostics.map { diagnostic in
        guard format == .human else { return FindingJSON.line(diagnostic, file: file) }
        let line = DiagnosticLine.human(diagnostic, file: file, language: language, style: style)
        // Several broken sums with one cell behind them: one picture.
        if let repair = diagnostic.repair, !pictured.insert(repair).inserted { return line }
        let picture = report.map { FindingPicture.lines(diagnostic, in: $0, language: language, style: style) } ?? []
        return ([line] + picture).joined(separator: "\n")
      }.joined(separator: "\n"))
  }

  private mutating func collect(_ file: CheckedFile) {
    if let index = collected.firstIndex(where: { $0.file == file.file }) {
      collected[index].findings += file.findings
      if collected[index].refusal == nil { collected[index].refusal = file.refusal }
    } else {
      collected.append(file)
    }
  }

  /// The last line of a check: how much was found, and how much could be checked.
  func summary(_ files: [CheckedFile]) {
    var counts: [Severity: Int] = [:]
    var relations = (passed: 0, notCheckable: 0, failed: 0)
    for file in files {
      for finding in file.findings { counts[finding.severity, default: 0] += 1 }
      let own = file.relations
      relations = (relations.passed + own.passed, relations.notCheckable + own.notCheckable, relations.failed + own.failed)
    }
    let read = files.count { $0.refusal == nil }
    guard read > 0 else { return }
    let (errors, warnings, notes) = (counts[.error] ?? 0, counts[.warning] ?? 0, counts[.note] ?? 0)
    let all = relations.passed + relations.notCheckable + relations.failed
    if language == .chinese {
      let found = errors + warnings + notes == 0 ? "未发现问题" : "错误\(errors)个，警告\(warnings)个，提示\(notes)个"
      let open = relations.notCheckable > 0 ? "，无法核对\(relations.notCheckable)项" : ""
      print("\(read)份报告：\(found)；核对数据关系\(all)项，不成立\(relations.failed)项\(open)。")
    } else {
      let found =
        errors + warnings + notes == 0
        ? "nothing found"
        : [(errors, "error"), (warnings, "warning"), (notes, "note")].map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }.joined(
          separator: ", ")
      let open = relations.notCheckable > 0 ? ", \(relations.notCheckable) not checkable" : ""
      print("\(read) \(read == 1 ? "report" : "reports"): \(found); \(all) relations checked, \(relations.failed) broken\(open).")
    }
  }

  /// Prints what has waited for the end.
  mutating func finish() {
    guard format == .sarif else { return }
    let bytes = SARIFWriter.write(collected, toolVersion: ToolkitVersion.current, language: language)
    print(String(decoding: bytes.dropLast(), as: UTF8.self))
  }

  mutating func refuse(_ refusal: Refusal, file: String) {
    raise(2)
    switch format {
    case .human:
      let place = refusal.origin.map { " [\($0.description(in: language))]" } ?? ""
      print("\(file.oneLine): \(language == .chinese ? "无法处理" : "refused"): \(refusal.message.text(in: language).oneLine)\(place)")
    case .json: print(FindingJSON.line(refusal, file: file))
    case .sarif: collect(CheckedFile(file: file, refusal: refusal))
    }
  }

  /// What ended the work on a file: a refusal, a failure of input or output, or what should not have come.
  mutating func stop(_ error: any Error, file: String) {
    switch error {
    case let refusal as Refusal: refuse(refusal, file: file)
    case let error as FileError: fail(error)
    default: refuse(.internalError, file: file)
    }
  }

  mutating func fail(_ error: FileError) {
    raise(74)
    let text = error.message(chinese: language == .chinese)
    let path = error.path == "-" ? (language == .chinese ? "标准输出" : "standard output") : error.path
    switch format {
    case .human: print("\(path.oneLine): \(text.oneLine)")
    case .json:
      var json = JSONWriter()
      json.object { json in
        json.field("file", path)
        json.field("code", "io")
        json.field("severity", "error")
        json.field("message", error.message(chinese: false))
        json.field("message_zh", error.message(chinese: true))
      }
      print(json.string)
    case .sarif:
      let message = Message(zh: error.message(chinese: true), en: error.message(chinese: false))
      collect(CheckedFile(file: error.path, refusal: Refusal("io", message)))
    }
  }

  /// Whether the name of an output can't be taken as it was given, which is then said.
  mutating func refusesName(of output: String) -> Bool {
    guard GivenArguments.own.bytes(of: output) != nil else { return false }
    misuse(Message(zh: "输出的文件名不是UTF-8编码：\(output)", en: "the name of the output is not UTF-8: \(output)"))
    return true
  }

  /// Whether an output is one of the inputs, which is then said.
  mutating func refusesToOverwrite(_ inputs: [String], with output: String) -> Bool {
    if refusesName(of: output) { return true }
    guard inputs.contains(where: { $0 != "-" && FileSystem.isSameFile($0, output) }) else { return false }
    misuse(Message(zh: "输出文件与输入文件相同：\(output)", en: "the output would overwrite its input: \(output)"))
    return true
  }

  mutating func misuse(_ message: Message) {
    raise(64)
    print("nianbao: \(language == .chinese ? "用法错误：" : "usage: ")\(message.text(in: language).oneLine)")
  }
}

extension String {
  /// One finding is one line, whatever a message quotes or a file is called: control characters, those of C1 included, become spaces,
  /// since a terminal obeys them.
  var oneLine: String {
    guard unicodeScalars.contains(where: \.breaksLine) else { return self }
    var out = String.UnicodeScalarView()
    for scalar in unicodeScalars { out.append(scalar.breaksLine ? " " : scalar) }
    return String(out)
  }
}

extension Unicode.Scalar {
  /// A control character, or a separator of lines or paragraphs.
  fileprivate var breaksLine: Bool {
    switch value {
    case 0...0x1F, 0x7F...0x9F, 0x2028, 0x2029: true
    default: false
    }
  }
}
