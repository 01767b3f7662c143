import ReportModel

/// Decides which rows of a document belong to which table of the forms, by the labels in them.
///
/// A table of the source may hold several of the form's, or a part of one; a table of the form may lie in
/// paragraphs, one cell a line. Whatever has too few labels stays what it is: prose or an annex.
struct TableLocator {
  private let rows: [SourceRow]
  private let vocabulary: Vocabulary
  /// The table of each row, by id; `nil` for rows of none.
  private(set) var owner: [String?]
  /// Rows of paragraphs taken apart into cells, where they turned out to be part of a table.
  private(set) var tokens: [Int: [SourceCell]] = [:]
  /// Paragraphs in which labels and figures follow each other without a separator.
  private(set) var glued: Set<Int> = []
  /// Lines of nothing but figures between rows of a table.
  private(set) var strays: Set<Int> = []
  /// Paragraphs that hold a table of the form run together in a way that can't be read, by table.
  private(set) var illegible: [Int: String] = [:]
  /// Paragraphs into which more than one table ran.
  private(set) var several: [Int: Set<String>] = [:]

  init(_ rows: [SourceRow], vocabulary: Vocabulary) {
    self.rows = rows
    self.vocabulary = vocabulary
    owner = [String?](repeating: nil, count: rows.count)
    locateTables()
    locateGluedText()
    locateParagraphRuns()
    claimNeighbours()
    claimStrays()
  }

  // MARK: Tables of the source

  private mutating func locateTables() {
    var start = 0
    var previous: String?
    while start < rows.count {
      guard let table = rows[start].table else {
        start += 1
        continue
      }
      var end = start
      while end < rows.count, rows[end].table == table { end += 1 }
      let range = start..<end
      var evidence = TableEvidence(vocabulary)
      for index in range { for cell in rows[index].cells { evidence.add(cell) } }
      var present = evidence.tables()
      if present.isEmpty, let previous, continues(previous, range, evidence) {
        present = [previous]
        // Figures without a label go with the table that they continue.
        if !evidence.hasLabels(of: previous) { for index in range { owner[index] = previous } }
      }
      if !present.isEmpty {
        assign(range, among: present)
        previous = owner[end - 1]
      } else if evidence.values > 0 {
        previous = nil
      }
      start = end
    }
    claimBeginnings()
  }

  /// The first rows of a table that a heading line cuts off: too few to be known by themselves, right before those that are.
  private mutating func claimBeginnings() {
    var index = rows.count - 1
    while index > 0 {
      defer { index -= 1 }
      guard let table = owner[index], owner[index - 1] == nil else { continue }
      var last = index - 1
      if rows[last].kind == .paragraph, last > 0, rows[last].cells[0].terms.contains(where: { $0.table == table }) { last -= 1 }
      guard let source = rows[last].table, owner[last] == nil else { continue }
      var first = last
      while first > 0, rows[first - 1].table == source { first -= 1 }
      let labels = (first...last).flatMap { rows[$0].cells }.filter(\.isLabel)
      let own = labels.count { $0.isOfTable(table) }
      // A header names two of the form's columns at least, and may name others beside them: 上年数, 备注.
      let isHeader = own >= 2 && last - first < 8 && rows[first...last].allSatisfy { $0.cells.allSatisfy { $0.isBlank || $0.isLabel } }
      guard own > 0,
        isHeader
          || labels.allSatisfy({ cell in
            cell.isOfTable(table) || Units.all.contains(cell.key.body)
          })
      else { continue }
      for own in first...last { owner[own] = table }
    }
  }

  /// The rest of a table that a page break cut off: a label or two of it, or figures without any.
  private func continues(_ table: String, _ range: Range<Int>, _ evidence: TableEvidence) -> Bool {
    if evidence.hasLabels(of: table) { return true }
    guard table == "disputes", range.count <= 2 else { return false }
    let filled = range.reduce(0) { $0 + rows[$1].cells.count { !$0.isBlank && $0.value.isReadable } }
    let cells = range.reduce(0) { $0 + rows[$1].cells.count }
    return cells == filled && (cells == 15 || cells == 10 || cells == 5)
  }

