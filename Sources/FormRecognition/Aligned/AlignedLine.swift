import Diagnostics
import DocumentTree
import ReportModel

/// A line of text whose cells are parted by white space: pieces of labels at the left, figures at the right.
struct AlignedLine {
  struct Token {
    var text: String
    /// Characters before it in the line.
    var column: Int
    var value: CellValue
  }
  /// Index of the row that holds the line.
  var row: Int
  var labels: [Token]
  var values: [Token]
  /// Line of the source, from 1; 0 where it is not known.
  var number: Int

  /// `nil` when the words are no pieces of labels, and the line belongs to no table.
  init?(_ row: SourceRow, index: Int, vocabulary: Vocabulary) {
    guard row.kind == .paragraph, row.cells.count == 1, row.cells[0].text.utf8.count <= 1200 else { return nil }
    guard !vocabulary.isProse(row.cells[0].text) else { return nil }
    var tokens = Self.tokens(row.cells[0].text)
    guard !tokens.isEmpty, tokens.count <= 60 else { return nil }
    var values: [Token] = []
    while let last = tokens.last, last.value.isReadable || Self.isDamaged(last) {
      values.append(last)
      tokens.removeLast()
    }
    values.reverse()
    labels = Self.joiningOrdinals(tokens)
    // `方式公开相同信息计 1`: the figure belongs to the words of the label, which go on below.
    if let last = labels.last, let first = values.first, first.column == last.column + last.text.unicodeScalars.count + 1,
      vocabulary.isFragment(LabelKey(last.text + first.text).body), !LabelKey(last.text).body.isEmpty
    {
      labels[labels.count - 1].text += first.text
      values.removeFirst()
    }
    guard labels.allSatisfy({ Self.isPiece($0.text, vocabulary) }) else { return nil }
    self.values = values
    self.row = index
    number = row.origin.line ?? 0
  }

  private static func isDamaged(_ token: Token) -> Bool {
    guard token.value.content == .unreadable(.damaged), token.text.utf8.count <= 14 else { return false }
    // `1.` and `2、属` open a label.
    if isBareOrdinal(token.text) { return false }
    return LabelKey(token.text).ordinal == nil || !token.text.unicodeScalars.contains { FoldedText.isHan($0) && $0 != "零" && $0 != "〇" }
  }

  private static func tokens(_ text: String) -> [Token] {
    var tokens: [Token] = []
    let bytes = text.utf8Span.span
    // Where the token that is open begins, in bytes and in characters.
    var start: (byte: Int, column: Int)?
    func close(_ end: Int) {
      guard let open = start else { return }
      start = nil
      let range = text.utf8.index(text.startIndex, offsetBy: open.byte)..<text.utf8.index(text.startIndex, offsetBy: end)
      let piece = String(text[range])
      tokens.append(Token(text: piece, column: open.column, value: CellValue(piece)))
    }
    var index = 0
    var column = 0
    while index < bytes.count {
      let place = index
      if bytes.scalar(at: &index).isWhite {
        close(place)
      } else if start == nil {
        start = (place, column)
      }
      column += 1
    }
    close(bytes.count)
    return tokens
  }

  private static func isBareOrdinal(_ text: String) -> Bool {
    // The longest has a few signs.
    guard text.utf8.count <= 40 else { return false }
    let scalars = FoldedText.fold(text)
    let (ordinal, length) = LabelKey.ordinal(at: scalars + ["字"])
    return ordinal != nil && length == scalars.count
  }

  /// `1.` and `属于国家秘密` are one label.
  private static func joiningOrdinals(_ tokens: [Token]) -> [Token] {
    var out: [Token] = []
    for token in tokens {
      if let last = out.last, isBareOrdinal(last.text), LabelKey(token.text).ordinal == nil {
        out[out.count - 1].text += token.text
      } else {
        out.append(token)
      }
    }
    return out
  }

  private static func isPiece(_ text: String, _ vocabulary: Vocabulary) -> Bool {
    let key = LabelKey(text)
    let body = key.body
    // `84.政务微信…`, `4制发…`: a figure ran into the label behind it.
    if case .point(let number)? = key.ordinal, number > 9 || key.isOrdinalBare, vocabulary.terms(for: text).isEmpty { return false }
    if body.isEmpty || Units.all.contains(body) { return true }
    if vocabulary.isFragment(body) { return true }
    // `（七` of `（七）总计`, torn by the margin.
    let scalars = FoldedText.fold(text)
    return scalars.count <= 3 && scalars.allSatisfy { "()".unicodeScalars.contains($0) || $0.hanDigit != nil }
  }
}

extension Origin {
  /// The line of a text file that it names.
  var line: Int? {
    for step in steps { if case .line(let number) = step { return number } }
    return nil
  }
}
