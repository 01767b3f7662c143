public import ReportModel
import SafeZip

/// A report as a workbook: for samples and round trips; written apart from the reader.
///
/// Source: ISO/IEC 29500-1 (transitional), SpreadsheetML.
public enum ReportAsXLSX {
  public struct Options: Sendable {
    /// Each table and the prose around it on a sheet of its own.
    public var sheetForEachTable = false
    public var sharedStrings = true
    /// Lines around the cells of tables.
    public var borders = true
    /// A blank row between what stands one above the other.
    public var blankRows = true
    /// Whole numbers and decimals as numbers; else everything is text.
    public var numbers = true
    /// The namespaces of Strict.
    public var isStrict = false
    public init() {}
  }

  public static func workbook(_ report: Report, options: Options = Options()) -> [UInt8] {
    var book = Book(options: options)
    book.begin("报告")
    for line in report.title { book.prose(line.text) }
    func add(_ blocks: [NarrativeBlock]) {
      for block in blocks {
        switch block {
        case .paragraph(let line): book.prose(line.text)
        case .formTable(let id):
          guard let table = report.table(id) else { continue }
          if options.sheetForEachTable { book.begin(id) }
          book.table(table)
          if options.sheetForEachTable { book.begin("续\(id)") }
        case .table: break
        }
      }
    }
    add(report.preface)
    for section in report.sections {
      if !section.heading.isEmpty { book.prose(section.heading) }
      add(section.blocks)
    }
    add(report.closing)
    return book.finished()
  }

  private struct Book {
    let options: Options
    var sheets: [(name: String, rows: String, merges: [String], next: Int)] = []
    var strings: [String] = []
    var index: [String: Int] = [:]

    init(options: Options) { self.options = options }

    mutating func begin(_ name: String) { sheets.append((name, "", [], 1)) }

    private mutating func cell(_ text: String, _ column: Int, _ row: Int, bordered: Bool) -> String {
      let place = ReportAsXLSX.letters(column) + String(row)
      let style = bordered && options.borders ? " s=\"1\"" : ""
      if text.isEmpty { return style.isEmpty ? "" : "<c r=\"\(place)\"\(style)/>" }
      if options.numbers, !text.isEmpty, text.utf8.count < 16, text.utf8.allSatisfy({ (48...57).contains($0) || $0 == 46 }),
        text.first != ".", text.last != ".", text.count(where: { $0 == "." }) < 2, !(text.hasPrefix("0") && text.utf8.count > 1),
        !(text.contains(".") && text.hasSuffix("0"))
      {
        return "<c r=\"\(place)\"\(style)><v>\(text)</v></c>"
      }
      guard options.sharedStrings else {
        return "<c r=\"\(place)\"\(style) t=\"inlineStr\"><is><t xml:space=\"preserve\">\(escaped(text))</t></is></c>"
      }
      let number = index[text] ?? strings.count
      if number == strings.count {
        strings.append(text)
        index[text] = number
      }
      return "<c r=\"\(place)\"\(style) t=\"s\"><v>\(number)</v></c>"
    }

    mutating func prose(_ text: String) {
      let last = sheets.count - 1
      let row = sheets[last].next
      let cell = cell(text, 0, row, bordered: false)
      sheets[last].rows += "<row r=\"\(row)\">\(cell)</row>"
      sheets[last].next = row + (options.blankRows ? 2 : 1)
    }

    mutating func table(_ table: ReportTable) {
      let last = sheets.count - 1
      let (rows, width) = TextLayout.rows(of: table)
      var row = sheets[last].next
      for cells in rows {
        var texts = [String](repeating: "", count: width)
        for cell in cells {
          texts[cell.column] = cell.text
          guard cell.columnSpan > 1 || cell.rowSpan > 1 else { continue }
          sheets[last].merges.append(
            "\(ReportAsXLSX.letters(cell.column))\(row):\(ReportAsXLSX.letters(cell.column + cell.columnSpan - 1))\(row + cell.rowSpan - 1)"
          )
        }
        var out = ""
        for (column, text) in texts.enumerated() { out += self.cell(text, column, row, bordered: true) }
        sheets[last].rows += "<row r=\"\(row)\">\(out)</row>"
        row += 1
      }
      sheets[last].next = row + (options.blankRows ? 1 : 0)
    }