  /// Rows go by their own labels, else with the row before them, else with the next that has any.
  private mutating func assign(_ range: Range<Int>, among present: [String]) {
    var current: String?
    var waiting: [Int] = []
    for index in range {
      let own = tables(of: tokens[index] ?? rows[index].cells, among: present)
      if own.count == 1 || own.count > 1 && !own.contains(current ?? "") { current = own.min() }
      // The heading of the next section in a row of its own belongs to no table.
      if own.isEmpty, let text = rows[index].soleText, HeadingFinder.sectionNumber(of: text) != nil {
        current = nil
        continue
      }
      guard let current else {
        waiting.append(index)
        continue
      }
      owner[index] = current
      for earlier in waiting { owner[earlier] = current }
      waiting = []
    }
  }

  /// The tables of which a row has labels: those of most of its cells. 其他 and 总计 stand in headers of two tables, 自然人 beside them in one.
  private func tables(of cells: [SourceCell], among present: [String]) -> [String] {
    var counts: [(table: String, cells: Int)] = []
    for cell in cells where !cell.terms.isEmpty {
      var seen: [String] = []
      for term in cell.terms where present.contains(term.table) && !seen.contains(term.table) {
        seen.append(term.table)
        if let place = counts.firstIndex(where: { $0.table == term.table }) {
          counts[place].cells += 1
        } else {
          counts.append((term.table, 1))
        }
      }
    }
    let most = counts.map(\.cells).max() ?? 0
    return counts.filter { $0.cells == most }.map(\.table)
  }

  // MARK: Tables in paragraphs

  /// Runs of short lines that are labels and figures.
  private mutating func locateParagraphRuns() {
    var start = 0
    while start < rows.count {
      guard owner[start] == nil, rows[start].kind == .paragraph, isCandidate(start) else {
        start += 1
        continue
      }
      var end = start
      var last = start
      var evidence = TableEvidence(vocabulary)
      while end < rows.count, owner[end] == nil, rows[end].kind == .paragraph, end - last <= 8 {
        if isCandidate(end) {
          for cell in tokens[end] ?? rows[end].cells { evidence.add(cell) }
          last = end
        } else if !isFragment(end), end - last > 2 || !isShortLabel(end) {
          break
        }
        end += 1
      }
      let present = evidence.tables(minimum: 4)
      if !present.isEmpty, evidence.values >= 2 || present.contains("proactive") && evidence.values >= 1 {
        assign(start..<last + 1, among: present)
      } else {
        for index in start...last { tokens[index] = nil }
      }
      start = last + 1
    }
  }

  /// A line that is a label of a form, a value, or labels and values with white space between.
  private mutating func isCandidate(_ index: Int) -> Bool {
    if tokens[index] != nil { return true }
    let cell = rows[index].cells[0]
    if !cell.terms.isEmpty { return HeadingFinder.sectionNumber(of: cell.text) == nil }
    if PageNumber.isPageNumber(rows[index]) { return false }
    // `151 152 153` on a line of its own is three figures; only inside a cell may it be one number with separators.
    if cell.text.utf8.count <= 400, let parts = LineTokens.split(cell, vocabulary: vocabulary) {
      tokens[index] = parts
      return true
    }
    switch cell.value.content {
    case .number, .placeholder, .absent: return true
    case .blank: return false
    case .unreadable(let fault): return fault == .damaged && cell.text.utf8.count <= 12
    }
  }

  /// A piece of a label that wrapped, or a page number that fell between.
  private func isFragment(_ index: Int) -> Bool {
    let text = rows[index].cells[0].text
    guard text.utf8.count <= 200 else { return false }
    if PageNumber.isPageNumber(rows[index]) { return true }
    return text.words.allSatisfy { part in
      let body = LabelKey(part).body
      return vocabulary.isFragment(body.isEmpty ? String(part) : body) || body.isEmpty
    }
  }

