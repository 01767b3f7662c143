import Diagnostics
import ReportModel

/// Puts a table of a form together, figure by figure, and takes nothing that the form does not have.
struct TableAssembly {
  private(set) var table: ReportTable
  let declaration: FormTable
  private var taken: Set<FigureID> = []

  init(table id: String, form: String) throws(CanonicalFault) {
    guard let declaration = try Self.form(form).table(id) else {
      throw .unknown(Message(zh: "表格", en: "table"), id)
    }
    self.declaration = declaration
    table = ReportTable(id: id, form: form, figures: [])
  }

  static func form(_ id: String) throws(CanonicalFault) -> Form {
    guard let form = OfficialForms.form(id) else { throw .unknown(Message(zh: "表样", en: "form"), id) }
    return form
  }

  mutating func add(
    row: String, column: String, status: Figure.Status, value: DecimalNumber?, unit: String?, text: String,
    isInferred: Bool = false, origin: Origin? = nil
  ) throws(CanonicalFault) {
    guard let block = declaration.block(ofRow: row) else {
      throw .unknown(Message(zh: "表格行", en: "row"), row)
    }
    guard block.columns.contains(where: { $0.id == column }) else {
      throw .unknown(Message(zh: "表格列", en: "column"), column)
    }
    if status == .reported && value == nil {
      throw CanonicalFault(zh: "状态为“reported”却没有数值", en: "status “reported” without a value")
    }
    if status != .reported && value != nil {
      throw CanonicalFault(
        zh: "状态为“\(status.rawValue)”却有数值", en: "a value with status “\(status.rawValue)”")
    }
    if let value, value.description != text, let written = CanonicalValue.plainNumber(text), written != value {
      throw CanonicalFault(
        zh: "数值“\(value)”与原文“\(text.quoted())”不一致", en: "the value \(value) is not what its text “\(text.quoted())” says")
    }
    if let unit { try CanonicalFault.checkWord(unit) }
    let id = FigureID(table: declaration.id, row: row, column: column)
    guard taken.insert(id).inserted else {
      throw CanonicalFault(
        zh: "数据“\(row).\(column)”出现两次", en: "figure “\(row).\(column)” is given twice")
    }
    table.figures.append(
      Figure(
        id: id, status: status, value: value, unit: unit, text: text, isInferred: isInferred, origin: origin))
  }

  mutating func setLabels(_ labels: [(id: String, text: String)]) throws(CanonicalFault) {
    for (id, text) in labels {
      try CanonicalFault.checkWord(id)
      let label = LabelID(rawValue: id)
      guard table.labels.updateValue(text, forKey: label) == nil else {
        throw CanonicalFault(
          zh: "标签“\(id.quoted())”出现两次", en: "label “\(id.quoted())” is given twice")
      }
    }
  }

  mutating func add(_ row: ExtraRow) throws(CanonicalFault) {
    if let after = row.after, declaration.row(after) == nil {
      throw .unknown(Message(zh: "表格行", en: "row"), after)
    }
    table.extraRows.append(row)
  }

  func has(_ id: FigureID) -> Bool { taken.contains(id) }

  var isWhole: Bool { taken.count == declaration.figures.count }

  /// On which a figure of a CSV stands.
  func line(of id: FigureID) -> Int? {
    guard case .line(let line)? = table.figures.first(where: { $0.id == id })?.origin?.steps.first else { return nil }
    return line
  }

  mutating func setOrigin(_ origin: Origin?) { table.origin = origin }
}

/// Values that are written alike in XML, JSON and CSV.
enum CanonicalValue {
  static func status(_ text: String) throws(CanonicalFault) -> Figure.Status {
    guard let status = Figure.Status(rawValue: text) else {
      throw .unknown(Message(zh: "状态", en: "status"), text)
    }
    return status
  }

  static func source(_ text: String) throws(CanonicalFault) -> StatementSource {
    guard let source = StatementSource(rawValue: text) else {
      throw .unknown(Message(zh: "来源", en: "source"), text)
    }
    return source
  }

  static func decimal(_ text: String) throws(CanonicalFault) -> DecimalNumber {
    guard let value = DecimalNumber(text) else { throw .notANumber(text) }
    return value
  }

  /// The number that a cell says by digits and nothing else but separators of thousands; signs and words need a reader of forms.
  static func plainNumber(_ text: String) -> DecimalNumber? {
    DecimalNumber(text.utf8.contains(0x2C) ? text.filter { $0 != "," } : text)
  }

  static func origin(_ text: String) throws(CanonicalFault) -> Origin {
    guard let origin = Origin(path: text) else { throw .notAPlace(text) }
    return origin
  }

  /// From 1 in the file, from 0 in memory.
  static func index(_ number: Int) throws(CanonicalFault) -> Int {
    guard number >= 1 else {
      throw CanonicalFault(zh: "行号、列号应从 1 起", en: "rows and columns count from 1")
    }
    return number - 1
  }

  /// A number of rows or columns, a span: at least `least`.
  static func size(_ number: Int, atLeast least: Int) throws(CanonicalFault) -> Int {
    guard number >= least else {
      throw CanonicalFault(zh: "数字 \(number) 过小", en: "\(number) is less than \(least)")
    }
    return number
  }

  /// `2023-12-31`; `2023-12` and `2023` where no more is known.
  static func date(_ text: String) throws(CanonicalFault) -> String {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    func number(_ index: Int, digits: Int, _ range: ClosedRange<Int>) -> Bool {
      guard index < parts.count else { return true }
      let part = parts[index]
      guard part.count == digits, part.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let value = Int(Substring(part)) else {
        return false
      }
      return range.contains(value)
    }
    guard parts.count <= 3, number(0, digits: 4, 1...9999), number(1, digits: 2, 1...12), number(2, digits: 2, 1...31)
    else { throw .notADate(text) }
    return text
  }

  static func sectionNumber(_ number: Int) throws(CanonicalFault) -> Int {
    guard (1...6).contains(number) else {
      throw CanonicalFault(zh: "章节号应为 1 至 6", en: "a section's number is 1 to 6")
    }
    return number
  }

  static func tableID(_ id: String) throws(CanonicalFault) -> String {
    guard OfficialForms.all.contains(where: { $0.table(id) != nil }) else {
      throw .unknown(Message(zh: "表格", en: "table"), id)
    }
    return id
  }
}
