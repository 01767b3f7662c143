import Diagnostics
import DocumentTree
import SafeXML

/// Reads the part of one sheet. Source: ISO/IEC 29500-1:2016 §18.3, worksheets.
extension WorkbookReader {
  mutating func readSheet(_ root: MarkupElement, named name: String) throws(Refusal) -> Sheet {
    var sheet = Sheet(name: name)
    account.read += TextAccount.characters(in: root.textBytes)
    for element in root.children where element.name == "s:conditionalFormatting" {
      // Which cells meet the condition only a program with all formulas can tell.
      let hides = element.children.contains { $0["dxfId"].flatMap { Int($0) }.map { styles.hides($0) } ?? false }
      guard hides else { continue }
      sheet.unclear += (element["sqref"] ?? "").split(separator: " ").prefix(1000).compactMap { CellRange(String($0)) }
    }
    for element in root.children {
      switch element.name {
      case "s:sheetViews":
        for view in element.children where view["showZeros"].map({ !isOn($0) }) == true { sheet.showsNoughts = false }
        leaveOut("markup", element, sheet.origin)
      case "s:cols": readColumns(element, &sheet)
      case "s:sheetData": try readRows(element, &sheet)
      case "s:mergeCells":
        for merge in element.children {
          guard merge.name == "s:mergeCell", let reference = merge["ref"] else { continue }
          guard let range = CellRange(reference) else {
            report(.badReference(reference, sheet.origin))
            continue
          }
          sheet.merges.append(range)
          guard sheet.merges.count <= limits.cells else { throw .sheetTooLarge(sheet.origin) }
        }
        leaveOut("markup", element, sheet.origin)
      case "s:headerFooter": readHeadersAndFooters(element, sheet.origin)
      default: leaveOut("markup", element, sheet.origin)
      }
    }
    leaveOutStrayText(of: root, sheet.origin)
    sheet.hiddenRows.sort()
    try sort(&sheet)
    return sheet
  }

  private mutating func readColumns(_ cols: MarkupElement, _ sheet: inout Sheet) {
    for col in cols.children where col.name == "s:col" {
      let isHidden = col["hidden"].map { isOn($0) } ?? false
      guard sheet.hiddenColumns.count < CellReference.columns else { break }
      guard isHidden || col["width"].flatMap({ DecimalText($0) })?.isZero == true else { continue }
      guard let first = col["min"].flatMap({ Int($0) }), let last = col["max"].flatMap({ Int($0) }), first >= 1, first <= last,
        first <= CellReference.columns
      else { continue }
      sheet.hiddenColumns.append(first - 1...min(last, CellReference.columns) - 1)
    }
    leaveOut("markup", cols, sheet.origin)
  }

  private mutating func readRows(_ data: MarkupElement, _ sheet: inout Sheet) throws(Refusal) {
    var next = 0
    for row in data.children {
      guard row.name == "s:row" else {
        leaveOut("markup", row, sheet.origin)
        continue
      }
      var number = next
      if let written = row["r"] {
        if let value = Int(written), (1...CellReference.rows).contains(value) {
          number = value - 1
        } else {
          report(.badReference(written, sheet.origin))
        }
      }
      next = number + 1
      guard number < CellReference.rows else { throw .sheetTooLarge(sheet.origin) }
      if row["hidden"].map({ isOn($0) }) == true || row["ht"].flatMap({ DecimalText($0) })?.isZero == true {
        sheet.hiddenRows.append(number)
      }
      var column = 0
      for c in row.children {
        guard c.name == "s:c" else {
          leaveOut("markup", c, sheet.origin)
          continue
        }
        var place = CellReference(row: number, column: column)
        if let written = c["r"] {
          if let reference = CellReference(written) { place = reference } else { report(.badReference(written, sheet.origin)) }
        }
        column = place.column + 1
        guard place.column < CellReference.columns, sheet.cells.count < limits.cells else { throw .sheetTooLarge(sheet.origin) }
        var content = readCell(c, sheet.origin(place), sheet)
        // One shared string may stand in every cell.
        textBytes += content.text.utf8.count
        guard textBytes <= limits.documentText else { throw .tooMuchText(limits.documentText) }
        let style = c["s"].flatMap { Int($0) } ?? 0
        let kinds = styles.marks(style)
        if content.marks == nil, !kinds.isEmpty {
          var marks: [TextMark] = []
          marks.mark(kinds, 0..<content.text.utf8.count)
          content.marks = marks
        }
        if content.isUnclear || sheet.unclear.contains(where: { $0.contains(place) }) {
          content.marks = (content.marks ?? []).filter { $0.kind != .unclear }
          content.marks?.mark(.unclear, 0..<content.text.utf8.count)
        }
        let hasBorder = styles.hasBorder(style)
        if content.text.isEmpty, !hasBorder { continue }
        sheet.cells.append(Sheet.Cell(place: place, content: content, hasBorder: hasBorder))
      }
      leaveOutStrayText(of: row, sheet.origin)
    }
    leaveOutStrayText(of: data, sheet.origin)
  }

