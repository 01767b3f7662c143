import Conversion
import Diagnostics
import Foundation
import ReportModel
import TestSupport
import Testing

/// Tables as portals bend them: columns added, swapped and unnamed, rows split, headers repeated, tables cut and joined, numbers written
/// otherwise. Every figure is read right, or not read, or a finding names its row or its table.
///
/// Every figure of the report is another number. `DAMAGE_SEEDS=40` tries forty times as many.
@Suite struct PortalDamageTests {
  enum Writing: String, CaseIterable, Sendable { case html, places, padded, tabs, browser, leading, lines, barAfter }

  @Test(arguments: Writing.allCases) func noFigureIsWrongInSilence(_ writing: Writing) {
    let more = ProcessInfo.processInfo.environment["DAMAGE_SEEDS"].flatMap(Int.init) ?? 1
    for (form, count, base) in [("2021", 60, 0), ("2019", 40, 100_000), ("2014", 12, 200_000)] {
      // Beyond a thousand, so that separators and digits in pieces are tried too.
      let report = ExampleReport.report(form: form, start: 903)
      for seed in base..<base + count * more {
        var random = SeededGenerator(seed: UInt64(seed))
        var tables = report.tables.map { BentTable($0) }
        var story: [String] = []
        // Twice in one table as well.
        var index = random.number(0...tables.count - 1)
        for _ in 0...random.number(0...2) {
          if random.number(0...1) == 0 { index = random.number(0...tables.count - 1) }
          story.append(tables[index].id + ": " + tables[index].bend(&random))
        }
        let text = Self.page(report, tables, writing, &random, &story)
        if let wanted = ProcessInfo.processInfo.environment["DAMAGE_SHOW"], wanted == "\(writing.rawValue)-\(seed)" { print(text) }
        guard let read = try? ReportReader.read(Array(text.utf8)).first else { continue }
        for silent in SilentFigures.found(in: read.report, read.diagnostics, of: report) {
          Issue.record("\(writing.rawValue), form \(form), seed \(seed), \(story): \(silent)")
        }
      }
    }
  }

  private static func page(
    _ report: Report, _ tables: [BentTable], _ writing: Writing, _ random: inout SeededGenerator, _ story: inout [String]
  ) -> String {
    var lines = report.title.map { writing == .html ? "<h1>\($0.text)</h1>" : $0.text }
    let joinsTables = random.number(0...11) == 0
    if joinsTables { story.append("all tables in one") }
    var pending: [[LayoutCell]] = []
    func write(_ table: BentTable) {
      for part in table.parts { lines += part.lines(writing) }
    }
    for section in report.sections {
      if !joinsTables || writing != .html { lines.append(writing == .html ? "<h2>\(section.heading)</h2>" : section.heading) }
      for block in section.blocks {
        switch block {
        case .paragraph(let line): lines.append(writing == .html ? "<p>\(line.text)</p>" : line.text)
        case .formTable(let id):
          guard let table = tables.first(where: { $0.id == id }) else { continue }
          if joinsTables, writing == .html { pending += table.parts.flatMap(\.rows) } else { write(table) }
        case .table: break
        }
      }
    }
    for case .formTable(let id) in report.closing { if let table = tables.first(where: { $0.id == id }) { write(table) } }
    if !pending.isEmpty { lines += BentTable.Part(rows: pending, width: 15).lines(.html) }
    let text = lines.joined(separator: "\n")
    return writing == .html
      ? "<!DOCTYPE html><html><head><meta charset=utf-8><title>年报</title></head><body>\n\(text)\n</body></html>" : text
  }
}

/// A table of the form as cells, to be bent.
struct BentTable {
  struct Part {
    var rows: [[LayoutCell]]
    var width: Int
  }
  let id: String
  var parts: [Part]
  /// Then the header is all that tells the columns.
  private var isSwapped = false

