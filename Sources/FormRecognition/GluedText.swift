import Diagnostics
import DocumentTree
import ReportModel

/// Takes a paragraph apart in which labels and figures follow each other without any separator: `规章000行政规范性文件6233440行政许可…`.
///
/// Only labels are known for certain. What stands between two of them stays one cell; whether its digits
/// can be told apart is decided by ``GluedRows``.
struct GluedText: Sendable {
  private let vocabulary: Vocabulary
  /// The longest label by its first sign, and the next shorter one for each, by place in ``Vocabulary/labels`` plus one; 0 for none.
  /// First signs with the same ``slot(_:)`` share a list.
  private let longest: [UInt16]
  private let shorter: [UInt16]
  /// Whether a label begins with what figures are made of.
  private let hasFigureFirst: Bool

  static let official = GluedText(.official)

  private init(_ vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    // No two of one length can both be there.
    let lengths = vocabulary.labels.map { $0.scalars.count }
    var longest = [UInt16](repeating: 0, count: 4096)
    var shorter = [UInt16](repeating: 0, count: lengths.count)
    for length in 2...max(2, lengths.max() ?? 0) {
      for place in lengths.indices where lengths[place] == length {
        let slot = Self.slot(vocabulary.labels[place].scalars[0])
        shorter[place] = longest[slot]
        longest[slot] = UInt16(place + 1)
      }
    }
    self.longest = longest
    self.shorter = shorter
    hasFigureFirst = vocabulary.labels.contains { $0.scalars.first.map(Self.isOfFigure) ?? false }
  }

  /// A place in ``longest``.
  private static func slot(_ scalar: Unicode.Scalar) -> Int { Int(scalar.value & 4095) }

  /// The cells of a glued paragraph; `nil` when it is not one.
  func split(_ cell: SourceCell) -> [SourceCell]? {
    var count = 0
    return split(cell, labelCount: &count)
  }

  /// - Parameter labelCount: how many labels there are, whatever they are worth.
  func split(_ cell: SourceCell, labelCount: inout Int) -> [SourceCell]? {
    guard cell.text.utf8.count >= 60, cell.text.utf8.count <= 40_000, mayBeGlued(cell.text) else { return nil }
    let source = cell.text.scalars
    let folded = source.map { FoldedText.fold($0) }
    var labels: [(start: Int, end: Int, text: String)] = []
    var index = 0
    while index < source.count {
      if let end = label(source, folded, at: index) {
        let start = withOrdinal(source, index, until: end)
        labels.append((start, end, String(scalars: source[start..<end])))
        index = end
      } else {
        index += 1
      }
    }
    labelCount = labels.count
    guard labels.count >= 6 else { return nil }
    // Nearly everything between the labels is figures; prose that mentions labels is something else.
    var between = 0
    var figures = 0
    for (one, next) in zip(labels, labels.dropFirst()) where next.start > one.end {
      between += 1
      if source[one.end..<next.start].allSatisfy(Self.isOfFigure) { figures += 1 }
    }
    guard figures >= Self.fewestFigures, figures * 5 >= between * 4 else { return nil }
    var cells: [SourceCell] = []
    func add(_ text: String) {
      let text = String(Substring(text).trimmingSpace)
      guard !text.isEmpty else { return }
      cells.append(SourceCell(text, columns: cells.count..<cells.count + 1, origin: cell.origin, vocabulary: vocabulary))
    }
    if let first = labels.first, first.start > 0 { add(String(scalars: source[..<first.start])) }
    for (place, label) in labels.enumerated() {
      add(label.text)
      let next = place + 1 < labels.count ? labels[place + 1].start : source.count
      if next > label.end { add(String(scalars: source[label.end..<next])) }
    }
    return cells
  }

  /// Fewer figures between labels are no table.
  private static let fewestFigures = 3
  /// Fewer labels with figures behind them are no table that can't be taken apart.
  static let fewestLabels = 12

  /// A first look: whether enough figures stand before what may be a label or its ordinal, or are there at all.
  private func mayBeGlued(_ text: String) -> Bool {
    if hasFigureFirst { return true }
    let bytes = text.utf8Span.span
    var figures = 0
    var beforeLabels = 0
    var isInside = false
    var index = 0
    while index < bytes.count {
      // Most of prose is Han characters between which no figure stands.
      if !isInside, !bytes.isUnit(at: index), bytes.skipHan(at: &index) { continue }
      let scalar = bytes.scalar(at: &index)
      if Self.isOfFigure(scalar) {
        if !isInside { figures += 1 }
        isInside = true
      } else if isInside {
        isInside = false
        if mayOpen(scalar) { beforeLabels += 1 }
        if beforeLabels == Self.fewestFigures || figures == Self.fewestLabels { return true }
      }
    }
    return figures >= Self.fewestLabels
  }

  /// Whether a label may begin with a character, or its ordinal, `（三）` or `三、`, or the ordinal go on that its digits began: `1、`.
  private func mayOpen(_ scalar: Unicode.Scalar) -> Bool {
    guard let folded = FoldedText.fold(scalar) else { return false }
    switch folded {
    case "(", "十", "0"..."9", ")", ",", ".", ":": return true
    default: return folded.hanDigit != nil || longest[Self.slot(folded)] != 0
    }
  }

