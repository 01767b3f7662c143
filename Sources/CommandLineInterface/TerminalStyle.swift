import Diagnostics
import Glibc

/// Colours, on a terminal and nowhere else.
struct TerminalStyle: Sendable {
  var isColoured: Bool

  static let plain = TerminalStyle(isColoured: false)

  /// Source: no-color.org, an environment variable NO_COLOR that is not empty; a terminal that says `dumb` has none.
  static var standardError: TerminalStyle {
    func isSet(_ name: String, _ value: String?) -> Bool {
      guard let found = unsafe getenv(name).map({ unsafe String(cString: $0) }) else { return false }
      return value.map { $0 == found } ?? !found.isEmpty
    }
    return TerminalStyle(isColoured: isatty(2) == 1 && !isSet("NO_COLOR", nil) && !isSet("TERM", "dumb"))
  }

  func paint(_ text: String, _ severity: Severity) -> String {
    guard isColoured else { return text }
    switch severity {
    case .error: return "\u{1B}[1;31m\(text)\u{1B}[0m"
    case .warning: return "\u{1B}[1;33m\(text)\u{1B}[0m"
    case .note: return "\u{1B}[36m\(text)\u{1B}[0m"
    }
  }

  func mark(_ text: String) -> String { isColoured ? "\u{1B}[1;31m\(text)\u{1B}[0m" : text }
  func faint(_ text: String) -> String { isColoured ? "\u{1B}[2m\(text)\u{1B}[0m" : text }
}

/// How many columns of a terminal a text takes: two for Chinese.
enum TerminalWidth {
  /// Source: Unicode Standard Annex #11, East Asian Width: Wide and Fullwidth, in the blocks that reports use.
  static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + width($1) }
  }

  static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0..<0x20, 0x7F, 0x200B...0x200F, 0xFEFF: 0
    case 0x1100...0x115F, 0x2018...0x201D, 0x2026, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }

  static func padded(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(0, width - self.width(text))) + text
  }
}