  init(_ table: ReportTable) {
    id = table.id
    let (rows, width) = TextLayout.rows(of: table)
    parts = [Part(rows: rows, width: width)]
  }

  /// Does one of the things that portals do; says which.
  mutating func bend(_ random: inout SeededGenerator) -> String {
    switch random.number(0...23) {
    case 0: return split(&random)
    case 1:
      return changeFigures(&random, "full-width", Self.fullWidth)
    case 2: return changeFigures(&random, "separators") { $0.count == 4 ? "\($0.prefix(1)),\($0.suffix(3))" : $0 }
    case 3: return changeFigures(&random, "units") { $0 + "件" }
    case 4:
      let note = random.pick(["（含上年）", "*", "①", "（注1）", "[1]"])
      return changeFigures(&random, "notes \(note)") { $0 + note }
    case 5: return addColumn(&random, atEnd: false, "序号") { String($0) }
    case 6: return addColumn(&random, atEnd: true, "备注") { $0 % 3 == 0 ? "1\($0)" : "" }
    case 7: return addInnerColumn(&random)
    case 8: return emptyHeader(&random)
    case 9: return loseHeaderRow(&random)
    case 10: return repeatHeader(&random)
    case 11: return splitRow(&random)
    case 12: return addSumRow(&random)
    case 13: return unmerge(&random)
    case 14: return shiftRow(&random)
    case 15: return loseLabelColumn()
    case 16: return changeOrdinals(&random)
    case 18, 19: return swapColumns(&random)
    case 20: return transpose()
    case 21: return noteRow(&random)
    case 22, 17: return changeFigures(&random, "blank") { _ in "" }
    default: return swapRows(&random)
    }
  }

