import Diagnostics
import ReportChecks
import ReportModel

/// `Schemas/annual-report.sch`: the relations of the forms as ISO Schematron, so that others can check our XML without us.
///
/// Source: ISO/IEC 19757-3:2016, query language binding `xslt` (XPath 1.0). An assertion says nothing where a figure that takes part is not
/// `reported`, is no whole number, or is beyond what XPath's numbers hold exactly (2⁵³).
enum Schematron {
  static func text() -> String {
    var out = """
      <?xml version="1.0" encoding="UTF-8"?>
      <!--
        年度报告规定表格的勾稽关系（ISO Schematron）。由 Sources/ReportModel/Forms/FormRelation*.swift 生成，不要手工修改。
        某一数值不是 reported（为空、“/”、不是数字、没有这一格）或不是整数时，涉及它的关系不作判断。

        The arithmetic of the forms. Generated from Sources/ReportModel/Forms/FormRelation*.swift by UPDATE_GOLDEN=1; do not edit.
        A relation is not judged where one of its figures is not reported, or is no whole number.
      -->
      <sch:schema xmlns:sch="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt">
        <sch:title>政府信息公开工作年度报告：表内数据关系 / Annual reports: relations between the figures</sch:title>
        <sch:ns prefix="nb" uri="urn:nianbao:annual-report:1"/>

      """
    for form in OfficialForms.all {
      for table in form.tables {
        let relations = Form.officialRelations(form.id, table: table.id)
        guard !relations.isEmpty else { continue }
        out += "  <sch:pattern id=\"\(table.id)-\(form.id)\">\n"
        out += "    <sch:title>\(escaped(table.title))（\(escaped(form.basis))）</sch:title>\n"
        out += "    <sch:rule context=\"/nb:annualReport/nb:tables/nb:table[@id='\(table.id)'][@form='\(form.id)']\">\n"
        var ids: Set<String> = []
        for relation in relations { out += assertion(relation, table, form.id, &ids) }
        out += "    </sch:rule>\n  </sch:pattern>\n"
      }
    }
    return out + "</sch:schema>\n"
  }

  /// The id of an assertion: code, form, row and column; several relations may have one place.
  static func id(_ code: String, _ form: String, _ row: String, _ column: String) -> String {
    "\(code)_\(form)_\(row.split(separator: "+").joined(separator: "-and-"))_\(column)"
  }

  private static func assertion(_ relation: FormRelation, _ table: FormTable, _ form: String, _ ids: inout Set<String>) -> String {
    let rows = relation.row.split(separator: "+").map(String.init)
    let row = rows.compactMap { table.row($0)?.label }.joined(separator: "＋")
    let column = rows.first.flatMap { table.column(relation.column, ofRow: $0)?.label } ?? relation.column
    let info = AllRules.info(Diagnostic.Code(rawValue: relation.code))
    let terms = relation.left + relation.right
    let whole = "[floor(@value) = @value and @value &lt; 9007199254740992 and @value &gt; -9007199254740992]"
    let missing = "\(counted(terms, whole)) &lt; \(Set(terms.map(\.figure)).count)"
    let sides = (left: sum(relation.left), right: sum(relation.right))
    let comparison =
      switch relation.comparison {
      case .equal: "="
      case .atMost: "&lt;="
      case .atLeast: "&gt;="
      }
    let place = id(relation.code, form, relation.row, relation.column)
    var id = place
    var number = 1
    while !ids.insert(id).inserted {
      number += 1
      id = "\(place)_\(number)"
    }
    let values = "<sch:value-of select=\"\(sides.left)\"/> \(relation.comparison.rawValue) <sch:value-of select=\"\(sides.right)\"/>"
    return """
            <sch:assert id="\(id)" role="\(info?.severity.rawValue ?? "error")" test="\(missing) or \(sides.left) \(comparison) \(sides.right)">
              \(relation.code) “\(escaped(table.title))”表“\(escaped(row))”行“\(escaped(column))”列：\(escaped(info?.title.chinese ?? ""))，现为 \(values) 不成立。
              \(relation.code) \(table.id) / \(relation.row) / \(relation.column): \(escaped(info?.title.english ?? "")); not so: \(values).
            </sch:assert>

      """
  }

  /// How many of the figures are reported, and are numbers that can be compared.
  private static func counted(_ terms: [FormRelation.Term], _ predicate: String) -> String {
    paths(terms).map { "count(\($0)\(predicate))" }.joined(separator: " + ")
  }

  private static func sum(_ terms: [FormRelation.Term]) -> String {
    guard !terms.isEmpty else { return "0" }
    let added = paths(terms.filter { !$0.isNegative }).map { "sum(\($0)/@value)" }.joined(separator: " + ")
    let taken = paths(terms.filter(\.isNegative)).map { " - sum(\($0)/@value)" }.joined()
    return (added.isEmpty ? "0" : added) + taken
  }

  /// Figures of one column in several rows, or of one row in several columns, are one path.
  private static func paths(_ terms: [FormRelation.Term]) -> [String] {
    func choice(_ attribute: String, _ values: [String]) -> String { values.map { "@\(attribute) = '\($0)'" }.joined(separator: " or ") }
    var rows: [(row: String, columns: [String])] = []
    for term in terms {
      if let place = rows.firstIndex(where: { $0.row == term.figure.row }) {
        if !rows[place].columns.contains(term.figure.column) { rows[place].columns.append(term.figure.column) }
      } else {
        rows.append((term.figure.row, [term.figure.column]))
      }
    }
    var groups: [(rows: [String], columns: [String])] = []
    for (row, columns) in rows {
      if let place = groups.firstIndex(where: { $0.columns == columns }) {
        groups[place].rows.append(row)
      } else {
        groups.append(([row], columns))
      }
    }
    return groups.map { "nb:row[\(choice("id", $0.rows))]/nb:reported[\(choice("column", $0.columns))]" }
  }

  private static func escaped(_ text: String) -> String {
    var out = ""
    for character in text {
      switch character {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      default: out.append(character)
      }
    }
    return out
  }
}
