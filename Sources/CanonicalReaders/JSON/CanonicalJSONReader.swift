public import Diagnostics
import JSONText
public import ReportModel

/// Reads the JSON that ``JSONReportWriter`` writes back to an equal report, and refuses everything else.
public enum CanonicalJSONReader {
  /// Whether the bytes look like our JSON: an object whose beginning names our vocabulary.
  public static func recognises(_ bytes: [UInt8]) -> Bool {
    let head = bytes.prefix(4096)
    guard let first = head.first(where: { $0 > 0x20 && $0 < 0x80 }), first == UInt8(ascii: "{") else { return false }
    return String(decoding: head, as: UTF8.self).utf8.contains(sequence: "urn:nianbao:annual-report:".utf8)
  }

  public static func read(_ bytes: [UInt8], limits: Limits = Limits()) throws(Refusal) -> Report {
    guard bytes.count <= limits.inputBytes else {
      throw Refusal(
        "limit-input-bytes",
        Message(zh: "文件超过 \(limits.inputBytes) 字节", en: "the file is larger than \(limits.inputBytes) bytes"))
    }
    let root: JSONNode
    do { root = try JSONParser.parse(bytes) } catch { throw Refusal(error) }
    return try ReportJSON(bytes: bytes).report(root)
  }
}

private struct ReportJSON {
  let bytes: [UInt8]

  func report(_ root: JSONNode) throws(Refusal) -> Report {
    try checkVocabulary(root)
    let fields = try JSONFields(
      root, path: "", in: bytes,
      allowed: [
        "namespace", "version", "form", "organ", "year", "title", "period", "metadata", "preface", "sections", "tables",
        "closing", "signOff", "contact", "provenance",
      ])
    var report = Report()
    if let form = try fields.optionalString("form") {
      _ = try fields.checked("form") { () throws(CanonicalFault) in try TableAssembly.form(form) }
      report.form = form
    }
    let stated: Set<String> = ["value", "source", "evidence"]
    if let organ = try fields.optionalObject("organ", allowed: stated) {
      report.organ = try self.stated(try organ.string("value"), organ)
    }
    if let year = try fields.optionalObject("year", allowed: stated) {
      report.year = try self.stated(try year.integer("value"), year)
    }
    for line in try fields.objects("title", allowed: ["text", "at"]) { report.title.append(try self.line(line)) }
    if let period = try fields.optionalObject("period", allowed: ["start", "end", "text"]) {
      report.period = Period(
        start: try date("start", period), end: try date("end", period), text: try period.string("text"))
    }
    for entry in try fields.objects("metadata", allowed: ["name", "value"]) {
      report.metadata.append(NamedValue(name: try entry.string("name"), value: try entry.string("value")))
    }
    report.preface = try blocks("preface", of: fields)
    for section in try fields.objects("sections", allowed: ["number", "heading", "at", "blocks"]) {
      var number: Int?
      if let given = try section.optionalInteger("number") {
        number = try section.checked("number") { () throws(CanonicalFault) in try CanonicalValue.sectionNumber(given) }
      }
      report.sections.append(
        ReportSection(
          number: number, heading: try section.string("heading"), blocks: try blocks("blocks", of: section),
          origin: try section.origin()))
    }
    for table in try fields.objects(
      "tables", allowed: ["id", "form", "title", "at", "rows", "labels", "extraRows"])
    {
      let read = try self.table(table)
      guard report.table(read.id) == nil else {
        throw table.refusal(
          Message(zh: "表格“\(read.id)”出现两次", en: "table “\(read.id)” is given twice"), at: "id")
      }
      report.tables.append(read)
    }
    report.closing = try blocks("closing", of: fields)
    try colophon(of: fields, into: &report)
    return report
  }

  private func checkVocabulary(_ root: JSONNode) throws(Refusal) {
    func text(_ key: String) -> String? {
      guard case .object(let members) = root.value, let member = members.first(where: { $0.key == key }),
        case .string(let text) = member.node.value
      else { return nil }
      return text
    }
    guard let namespace = text("namespace"), namespace.hasPrefix("urn:nianbao:annual-report:") else {
      throw Refusal(
        "json-not-report",
        Message(
          zh: "这份 JSON 不是本工具写出的年度报告（缺少 namespace“\(ReportVocabulary.namespace)”）",
          en: "this JSON is no annual report of ours (no namespace “\(ReportVocabulary.namespace)”)"))
    }
    let version = text("version") ?? ""
    guard namespace == ReportVocabulary.namespace, version == ReportVocabulary.version else {
      throw Refusal(
        "json-version",
        Message(
          zh: "不支持的版本：\(namespace.quoted(limit: 60)) \(version.quoted())（支持 \(ReportVocabulary.version)）",
          en: "unsupported version: \(namespace.quoted(limit: 60)) \(version.quoted()) (supported: \(ReportVocabulary.version))"
        ))
    }
  }

