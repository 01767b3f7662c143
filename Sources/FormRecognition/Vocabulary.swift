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
  /// The characters of all labels: most text has one that no label has, and need not be looked for.
  private let allScalars: Set<Unicode.Scalar>
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
    let words = terms.keys.sorted().joined(separator: "|")
    allWords = Array(words.utf8)
    allScalars = Set(words.unicodeScalars)
    self.titles = titles
  }

  /// A piece of a label that was broken off it: `形不计其他情形`.
  func isFragment(_ body: String) -> Bool {
    !body.isEmpty && body.unicodeScalars.allSatisfy(allScalars.contains) && Self.contains(Array(body.utf8), in: allWords)
  }

  /// Whether bytes of UTF-8 stand in others: keys are folded, and need no comparison of characters.
  private static func contains(_ piece: [UInt8], in whole: [UInt8]) -> Bool {
    guard let first = piece.first, piece.count <= whole.count else { return piece.isEmpty }
    let last = piece[piece.count - 1]
    var start = 0
    while start <= whole.count - piece.count {
      if whole[start] == first, whole[start + piece.count - 1] == last, whole[start..<start + piece.count].elementsEqual(piece) {
        return true
      }
      start += 1
    }
    return false
  }

  /// A figure that ran into a label (`48行政许可`) is no ordinal of it: digits without a sign have to be the form's own.
  func terms(for key: LabelKey) -> [Term] {
    guard !key.body.isEmpty, let found = terms[key.body] else { return [] }
    guard case .point(let number)? = key.ordinal, key.isOrdinalBare || number > 9 else { return found }
    return found.filter { $0.ordinal?.number == number }
  }
}