  private static func fullWidth(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      scalars.append(("0"..."9").contains(scalar) ? Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar : scalar)
    }
    return String(scalars)
  }

  private func isData(_ row: [LayoutCell]) -> Bool { row.contains { $0.figure != nil } }

  private mutating func split(_ random: inout SeededGenerator) -> String {
    let rows = parts[0].rows
    guard rows.count > 4 else { return "" }
    let at = random.number(2...rows.count - 2)
    let header = rows.prefix { !isData($0) }
    let again = random.number(0...1) == 0
    parts = [
      Part(rows: Array(rows[..<at]), width: parts[0].width),
      Part(rows: (again ? Array(header) : []) + rows[at...], width: parts[0].width),
    ]
    return "cut before row \(at)" + (again ? ", header again" : "")
  }

  private mutating func changeFigures(_ random: inout SeededGenerator, _ name: String, _ change: (String) -> String) -> String {
    let all = random.number(0...1) == 0
    let places = parts[0].rows.indices.flatMap { row in parts[0].rows[row].indices.map { (row, $0) } }
      .filter { parts[0].rows[$0.0][$0.1].figure != nil }
    guard !places.isEmpty else { return "" }
    for place in all ? places : [random.pick(places)] {
      parts[0].rows[place.0][place.1].text = change(parts[0].rows[place.0][place.1].text)
    }
    return name + (all ? " everywhere" : "")
  }

  private mutating func addColumn(_ random: inout SeededGenerator, atEnd: Bool, _ title: String, _ text: (Int) -> String) -> String {
    let column = atEnd ? parts[0].width : 0
    let named = random.number(0...2) > 0
    for row in parts[0].rows.indices {
      // Above each block of a table that has several.
      let isHeader = row == 0 || !isData(parts[0].rows[row]) && parts[0].rows[row].count > 1
      let cell = LayoutCell(text: isHeader ? (named ? title : "") : text(row), column: column)
      if atEnd {
        parts[0].rows[row].append(cell)
      } else {
        for index in parts[0].rows[row].indices { parts[0].rows[row][index].column += 1 }
        parts[0].rows[row].insert(cell, at: 0)
      }
    }
    parts[0].width += 1
    return "column \(title)" + (named ? "" : " without its name")
  }

  /// 上年… or 小计 between the columns of figures.
  private mutating func addInnerColumn(_ random: inout SeededGenerator) -> String {
    guard let data = parts[0].rows.first(where: isData), let first = data.first(where: { $0.figure != nil })?.column else { return "" }
    let column = random.number(first...parts[0].width)
    let title = random.pick(["上年数", "小计", "同比", "累计"])
    var header = true
    for row in parts[0].rows.indices {
      let own = isData(parts[0].rows[row])
      for index in parts[0].rows[row].indices {
        let cell = parts[0].rows[row][index]
        if cell.column >= column {
          parts[0].rows[row][index].column += 1
        } else if cell.column + cell.columnSpan > column {
          parts[0].rows[row][index].columnSpan += 1
        }
      }
      let covered = parts[0].rows[row].contains { $0.column <= column && $0.column + $0.columnSpan > column }
      guard !covered else { continue }
      let next = own ? parts[0].rows.index(after: row) : row + 1
      let isLastHeader = !own && next < parts[0].rows.count && isData(parts[0].rows[next])
      let isHeader = id == "statistics" ? row == 0 : header && isLastHeader
      let text = own ? String(700 + row) : isHeader ? title : ""
      if own { header = true }
      let place = parts[0].rows[row].firstIndex { $0.column > column } ?? parts[0].rows[row].count
      parts[0].rows[row].insert(LayoutCell(text: text, column: column), at: place)
    }
    parts[0].width += 1
    return "column \(title) at \(column)"
  }

  private mutating func emptyHeader(_ random: inout SeededGenerator) -> String {
    let places = parts[0].rows.indices.filter { !isData(parts[0].rows[$0]) }.flatMap { row in parts[0].rows[row].indices.map { (row, $0) } }
    guard !places.isEmpty else { return "" }
    let place = random.pick(places)
    defer { parts[0].rows[place.0][place.1].text = "" }
    return "no name for \(parts[0].rows[place.0][place.1].text.prefix(12))"
  }

  private mutating func loseHeaderRow(_ random: inout SeededGenerator) -> String {
    let rows = parts[0].rows.indices.filter { !isData(parts[0].rows[$0]) }
    guard !rows.isEmpty, !isSwapped else { return "" }
    let row = random.pick(rows)
    let text = parts[0].rows[row].map(\.text).joined(separator: " ").prefix(20)
    parts[0].rows.remove(at: row)
    return "lost header \(text)"
  }

  private mutating func repeatHeader(_ random: inout SeededGenerator) -> String {
    let header = parts[0].rows.prefix { !isData($0) }
    guard parts[0].rows.count > header.count + 1 else { return "" }
    let at = random.number(header.count + 1...parts[0].rows.count - 1)
    parts[0].rows.insert(contentsOf: header, at: at)
    return "header again before row \(at)"
  }

  /// The label in one row, the figures in the next.
  private mutating func splitRow(_ random: inout SeededGenerator) -> String {
    let rows = parts[0].rows.indices.filter { isData(parts[0].rows[$0]) && parts[0].rows[$0].contains { $0.figure == nil } }
    guard !rows.isEmpty else { return "" }
    let row = random.pick(rows)
    let cells = parts[0].rows[row]
    parts[0].rows[row] = cells.filter { $0.figure == nil }
    parts[0].rows.insert(cells.filter { $0.figure != nil }, at: row + 1)
    return "row \(row) in two"
  }

  private mutating func addSumRow(_ random: inout SeededGenerator) -> String {
    let rows = parts[0].rows.indices.filter { isData(parts[0].rows[$0]) && parts[0].rows[$0].contains { $0.figure == nil } }
    guard !rows.isEmpty else { return "" }
    let row = random.pick(rows)
    var copy = parts[0].rows[row]
    for index in copy.indices {
      copy[index].text = copy[index].figure == nil ? random.pick(["合计", "小计", "其中"]) : String(800 + index)
      copy[index].figure = nil
      copy[index].rowSpan = 1
    }
    parts[0].rows.insert(copy, at: row + 1)
    return "sum below row \(row)"
  }

  /// Merged cells taken apart, their text in each place or in the first only.
  private mutating func unmerge(_ random: inout SeededGenerator) -> String {
    let fills = random.number(0...1) == 0
    let width = parts[0].width
    var grid = parts[0].rows.map { _ in [LayoutCell?](repeating: nil, count: width) }
    for (row, cells) in parts[0].rows.enumerated() {
      for cell in cells {
        for y in row..<min(grid.count, row + cell.rowSpan) {
          for x in cell.column..<min(width, cell.column + cell.columnSpan) {
            let isOrigin = y == row && x == cell.column
            grid[y][x] = LayoutCell(text: isOrigin || fills ? cell.text : "", column: x, figure: isOrigin ? cell.figure : nil)
          }
        }
      }
    }
    parts[0].rows = grid.map { row in row.enumerated().map { $1 ?? LayoutCell(text: "", column: $0) } }
    return "no merged cells" + (fills ? ", texts in each" : "")
  }

  /// An empty cell before the figures of a row, and the last figure gone. Only where the sums of the row can tell.
  private mutating func shiftRow(_ random: inout SeededGenerator) -> String {
    guard id == "requests" || id == "disputes" else { return "" }
    let rows = parts[0].rows.indices.filter { isData(parts[0].rows[$0]) }
    guard !rows.isEmpty else { return "" }
    let row = random.pick(rows)
    let places = parts[0].rows[row].indices.filter { parts[0].rows[row][$0].figure != nil }
    let texts = places.map { parts[0].rows[row][$0].text }
    for (index, place) in places.enumerated() { parts[0].rows[row][place].text = index == 0 ? "" : texts[index - 1] }
    return "row \(row) moved by one"
  }

  private mutating func loseLabelColumn() -> String {
    for row in parts[0].rows.indices where isData(parts[0].rows[row]) {
      parts[0].rows[row].removeAll { $0.figure == nil && $0.column == 0 }
    }
    return "first column of labels lost"
  }

  /// Ordinals gone from all labels, or wrong in one.
  private mutating func changeOrdinals(_ random: inout SeededGenerator) -> String {
    let all = random.number(0...1) == 0
    let wrong = random.number(2...5)
    let rows = parts[0].rows.indices.filter { isData(parts[0].rows[$0]) }
    guard !rows.isEmpty else { return "" }
    for row in all ? rows : [random.pick(rows)] {
      for index in parts[0].rows[row].indices where parts[0].rows[row][index].figure == nil {
        let text = parts[0].rows[row][index].text
        guard let dot = text.firstIndex(where: { ".、）".contains($0) }), text.distance(from: text.startIndex, to: dot) < 4 else { continue }
        let rest = String(text[text.index(after: dot)...])
        parts[0].rows[row][index].text = all ? rest : "\(wrong)." + rest
      }
    }
    return all ? "no ordinals" : "ordinal \(wrong)"
  }

  /// Two columns of figures changed over, names and figures alike.
  private mutating func swapColumns(_ random: inout SeededGenerator) -> String {
    guard id != "statistics", parts.count == 1 else { return "" }
    let rows = parts[0].rows
    isSwapped = true
    var columns = Set(rows.joined().filter { $0.figure != nil && $0.columnSpan == 1 }.map(\.column))
    if id == "requests" { columns = columns.filter { $0 > 3 && $0 < parts[0].width - 1 } }
    if id == "disputes" { columns = columns.filter { $0 < 5 } }
    guard columns.count > 1 else { return "" }
    let one = random.pick(columns.sorted())
    let two = random.pick(columns.filter { $0 != one }.sorted())
    for row in rows.indices {
      guard let a = rows[row].firstIndex(where: { $0.column == one && $0.columnSpan == 1 }),
        let b = rows[row].firstIndex(where: { $0.column == two && $0.columnSpan == 1 }), rows[row][a].rowSpan == rows[row][b].rowSpan
      else { continue }
      (parts[0].rows[row][a].text, parts[0].rows[row][b].text) = (rows[row][b].text, rows[row][a].text)
    }
    return "columns \(one) and \(two) changed over"
  }

  /// 四 with its three rows one below the other.
  private mutating func transpose() -> String {
    guard id == "disputes" else { return "" }
    let figures = parts[0].rows.joined().filter { $0.figure != nil }
    let names = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    guard figures.count == 15 else { return "" }
    var rows = [([""] + names).enumerated().map { LayoutCell(text: $1, column: $0) }]
    for (index, name) in ["行政复议", "未经复议直接起诉", "复议后起诉"].enumerated() {
      rows.append(
        ([name] + figures[index * 5..<index * 5 + 5].map(\.text)).enumerated().map { LayoutCell(text: $1, column: $0) })
    }
    parts[0] = Part(rows: rows, width: 6)
    return "turned"
  }

  private mutating func noteRow(_ random: inout SeededGenerator) -> String {
    let at = random.number(0...parts[0].rows.count)
    let text = random.pick(["注：本表数据含下属单位。", "单位：件", "（续表）", "第 3 页", "填报人：王某 2022年1月5日", "其中：网上申请 17"])
    parts[0].rows.insert([LayoutCell(text: text, columnSpan: parts[0].width, column: 0)], at: at)
    return "“\(text)” before row \(at)"
  }

  private mutating func swapRows(_ random: inout SeededGenerator) -> String {
    let rows = parts[0].rows.indices.dropLast().filter { row in
      isData(parts[0].rows[row]) && isData(parts[0].rows[row + 1])
        && (parts[0].rows[row] + parts[0].rows[row + 1]).allSatisfy { $0.rowSpan == 1 }
    }
    guard !rows.isEmpty else { return "" }
    let row = random.pick(Array(rows))
    parts[0].rows.swapAt(row, row + 1)
    return "rows \(row) and \(row + 1) swapped"
  }
}