  private func stated<Value>(_ value: Value, _ fields: JSONFields) throws(Refusal) -> Stated<Value> {
    let name = try fields.string("source")
    let source = try fields.checked("source") { () throws(CanonicalFault) in try CanonicalValue.source(name) }
    return Stated(value, from: source, evidence: try fields.optionalString("evidence"))
  }

  private func line(_ fields: JSONFields) throws(Refusal) -> TextLine {
    TextLine(try fields.string("text"), origin: try fields.origin())
  }

  private func date(_ key: String, _ fields: JSONFields) throws(Refusal) -> String {
    let text = try fields.string(key)
    return try fields.checked(key) { () throws(CanonicalFault) in try CanonicalValue.date(text) }
  }

  private func blocks(_ key: String, of fields: JSONFields) throws(Refusal) -> [NarrativeBlock] {
    var blocks: [NarrativeBlock] = []
    for block in try fields.objects(
      key, allowed: ["type", "text", "at", "table", "caption", "rows", "columns", "cells"])
    {
      func only(_ keys: Set<String>) throws(Refusal) {
        for key in block.members.keys.sorted() where key != "type" && !keys.contains(key) {
          throw block.refusal(Message(zh: "不认识的项“\(key)”", en: "unknown key “\(key)”"), at: key)
        }
      }
      switch try block.string("type") {
      case "paragraph":
        try only(["text", "at"])
        blocks.append(.paragraph(try line(block)))
      case "tablePlace":
        try only(["table"])
        let id = try block.string("table")
        blocks.append(
          .formTable(try block.checked("table") { () throws(CanonicalFault) in try CanonicalValue.tableID(id) }))
      case "annexTable":
        try only(["caption", "rows", "columns", "at", "cells"])
        blocks.append(.table(try annexTable(block)))
      case let type:
        throw block.refusal(CanonicalFault.unknown(Message(zh: "段落类型", en: "block type"), type).message, at: "type")
      }
    }
    return blocks
  }

  private func annexTable(_ fields: JSONFields) throws(Refusal) -> AnnexTable {
    var cells: [AnnexTable.Cell] = []
    for cell in try fields.objects("cells", allowed: ["row", "column", "rowSpan", "columnSpan", "text"]) {
      func index(_ key: String) throws(Refusal) -> Int {
        let number = try cell.integer(key)
        return try cell.checked(key) { () throws(CanonicalFault) in try CanonicalValue.index(number) }
      }
      func span(_ key: String) throws(Refusal) -> Int { try size(key, of: cell, default: 1, atLeast: 1) }
      cells.append(
        AnnexTable.Cell(
          text: try cell.string("text"), row: try index("row"), column: try index("column"),
          rowSpan: try span("rowSpan"), columnSpan: try span("columnSpan")))
    }
    return AnnexTable(
      caption: try fields.optionalString("caption"), rowCount: try size("rows", of: fields, atLeast: 0),
      columnCount: try size("columns", of: fields, atLeast: 0), cells: cells, origin: try fields.origin())
  }

  private func size(
    _ key: String, of fields: JSONFields, default value: Int? = nil, atLeast least: Int
  ) throws(Refusal) -> Int {
    if let value, fields.members[key] == nil { return value }
    let number = try fields.integer(key)
    return try fields.checked(key) { () throws(CanonicalFault) in try CanonicalValue.size(number, atLeast: least) }
  }

