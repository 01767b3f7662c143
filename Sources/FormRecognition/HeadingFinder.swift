import Diagnostics
import DocumentTree
import ReportModel

/// A place where a section may begin.
struct HeadingCandidate {
  /// Index of the row in the row sequence, and how many rows the heading takes (2 when it was split over two lines).
  var row: Int
  var rowCount = 1
  /// 1…6.
  var number: Int
  var score: Int
  var ordinal: LabelKey.Ordinal?
  /// The part of the row's text that is the heading, and what stands before and behind it.
  var before = ""
  var heading: String
  var after = ""
  /// The words are the annex's own, not an alias.
  var isOfficial: Bool
}

/// Finds the six sections by the words of their headings, their ordinals and their order.
struct HeadingFinder {
  /// Folded heading texts with their ordinals, longest first, for headings glued to other text.
  private static let full: [(scalars: [Unicode.Scalar], number: Int)] = {
    var full: [(scalars: [Unicode.Scalar], number: Int)] = []
    var longest = 0
    func add(_ heading: String, _ number: Int) {
      // Shorter words stand in any sentence.
      guard heading.unicodeScalars.count >= 4 else { return }
      var words = FoldedText.fold(heading)
      words.removeAll { $0 == "," || $0 == "." }
      longest = max(longest, words.count)
      full.append((words, number))
    }
    for section in OfficialForms.sections {
      let heading = section.heading.unicodeScalars
      add(String(heading.drop { $0 != "、" }.dropFirst()), section.number)
      for alias in section.aliases { add(alias, section.number) }
    }
    var sorted: [(scalars: [Unicode.Scalar], number: Int)] = []
    for length in (0...longest).reversed() { for entry in full where entry.scalars.count == length { sorted.append(entry) } }
    return sorted
  }()

  /// The section whose heading the whole text is; `nil` when it is none.
  static func sectionNumber(of text: String) -> Int? {
    guard text.utf8.count <= 240 else { return nil }
    let words = LabelWords(Substring(text).strippingLeadingBars)
    return (section(of: words) ?? bareOrdinal(words)?.section)?.number
  }

  let rows: [SourceRow]

  /// The chosen headings in the order of the document.
  func headings(isTableRow: (Int) -> Bool) -> [HeadingCandidate] {
    var candidates: [HeadingCandidate] = []
    for index in rows.indices {
      guard !isTableRow(index), let text = rows[index].soleText else { continue }
      if let candidate = wholeLine(text, row: index) {
        candidates.append(candidate)
        continue
      }
      if rows[index].kind == .paragraph {
        if index + 1 < rows.count, rows[index + 1].kind == .paragraph, let joined = splitLine(index) {
          candidates.append(joined)
        } else {
          candidates += headingsInside(text, row: index)
        }
      }
    }
    return choose(candidates.count > 2_000 ? Array(candidates.prefix(2_000)) : candidates)
  }

  // MARK: Candidates

  private func wholeLine(_ text: String, row: Int) -> HeadingCandidate? {
    guard text.utf8.count <= 240 else { return nil }
    let words = LabelWords(Substring(text).strippingLeadingBars)
    var ordinal = words.ordinal
    var section = Self.section(of: words)
    if section == nil, ordinal == nil, let bare = Self.bareOrdinal(words) { (ordinal, section) = (bare.ordinal, bare.section) }
    guard let section else { return nil }
    return HeadingCandidate(
      row: row, number: section.number, score: score(ordinal, section.number, section.isOfficial, row), ordinal: ordinal,
      heading: text, isOfficial: section.isOfficial)
  }

  private static func section(of words: LabelWords) -> Wording.Section? { Vocabulary.official.wording(words)?.section }

  /// `一总体情况`: the sign behind the ordinal was lost. The ordinal has to be the section's own.
  private static func bareOrdinal(_ words: LabelWords) -> (ordinal: LabelKey.Ordinal, section: Wording.Section)? {
    guard let first = words.body.first, let digit = first.hanDigit, digit <= 6 else { return nil }
    guard let section = Vocabulary.official.wording(body: Array(words.body.dropFirst()))?.section, section.number == digit else {
      return nil
    }
    return (.chapter(digit), section)
  }

