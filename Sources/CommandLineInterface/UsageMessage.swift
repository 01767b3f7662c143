/// What the argument parser says of wrong use, in Chinese.
///
/// The parser speaks English only; its sentences are few and fixed. What is not known here stays as it is.
enum UsageMessage {
  static func chinese(_ english: String) -> String {
    var text = english
    for (phrase, translation) in phrases { text = text.replacing(phrase, with: translation) }
    if text.hasSuffix(".") { text.removeLast() }
    var isOpen = false
    return text.reduce(into: "") { out, character in
      guard character == "'" else { return out.append(character) }
      out += isOpen ? "”" : "“"
      isOpen.toggle()
    }
  }

  /// The first line of what the parser says, with the values that it lists below, one a line where there are many.
  static func oneLine(_ message: String) -> String {
    let lines = message.split(separator: "\n").map { line in
      String(line.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
    guard let first = lines.first else { return "" }
    guard first.hasSuffix(":") else { return first }
    let values = lines.dropFirst().prefix { $0.hasPrefix("- ") }.map { "\($0.dropFirst(2))" }
    return first + " " + values.joined(separator: ", ")
  }

  /// Longer phrases first.
  private static let phrases: [(String, String)] = [
    ("Missing expected argument ", "缺少参数"),
    ("Missing required subcommand", "缺少子命令"),
    ("Missing value for ", "选项缺少取值："),
    ("Missing one of: ", "需要下列之一："),
    ("Unknown option ", "没有这个选项："),
    ("Unexpected argument ", "多余的参数"),
    (" unexpected arguments: ", "个多余的参数："),
    ("Invalid option: ", "选项无效："),
    (". Did you mean ", "，是否应为"),
    ("The option ", "选项"),
    (" does not take any value, but ", "不带取值，却给出了"),
    (" was specified", ""),
    ("The value ", "取值"),
    (" is invalid for ", "不能用于"),
    (". Please provide one of the following:", "，可用的取值："),
    (". Please provide one of ", "，可用的取值："),
    ("', '", "'、'"),
    ("： '", "：'"),
    ("' or '", "'或'"),
    ("' and '", "'或'"),
    ("?", "？"),
  ]
}

extension String {
  /// All places of a phrase, replaced; by bytes, so that no Unicode tables are asked.
  fileprivate func replacing(_ phrase: String, with other: String) -> String {
    let (text, pattern, replacement) = (Array(utf8), Array(phrase.utf8), Array(other.utf8))
    var out: [UInt8] = []
    var index = 0
    while index < text.count {
      if text[index...].starts(with: pattern) {
        out += replacement
        index += pattern.count
      } else {
        out.append(text[index])
        index += 1
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
