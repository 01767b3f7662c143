public import Diagnostics
public import ReportModel
import SafeXML

/// Reads the XML that ``XMLWriter`` writes, and whatever else is valid by its schema, to an equal report. Other XML is refused.
public enum CanonicalXMLReader {
  /// Whether the bytes look like our XML: the beginning names our vocabulary.
  public static func recognises(_ bytes: [UInt8]) -> Bool {
    let head = bytes.prefix(4096)
    guard let first = head.first(where: { $0 > 0x20 && $0 < 0x80 }), first == UInt8(ascii: "<") else { return false }
    return head.contains(sequence: "urn:nianbao:annual-report:".utf8)
  }

  public static func read(_ bytes: [UInt8], limits: Limits = Limits()) throws(Refusal) -> Report {
    let tree: MarkupTree
    do {
      tree = try MarkupTree.parse(
        bytes, limits: limits, options: .init(prefixes: [ReportVocabulary.namespace: XMLFields.prefix]))
    } catch {
      throw Refusal(error)
    }
    return try ReportXML().report(tree.root)
  }
}

private struct ReportXML {
  func report(_ root: MarkupElement) throws(Refusal) -> Report {
    guard root.name == "nb:annualReport" else { throw foreign(root) }
    let fields = try XMLFields(root, allowed: ["version", "form"])
    let version = try fields.required("version")
    guard version == ReportVocabulary.version else { throw unsupported(version, at: root) }
    var report = Report()
    if let form = fields.optional("form") {
      report.form = try fields.checked { () throws(CanonicalFault) in try TableAssembly.form(form).id }
    }
    var children = try XMLSequence(fields)
    if let element = children.next("organ") {
      report.organ = try stated(element) { (text, _) throws(Refusal) in text }
    }
    if let element = children.next("year") {
      report.year = try stated(element) { (text, place) throws(Refusal) in
        guard let year = Int(text) else { throw XMLFields.refusal(XMLFields.noInteger(text), at: place) }
        return year
      }
    }
    if let element = children.next("title") {
      for line in try XMLFields(element, allowed: []).children() {
        guard XMLFields.name(of: line) == "line" else { throw XMLFields.unexpected(line) }
        report.title.append(try textLine(line))
      }
    }
    if let element = children.next("period") {
      let period = try XMLFields(element, allowed: ["start", "end"])
      report.period = Period(
        start: try date(try period.required("start"), period), end: try date(try period.required("end"), period),
        text: try period.text())
    }
    if let element = children.next("metadata") {
      for entry in try XMLFields(element, allowed: []).children() {
        guard XMLFields.name(of: entry) == "entry" else { throw XMLFields.unexpected(entry) }
        var parts = try XMLSequence(try XMLFields(entry, allowed: []))
        report.metadata.append(
          NamedValue(
            name: try XMLFields.text(of: try parts.require("name")),
            value: try XMLFields.text(of: try parts.require("value"))))
        try parts.end()
      }
    }
    if let element = children.next("preface") {
      report.preface = try blocks(try XMLFields(element, allowed: []).children()[...])
    }
    if let element = children.next("sections") {
      for section in try XMLFields(element, allowed: []).children() { report.sections.append(try self.section(section)) }
    }
    if let element = children.next("tables") {
      for element in try XMLFields(element, allowed: []).children() {
        let table = try self.table(element)
        guard report.table(table.id) == nil else {
          throw XMLFields.refusal(
            Message(zh: "表格“\(table.id)”出现两次", en: "table “\(table.id)” is given twice"), at: element)
        }
        report.tables.append(table)
      }
    }
    if let element = children.next("closing") {
      report.closing = try blocks(try XMLFields(element, allowed: []).children()[...])
    }
    try colophon(&children, into: &report)
    try children.end()
    return report
  }

  private func foreign(_ root: MarkupElement) -> Refusal {
    if root.name.hasPrefix("{urn:nianbao:annual-report:"), let brace = root.name.firstIndex(of: "}") {
      return unsupported(String(root.name[..<brace].dropFirst()), at: root)
    }
    return Refusal(
      "xml-not-report",
      Message(
        zh: "这份 XML 不是年度报告（根元素是“\(root.name.quoted(limit: 60))”，应为命名空间 \(ReportVocabulary.namespace) 的 annualReport）",
        en:
          "this XML is no annual report (its root is “\(root.name.quoted(limit: 60))”, expected annualReport in the namespace \(ReportVocabulary.namespace))"
      ), at: Origin(.line(root.line)))
  }

  private func unsupported(_ version: String, at root: MarkupElement) -> Refusal {
    Refusal(
      "xml-version",
      Message(
        zh: "不支持的版本“\(version.quoted(limit: 60))”（支持 \(ReportVocabulary.version)）",
        en: "unsupported version “\(version.quoted(limit: 60))” (supported: \(ReportVocabulary.version))"),
      at: Origin(.line(root.line)))
  }