  private func score(_ ordinal: LabelKey.Ordinal?, _ number: Int, _ isOfficial: Bool, _ row: Int) -> Int {
    var score = isOfficial ? 3 : 0
    switch ordinal {
    case .chapter(number): score += 20
    case .chapter: score += 14
    case nil: score += 9
    case .item(number): score += 5
    case .point(number): score += 4
    default: score += 2
    }
    if rows[row].outlineLevel != nil { score += 2 }
    return score
  }

  /// A heading that was split over two lines: neither is one, both together are.
  private func splitLine(_ row: Int) -> HeadingCandidate? {
    let (first, second) = (rows[row].text, rows[row + 1].text)
    guard first.utf8.count + second.utf8.count <= 200, !second.isEmpty else { return nil }
    let words = LabelWords(first + second)
    guard case .chapter = words.ordinal, let section = Self.section(of: words), wholeLine(second, row: row + 1) == nil
    else { return nil }
    return HeadingCandidate(
      row: row, rowCount: 2, number: section.number, score: score(words.ordinal, section.number, section.isOfficial, row) - 2,
      ordinal: words.ordinal, heading: first + second, isOfficial: section.isOfficial)
  }

  /// Headings that share a paragraph with other text: `一、总体情况。2023年，…`, `…工作。二、主动公开政府信息情况`.
  ///
  /// Only words of a heading behind its own chapter ordinal count, and what follows may not continue the word.
  func headingsInside(_ text: String, row: Int) -> [HeadingCandidate] {
    guard text.utf8.count > 12, Self.mayHoldOrdinal(text) else { return [] }
    let source = text.scalars
    var found: [HeadingCandidate] = []
    var index = 0
    var start = 0
    while index < source.count {
      guard let (number, length) = ordinal(source, at: index) else {
        index += 1
        continue
      }
      if let end = match(source, from: index + length, number: number) {
        let before = String(scalars: source[start..<index])
        let heading = String(scalars: source[index..<end.heading])
        if var last = found.popLast() {
          last.after = before
          found.append(last)
        }
        found.append(
          HeadingCandidate(
            row: row, number: number, score: found.isEmpty && before.unicodeScalars.allSatisfy(\.isWhite) ? 17 : 12,
            ordinal: .chapter(number), before: found.isEmpty ? before : "", heading: heading, isOfficial: end.isOfficial))
        index = end.rest
        start = index
      } else {
        index += length
      }
    }
    if var last = found.popLast() {
      last.after = String(scalars: source[start...])
      found.append(last)
    }
    // A sentence that lists the parts of the report is no chain of headings.
    if found.count >= 3, found.dropLast().allSatisfy({ $0.after.unicodeScalars.count <= 3 }) { return [] }
    return found
  }

  /// A first look, by bytes: a Chinese digit and a sign behind it.
  private static func mayHoldOrdinal(_ text: String) -> Bool {
    let span = text.utf8Span.span
    var index = 0
    while index + 3 < span.count {
      let lead = span[index]
      guard lead >= 0xE0, lead < 0xF0 else {
        index += 1
        continue
      }
      // 一二三五 begin with E4, 四六 with E5; behind them ASCII, or one of 、．，.
      let next = span[index + 3]
      if lead & 0xFE == 0xE4, next == 0x2C || next == 0x2E || next == 0xE3 || next == 0xEF {
        var place = index
        if span.scalar(at: &place).hanDigit != nil { return true }
      }
      index += 3
    }
    return false
  }

  private func ordinal(_ source: [Unicode.Scalar], at index: Int) -> (number: Int, length: Int)? {
    guard let digit = source[index].hanDigit, digit <= 6, index + 1 < source.count else { return nil }
    switch source[index + 1] {
    case "、", "．", ".", "，", ",": return (digit, 2)
    default: return nil
    }
  }

