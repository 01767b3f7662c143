import ReportModel

/// One sheet as it is written, row after row.
struct WorksheetBuffer: ~Copyable {
  private var out = MarkupBuffer()
  private var row = 0
  private var merges: [String] = []
  private var checks: [SheetRelation] = []
  /// Widths of the columns over which text reaches, in digits.
  private let widths: [Int]
  private var width: Int { widths.count }

  init(_ pieces: [PrintedReport.Piece]) {
    let tables = pieces.compactMap { if case .table(let table) = $0 { table } else { nil } }
    let main = tables.first { $0.form != nil } ?? tables.first
    let widths = main.map { $0.columnCount <= 63 ? WordColumns.widths(of: $0) : [] } ?? []
    let columns = widths.count < 2 ? [Int](repeating: WordColumns.total / 8, count: 8) : widths
    self.widths = columns.map { max(5, $0 / 90) }
    out.markup("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n")
    out.markup(
      "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><cols>"
    )
    for (index, digits) in self.widths.enumerated() {
      out.markup("<col min=\"", index + 1, "\" max=\"")
      out.markup("", index + 1, "\" width=\"")
      out.markup("", digits, "\" customWidth=\"1\"/>")
    }
    out.markup("</cols><sheetData>")
  }

  mutating func add(_ pieces: [PrintedReport.Piece]) {
    for piece in pieces {
      switch piece {
      case .title(let text): prose(text, .title)
      case .heading(let text): prose(text, .heading)
      case .paragraph(let text): prose(text, .prose)
      case .table(let table): add(table)
      }
    }
  }

  consuming func finish() -> [UInt8] {
    out.markup("</sheetData>")
    if !merges.isEmpty {
      out.markup("<mergeCells count=\"", merges.count, "\">")
      for merge in merges {
        out.markup("<mergeCell ref=\"")
        out.text(merge)
        out.markup("\"/>")
      }
      out.markup("</mergeCells>")
    }
    for (index, check) in checks.enumerated() {
      out.markup("<conditionalFormatting sqref=\"")
      out.text(check.places.joined(separator: " "))
      out.markup("\"><cfRule type=\"expression\" dxfId=\"0\" priority=\"", index + 1, "\"><formula>")
      out.text(check.isBroken)
      out.markup("</formula></cfRule></conditionalFormatting>")
    }
    out.markup("<pageMargins left=\"0.7\" right=\"0.7\" top=\"0.75\" bottom=\"0.75\" header=\"0.3\" footer=\"0.3\"/>")
    out.markup("<pageSetup paperSize=\"9\" fitToHeight=\"0\"/></worksheet>")
    return out.finish()
  }

  // MARK: Text

  /// A paragraph in a row of its own, over all columns; more than a cell holds goes on in the next row.
  private mutating func prose(_ text: String, _ style: CellStyle) {
    var rest = Substring(text)
    repeat {
      let part = rest.prefix(Self.mostCharacters)
      rest = rest.dropFirst(part.count)
      if !part.isEmpty { proseRow(String(part), style) }
    } while !rest.isEmpty
  }

  private mutating func proseRow(_ text: String, _ style: CellStyle) {
    row += 1
    // About 44 Han characters a line; a row is 409 points high at most.
    let lines = text.split(whereSeparator: \.isNewline).reduce(0) { $0 + $1.utf8.count / 130 + 1 }
    out.markup("<row r=\"", row, "\" ht=\"")
    out.markup("", min(409, max(1, lines) * (style == .title ? 24 : 17)), "\" customHeight=\"1\">")
    string(text, 0, style)
    out.markup("</row>")
    merges.append("\(Self.place(row, 0)):\(Self.place(row, width - 1))")
  }

  /// A cell holds 32,767 units of UTF-16; a character may be several.
  private static let mostCharacters = 8_000

  private mutating func string(_ text: String, _ column: Int, _ style: CellStyle) {
    begin(column, style)
    guard !text.isEmpty else {
      out.markup("/>")
      return
    }
    out.markup(" t=\"inlineStr\"><is><t xml:space=\"preserve\">")
    out.text(Self.escaped(text))
    out.markup("</t></is></c>")
  }

  private mutating func begin(_ column: Int, _ style: CellStyle) {
    out.markup("<c r=\"")
    out.text(Self.place(row, column))
    out.markup("\" s=\"", style.rawValue, "\"")
  }