  /// Distinct labels in a paragraph, by table: a table may have run into it in a way that can't be taken apart.
  func labels(in text: String) -> [String: Set<Vocabulary.Term.Role>] {
    guard text.utf8.count >= 60, text.utf8.count <= 40_000 else { return [:] }
    let source = text.scalars
    let folded = source.map { FoldedText.fold($0) }
    var found: [String: Set<Vocabulary.Term.Role>] = [:]
    var index = 0
    while index < source.count {
      guard let end = label(source, folded, at: index) else {
        index += 1
        continue
      }
      // Figures right behind the label, or behind its unit: prose that names labels has words there.
      var behind = source[end...].prefix(8)
      while let first = behind.first,
        first.isWhite || Units.all.contains(String(first)) || "万人次".unicodeScalars.contains(first)
      {
        behind = behind.dropFirst()
      }
      if let first = behind.first, ("0"..."9").contains(first) {
        for term in vocabulary.terms(for: String(scalars: source[index..<end])) { found[term.table, default: []].insert(term.role) }
      }
      index = end
    }
    return found
  }

  private static func isOfFigure(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "0"..."9", ".", "-", "+", "/", " ", "\u{A0}", "\u{3000}", "元", "万": true
    default: false
    }
  }

  /// The end of the longest label at `index`; punctuation inside it is passed over.
  private func label(_ source: [Unicode.Scalar], _ folded: [Unicode.Scalar?], at index: Int) -> Int? {
    guard let first = folded[index], longest[Self.slot(first)] != 0 else { return nil }
    // A Han character is never passed over: it has to be the second of the label.
    if index + 1 < source.count, let second = folded[index + 1], FoldedText.isHan(second), !vocabulary.hasPair(first, second) {
      return nil
    }
    var candidate = Int(longest[Self.slot(first)])
    while candidate > 0 {
      let place = candidate - 1
      candidate = Int(shorter[place])
      let words = vocabulary.labels[place].scalars
      var position = index
      var matched = 0
      while matched < words.count, position < source.count {
        guard let scalar = folded[position] else {
          position += 1
          continue
        }
        if scalar == words[matched] {
          matched += 1
        } else if matched == 0 || ("0"..."9").contains(scalar) || FoldedText.isHan(scalar) {
          break
        }
        position += 1
      }
      guard matched == words.count else { continue }
      // A bracket that the label opened is closed behind it.
      let inside = source[index..<position]
      let open = inside.filter { $0 == "(" || $0 == "（" }.count - inside.filter { $0 == ")" || $0 == "）" }.count
      if open > 0, position < source.count, let close = source[position...].prefix(16).firstIndex(where: { $0 == ")" || $0 == "）" }) {
        position = close + 1
      } else if position + 4 < source.count, source[position] == "（" || source[position] == "(",
        let close = source[position...].prefix(18).firstIndex(where: { $0 == ")" || $0 == "）" }),
        String(scalars: source[position..<close]).holds("单位")
      {
        position = close + 1
      }
      return position
    }
    return nil
  }

  /// The start of the label's ordinal, if one stands right before it and is the one that the form gives it.
  private func withOrdinal(_ source: [Unicode.Scalar], _ index: Int, until end: Int) -> Int {
    for length in stride(from: min(4, index), to: 1, by: -1) {
      let text = String(scalars: source[(index - length)..<index]) + "字"
      let (ordinal, used) = LabelKey.ordinal(at: FoldedText.fold(text))
      guard let ordinal, used == FoldedText.fold(text).count - 1 else { continue }
      if case .point(let n) = ordinal {
        // `21.` may be the figure 2 before the ordinal `1.`: points have one digit on the forms.
        let slice = source[index - length..<index]
        if n > 9 || !isDigit(slice[index - length]) || slice.count(where: isDigit) > 1 { continue }
        // Digits without a sign behind them are those of a figure; behind other digits a sign may be that of a figure as well.
        let isBare = slice.allSatisfy { isDigit($0) || $0.isWhite }
        let isBehindDigit = index > length && isDigit(source[index - length - 1])
        if isBare, length > 1 || isBehindDigit { continue }
        if isBare || isBehindDigit, !hasOrdinal(n, source[index..<end]) { continue }
      }
      return index - length
    }
    return index
  }

  private func isDigit(_ scalar: Unicode.Scalar) -> Bool { FoldedText.fold(scalar).map { ("0"..."9").contains($0) } ?? false }

  /// Whether a form gives the label this ordinal.
  private func hasOrdinal(_ number: Int, _ label: ArraySlice<Unicode.Scalar>) -> Bool {
    vocabulary.terms(for: String(scalars: label)).contains { $0.ordinal?.number == number }
  }
}

extension Span<UInt8> {
  /// Whether 元 or 万 stands there, which ``GluedText`` takes for a part of a figure.
  @inline(__always)
  fileprivate func isUnit(at index: Int) -> Bool {
    guard index + 2 < count else { return false }
    return switch (self[index], self[index + 1], self[index + 2]) {
    case (0xE5, 0x85, 0x83), (0xE4, 0xB8, 0x87): true
    default: false
    }
  }
}