  /// The end of the longest heading of section `number` that starts at `index`.
  private func match(_ source: [Unicode.Scalar], from index: Int, number: Int) -> (heading: Int, rest: Int, isOfficial: Bool)? {
    for candidate in Self.full where candidate.number == number {
      var position = index
      var matched = 0
      while matched < candidate.scalars.count, position < source.count {
        guard let folded = FoldedText.fold(source[position]), folded != ",", folded != "." else {
          position += 1
          continue
        }
        guard folded == candidate.scalars[matched] else { break }
        matched += 1
        position += 1
      }
      guard matched == candidate.scalars.count else { continue }
      // The mark behind a heading stays with it.
      while position < source.count, "。：:．.".unicodeScalars.contains(source[position]) { position += 1 }
      var rest = position
      while rest < source.count, " \u{3000}\u{A0}\t\n".unicodeScalars.contains(source[rest]) { rest += 1 }
      if rest == position, position < source.count, source[position - 1] != "。", source[position - 1] != "：" {
        let next = source[position]
        // 总体情况良好 is a sentence. A long heading is known by its length.
        if FoldedText.isHan(next) && candidate.scalars.count < 8 { continue }
        if next == "的" || next == "、" || next == "，" || next == "," || next == "；" { continue }
      }
      return (position, rest, true)
    }
    return nil
  }

  // MARK: Choice

  /// At most one heading a section, their order that of the numbers, the sum of the scores as high as can be.
  ///
  /// A table of contents loses because nothing stands between its lines. A section that only an out-of-order
  /// heading opens is taken with that heading.
  private func choose(_ candidates: [HeadingCandidate]) -> [HeadingCandidate] {
    var list = withoutSubheadings(candidates)
    for index in list.indices {
      let next = index + 1 < list.count ? list[index + 1].row : rows.count
      let gap = next - list[index].row - list[index].rowCount
      let hasText = !list[index].after.isEmpty
      if gap == 0, !hasText, index + 1 < list.count { list[index].score -= 8 }
    }
    guard !list.isEmpty else { return [] }
    // Longest increasing chain by weight.
    var best = list.map(\.score)
    var previous = [Int](repeating: -1, count: list.count)
    for index in list.indices {
      for earlier in 0..<index where list[earlier].number < list[index].number {
        let weight = best[earlier] + list[index].score
        if weight > best[index] {
          best[index] = weight
          previous[index] = earlier
        }
      }
    }
    guard var at = best.indices.max(by: { best[$0] < best[$1] }) else { return [] }
    var chain: [HeadingCandidate] = []
    while true {
      chain.append(list[at])
      guard previous[at] >= 0 else { break }
      at = previous[at]
    }
    chain.reverse()
    let taken = Set(chain.map(\.number))
    for candidate in list where !taken.contains(candidate.number) {
      guard case .chapter(candidate.number) = candidate.ordinal, candidate.score >= 14, candidate.before.isEmpty else { continue }
      if chain.contains(where: { $0.number == candidate.number }) { continue }
      chain.append(candidate)
    }
    return chain.sorted { $0.row < $1.row }
  }

  /// Sub-level ordinals never open a section where chapters have ordinals of their own.
  private func withoutSubheadings(_ candidates: [HeadingCandidate]) -> [HeadingCandidate] {
    let open = candidates.filter {
      switch $0.ordinal {
      case .chapter, nil: true
      case .item, .point, .subpoint: false
      }
    }
    guard Set(open.map(\.number)).count >= 2 else { return candidates }
    return candidates.filter { candidate in
      switch candidate.ordinal {
      case .chapter, nil: true
      case .item, .point, .subpoint: false
      }
    }
  }
}

extension Substring {
  /// White space, bars, heading marks, and the letters that recognition software reads for a bar.
  var strippingLeadingBars: Substring {
    var s = self
    while let c = s.unicodeScalars.first,
      c == "|" || c == "#" || c == "\u{FF5C}" || c.isWhite || c == "\u{200B}" || c == "\u{FEFF}"
    {
      s = Substring(s.unicodeScalars.dropFirst())
    }
    if let c = s.unicodeScalars.first, c == "l" || c == "I", let next = s.unicodeScalars.dropFirst().first,
      FoldedText.isHan(next) || next == " "
    {
      s = Substring(s.unicodeScalars.dropFirst())
    }
    return s
  }
}