  /// `_x0041_` is an escape of the format's own: its underline is written as one. Source: ISO/IEC 29500-1:2016 §22.9.2.19, ST_Xstring.
  private static func escaped(_ text: String) -> String { text.utf8.contains(0x5F) ? text.replacing("_x", with: "_x005F_x") : text }

  static func place(_ row: Int, _ column: Int) -> String {
    var letters: [UInt8] = []
    var rest = column
    while true {
      letters.append(UInt8(truncatingIfNeeded: 65 + rest % 26))
      if rest < 26 { break }
      rest = rest / 26 - 1
    }
    return String(decoding: letters.reversed(), as: UTF8.self) + String(row)
  }

  // MARK: Tables

  private mutating func add(_ table: PrintedTable) {
    if let caption = table.caption, table.form == nil { prose(caption, .prose) }
    guard table.columnCount <= 16_000 else {
      for cells in table.rows { prose(cells.map(\.text).joined(separator: "\t"), .prose) }
      return
    }
    // An empty row keeps tables apart.
    row += 1
    let first = row + 1
    let relations = SheetRelations(table, firstRow: first)
    checks += relations.checks
    var overlong: [String] = []
    var open: [PrintedTable.Cell] = []
    for (index, cells) in table.rows.enumerated() {
      row += 1
      out.markup("<row r=\"", row, "\" ht=\"")
      out.markup("", height(of: cells), "\" customHeight=\"1\">")
      open.removeAll { $0.rows.upperBound <= index }
      let line = open.isEmpty ? cells : (cells + open).sorted { $0.columns.lowerBound < $1.columns.lowerBound }
      for cell in line {
        let begins = cell.rows.lowerBound == index
        if begins, cell.text.utf16.count > 32_000 {
          overlong.append(cell.text)
          string(String(cell.text.prefix(20)) + "……", cell.columns.lowerBound, .text)
        } else if begins {
          self.cell(cell, relations)
        } else {
          string("", cell.columns.lowerBound, .text)
        }
        for column in cell.columns.dropFirst() { string("", column, .text) }
        if begins, cell.rows.count > 1 || cell.columns.count > 1 {
          merges.append(
            "\(Self.place(row, cell.columns.lowerBound)):\(Self.place(row + cell.rows.count - 1, cell.columns.upperBound - 1))")
        }
      }
      out.markup("</row>")
      open += cells.filter { $0.rows.count > 1 }
    }
    row += 1
    // What no cell can hold stands below.
    for text in overlong { prose(text, .prose) }
  }

  /// In points: no program finds the height of a row with merged cells by itself.
  private func height(of cells: [PrintedTable.Cell]) -> Int {
    var lines = 1
    for cell in cells where cell.rows.count == 1 {
      let room = max(4, cell.columns.clamped(to: 0..<width).reduce(0) { $0 + widths[$1] } - 1)
      // A Han character is as wide as two digits.
      let needed = cell.text.split(whereSeparator: \.isNewline).reduce(0) { count, line in
        let digits = line.unicodeScalars.reduce(0) { $0 + ($1.isASCII ? 1 : 2) }
        return count + max(1, (digits + room - 1) / room)
      }
      lines = max(lines, needed)
    }
    return min(409, lines * 15 + 3)
  }

  private mutating func cell(_ cell: PrintedTable.Cell, _ relations: SheetRelations) {
    let column = cell.columns.lowerBound
    guard case .figure(let id) = cell.kind else { return string(cell.text, column, .text) }
    let formula = relations.formulas[id]
    guard let style = Self.numberStyle(cell.text) else {
      guard cell.text.isEmpty, let formula else { return string(cell.text, column, .text) }
      // Blank until its parts are filled in.
      begin(column, .whole)
      out.markup(" t=\"str\"><f>")
      out.text("IF(COUNT(\(formula))=0,\"\",SUM(\(formula)))")
      out.markup("</f><v></v></c>")
      return
    }
    begin(column, style)
    out.markup(">")
    if let formula {
      out.markup("<f>")
      out.text("SUM(\(formula))")
      out.markup("</f>")
    }
    out.markup("<v>")
    out.text(cell.text)
    out.markup("</v></c>")
  }

  /// How a text is written as a number; `nil` where the number would be shown otherwise than the text: `0012`, `1.50`, `1,000`, 16 digits and more.
  static func numberStyle(_ text: String) -> CellStyle? {
    guard text.utf8.count <= 15, let number = DecimalNumber(text), number.description == text else { return nil }
    if number.decimals == 0 { return .whole }
    return text.utf8.count <= 10 && text.utf8.last != 0x30 ? .decimal : nil
  }
}