  private func isShortLabel(_ index: Int) -> Bool {
    let text = rows[index].cells[0].text
    return text.utf8.count <= 90 && !text.holds("。") && HeadingFinder.sectionNumber(of: text) == nil
  }

  // MARK: Glued text

  /// Paragraphs into which a whole table ran, labels and figures without a separator.
  private mutating func locateGluedText() {
    for index in rows.indices where owner[index] == nil && rows[index].kind == .paragraph {
      let cell = rows[index].cells[0]
      guard cell.text.utf8.count >= 60, cell.text.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else { continue }
      var labelCount = 0
      guard let cells = GluedText.official.split(cell, labelCount: &labelCount) else {
        guard labelCount >= GluedText.fewestLabels else { continue }
        let found = GluedText.official.labels(in: cell.text).filter { $0.value.count >= GluedText.fewestLabels }
        if let table = found.max(by: { ($0.value.count, $1.key) < ($1.value.count, $0.key) })?.key { illegible[index] = table }
        continue
      }
      var evidence = TableEvidence(vocabulary)
      for cell in cells { evidence.add(cell) }
      let present = evidence.tables(minimum: 4)
      guard let table = present.first else { continue }
      tokens[index] = cells
      owner[index] = table
      glued.insert(index)
      if present.count > 1 { several[index] = Set(present) }
    }
  }

  // MARK: Neighbours

  /// Labels that stand alone on a line between rows of their table: 第二十条第（一）项 where cells are parted by tabs.
  private mutating func claimNeighbours() {
    for pass in 0..<2 {
      let order = pass == 0 ? Array(rows.indices) : rows.indices.reversed()
      for index in order where owner[index] == nil && rows[index].kind == .paragraph {
        let terms = rows[index].cells[0].terms
        guard !terms.isEmpty else { continue }
        if HeadingFinder.sectionNumber(of: rows[index].cells[0].text) != nil {
          // 三、依申请公开情况 is a line of the annex of 2014 where that stands around it.
          guard index > 0, index + 1 < rows.count, owner[index - 1] == "statistics", owner[index + 1] == "statistics" else { continue }
        }
        let neighbour = pass == 0 ? index - 1 : index + 1
        guard rows.indices.contains(neighbour), let table = owner[neighbour], terms.contains(where: { $0.table == table })
        else { continue }
        owner[index] = table
      }
    }
  }

  /// Figures in a line of their own between two rows of one table, or right below a row that was cut: a cell that broke over two lines, or what
  /// nobody can assign.
  private mutating func claimStrays() {
    var index = 1
    while index < rows.count {
      guard owner[index] == nil, let table = owner[index - 1], rows[index - 1].table != nil, isFigures(index) else {
        index += 1
        continue
      }
      var end = index + 1
      while end < rows.count, owner[end] == nil, isFigures(end) { end += 1 }
      let isInside = end < rows.count && owner[end] == table && rows[end].table != nil
      let goesOn = isInside || mayGoOn(index - 1) && rows[index].isRightBelow(rows[index - 1])
      for stray in index..<(isInside ? end : goesOn ? index + 1 : index) {
        owner[stray] = table
        strays.insert(stray)
        tokens[stray] = LineTokens.split(rows[stray].cells[0], vocabulary: vocabulary)
      }
      index = end
    }
  }

  /// A row of a table of the source whose last cell may go on in the next line. Where bars count the missing places, one closes the last cell.
  private func mayGoOn(_ index: Int) -> Bool {
    guard let table = rows[index].table, table > 0 else { return false }
    if case .packed(_, .some) = rows[index].kind { return false }
    return rows[index].isCut || rows[index].endsInFigure
  }

  private func isFigures(_ index: Int) -> Bool {
    guard rows[index].kind == .paragraph, rows[index].text.utf8.count <= 200, !PageNumber.isPageNumber(rows[index]) else { return false }
    let words = rows[index].text.words
    return !words.isEmpty && words.allSatisfy { if case .number = CellValue($0).content { true } else { false } }
  }
}
