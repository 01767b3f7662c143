import DocumentTree
import ReportModel

/// The labels of all official forms, compiled once for look-up by their folded words.
///
/// One object, handed on by all that looks for labels.
final class Vocabulary: Sendable {
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
    /// The same for the same role in the same table, whatever form and wording; counted from 0.
    var roleID: Int
    /// Place of the table in ``Vocabulary/tables``.
    var tableID: Int
    /// 第二十条第（一）项: the heading of a block.
    var isBlockHeading: Bool

    var isColumn: Bool { if case .column = role { true } else { false } }
  }

  private let index: WordingIndex
  /// Wordings that are labels of tables.
  let labels: [Wording]
  /// Ids of the tables of all forms, and how many roles their labels have together.
  let tables: [String]
  let roleCount: Int
  /// Which pairs of neighbouring characters occur in labels, as bits by ``pair(_:_:)``: most words are told from labels by them alone.
  private let pairs: [UInt64]

  static let official = Vocabulary(OfficialForms.all, OfficialForms.sections)

  /// By their text, for words with characters that Unicode knows in several spellings: 理 has another in old Korean character sets.
  private static let byText: [String: Wording] = {
    var map: [String: Wording] = [:]
    for wording in official.index.wordings { map[wording.body] = wording }
    return map
  }()

  /// The roles of a table's labels, and their numbers. Forms of several years declare nearly the same ones in the same order.
  private struct RoleList {
    private var entries: [(role: Term.Role, number: Int)] = []
    private var cursor = 0

    mutating func rewind() { cursor = 0 }

    mutating func number(of role: Term.Role, next: inout Int) -> Int {
      if cursor < entries.count, entries[cursor].role == role {
        cursor += 1
        return entries[cursor - 1].number
      }
      if let place = entries.firstIndex(where: { $0.role == role }) {
        cursor = place + 1
        return entries[place].number
      }
      entries.append((role, next))
      cursor = entries.count
      next += 1
      return next - 1
    }
  }

  private init(_ forms: [Form], _ sections: [SectionDeclaration]) {
    var count = sections.reduce(0) { $0 + 1 + $1.aliases.count }
    for table in forms.lazy.flatMap(\.tables) {
      for heading in table.headings { count += 1 + heading.aliases.count }
      for block in table.blocks {
        for column in block.columns { count += 1 + column.aliases.count }
        for row in block.rows { count += 1 + row.aliases.count }
      }
    }
    var wordings = WordingTable(capacity: count)
    var tables: [String] = []
    var roles: [RoleList] = []
    var roleCount = 0
    for form in forms {
      for table in form.tables {
        let tableID = tables.firstIndex(of: table.id) ?? tables.count
        if tableID == tables.count {
          tables.append(table.id)
          roles.append(RoleList())
        }
        roles[tableID].rewind()
        func add(_ label: String, _ aliases: [String], _ role: Term.Role, isBlockHeading: Bool = false) {
          let roleID = roles[tableID].number(of: role, next: &roleCount)
          let official = LabelWords(label)
          var term = Term(
            form: form.id, table: table.id, role: role, ordinal: official.ordinal, isOfficial: true, roleID: roleID, tableID: tableID,
            isBlockHeading: isBlockHeading)
          wordings.add(term, to: official.body)
          term.isOfficial = false
          for alias in aliases { wordings.add(term, to: LabelWords(alias).body) }
        }
        for heading in table.headings {
          add(
            heading.label, heading.aliases, .heading(heading.id),
            isBlockHeading: heading.id.hasPrefix("art20") && !heading.id.hasSuffix("header"))
        }
        for block in table.blocks {
          for column in block.columns { add(column.label, column.aliases, .column(column.id, block: block.id)) }
          for row in block.rows { add(row.label, row.aliases, .row(row.id)) }
        }
      }
    }
    for section in sections {
      wordings.add(.init(number: section.number, isOfficial: true), to: LabelWords(section.heading).body, replacing: true)
      for alias in section.aliases {
        wordings.add(.init(number: section.number, isOfficial: false), to: LabelWords(alias).body, replacing: false)
      }
    }
    index = wordings.index()
    labels = index.wordings.filter { !$0.terms.isEmpty }
    self.tables = tables
    self.roleCount = roleCount
    var pairs = [UInt64](repeating: 0, count: 1024)
    for wording in labels {
      for (one, next) in zip(wording.scalars, wording.scalars.dropFirst()) {
        let pair = Self.pair(one, next)
        pairs[pair >> 6] |= 1 << UInt64(pair & 63)
      }
    }
    self.pairs = pairs
  }

  /// The wording of all labels and headings that a label's words are.
  func wording(_ words: LabelWords) -> Wording? { wording(body: words.body) }

  /// The same by the words alone, as they are compared: an ordinal that is left in them is a part of them.
  func wording(body: [Unicode.Scalar]) -> Wording? {
    guard !body.isEmpty else { return nil }
    for scalar in body where !Self.hasOneSpelling(scalar) { return Self.byText[String(scalars: body)] }
    return index.find(body)
  }

  /// Characters of which Unicode's canonical equivalence knows no other spelling.
  private static func hasOneSpelling(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x80 || scalar.value >= 0x4E00 && scalar.value <= 0x9FFF
  }

  /// A piece of a label that was broken off it: `形不计其他情形`.
  func isFragment(_ body: String) -> Bool {
    let scalars = Array(body.unicodeScalars)
    guard !scalars.isEmpty else { return false }
    for place in scalars.indices.dropFirst() where !hasPair(scalars[place - 1], scalars[place]) { return false }
    return labels.contains { $0.scalars.holds(scalars) }
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
    let bytes = text.utf8Span.span
    var index = 0
    while index < bytes.count {
      let scalar = bytes.scalar(at: &index)
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

  /// What a label can be; nothing for other words.
  func terms(for label: String) -> [Term] { terms(for: label[...]) }
  func terms(for label: Substring) -> [Term] {
    let words = LabelWords(label)
    return wording(words).map { terms(of: $0, ordinal: words.ordinal, isOrdinalBare: words.isOrdinalBare) } ?? []
  }

  /// A figure that ran into a label (`48行政许可`, `61.政府公报`) is no ordinal of it: digits without a sign, and those that end in the form's
  /// own ordinal, have to be the form's own. A foreign ordinal with its sign (17.申请人无正当理由…) is a slip.
  func terms(of wording: Wording, ordinal: LabelKey.Ordinal?, isOrdinalBare: Bool) -> [Term] {
    guard case .point(let number)? = ordinal, isOrdinalBare || number > 9 else { return wording.terms }
    let isLong = !isOrdinalBare && wording.scalars.count >= Self.unmistakable
    return wording.terms.filter { term in
      guard let own = term.ordinal?.number else { return false }
      return own == number || isLong && !String(number).hasSuffix(String(own))
    }
  }
  /// Characters of a label that no other words resemble.
  private static let unmistakable = 8
}

extension [Unicode.Scalar] {
  /// Whether the characters of a word occur, one behind the other.
  fileprivate func holds(_ word: [Unicode.Scalar]) -> Bool {
    guard let first = word.first, word.count <= count else { return false }
    for start in 0...count - word.count where self[start] == first {
      var length = 1
      while length < word.count, self[start + length] == word[length] { length += 1 }
      if length == word.count { return true }
    }
    return false
  }
}
