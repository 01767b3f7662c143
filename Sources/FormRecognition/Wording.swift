import DocumentTree

/// One wording of labels, folded for comparison, and what it can be on the official forms.
final class Wording: Sendable {
  /// The words as in ``LabelKey/body``, as text and by characters.
  let body: String
  let scalars: [Unicode.Scalar]
  /// Labels of tables; empty for words that are a section's heading alone.
  let terms: [Vocabulary.Term]
  /// The section whose heading the words are, and whether it is the annex's own heading or an alias.
  let section: Section?

  struct Section {
    var number: Int
    var isOfficial: Bool
  }

  init(scalars: [Unicode.Scalar], terms: [Vocabulary.Term], section: Section?) {
    self.scalars = scalars
    self.terms = terms
    self.section = section
    body = String(scalars: scalars)
  }
}

/// All wordings, found by a hash of their characters: nothing is made or normalised for a look-up.
struct WordingTable {
  private struct Draft {
    var scalars: [Unicode.Scalar]
    var hash: UInt64
    var terms: [Vocabulary.Term] = []
    var section: Wording.Section?
  }
  private var drafts: [Draft] = []
  /// Place in `drafts` plus one, by hash; 0 is free. At least half of the slots are.
  private var slots: [UInt16]

  /// - Parameter capacity: how many wordings there may be.
  init(capacity: Int) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    slots = [UInt16](repeating: 0, count: size)
    drafts.reserveCapacity(capacity)
  }

  mutating func add(_ term: Vocabulary.Term, to scalars: [Unicode.Scalar]) {
    let place = place(of: scalars)
    let known = drafts[place].terms.contains { $0.roleID == term.roleID && $0.form == term.form }
    if !known { drafts[place].terms.append(term) }
  }

  /// - Parameter replacing: whether it takes the place of a section that the words are an alias of.
  mutating func add(_ section: Wording.Section, to scalars: [Unicode.Scalar], replacing: Bool) {
    let place = place(of: scalars)
    if replacing || drafts[place].section == nil { drafts[place].section = section }
  }

  private mutating func place(of scalars: [Unicode.Scalar]) -> Int {
    let hash = Self.hash(scalars)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let place = Int(slots[slot]) - 1
      if drafts[place].hash == hash, drafts[place].scalars == scalars { return place }
      slot = (slot + 1) & (slots.count - 1)
    }
    drafts.append(Draft(scalars: scalars, hash: hash))
    slots[slot] = UInt16(drafts.count)
    return drafts.count - 1
  }

  /// The finished table.
  func index() -> WordingIndex {
    WordingIndex(
      wordings: drafts.map { Wording(scalars: $0.scalars, terms: $0.terms, section: $0.section) }, hashes: drafts.map(\.hash), slots: slots)
  }

  @inline(__always)
  fileprivate static func hash(_ scalars: [Unicode.Scalar]) -> UInt64 {
    var hash: UInt64 = 0
    for scalar in scalars { hash = (hash ^ UInt64(scalar.value)) &* 0x9E37_79B9_7F4A_7C15 }
    return hash ^ hash >> 32
  }
}

struct WordingIndex: Sendable {
  let wordings: [Wording]
  fileprivate let hashes: [UInt64]
  fileprivate let slots: [UInt16]

  /// The wording with these very characters.
  func find(_ scalars: [Unicode.Scalar]) -> Wording? {
    let hash = WordingTable.hash(scalars)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let place = Int(slots[slot]) - 1
      if hashes[place] == hash, wordings[place].scalars == scalars { return wordings[place] }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }
}