  /// What a cell shows.
  private mutating func readCell(_ c: MarkupElement, _ origin: Origin, _ sheet: Sheet) -> Sheet.Content {
    var value: MarkupElement?
    var formula: MarkupElement?
    var inline: MarkupElement?
    for child in c.children {
      switch child.name {
      case "s:v" where value == nil: value = child
      case "s:f" where formula == nil: formula = child
      case "s:is" where inline == nil: inline = child
      default: leaveOut("markup", child, origin)
      }
    }
    leaveOutStrayText(of: c, origin)
    let kind = c["t"] ?? "n"
    if kind != "inlineStr", let inline { leaveOut("markup", inline, origin) }
    if let formula {
      // A formula whose value is an inline string has it in `is`.
      if kind == "inlineStr", inline != nil {
        leaveOut("formula", formula, origin)
      } else if value == nil || (value?.textBytes.isEmpty == true && kind != "str") {
        // Never calculated: what it shows is not known, and it is not blank.
        let text = formula.text
        report(.formulaWithoutValue(text, origin))
        return Sheet.Content(text: "=" + text, kept: TextAccount.characters(in: text), generated: 1)
      } else {
        leaveOut("formula", formula, origin)
      }
    }
    switch kind {
    case "s":
      guard let value else { return Sheet.Content() }
      leaveOut("shared-string-index", value, origin)
      guard let index = Int(value.text), sharedStrings.indices.contains(index) else {
        report(.badSharedString(value.text, origin))
        return Sheet.Content()
      }
      sharedStringsUsed[index] = true
      account.read += sharedStrings[index].all
      return keep(sharedStrings[index], c, origin)
    case "inlineStr":
      if let value { leaveOut("markup", value, origin) }
      return inline.map { keep(StringItem($0), c, origin) } ?? Sheet.Content()
    case "str":
      guard let value else { return Sheet.Content() }
      return shown(StringItem.unescaped(value.text), TextAccount.characters(in: value.textBytes), c, origin)
    case "b":
      guard let value else { return Sheet.Content() }
      leaveOut("boolean-code", value, origin)
      let text = value.text == "1" ? "TRUE" : "FALSE"
      return Sheet.Content(text: text, generated: text.utf8.count)
    case "e":
      guard let value else { return Sheet.Content() }
      report(.errorValue(value.text, origin))
      return .whole(value.text, TextAccount.characters(in: value.textBytes))
    case "d":
      guard let value else { return Sheet.Content() }
      return .whole(value.text, TextAccount.characters(in: value.textBytes))
    case "n": return value.map { number($0, c, origin, sheet) } ?? Sheet.Content()
    default:
      guard let value else { return Sheet.Content() }
      report(.unknownCellType(kind, origin))
      return .whole(value.text, TextAccount.characters(in: value.textBytes))
    }
  }

