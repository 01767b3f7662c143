import HTMLSyntax

/// A page that stands as a string in JSON or in a script, as portals hand it to the browser.
///
/// Of JSON the longest string with tags is the page; of a script all strings with tags, one after the other, as `document.write` puts
/// them out. Source: ECMA-262 §12.9.4, String Literals, of which JSON's are a part.
public struct PageInScript: Sendable {
  /// The page, as UTF-8.
  public private(set) var page: [UInt8] = []
  /// How many strings of JSON may each be the page; they differ in their digits.
  public private(set) var rivals = 1
  /// Other text in strings: titles, dates, names.
  public private(set) var others: [String] = []

  /// `nil` when no string holds a page.
  public init?(_ text: [UInt8]) {
    guard Self.mayHold(text) else { return nil }
    var scanner = Scanner(text)
    let strings = scanner.strings()
    let pages = strings.indices.filter { Self.hasTags(strings[$0]) }
    guard let longest = pages.max(by: { strings[$0].count < strings[$1].count }) else { return nil }
    let chosen: [Int] = scanner.isJSON ? [longest] : pages
    if scanner.isJSON { rivals = Self.rivals(of: longest, pages, strings) }
    for index in strings.indices {
      if chosen.contains(index) {
        page += strings[index]
      } else if !strings[index].isEmpty {
        others.append(String(decoding: strings[index], as: UTF8.self))
      }
    }
  }

  /// How many are as good as the longest page: it, and others nearly as long with other digits, such as a draft and what was published.
  private static func rivals(of longest: Int, _ pages: [Int], _ strings: [[UInt8]]) -> Int {
    func digits(_ index: Int) -> [UInt8] { strings[index].filter { (0x30...0x39).contains($0) } }
    var known = [digits(longest)]
    for index in pages where index != longest && strings[index].count * 2 >= strings[longest].count && known.count < 8 {
      let own = digits(index)
      if own.count > 100, !known.contains(own) { known.append(own) }
    }
    return known.count
  }

  /// Whether text is JSON or a script at first sight: then its strings are looked at.
  public static func mayHold(_ text: [UInt8]) -> Bool {
    var head = text.prefix(4096)
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { head = head.dropFirst(3) }
    while let first = head.first, first <= 0x20 { head = head.dropFirst() }
    guard let first = head.first else { return false }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") || first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
      return true
    }
    // var x = "…", document.write("…"), callback({…})
    let word = head.prefix { $0 != UInt8(ascii: "(") && $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: "<") && $0 != 0x0A }
    guard word.count < 100, let next = head.dropFirst(word.count).first, next == UInt8(ascii: "(") || next == UInt8(ascii: "=") else {
      return false
    }
    guard word.allSatisfy({ $0 < 0x80 }) else { return false }
    let rest = head.dropFirst(word.count + 1).drop { $0 <= 0x20 }
    guard let opening = rest.first else { return false }
    return [UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "[")].contains(opening)
  }

  private static func hasTags(_ string: [UInt8]) -> Bool {
    for (index, byte) in string.enumerated() where byte == UInt8(ascii: "<") {
      let rest = string[(index + 1)...].prefix(8).map { $0 | 0x20 }
      for name in ["table", "p>", "p ", "div", "td", "span", "br", "html", "body", "h1", "h2", "!--", "font", "section"]
      where rest.starts(with: Array(name.utf8)) {
        return true
      }
    }
    return false
  }

  private struct Scanner {
    let text: [UInt8]
    var at = 0
    /// Begins as JSON does, or as a call with an object.
    var isJSON: Bool

    init(_ text: [UInt8]) {
      self.text = text
      let start = text.first { $0 > 0x20 && $0 < 0x80 }
      isJSON = start == UInt8(ascii: "{") || start == UInt8(ascii: "[")
      if let brace = text.firstIndex(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }),
        text[brace] == UInt8(ascii: "{")
      {
        isJSON = true
      }
    }

    mutating func strings() -> [[UInt8]] {
      var out: [[UInt8]] = []
      while at < text.count {
        let byte = text[at]
        at += 1
        switch byte {
        case _ where ScriptString.isQuote(byte):
          // A literal that nobody closes goes to the end.
          let end = ScriptString.end(of: byte, in: text[...], from: at, endsWithLine: false) ?? text.count
          out.append(ScriptString.decoded(text[at..<end]))
          at = end + 1
        case UInt8(ascii: "/") where at < text.count && text[at] == UInt8(ascii: "/") && !isJSON:
          while at < text.count, text[at] != 0x0A { at += 1 }
        default: continue
        }
      }
      return out
    }
  }
}
