import Diagnostics
import ReportModel

/// What the recogniser has to report. The codes are those of the rule catalogue (docs/findings.md).
extension Subject {
  static func table(_ table: FormTable) -> Subject { Subject(table: Term(id: table.id, label: table.title)) }

  static func table(id: String) -> Subject {
    let table = OfficialForms.all.lazy.compactMap { $0.table(id) }.first
    return Subject(table: Term(id: id, label: table?.title ?? id))
  }

  static func figure(_ table: FormTable, _ row: FormRow, _ column: FormColumn?) -> Subject {
    Subject(
      table: Term(id: table.id, label: table.title), row: Term(id: row.id, label: row.label),
      column: column.map { Term(id: $0.id, label: $0.label) })
  }

  static func row(table id: String, row: String) -> Subject {
    for form in OfficialForms.all {
      if let table = form.table(id), let declared = table.row(row) { return .figure(table, declared, nil) }
    }
    return .table(id: id)
  }
}

extension Diagnostic {
  // MARK: Rows and labels

  static func missingTable(_ table: FormTable) -> Diagnostic {
    Diagnostic(
      "TAB-01", .error, Message(zh: "缺少本表，表内数据均未填报或无法识别", en: "the table is missing; none of its figures can be read"),
      subject: .table(table))
  }

  /// 2014 to 2018: the statistics are an annex that not every report has.
  static func annexAbsent(_ table: FormTable) -> Diagnostic {
    Diagnostic(
      "annex-absent", .warning,
      Message(
        zh: "报告没有附此表，或者所附的表不是统一格式，表内数据均缺失",
        en: "the report does not have this annex, or has one of another form; all its figures are missing"), subject: .table(table))
  }

  /// Source: 国办发〔2014〕32号, the first that prescribes figures.
  static func noForm(_ year: Int) -> Diagnostic {
    Diagnostic(
      "no-form", .note,
      Message(
        zh: "\(year)年度的报告没有统一规定的表格，没有可提取的统计数据", en: "no form was prescribed for reports of \(year): there are no figures to take"))
  }

  static func missingBlock(_ label: String, _ block: FormBlock, _ table: FormTable) -> Diagnostic {
    let rows = block.rows.map(\.label).joined(separator: "、")
    return Diagnostic(
      "TAB-02", .error,
      Message(zh: "缺少“\(label)”部分（\(rows)）", en: "the block \(label) is missing (\(block.rows.map(\.id).joined(separator: ", ")))"),
      subject: .table(table))
  }

  static func missingRow(_ subject: Subject) -> Diagnostic {
    Diagnostic("TAB-03", .error, Message(zh: "缺少此行", en: "the row is missing"), subject: subject)
  }

  static func missingColumn(_ subject: Subject) -> Diagnostic {
    Diagnostic("TAB-04", .error, Message(zh: "缺少此格", en: "the cell is missing"), subject: subject)
  }

  static func extraRow(_ label: String, table: String, at origin: Origin) -> Diagnostic {
    let label = label.trimmed
    return Diagnostic(
      "TAB-05", .warning,
      Message(zh: "表中多出“\(label.quoted())”一行，规定格式没有此行，已保留但不计入", en: "extra row “\(label.quoted())”, not of the form: kept, not counted"),
      subject: .table(id: table), at: origin)
  }