  private func table(_ fields: JSONFields) throws(Refusal) -> ReportTable {
    let id = try fields.string("id")
    let form = try fields.string("form")
    var assembly = try fields.checked("id") { () throws(CanonicalFault) in try TableAssembly(table: id, form: form) }
    _ = try fields.optionalString("title")
    assembly.setOrigin(try fields.origin())
    for row in try fields.objects("rows", allowed: ["id", "label", "under", "figures"]) {
      let rowID = try row.string("id")
      _ = try row.optionalString("label")
      if row.members["under"] != nil { _ = try row.strings("under") }
      for figure in try row.objects(
        "figures", allowed: ["column", "label", "status", "value", "unit", "text", "inferred", "at"])
      {
        let column = try figure.string("column")
        _ = try figure.optionalString("label")
        let status = try figure.string("status")
        let number = try figure.optionalNumber("value")
        let unit = try figure.optionalString("unit")
        let text = try figure.optionalString("text") ?? ""
        let isInferred = try figure.boolean("inferred", default: false)
        let origin = try figure.origin()
        try figure.checked("column") { () throws(CanonicalFault) in
          var value: DecimalNumber?
          if let number { value = try CanonicalValue.decimal(number) }
          try assembly.add(
            row: rowID, column: column, status: try CanonicalValue.status(status), value: value, unit: unit, text: text,
            isInferred: isInferred, origin: origin)
        }
      }
    }
    var labels: [(id: String, text: String)] = []
    for label in try fields.objects("labels", allowed: ["for", "text"], required: false) {
      labels.append((try label.string("for"), try label.string("text")))
    }
    try fields.checked("labels") { () throws(CanonicalFault) in try assembly.setLabels(labels) }
    for row in try fields.objects("extraRows", allowed: ["after", "at", "cells"], required: false) {
      let extra = ExtraRow(
        cells: try row.strings("cells"), after: try row.optionalString("after"), origin: try row.origin())
      try row.checked("after") { () throws(CanonicalFault) in try assembly.add(extra) }
    }
    return assembly.table
  }

  private func colophon(of fields: JSONFields, into report: inout Report) throws(Refusal) {
    if let signOff = try fields.optionalObject("signOff", allowed: ["organ", "date"]) {
      report.signOff = SignOff(
        organ: try signOff.optionalString("organ"),
        date: signOff.members["date"] == nil ? nil : try date("date", signOff))
    }
    if let contact = try fields.optionalObject(
      "contact", allowed: ["address", "postcode", "telephone", "fax", "email"])
    {
      report.contact = Contact(
        address: try contact.optionalString("address"), postcode: try contact.optionalString("postcode"),
        telephone: try contact.optionalString("telephone"), fax: try contact.optionalString("fax"),
        email: try contact.optionalString("email"))
    }
    if let source = try fields.optionalObject(
      "provenance", allowed: ["format", "encoding", "byteCount", "sha256", "toolVersion", "fileName"])
    {
      report.provenance = Provenance(
        fileName: try source.optionalString("fileName"), sha256: try source.optionalWord("sha256"),
        byteCount: try source.optionalInteger("byteCount"), format: try source.word("format"),
        encoding: try source.optionalWord("encoding"), toolVersion: try source.word("toolVersion"))
    }
  }
}

extension Refusal {
  fileprivate init(_ error: JSONSyntaxError) {
    let reason: Message =
      switch error.reason {
      case .unexpectedEnd: Message(zh: "内容不完整", en: "the text ends too early")
      case .unexpectedCharacter: Message(zh: "此处的字符不合语法", en: "a character that JSON does not allow here")
      case .badNumber: Message(zh: "数字写法不正确", en: "malformed number")
      case .badEscape: Message(zh: "转义写法不正确", en: "malformed escape")
      case .loneSurrogate: Message(zh: "转义的代理项不成对", en: "a lone surrogate")
      case .controlCharacterInString: Message(zh: "文本中有未转义的控制字符", en: "an unescaped control character")
      case .notUTF8: Message(zh: "不是 UTF-8 编码", en: "not UTF-8")
      case .duplicateKey(let key):
        Message(zh: "“\(key.quoted())”出现两次", en: "“\(key.quoted())” is given twice")
      case .tooDeep(let limit):
        Message(zh: "嵌套超过 \(limit) 层", en: "nested deeper than \(limit)")
      case .contentAfterEnd: Message(zh: "结尾之后还有内容", en: "content after the end")
      }
    self.init(
      "json-syntax",
      Message(
        zh: "JSON 第\(error.line)行第\(error.column)列：\(reason.chinese)",
        en: "JSON line \(error.line), column \(error.column): \(reason.english)"),
      at: Origin(.line(error.line)))
  }
}

extension Sequence<UInt8> {
  /// Whether `pattern` stands in it. For short texts.
  func contains(sequence pattern: some Collection<UInt8>) -> Bool {
    let text = Array(self)
    guard pattern.count <= text.count else { return false }
    for start in 0...(text.count - pattern.count) where text[start...].starts(with: pattern) { return true }
    return false
  }
}