  private func stated<Value>(
    _ element: MarkupElement, _ read: (String, MarkupElement) throws(Refusal) -> Value
  ) throws(Refusal) -> Stated<Value> {
    let fields = try XMLFields(element, allowed: ["source"])
    let name = try fields.required("source")
    let source = try fields.checked { () throws(CanonicalFault) in try CanonicalValue.source(name) }
    var children = try XMLSequence(fields)
    let value = try children.require("value")
    let stated = Stated(
      try read(try XMLFields.text(of: value), value), from: source, evidence: try children.text("evidence"))
    try children.end()
    return stated
  }

  private func textLine(_ element: MarkupElement) throws(Refusal) -> TextLine {
    let fields = try XMLFields(element, allowed: ["at"])
    return TextLine(try fields.text(), origin: try fields.origin())
  }

  private func date(_ text: String, _ fields: XMLFields) throws(Refusal) -> String {
    try fields.checked { () throws(CanonicalFault) in try CanonicalValue.date(text) }
  }

  private func section(_ element: MarkupElement) throws(Refusal) -> ReportSection {
    guard XMLFields.name(of: element) == "section" else { throw XMLFields.unexpected(element) }
    let fields = try XMLFields(element, allowed: ["number", "at"])
    var number: Int?
    if let given = try fields.optionalInteger("number") {
      number = try fields.checked { () throws(CanonicalFault) in try CanonicalValue.sectionNumber(given) }
    }
    let children = try fields.children()
    guard let heading = children.first, XMLFields.name(of: heading) == "heading" else {
      throw fields.refusal(Message(zh: "缺少元素“heading”", en: "element “heading” is missing"))
    }
    return ReportSection(
      number: number, heading: try XMLFields.text(of: heading), blocks: try blocks(children.dropFirst()),
      origin: try fields.origin())
  }

  private func blocks(_ elements: ArraySlice<MarkupElement>) throws(Refusal) -> [NarrativeBlock] {
    var out: [NarrativeBlock] = []
    for element in elements {
      switch XMLFields.name(of: element) {
      case "paragraph": out.append(.paragraph(try textLine(element)))
      case "annexTable": out.append(.table(try annexTable(element)))
      case "tablePlace":
        let fields = try XMLFields(element, allowed: ["table"])
        let id = try fields.required("table")
        out.append(.formTable(try fields.checked { () throws(CanonicalFault) in try CanonicalValue.tableID(id) }))
        guard try fields.text().isEmpty else { throw XMLFields.unexpected(element) }
      default: throw XMLFields.unexpected(element)
      }
    }
    return out
  }

  private func annexTable(_ element: MarkupElement) throws(Refusal) -> AnnexTable {
    let fields = try XMLFields(element, allowed: ["rows", "columns", "at"])
    var children = try XMLSequence(fields)
    let caption = try children.text("caption")
    var cells: [AnnexTable.Cell] = []
    while let element = children.next("cell") {
      let cell = try XMLFields(element, allowed: ["row", "column", "rowSpan", "columnSpan"])
      let (row, column) = (try cell.integer("row"), try cell.integer("column"))
      let (rowSpan, columnSpan) = (
        try cell.optionalInteger("rowSpan") ?? 1, try cell.optionalInteger("columnSpan") ?? 1
      )
      let text = try cell.text()
      cells.append(
        try cell.checked { () throws(CanonicalFault) in
          AnnexTable.Cell(
            text: text, row: try CanonicalValue.index(row), column: try CanonicalValue.index(column),
            rowSpan: try CanonicalValue.size(rowSpan, atLeast: 1),
            columnSpan: try CanonicalValue.size(columnSpan, atLeast: 1))
        })
    }
    try children.end()
    let (rows, columns) = (try fields.integer("rows"), try fields.integer("columns"))
    let origin = try fields.origin()
    return try fields.checked { () throws(CanonicalFault) in
      AnnexTable(
        caption: caption, rowCount: try CanonicalValue.size(rows, atLeast: 0),
        columnCount: try CanonicalValue.size(columns, atLeast: 0), cells: cells, origin: origin)
    }
  }

