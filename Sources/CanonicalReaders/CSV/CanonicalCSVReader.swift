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

  /// By their lines.
  private var formless: [FigureID: Int] = [:]

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
  mutating func takeFormless(_ id: FigureID, line: Int) { formless[id] = line }

  /// Whether the figure begins another report of the same office and year: this one is whole, and has the figure already or is the only one
  /// of the two with a form.
  ///
  /// - Throws: where this one is not whole. What comes twice in it is a slip, and nobody knows which of the two is meant.
  func isClosed(to id: FigureID, form: String) throws(CanonicalFault) -> Bool {
    let earlier: Int?
    if form.isEmpty {
      earlier = formless[id]
      if earlier == nil, forms.isEmpty { return false }
    } else {
      earlier = tables.first { $0.table.form == form && $0.table.id == id.table && $0.has(id) }?.line(of: id)
      if earlier == nil, formless.isEmpty { return false }
    }
    if isWhole, earlier == nil || isFirst(id) { return true }
    guard let earlier else {
      throw CanonicalFault(
        zh: "同一报告的各行有的写明表样（form），有的没有", en: "of one report, some lines name their form and others do not")
    }
    throw CanonicalFault(
      zh: "数据“\(id.table).\(id.row).\(id.column)”在第\(earlier)行已经有了",
      en: "figure “\(id.table).\(id.row).\(id.column)” is already given on line \(earlier)")
  }

  /// Whether each table that has begun has all its figures, as every file of ours does.
  private var isWhole: Bool {
    tables.allSatisfy(\.isWhole)
      && Set(formless.keys.map(\.table)).allSatisfy { table in
        let count = formless.keys.count { $0.table == table }
        return OfficialForms.all.contains { $0.table(table)?.figures.count == count }
      }
  }

  private func isFirst(_ id: FigureID) -> Bool { OfficialForms.all.contains { $0.table(id.table)?.figures.first == id } }

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
