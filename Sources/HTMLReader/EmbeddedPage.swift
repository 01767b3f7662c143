import HTMLSyntax

/// A page that is a string of something else: of the JSON that a portal's interface answers with, or of a script that writes it.
enum EmbeddedPage {
  struct Found {
    var html: [UInt8]
    /// Bytes of the source that the string takes, its quotation marks included.
    var range: Range<Int>
  }

  /// The longest string literal that `isPage` holds for.
  static func find(in source: ArraySlice<UInt8>, where isPage: ([UInt8]) -> Bool) -> Found? {
    var best: Found?
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
      if end - index > 200, end - index > (best?.range.count ?? 0) {
        let literal = source[(index + 1)..<end]
        if mayHoldTag(literal), case let text = ScriptString.decoded(literal), isPage(text) {
          best = Found(html: text, range: index..<end + 1)
        }
      }
      index = end + 1
    }
    return best
  }

  /// `<`, or an escape by which careful writers put it: `\u003c`.
  private static func mayHoldTag(_ literal: ArraySlice<UInt8>) -> Bool {
    literal.contains(0x3C) || zip(literal, literal.dropFirst()).contains { $0 == 0x5C && $1 == UInt8(ascii: "u") }
  }
}