extension BentTable.Part {
  func lines(_ writing: PortalDamageTests.Writing) -> [String] {
    switch writing {
    case .html:
      return ["<table>"]
        + rows.map { row in
          "<tr>"
            + row.map { cell in
              "<td" + (cell.rowSpan > 1 ? " rowspan=\(cell.rowSpan)" : "") + (cell.columnSpan > 1 ? " colspan=\(cell.columnSpan)" : "")
                + ">\(cell.text)</td>"
            }.joined() + "</tr>"
        } + ["</table>"]
    case .places, .tabs:
      return rows.map { row in
        var line = [String](repeating: "", count: width)
        for cell in row where cell.column < width { line[cell.column] = cell.text }
        return writing == .tabs ? line.joined(separator: "\t") : "| " + line.joined(separator: " | ") + " | "
      }
    case .browser: return rows.map { $0.map(\.text).joined(separator: "\t") }
    case .leading:
      return rows.map { row in
        let cells = row.map(\.text).filter { !$0.isEmpty }
        return "| " + cells.map { $0 + " |" }.joined(separator: " ")
          + (cells.count < width ? " " + String(repeating: "|", count: width - cells.count) : "")
      }
    case .lines: return rows.flatMap { $0.map(\.text).filter { !$0.isEmpty } }
    case .barAfter: return rows.flatMap { $0.map(\.text).filter { !$0.isEmpty }.map { $0 + "|" } }
    case .padded:
      return rows.enumerated().map { number, row in
        var line = row.map { $0.text + " |" }.joined(separator: " ")
        if number < rows.count - 1, row.count < width { line += " " + String(repeating: "|", count: width - row.count) }
        return line
      }
    }
  }
}