  static func extraSubtotal(_ label: String, table: String, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "TAB-06", .note, Message(zh: "多出小计行“\(label.quoted())”，已保留", en: "extra subtotal row “\(label.quoted())”: kept"),
      subject: .table(id: table), at: origin)
  }

  static func extraCells(_ subject: Subject, _ texts: [String], at origin: Origin) -> Diagnostic {
    let list = texts.map { $0.quoted(limit: 12) }.joined(separator: "、")
    return Diagnostic(
      "TAB-06", .note,
      Message(zh: "多出规定格式以外的列，内容为“\(list)”，未计入", en: "cells under columns that the form does not have: \(list); not counted"),
      subject: subject, at: origin)
  }

  static func extraText(_ text: String, table: String, at origin: Origin) -> Diagnostic {
    let text = text.trimmed
    return Diagnostic(
      "TAB-05", .note,
      Message(zh: "表内有规定格式以外的文字“\(text.quoted())”，已保留", en: "text inside the table that is not of the form: “\(text.quoted())”; kept"),
      subject: .table(id: table), at: origin)
  }

  /// Many rows or words of one table that the form does not have.
  static func manyOddities(_ kind: TableReading.Oddity, _ names: [String], table: String, at origin: Origin) -> Diagnostic {
    let first = names.prefix(4)
    let zh = first.map { "“\($0.quoted(limit: 16))”" }.joined()
    let en = first.map { "“\($0.quoted(limit: 16))”" }.joined(separator: ", ")
    let message =
      switch kind {
      case .row:
        Message(
          zh: "表中多出\(zh)等\(names.count)行，规定格式没有这些行，已保留但不计入",
          en: "\(names.count) extra rows, not of the form (\(en), …): kept, not counted")
      case .subtotal: Message(zh: "多出\(zh)等\(names.count)个小计行，已保留", en: "\(names.count) extra subtotal rows (\(en), …): kept")
      case .text:
        Message(
          zh: "表内有规定格式以外的文字\(zh)等\(names.count)处，已保留",
          en: "\(names.count) pieces of text inside the table that are not of the form (\(en), …): kept")
      }
    let code = kind == .subtotal ? "TAB-06" : "TAB-05"
    return Diagnostic(
      Diagnostic.Code(rawValue: code), kind == .row ? .warning : .note, message, subject: .table(id: table), at: origin,
      actual: String(names.count))
  }

  static func sumFails(_ subject: Subject, _ sum: Int, _ total: Int, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "SRC-12", .warning,
      Message(
        zh: "文本中各列没有固定位置，此行各列之和为\(sum)，总计为\(total)，数值可能错位，请核对原文",
        en: "the text does not fix the columns, and the row adds up to \(sum), not to its total \(total): its figures may have moved"),
      subject: subject, at: origin, actual: String(total), expected: String(sum))
  }

  static func crowdedRow(_ subject: Subject, _ row: String, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "SRC-12", .warning,
      Message(
        zh: "“\(row.quoted())”等行的数值多于规定的列数，空格在文本中不留位置，其他行的数值可能来自多出的列，请核对原文",
        en:
          "rows such as “\(row.quoted())” have more values than the form has columns, and blank cells leave no place: figures of other rows may be another column's"
      ), subject: subject, at: origin)
  }

  static func gluedMoney(_ subject: Subject, _ text: String, _ readings: [String], at origin: Origin) -> Diagnostic {
    let zh = readings.map { "“\($0)”" }.joined(separator: "或")
    let en = readings.map { "“\($0)”" }.joined(separator: " or ")
    return Diagnostic(
      "SRC-05", .error,
      Message(
        zh: "数量与金额连在一起（\(text.quoted())），可以是\(zh)等，无法确定，未予填入",
        en: "count and amount are glued together (\(text.quoted())): \(en) and others fit; neither is placed"),
      subject: subject, at: origin, actual: text)
  }

  static func unclearRow(_ subject: Subject, _ texts: [String], at origin: Origin) -> Diagnostic {
    let list = texts.prefix(20).map { $0.trimmed.quoted(limit: 12) }.joined(separator: " ")
    return Diagnostic(
      "TAB-07", .error,
      Message(
        zh: "此行的数值不能确定" + (list.isEmpty ? "" : "（附近读到：\(list)）") + "，未予填入",
        en: "the row's figures can't be told" + (list.isEmpty ? "" : " (nearby: \(list))") + "; none is placed"), subject: subject,
      at: origin)
  }

  static func wrongCount(_ subject: Subject, expected: Int, texts: [String], packed: Bool, at origin: Origin) -> Diagnostic {
    let list = texts.prefix(20).map { $0.trimmed.quoted(limit: 12) }.joined(separator: " ")
    let zh = "应有\(expected)个数值，实际读到\(texts.count)个" + (texts.isEmpty ? "" : "（\(list)）") + "，无法确定各数值所在的列，未予填入"
    let en =
      "\(expected) values expected, \(texts.count) found" + (texts.isEmpty ? "" : " (\(list))")
      + "; their columns can't be told, so none is placed"
    return Diagnostic(
      packed && texts.count < expected ? "SRC-12" : "TAB-07", .error, Message(zh: zh, en: en), subject: subject, at: origin,
      actual: String(texts.count), expected: String(expected))
  }

  static func disputesCount(_ count: Int, table: String, values: [String], at origin: Origin) -> Diagnostic {
    let list = values.prefix(20).map { $0.quoted(limit: 8) }.joined(separator: " ")
    return Diagnostic(
      "DIS-04", .error,
      Message(
        zh: "本表应有15个数值，此行有\(count)个（\(list)），无法确定其位置，未予填入",
        en: "the table needs 15 values, this line has \(count) (\(list)); none is placed"),
      subject: .table(id: table), at: origin, actual: String(count), expected: "15")
  }

  static func repeatedCells(_ subject: Subject, _ texts: [String], at origin: Origin) -> Diagnostic {
    let list = texts.map { $0.quoted(limit: 12) }.joined(separator: "、")
    return Diagnostic(
      "TAB-07", .warning, Message(zh: "此行只应有1个数值，实际填有“\(list)”，取第一个", en: "one value expected, found \(list): the first is taken"),
      subject: subject, at: origin)
  }

  static func repeatedRow(
    _ label: String, table: String, row: String, same: Bool, first: String, second: String, at origin: Origin
  ) -> Diagnostic {
    same
      ? Diagnostic(
        "TAB-08", .note, Message(zh: "此行重复出现，数值相同", en: "the row appears twice with the same values"),
        subject: .row(table: table, row: row), at: origin)
      : Diagnostic(
        "TAB-08", .warning,
        Message(
          zh: "此行重复出现且数值不同：先为“\(first.quoted())”，后为“\(second.quoted())”，不一致的数值未予填入",
          en:
            "the row appears twice with different values: “\(first.quoted())”, then “\(second.quoted())”; the figures that differ are not placed"
        ),
        subject: .row(table: table, row: row), at: origin)
  }

  static func aliases(_ aliases: [(written: String, official: String)], table: FormTable, at origin: Origin?) -> Diagnostic {
    let zh = aliases.prefix(6).map { "“\($0.written.quoted(limit: 24))”识别为“\($0.official.quoted(limit: 24))”" }.joined(separator: "，")
    let en = aliases.prefix(6).map { "“\($0.written.quoted(limit: 24))” read as “\($0.official.quoted(limit: 24))”" }.joined(
      separator: ", ")
    let more = aliases.count - 6
    return Diagnostic(
      "TAB-09", .note,
      Message(zh: "标签与规定文字不一致：" + zh + (more > 0 ? "等\(aliases.count)处" : ""), en: "labels: " + en + (more > 0 ? " and \(more) more" : "")),
      subject: .table(table), at: origin)
  }

  static func labelByPosition(_ text: String, as official: String, table: String, row: String, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "TAB-10", .warning,
      Message(zh: "标签“\(text.quoted())”无法识别，按序号和位置归入此行", en: "label “\(text.quoted())” is unknown, assigned by its number and position"),
      subject: .row(table: table, row: row), at: origin)
  }

  static func rowOutOfOrder(_ subject: Subject) -> Diagnostic {
    Diagnostic(
      "TAB-11", .note, Message(zh: "行的顺序与规定格式不一致，按标签读取", en: "the rows are not in the official order; read by their labels"),
      subject: subject)
  }

  static func columnsOutOfOrder(_ subject: Subject, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "TAB-11", .note, Message(zh: "列的顺序与规定格式不一致，按标签读取", en: "the columns are not in the official order; read by their labels"),
      subject: subject, at: origin)
  }

  static func pageNumbers(_ texts: [String], table: String, at origin: Origin) -> Diagnostic {
    let zh = texts.prefix(4).map { "“\($0.quoted())”" }.joined()
    let en = texts.prefix(4).map { "“\($0.quoted())”" }.joined(separator: ", ")
    return Diagnostic(
      "SRC-06", .note,
      Message(
        zh: "表内夹有页码\(zh)" + (texts.count > 4 ? "等\(texts.count)处" : "") + "，已略去",
        en: texts.count == 1
          ? "the page number \(en) inside the table was left out"
          : "\(texts.count) page numbers inside the table were left out: \(en)" + (texts.count > 4 ? ", …" : "")),
      subject: .table(id: table), at: origin)
  }

  static func gluedRow(_ subject: Subject, _ text: String, _ parts: [String], at origin: Origin) -> Diagnostic {
    let list = parts.joined(separator: " ")
    return Diagnostic(
      "SRC-02", .warning,
      Message(
        zh: "数字连在一起（\(text.quoted())），按合计关系只有一种拆分方式：\(list)，请核对原文",
        en: "the digits are glued together (\(text.quoted())); the sums leave one reading: \(list)"), subject: subject, at: origin,
      actual: text,
      expected: list)
  }

  static func gluedAmbiguous(_ subject: Subject, _ text: String, _ readings: [[Int]], at origin: Origin) -> Diagnostic {
    let list = readings.prefix(3).map { $0.map(String.init).joined(separator: " ") }.joined(separator: "；")
    return Diagnostic(
      "SRC-03", .error,
      Message(
        zh: "数字连在一起（\(text.quoted())），" + (readings.isEmpty ? "没有符合合计关系的拆分方式" : "有多种拆分方式（如\(list)）") + "，未予填入",
        en: "the digits are glued together (\(text.quoted())); "
          + (readings.isEmpty ? "no reading fits the sums" : "several readings fit, such as \(list)")),
      subject: subject, at: origin, actual: text)
  }

  // MARK: Values

  static func unreadable(_ subject: Subject, _ text: String, _ fault: CellValue.Fault, kind: ValueKind, at origin: Origin) -> Diagnostic {
    let quoted = text.quoted()
    switch fault {
    case .undecidedSign where kind == .signed:
      return Diagnostic(
        "VAL-13", .error, Message(zh: "内容“\(quoted)”无法确定增减方向", en: "“\(quoted)”: increase or decrease can't be told"), subject: subject,
        at: origin, actual: text)
    case .damaged:
      return Diagnostic("VAL-14", .error, .damagedNumber(text), subject: subject, at: origin, actual: text)
    case .notANumber, .undecidedSign:
      return Diagnostic(
        "VAL-04", .error, Message(zh: "内容“\(quoted)”不是数字", en: "“\(quoted)” is not a number"), subject: subject, at: origin, actual: text)
    }
  }

  static func direction(_ subject: Subject, _ text: String, _ value: DecimalNumber, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "VAL-12", .note, Message(zh: "“\(text.quoted())”识别为\(value)", en: "“\(text.quoted())” read as \(value)"), subject: subject, at: origin
    )
  }

  static func notation(_ subject: Subject, _ count: Int, _ text: String, _ value: DecimalNumber, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "VAL-09", .note,
      Message(
        zh: "\(count)个数值含全角数字、千分位等写法，已规范，如“\(text.quoted())”为\(value)",
        en: "\(count) figures are written with full-width digits, separators or the like; “\(text.quoted())” is read as \(value)"),
      subject: subject,
      at: origin)
  }

  static func unitStripped(_ subject: Subject, _ count: Int, _ unit: String, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "VAL-07", .note, Message(zh: "\(count)个数字后带有单位（如“\(unit)”），已去除", en: "\(count) figures carry a unit, such as \(unit): taken off"),
      subject: subject, at: origin)
  }

  static func wrongUnit(
    _ subject: Subject, _ text: String, _ value: DecimalNumber, _ unit: String, expected: String, at origin: Origin
  ) -> Diagnostic {
    let converted = unit == "元" && expected == "万元" ? value.multiplied(byPowerOfTen: -4) : nil
    return Diagnostic(
      "VAL-08", .error,
      Message(
        zh: "“\(text.quoted())”的单位是“\(unit)”，本列单位应为“\(expected)”，没有换算，请核实",
        en: "“\(text.quoted())” is in \(unit), the column is in \(expected); not converted"), subject: subject, at: origin, actual: unit,
      expected: expected,
      suggestion: converted.map { Message(zh: "如确为元，应填写\($0)", en: "if it is 元, it should be \($0)") })
  }
}
