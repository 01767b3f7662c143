import HTMLSyntax

/// A page that is a string of something else: of the JSON that a portal's interface answers with, or of a script that writes it.
enum EmbeddedPage {
  struct Found {
    var html: [UInt8]
    /// Bytes of the source that the string takes, its quotation marks included.
    var range: Range<Int>
  }

  /// The string literals that `isPage` holds for, each text once: a draft and the page that was published may stand side by side, and which of
  /// them is shown is the program's secret.
  static func find(in source: ArraySlice<UInt8>, where isPage: ([UInt8]) -> Bool) -> [Found] {
    var pages: [Found] = []
    var index = source.startIndex
    while index < source.endIndex {
      let quote = source[index]
      guard ScriptString.isQuote(quote) else {
        index += 1
        continue
      }
      guard let end = ScriptString.end(of: quote, in: source, from: index + 1, endsWithLine: true) else {
        index += 1
        continue
      }
      if end - index > 200, pages.count < mostPages {
        let literal = source[(index + 1)..<end]
        if mayHoldTag(literal), case let text = ScriptString.decoded(literal), isPage(text), !pages.contains(where: { $0.html == text }) {
          pages.append(Found(html: text, range: index..<end + 1))
        }
      }
      index = end + 1
    }
    return pages
  }

  private static let mostPages = 8

  /// `<`, or an escape by which careful writers put it: `\u003c`.
  private static func mayHoldTag(_ literal: ArraySlice<UInt8>) -> Bool {
    literal.contains(0x3C) || zip(literal, literal.dropFirst()).contains { $0 == 0x5C && $1 == UInt8(ascii: "u") }
  }
}