  private func table(_ element: MarkupElement) throws(Refusal) -> ReportTable {
    guard XMLFields.name(of: element) == "table" else { throw XMLFields.unexpected(element) }
    let fields = try XMLFields(element, allowed: ["id", "form", "title", "at"])
    let (id, form) = (try fields.required("id"), try fields.required("form"))
    var assembly = try fields.checked { () throws(CanonicalFault) in try TableAssembly(table: id, form: form) }
    assembly.setOrigin(try fields.origin())
    var children = try XMLSequence(fields)
    while let element = children.next("row") {
      let row = try XMLFields(element, allowed: ["id", "label", "under"])
      let rowID = try row.required("id")
      for figure in try row.children() { try self.figure(figure, row: rowID, into: &assembly) }
    }
    var labels: [(id: String, text: String)] = []
    while let element = children.next("label") {
      let label = try XMLFields(element, allowed: ["for"])
      labels.append((try label.required("for"), try label.text()))
    }
    try fields.checked { () throws(CanonicalFault) in try assembly.setLabels(labels) }
    while let element = children.next("extraRow") {
      let row = try XMLFields(element, allowed: ["after", "at"])
      var cells: [String] = []
      for cell in try row.children() {
        guard XMLFields.name(of: cell) == "cell" else { throw XMLFields.unexpected(cell) }
        cells.append(try XMLFields.text(of: cell))
      }
      let extra = ExtraRow(cells: cells, after: row.optional("after"), origin: try row.origin())
      try row.checked { () throws(CanonicalFault) in try assembly.add(extra) }
    }
    try children.end()
    return assembly.table
  }

  private func figure(
    _ element: MarkupElement, row: String, into assembly: inout TableAssembly
  ) throws(Refusal) {
    let status: Figure.Status =
      switch XMLFields.name(of: element) {
      case "reported": .reported
      case "blank": .blank
      case "notApplicable": .notApplicable
      case "invalid": .invalid
      case "missing": .missing
      default: throw XMLFields.unexpected(element)
      }
    let fields = try XMLFields(element, allowed: ["column", "label", "value", "unit", "inferred", "at"])
    let column = try fields.required("column")
    let number = fields.optional("value")
    let isInferred = try fields.boolean("inferred")
    let text = try fields.text()
    let origin = try fields.origin()
    try fields.checked { () throws(CanonicalFault) in
      var value: DecimalNumber?
      if let number { value = try CanonicalValue.decimal(number) }
      try assembly.add(
        row: row, column: column, status: status, value: value, unit: fields.optional("unit"), text: text,
        isInferred: isInferred, origin: origin)
    }
  }

  private func colophon(_ children: inout XMLSequence, into report: inout Report) throws(Refusal) {
    if let element = children.next("signOff") {
      let fields = try XMLFields(element, allowed: ["date"])
      var parts = try XMLSequence(fields)
      var date: String?
      if let text = fields.optional("date") { date = try self.date(text, fields) }
      report.signOff = SignOff(organ: try parts.text("organ"), date: date)
      try parts.end()
    }
    if let element = children.next("contact") {
      var parts = try XMLSequence(try XMLFields(element, allowed: []))
      report.contact = Contact(
        address: try parts.text("address"), postcode: try parts.text("postcode"),
        telephone: try parts.text("telephone"), fax: try parts.text("fax"), email: try parts.text("email"))
      try parts.end()
    }
    if let element = children.next("provenance") {
      let fields = try XMLFields(element, allowed: ["format", "encoding", "byteCount", "sha256", "toolVersion"])
      var parts = try XMLSequence(fields)
      report.provenance = Provenance(
        fileName: try parts.text("fileName"), sha256: fields.optional("sha256"),
        byteCount: try fields.optionalInteger("byteCount"), format: try fields.required("format"),
        encoding: fields.optional("encoding"), toolVersion: try fields.required("toolVersion"))
      try parts.end()
    }
  }
}

extension Refusal {
  fileprivate init(_ error: XMLError) {
    switch error {
    case .malformed(let reason, let line):
      self.init(
        "xml-syntax",
        Message(
          zh: "XML 第\(line)行不合语法（\(reason.quoted(limit: 80))）",
          en: "XML line \(line): not well-formed (\(reason.quoted(limit: 80)))"), at: Origin(.line(line)))
    case .doctypeNotAllowed:
      self.init("xml-doctype", Message(zh: "XML 中不允许有 DOCTYPE", en: "a DOCTYPE is not allowed"))
    case .entityReference(let name):
      self.init(
        "xml-entity",
        Message(zh: "XML 中引用了实体“\(name.quoted())”", en: "reference to the entity “\(name.quoted())”"))
    case .tooDeep(let limit):
      self.init(
        "limit-depth", Message(zh: "XML 嵌套超过 \(limit) 层", en: "XML elements nested deeper than \(limit)"))
    case .tooManyAttributes(let limit):
      self.init(
        "limit-attributes",
        Message(zh: "XML 元素的属性超过 \(limit) 个", en: "an XML element with more than \(limit) attributes"))
    case .tooLarge: self.init("limit-part-bytes", Message(zh: "XML 文件过大", en: "the XML is too large"))
    case .empty: self.init("xml-syntax", Message(zh: "XML 中没有元素", en: "the XML has no element"))
    case .outOfMemory: self.init("xml-memory", Message(zh: "内存不足", en: "out of memory"))
    }
  }
}
