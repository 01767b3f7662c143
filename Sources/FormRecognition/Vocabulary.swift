import DocumentTree
import ReportModel

/// The labels of all official forms, compiled once for look-up by their folded words.
struct Vocabulary: Sendable {
  /// What a label can be. One wording may be several: 总计 is a column of two tables and a row of one.
  struct Term: Hashable, Sendable {
    enum Role: Hashable, Sendable {
      case row(String)
      case column(String, block: String)
      case heading(String)
    }
    var form: String
    var table: String
    var role: Role
    /// Ordinal of the official label, where it has one.
    var ordinal: LabelKey.Ordinal?
    /// Matches the official label and not one of its aliases.
    var isOfficial: Bool
  }

  let terms: [String: [Term]]
  /// The words of all labels, one behind the other, to know a piece of a label by.
  private let allWords: [UInt8]
  /// Which pairs of neighbouring characters occur in labels, as bits by ``pair(_:_:)``: most words are told from labels by them alone.
  private let pairs: [UInt64]
  /// Titles of the tables, for annexes whose title stands inside.
  let titles: [String: String]

  static let official = Vocabulary(OfficialForms.all)

  init(_ forms: [Form]) {
    var terms: [String: [Term]] = [:]
    var titles: [String: String] = [:]
    for form in forms {
      for table in form.tables {
        titles[LabelKey(table.title).body] = table.id
        func add(_ label: String, _ aliases: [String], _ role: Term.Role) {
          let official = LabelKey(label)
          for (index, text) in ([label] + aliases).enumerated() {
            let key = LabelKey(text)
            let term = Term(form: form.id, table: table.id, role: role, ordinal: official.ordinal, isOfficial: index == 0)
            if terms[key.body]?.contains(where: { $0.form == term.form && $0.table == term.table && $0.role == term.role }) != true {
              terms[key.body, default: []].append(term)
            }
          }
        }
        for heading in table.headings { add(heading.label, heading.aliases, .heading(heading.id)) }
        for block in table.blocks {
          for column in block.columns { add(column.label, column.aliases, .column(column.id, block: block.id)) }
          for row in block.rows { add(row.label, row.aliases, .row(row.id)) }
        }
      }
    }
    self.terms = terms
    let words = terms.keys
    allWords = Array(words.joined(separator: "|").utf8)
    var pairs = [UInt64](repeating: 0, count: 1024)
    for word in words {
      var last: Unicode.Scalar?
      for scalar in word.unicodeScalars {
        if let last {
          let pair = Self.pair(last, scalar)
          pairs[pair >> 6] |= 1 << UInt64(pair & 63)
        }
        last = scalar
      }
    }
    self.pairs = pairs
    self.titles = titles
  }

  /// A piece of a label that was broken off it: `形不计其他情形`.
  func isFragment(_ body: String) -> Bool {
    var last: Unicode.Scalar?
    for scalar in body.unicodeScalars {
      if let last, !hasPair(last, scalar) { return false }
      last = scalar
    }
    return last != nil && allWords.holds(Array(body.utf8))
  }

  /// Whether two characters may stand side by side in a label.
  func hasPair(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Bool {
    let pair = Self.pair(first, second)
    return pairs[pair >> 6] & 1 << UInt64(pair & 63) != 0
  }

  /// Prose, at the first look: a word that is longer than any value has two Han characters side by side that no label has.
  func isProse(_ text: String) -> Bool {
    var last: Unicode.Scalar?
    var place = 0
    for scalar in text.unicodeScalars {
      if scalar.isWhite {
        place = 0
        last = nil
        continue
      }
      guard let folded = FoldedText.fold(scalar) else { continue }
      place += 1
      switch folded {
      // What a bracket holds at the end of a label is not compared.
      case "(": place = Int.min / 2
      // Words that are exchanged for others, and units behind a figure.
      case "档", "案", "专", "资", "讯", "元", "次": last = nil
      default:
        guard FoldedText.isHan(folded) else {
          last = nil
          continue
        }
        if place >= Self.longestValue, let last, !hasPair(last, folded) { return true }
        last = folded
      }
    }
    return false
  }
  /// A damaged figure has no more scalars, two of them Han.
  private static let longestValue = 12

  /// A place in 65,536 bits.
  private static func pair(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Int {
    Int(truncatingIfNeeded: (first.value &* 0x9E37_79B1 ^ second.value &* 0x85EB_CA6B) >> 16)
  }

  /// A figure that ran into a label (`48行政许可`) is no ordinal of it: digits without a sign have to be the form's own.
  func terms(for key: LabelKey) -> [Term] {
    guard !key.body.isEmpty, let found = terms[key.body] else { return [] }
    guard case .point(let number)? = key.ordinal, key.isOrdinalBare || number > 9 else { return found }
    return found.filter { $0.ordinal?.number == number }
  }
}

extension [UInt8] {
  /// Whether the bytes of a word occur, one behind the other.
  fileprivate func holds(_ word: [UInt8]) -> Bool {
    guard let first = word.first, word.count <= count else { return false }
    for start in 0...count - word.count where self[start] == first {
      var length = 1
      while length < word.count, self[start + length] == word[length] { length += 1 }
      if length == word.count { return true }
    }
    return false
  }
}
