import Diagnostics
import Glibc
import JSONText
import SafeFiles

/// The ways in which findings are printed.
enum DiagnosticsFormat: String, CaseIterable {
  case human, json
}

/// Prints findings to standard error. Nothing but the result ever goes to standard output.
struct Console {
  var language: Language
  var format: DiagnosticsFormat
  private(set) var status: Int32 = 0

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
  mutating func report(_ diagnostics: [Diagnostic], of file: String) {
    guard !diagnostics.isEmpty else { return }
    if diagnostics.contains(where: { $0.severity == .error }) { raise(1) }
    print(diagnostics.map { DiagnosticLine.text($0, file: file, language: language, format: format) }.joined(separator: "\n"))
  }

  mutating func refuse(_ refusal: Refusal, file: String) {
    raise(2)
    switch format {
    case .human:
      let place = refusal.origin.map { " [\($0.description(in: language))]" } ?? ""
      print("\(file): \(language == .chinese ? "无法处理" : "refused"): \(refusal.message.text(in: language).oneLine)\(place)")
    case .json: print(DiagnosticLine.json(refusal, file: file))
    }
  }

  mutating func fail(_ error: FileError) {
    raise(74)
    let text = error.message(chinese: language == .chinese)
    let path = error.path == "-" ? (language == .chinese ? "标准输出" : "standard output") : error.path
    switch format {
    case .human: print("\(path): \(text)")
    case .json:
      var json = JSONWriter()
      json.object { json in
        json.field("file", path)
        json.field("code", "io")
        json.field("severity", "error")
        json.field("message", text)
      }
      print(json.string)
    }
  }

  mutating func misuse(_ message: Message) {
    raise(64)
    print("nianbao: \(language == .chinese ? "用法错误：" : "usage: ")\(message.text(in: language))")
  }
}

extension String {
  /// One finding is one line, whatever a message quotes.
  var oneLine: String {
    guard
      unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x2028 || $0.value == 0x2029 || $0.value == 0x85 || $0.value == 0x7F }
      )
    else { return self }
    var out = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      out.append(
        scalar.value < 0x20 || scalar.value == 0x2028 || scalar.value == 0x2029 || scalar.value == 0x85 || scalar.value == 0x7F
          ? " " : scalar)
    }
    return String(out)
  }
}
