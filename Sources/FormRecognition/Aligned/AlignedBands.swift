import ReportModel

/// Tells to which row of a form each line of figures belongs, where labels wrap around the figures.
///
/// The places where labels begin cut the lines into bands. A label begins above its figures or beside them, and the next
/// one below; so the figures of a band are those of the row whose label begins it. Where a label is not found, its row shares the band
/// of the one before, and order decides, if there are as many lines of figures as rows.
struct AlignedBands {
  struct Row {
    enum Figures {
      case found([AlignedLine.Token], line: Int)
      /// Some figures stand in two lines, one below the other, and the sum of the row leaves one way to join them.
      case joined([String], from: [AlignedLine.Token], line: Int)
      /// Too few, too many, or pieces that do not fit together.
      case unclear([AlignedLine.Token], line: Int)
    }
    var row: Int
    var figures: Figures
    /// The row's own label was not found: only its place among the others speaks for it.
    var isByOrder: Bool
  }

  private(set) var rows: [Row] = []
  /// Labels whose beginning was found.
  private(set) var confirmed = 0
  /// Lines of figures that no row took.
  private(set) var untaken: [Int] = []

  /// Lines in which two labels begin: two rows ran into one, and the figures are neither's for certain.
  private var crowded: Set<Int> = []
  /// Rows whose label may begin in each line.
  private var matches: [Int: Set<Int>] = [:]
  private let lines: [AlignedLine]
  private let isFull: (Int) -> Bool
  private let sumHolds: ([String]) -> Bool?

  /// - Parameters:
  ///   - isFull: whether a line has the figures of a whole row.
  ///   - sumHolds: whether figures are those of a row by the sum that the form prescribes; `nil` where it prescribes none.
  init(_ lines: [AlignedLine], labels: [FormRow], isFull: @escaping (Int) -> Bool, sumHolds: @escaping ([String]) -> Bool?) {
    self.lines = lines
    self.isFull = isFull
    self.sumHolds = sumHolds
    let (starts, crowded, matches) = Self.starts(lines, labels)
    self.crowded = crowded
    self.matches = matches
    // A beginning that several labels share (（二）被依法纠错数) tells its row only where all of them were found.
    let found = Set(starts.map(\.row))
    for start in starts where matches[start.line].map({ $0.count > 1 && !found.isSuperset(of: $0) }) == true {
      self.crowded.insert(start.line)
    }
    confirmed = starts.count
    guard let first = starts.first else { return }
    if first.row > 0 || lines[..<first.line].contains(where: { !$0.values.isEmpty }) {
      assign(0..<first.row, 0..<first.line, confirmedFirst: false)
    }
    // Figures that stand above their label: a line of them that no row before it has, right above a label without figures of its own.
    var isAbove = first.row == 0 && lines[..<first.line].indices.contains(where: isFull)
    for (place, start) in starts.enumerated() {
      let next = place + 1 < starts.count ? starts[place + 1] : (line: lines.count, row: labels.count)
      if isFull(start.line) { isAbove = false }
      if isAbove {
        leaveOpen(start, start.line..<next.line)
        continue
      }
      assign(start.row..<next.row, start.line..<next.line, confirmedFirst: true)
      isAbove = next.line < lines.count && isFull(next.line - 1) && untaken.contains(next.line - 1)
    }
  }

  // MARK: Labels

  /// Where labels begin: the longest chain of matches in the order of the form.
  private static func starts(_ lines: [AlignedLine], _ rows: [FormRow])
    -> (starts: [(line: Int, row: Int)], crowded: Set<Int>, matches: [Int: Set<Int>])
  {
    let keys = rows.map { row in ([row.label] + row.aliases).map { LabelKey($0) } }
    var items: [(line: Int, row: Int, weight: Int)] = []
    var crowded: Set<Int> = []
    var matchesOfLine: [Int: Set<Int>] = [:]
    for (index, line) in lines.enumerated() {
      var own: [(row: Int, weight: Int)] = []
      var matched: Set<Int> = []
      for token in line.labels {
        let key = LabelKey(token.text)
        guard !key.body.isEmpty else { continue }
        var matches: Set<Int> = []
        for row in rows.indices {
          if let weight = weight(key, keys[row]) {
            own.append((row, weight))
            matches.insert(row)
          }
        }
        if !matches.isEmpty, !matched.isEmpty, matched.isDisjoint(with: matches), !line.values.isEmpty { crowded.insert(index) }
        matched.formUnion(matches)
      }
      if !matched.isEmpty { matchesOfLine[index] = matched }
      // Rows of one line from the last to the first: at most one of them can be in a chain.
      for item in own.sorted(by: { $0.row > $1.row }) { items.append((index, item.row, item.weight)) }
    }
    guard !items.isEmpty, items.count <= 4_000 else { return ([], crowded, matchesOfLine) }
    var best = items.map(\.weight)
    var previous = [Int](repeating: -1, count: items.count)
    for index in items.indices {
      for earlier in 0..<index where items[earlier].row < items[index].row && items[earlier].line < items[index].line {
        let weight = best[earlier] + items[index].weight
        if weight > best[index] {
          best[index] = weight
          previous[index] = earlier
        }
      }
    }
    guard var at = best.indices.max(by: { best[$0] < best[$1] }) else { return ([], crowded, matchesOfLine) }
    var chain: [(line: Int, row: Int)] = []
    while true {
      chain.append((items[at].line, items[at].row))
      guard previous[at] >= 0 else { break }
      at = previous[at]
    }
    return (chain.reversed(), crowded, matchesOfLine)
  }