    func finished() -> [UInt8] {
      let main =
        options.isStrict ? "http://purl.oclc.org/ooxml/spreadsheetml/main" : "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
      let relation =
        options.isStrict
        ? "http://purl.oclc.org/ooxml/officeDocument/relationships" : "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
      var zip = ZipWriter()
      var overrides = ""
      var list = ""
      var relations = ""
      for number in sheets.indices {
        let n = number + 1
        overrides += "<Override PartName=\"/xl/worksheets/sheet\(n).xml\" ContentType=\"\(contentType)worksheet+xml\"/>"
        list += "<sheet name=\"\(escaped(sheets[number].name))\" sheetId=\"\(n)\" r:id=\"rId\(n)\"/>"
        relations += "<Relationship Id=\"rId\(n)\" Type=\"\(relation)/worksheet\" Target=\"worksheets/sheet\(n).xml\"/>"
      }
      for (part, type) in [("sharedStrings", "sharedStrings"), ("styles", "styles")] {
        overrides += "<Override PartName=\"/xl/\(part).xml\" ContentType=\"\(contentType)\(type)+xml\"/>"
      }
      relations += "<Relationship Id=\"rIdS\" Type=\"\(relation)/sharedStrings\" Target=\"sharedStrings.xml\"/>"
      relations += "<Relationship Id=\"rIdT\" Type=\"\(relation)/styles\" Target=\"/xl/styles.xml\"/>"
      let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
      func add(_ name: String, _ text: String) { zip.add(name, Array((head + text).utf8)) }
      add(
        "[Content_Types].xml",
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"\(contentType)sheet.main+xml\"/>\(overrides)</Types>"
      )
      add(
        "_rels/.rels",
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"\(relation)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
      )
      add("xl/workbook.xml", "<workbook xmlns=\"\(main)\" xmlns:r=\"\(relation)\"><sheets>\(list)</sheets></workbook>")
      add(
        "xl/_rels/workbook.xml.rels",
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\(relations)</Relationships>")
      add(
        "xl/sharedStrings.xml",
        "<sst xmlns=\"\(main)\">" + strings.map { "<si><t xml:space=\"preserve\">\(escaped($0))</t></si>" }.joined() + "</sst>")
      add(
        "xl/styles.xml",
        "<styleSheet xmlns=\"\(main)\"><borders count=\"2\"><border/><border><left style=\"thin\"/><right style=\"thin\"/><top style=\"thin\"/><bottom style=\"thin\"/></border></borders><cellXfs count=\"2\"><xf numFmtId=\"0\" borderId=\"0\"/><xf numFmtId=\"0\" borderId=\"1\"/></cellXfs></styleSheet>"
      )
      for (number, sheet) in sheets.enumerated() {
        let merges = sheet.merges.isEmpty ? "" : "<mergeCells>\(sheet.merges.map { "<mergeCell ref=\"\($0)\"/>" }.joined())</mergeCells>"
        add(
          "xl/worksheets/sheet\(number + 1).xml",
          "<worksheet xmlns=\"\(main)\"><sheetData>\(sheet.rows)</sheetData>\(merges)</worksheet>")
      }
      return zip.finished()
    }

    private let contentType = "application/vnd.openxmlformats-officedocument.spreadsheetml."

    private func escaped(_ text: String) -> String {
      text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
    }
  }

  public static func letters(_ column: Int) -> String {
    let letter = String(UnicodeScalar(UInt8(65 + column % 26)))
    return column < 26 ? letter : letters(column / 26 - 1) + letter
  }
}