  private mutating func keep(_ item: StringItem, _ c: MarkupElement, _ origin: Origin) -> Sheet.Content {
    account.leaveOut("phonetic-guide", item.phonetic, at: origin)
    account.leaveOut("markup", item.all - item.characters - item.phonetic, at: origin)
    var content = shown(item.text, item.characters, c, origin)
    // A format may put words around the text.
    if item.hasFonts, content.text == item.text { content.marks = item.marks }
    return content
  }

  /// Text under the text section of its format.
  private mutating func shown(_ text: String, _ characters: Int, _ c: MarkupElement, _ origin: Origin) -> Sheet.Content {
    var shown = text
    if case .code(let format, let source) = styles.format(c["s"].flatMap { Int($0) } ?? 0), !text.isEmpty {
      if let formatted = format.shown(text) {
        shown = formatted
      } else {
        report(.displayHides(text, source, origin))
      }
    }
    let now = TextAccount.characters(in: shown)
    // Escapes: `_x000D_` stands for one character that is white space.
    let kept = min(now, characters)
    account.leaveOut("escape", characters - kept, at: origin)
    return Sheet.Content(text: shown, kept: kept, generated: now - kept)
  }

  private mutating func number(_ v: MarkupElement, _ c: MarkupElement, _ origin: Origin, _ sheet: Sheet) -> Sheet.Content {
    let written = v.text
    let characters = TextAccount.characters(in: v.textBytes)
    guard let value = DecimalText(written) else {
      if characters > 0 { report(.badNumber(written, origin)) }
      return .whole(written, characters)
    }
    var plain = value
    plain.round(toSignificant: 15)
    var text = plain.text
    var isScaled = false
    switch styles.format(c["s"].flatMap { Int($0) } ?? 0) {
    case .unknown(let code):
      report(.unknownFormat(code, text, origin))
    case .code(let format, let code):
      guard let shown = format.shown(value, usesEpoch1904: usesEpoch1904) else {
        report(.unknownFormat(code, text, origin))
        break
      }
      if shown.hides {
        report(.numberShownOtherwise(text, shown.text, code, origin))
      } else {
        if shown.isRounded { report(.numberRounded(text, shown.text, origin)) }
        text = shown.text
        isScaled = format.isScaled
      }
    }
    if value.isZero, !sheet.showsNoughts { report(.numberShownOtherwise(text, "", "showZeros=0", origin)) }
    if text == written { return .whole(text, characters) }
    account.leaveOut("number-format", characters, at: origin)
    return Sheet.Content(text: text, generated: TextAccount.characters(in: text), isUnclear: isScaled)
  }

  /// Brings cells into order and drops what stands in a place that is taken.
  private mutating func sort(_ sheet: inout Sheet) throws(Refusal) {
    func precedes(_ a: Sheet.Cell, _ b: Sheet.Cell) -> Bool { (a.place.row, a.place.column) < (b.place.row, b.place.column) }
    var isSorted = true
    for index in sheet.cells.indices.dropFirst() where !precedes(sheet.cells[index - 1], sheet.cells[index]) { isSorted = false }
    if isSorted { return }
    let ordered = sheet.cells.enumerated().sorted {
      precedes($0.element, $1.element) || (!precedes($1.element, $0.element) && $0.offset < $1.offset)
    }
    sheet.cells = []
    for (_, cell) in ordered {
      if let last = sheet.cells.last, last.place == cell.place {
        if last.text.isEmpty {
          sheet.cells[sheet.cells.count - 1] = cell
        } else if !cell.text.isEmpty {
          account.leaveOut("duplicate-cell", cell.content.kept, at: sheet.origin(cell.place))
          report(.duplicateCell(cell.text, sheet.origin(cell.place)))
        }
        continue
      }
      sheet.cells.append(cell)
    }
  }
}