  /// How well a piece of text is the beginning of a label; `nil` when it is not.
  private static func weight(_ key: LabelKey, _ labels: [LabelKey]) -> Int? {
    let official = labels[0].ordinal
    for label in labels {
      guard label.body.hasPrefix(key.body) || key.body.hasPrefix(label.body) && label.body.unicodeScalars.count >= 4 else { continue }
      let length = min(8, key.body.unicodeScalars.count)
      if let official {
        if key.ordinal == official { return 4 + length }
        if key.ordinal == nil, length >= 4 { return length }
      } else if key.ordinal == nil, length >= 3 {
        return length
      }
    }
    return nil
  }

  // MARK: Figures

  /// Whether the figures of the band are those of the label above them or of the one below can't be told.
  private mutating func leaveOpen(_ start: (line: Int, row: Int), _ band: Range<Int>) {
    let filled = band.filter { !lines[$0].values.isEmpty }
    guard let line = filled.first else { return }
    rows.append(Row(row: start.row, figures: .unclear(filled.flatMap { lines[$0].values }, line: line), isByOrder: false))
  }

  private mutating func assign(_ wanted: Range<Int>, _ band: Range<Int>, confirmedFirst: Bool) {
    let full = band.filter(isFull)
    let partial = band.filter { !lines[$0].values.isEmpty && !isFull($0) }
    if confirmedFirst, wanted.count != full.count, let first = wanted.first, full.first == band.lowerBound {
      // Label and figures begin on one line: that row is certain, whatever follows.
      let end = full.count > 1 ? full[1] : band.upperBound
      let own = partial.filter { $0 < end }
      rows.append(Row(row: first, figures: figures(full[0], pieces: own, below: true), isByOrder: false))
      let left = Array(full.dropFirst()), rest = partial.filter { $0 >= end }
      if left.count == wanted.count - 1 {
        assign(wanted.dropFirst(), end..<band.upperBound, confirmedFirst: false)
      } else {
        untaken += left + rest
      }
      return
    }
    if confirmedFirst, let row = wanted.first, let line = full.first, line != band.lowerBound, isAmongPieces(band, partial) {
      // Numbers go on around their labels: a whole line may be the next row's.
      rows.append(Row(row: row, figures: .unclear((full + partial).sorted().flatMap { lines[$0].values }, line: line), isByOrder: false))
      return
    }
    if full.count == wanted.count, !full.isEmpty {
      var left = partial
      for (place, row) in wanted.enumerated() {
        let end = place + 1 < full.count ? full[place + 1] : band.upperBound
        let own = left.filter { $0 > full[place] && $0 < end }
        left.removeAll { own.contains($0) }
        let before = place == 0 ? left.filter { $0 < full[0] } : []
        left.removeAll { before.contains($0) }
        let isByOrder = place > 0 || !confirmedFirst
        if isByOrder, let named = matches[full[place]], !named.contains(row) {
          // The line begins with the label of another row, there twice: the figures are that row's.
          rows.append(Row(row: row, figures: .unclear(tokens(full[place], before + own), line: full[place]), isByOrder: true))
          continue
        }
        rows.append(
          Row(row: row, figures: figures(full[place], pieces: before + own, below: before.isEmpty), isByOrder: isByOrder))
      }
      untaken += left
      return
    }
    if let row = wanted.first, confirmedFirst || wanted.count == 1, let line = (full + partial).min() {
      let all = (full + partial).sorted()
      rows.append(Row(row: row, figures: .unclear(all.flatMap { lines[$0].values }, line: line), isByOrder: false))
    } else {
      untaken += full + partial
    }
  }

  /// Whether pieces of figures stand right above the band and inside it.
  private func isAmongPieces(_ band: Range<Int>, _ partial: [Int]) -> Bool {
    guard !partial.isEmpty, band.lowerBound > 0 else { return false }
    let above = lines[band.lowerBound - 1]
    return !above.values.isEmpty && !isFull(band.lowerBound - 1) && above.labels.isEmpty
      && above.number + 1 == lines[band.lowerBound].number
  }

  private func tokens(_ line: Int, _ pieces: [Int]) -> [AlignedLine.Token] {
    lines[line].values + pieces.flatMap { lines[$0].values }
  }

  /// The figures of a line, with the digits that wrapped into the lines below it.
  private func figures(_ line: Int, pieces: [Int], below: Bool) -> Row.Figures {
    let tokens = lines[line].values
    let all = self.tokens(line, pieces)
    if crowded.contains(line) { return .unclear(all, line: line) }
    guard !pieces.isEmpty else { return .found(tokens, line: line) }
    guard below, sumHolds(tokens.map(\.text)) == false, let joined = join(tokens.map(\.text), pieces[...], limit: 3) else {
      return .unclear(all, line: line)
    }
    return .joined(joined, from: all, line: line)
  }

  /// The only way to hang the pieces onto the figures so that their sum holds.
  private func join(_ figures: [String], _ pieces: ArraySlice<Int>, limit: Int) -> [String]? {
    var solutions: [[String]] = []
    func attach(_ figures: [String], _ pieces: ArraySlice<Int>) {
      guard let first = pieces.first else {
        if sumHolds(figures) == true, !solutions.contains(figures) { solutions.append(figures) }
        return
      }
      for way in WrappedDigits.ways(lines[first].values.map(\.text), onto: figures, atMost: 20_000) ?? [] where solutions.count < 2 {
        attach(way, pieces.dropFirst())
      }
    }
    guard pieces.count <= limit, pieces.allSatisfy({ !isFull($0) && lines[$0].values.allSatisfy(Self.isDigits) })
    else { return nil }
    attach(figures, pieces)
    return solutions.count == 1 ? solutions[0] : nil
  }

  private static func isDigits(_ token: AlignedLine.Token) -> Bool { token.text.utf8.allSatisfy { (0x30...0x39).contains($0) } }
}
