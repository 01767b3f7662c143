import Diagnostics
import JSONText
import ReportModel

/// One line a report: `organ,year,form`, one column a figure, `details` (see `WideCSV.swift` of the writers).
struct WideCSVReader {
  private let columns: [(name: String, id: FigureID)]

  static func isHeader(_ header: [String]) -> Bool {
    header.count >= 4 && header.starts(with: ["organ", "year", "form"]) && header.last == "details"
  }

  init(_ header: CSVRecords.Record) throws(Refusal) {
    var known: [String: FigureID] = [:]
    for form in OfficialForms.all {
      for table in form.tables {
        for id in table.figures { known[id.table + "." + id.row + "." + id.column] = id }
      }
    }
    var columns: [(name: String, id: FigureID)] = []
    var taken: Set<String> = []
    for name in header.fields.dropFirst(3).dropLast() {
      guard let id = known[name] else {
        throw CSVRecords.refusal(
          CanonicalFault.unknown(Message(zh: "数据列", en: "column"), name).message, line: header.line)
      }
      guard taken.insert(name).inserted else {
        throw CSVRecords.refusal(
          Message(zh: "数据列“\(name)”出现两次", en: "column “\(name)” is given twice"), line: header.line)
      }
      columns.append((name, id))
    }
    self.columns = columns
  }

  func report(_ record: CSVRecords.Record) throws(Refusal) -> Report {
    do { return try report(record.fields, line: record.line) } catch {
      throw CSVRecords.refusal(error.message, line: record.line)
    }
  }

  private func report(_ fields: [String], line: Int) throws(CanonicalFault) -> Report {
    let form = fields[2]
    if !form.isEmpty { _ = try TableAssembly.form(form) }
    let details = try WideDetails(fields[fields.count - 1])
    var report = try FigureReport(organ: fields[0], year: fields[1])
    var declarations: [String: FormTable] = [:]
    for table in Set(columns.map(\.id.table)) {
      let form = details.tables[table] ?? form
      if !form.isEmpty, let declaration = try TableAssembly.form(form).table(table) { declarations[table] = declaration }
    }
    var used = 0
    for (index, column) in columns.enumerated() {
      let text = fields[index + 3]
      let detail = details.figures[column.name]
      if detail != nil { used += 1 }
      let id = column.id
      guard let declaration = declarations[id.table], let row = declaration.row(id.row),
        let formColumn = declaration.column(id.column, ofRow: id.row)
      else {
        if !text.isEmpty || detail != nil {
          throw CanonicalFault(
            zh: "表样“\(form)”没有数据“\(column.name)”", en: "form “\(form)” has no figure “\(column.name)”")
        }
        continue
      }
      var value: DecimalNumber?
      if !text.isEmpty { value = try CanonicalValue.decimal(text) }
      let status = detail?.status ?? (value == nil ? .missing : .reported)
      var unit = row.unit ?? formColumn.unit ?? declaration.unit
      if let stated = detail?.unit { unit = stated.isEmpty ? nil : stated }
      try report.withTable(id.table, form: details.tables[id.table] ?? form) { (table) throws(CanonicalFault) in
        try table.add(
          row: id.row, column: id.column, status: status, value: value, unit: unit,
          text: detail?.text ?? value?.description ?? "", origin: Origin(.line(line)))
      }
    }
    guard used == details.figures.count else {
      let names = Set(columns.map(\.name))
      let unknown = details.figures.keys.filter { !names.contains($0) }.sorted().first ?? ""
      throw CanonicalFault.unknown(Message(zh: "数据列", en: "column"), unknown)
    }
    return report.finished(form: form.isEmpty ? nil : form)
  }
}

/// The column `details` of the wide layout.
private struct WideDetails {
  struct Detail {
    var status: Figure.Status?
    var text: String?
    var unit: String?
  }
  var tables: [String: String] = [:]
  var figures: [String: Detail] = [:]

  init(_ text: String) throws(CanonicalFault) {
    guard !text.isEmpty else { return }
    let root: JSONNode
    do { root = try JSONParser.parse(Array(text.utf8)) } catch {
      throw CanonicalFault(zh: "details 列不是正确的 JSON", en: "the column details is no JSON")
    }
    for member in try Self.members(root) {
      switch member.key {
      case "tables":
        for table in try Self.members(member.node) { tables[table.key] = try Self.string(table.node) }
      case "figures":
        for figure in try Self.members(member.node) {
          var detail = Detail()
          for field in try Self.members(figure.node) {
            let text = try Self.string(field.node)
            switch field.key {
            case "status": detail.status = try CanonicalValue.status(text)
            case "text": detail.text = text
            case "unit": detail.unit = text
            default: throw .unknown(Message(zh: "details 项", en: "key in details"), field.key)
            }
          }
          figures[figure.key] = detail
        }
      default: throw .unknown(Message(zh: "details 项", en: "key in details"), member.key)
      }
    }
  }

  private static func members(_ node: JSONNode) throws(CanonicalFault) -> [JSONNode.Member] {
    guard case .object(let members) = node.value else {
      throw CanonicalFault(zh: "details 列应为对象 {…}", en: "details is not made of objects {…}")
    }
    return members
  }

  private static func string(_ node: JSONNode) throws(CanonicalFault) -> String {
    guard case .string(let text) = node.value else {
      throw CanonicalFault(zh: "details 列中应为文本", en: "expected a string in details")
    }
    return text
  }
}
