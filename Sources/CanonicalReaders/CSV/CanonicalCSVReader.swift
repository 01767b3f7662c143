public import Diagnostics
public import ReportModel

/// Reads our CSV, long or wide, back to reports with equal figures. Narrative and places are not part of the CSV.
///
/// The form of a report whose tables are of several forms is the one that most of its tables have, the first of them where
/// two have as many.
public enum CanonicalCSVReader {
  /// Whether the bytes begin with the header of one of the two layouts.
  public static func recognises(_ bytes: [UInt8]) -> Bool {
    let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    let head = body.prefix { $0 != 0x0A && $0 != 0x0D }
    var records = CSVRecords(Array(head))
    guard let header = try? records.next() else { return false }
    return LongCSVColumns(header.fields) != nil || WideCSVReader.isHeader(header.fields)
  }

  public static func read(_ bytes: [UInt8], limits: Limits = Limits()) throws(Refusal) -> [Report] {
    guard bytes.count <= limits.inputBytes else {
      throw Refusal(
        "limit-input-bytes",
        Message(zh: "文件超过 \(limits.inputBytes) 字节", en: "the file is larger than \(limits.inputBytes) bytes"))
    }
    var records = CSVRecords(bytes)
    guard let header = try records.next() else {
      throw Refusal("csv-not-report", Message(zh: "CSV 是空的", en: "the CSV is empty"))
    }
    if let columns = LongCSVColumns(header.fields) {
      var reader = LongCSVReader(columns)
      while let record = try records.next() { try reader.take(record) }
      return reader.finish()
    }
    if WideCSVReader.isHeader(header.fields) {
      let reader = try WideCSVReader(header)
      var reports: [Report] = []
      while let record = try records.next() { reports.append(try reader.report(record)) }
      return reports
    }
    throw Refusal(
      "csv-not-report",
      Message(
        zh: "CSV 的表头不是年度报告数据的表头（应为 organ,year,form,table,row,column,…）",
        en: "the header of the CSV is not that of annual report figures (expected organ,year,form,table,row,column,…)"),
      at: Origin(.line(header.line)))
  }
}

/// A report of which only the figures are known.
struct FigureReport {
  var report = Report()
  private var tables: [TableAssembly] = []
  /// How many tables a form has in the file, also such as are missing as a whole.
  private var forms: [(form: String, tables: Set<String>)] = []

  private var formless: Set<FigureID> = []

  init(organ: String, year: String) throws(CanonicalFault) {
    if !organ.isEmpty { report.organ = Stated(organ, from: .metadata) }
    if !year.isEmpty {
      guard let number = Int(year) else {
        throw CanonicalFault(
          zh: "年份“\(year.quoted())”不是整数", en: "the year “\(year.quoted())” is no integer")
      }
      report.year = Stated(number, from: .metadata)
    }
  }

  /// The assembly of a table, made when it is first asked for.
  mutating func withTable<Result>(
    _ id: String, form: String, _ body: (inout TableAssembly) throws(CanonicalFault) -> Result
  ) throws(CanonicalFault) -> Result {
    if let index = forms.firstIndex(where: { $0.form == form }) {
      forms[index].tables.insert(id)
    } else {
      forms.append((form, [id]))
    }
    if let last = tables.indices.last(where: { tables[$0].table.id == id && tables[$0].table.form == form }) {
      return try body(&tables[last])
    }
    tables.append(try TableAssembly(table: id, form: form))
    return try body(&tables[tables.count - 1])
  }

  /// Takes a figure of which it is only said that it is missing, and not of what form.
  mutating func takeFormless(_ id: FigureID) { formless.insert(id) }

  /// Whether the figure can't belong to this report: it is there already, or only one of the two has a form.
  func isClosed(to id: FigureID, form: String) -> Bool {
    if form.isEmpty { return !forms.isEmpty || formless.contains(id) }
    return !formless.isEmpty || tables.contains { $0.table.form == form && $0.table.id == id.table && $0.has(id) }
  }

  /// Tables of which nothing was there are left out: the report has no such table.
  func finished(form: String? = nil) -> Report {
    var report = report
    for assembly in tables
    where assembly.table.figures.contains(where: { $0.status != .missing || !$0.text.isEmpty }) {
      report.tables.append(assembly.table)
    }
    var best: (form: String, count: Int)?
    for entry in forms where entry.tables.count > best?.count ?? 0 { best = (entry.form, entry.tables.count) }
    report.form = form ?? best?.form
    return report
  }
}
