import Foundation
import ReportModel

/// The parts of the schemas that follow from the declaration of the forms.
enum SchemaEnumerations {
  struct NoPlace: Error { var name: String }

  private static func ids(_ make: (Form, FormTable) -> [(id: String, label: String)]) -> [(id: String, labels: [String])] {
    var out: [(id: String, labels: [String])] = []
    for form in OfficialForms.all {
      for table in form.tables {
        for (id, label) in make(form, table) {
          let text = "\(table.id) \(form.id)：\(label)"
          if let index = out.firstIndex(where: { $0.id == id }) {
            if !out[index].labels.contains(text) { out[index].labels.append(text) }
          } else {
            out.append((id, [text]))
          }
        }
      }
    }
    return out
  }

  private static var lists: [(name: String, chinese: String, english: String, ids: [(id: String, labels: [String])])] {
    [
      (
        "formID", "表样。", "The form.",
        OfficialForms.all.map { ($0.id, ["\($0.basis)，\($0.reportYears.lowerBound) 年度起"]) }
      ),
      ("tableID", "规定表格。", "A table of a form.", ids { _, table in [(table.id, table.title)] }),
      (
        "rowID", "规定表格的行，附官方标签。", "A row of a form, with its official label.",
        ids { _, table in table.rows.map { ($0.id, $0.label) } }
      ),
      (
        "columnID", "规定表格的列，附官方标签。", "A column of a form, with its official label.",
        ids { _, table in table.blocks.flatMap { block in block.columns.map { ($0.id, $0.label) } } }
      ),
    ]
  }

  static func refreshed(xsd: [UInt8]) throws -> [UInt8] {
    let (begin, end) = ("  <!-- generated: begin -->\n", "  <!-- generated: end -->\n")
    var out = ""
    for (name, chinese, english, ids) in lists {
      out += "  <xs:simpleType name=\"\(name)\">\n    <xs:annotation>\n"
      out += "      <xs:documentation xml:lang=\"zh\">\(chinese)</xs:documentation>\n"
      out += "      <xs:documentation xml:lang=\"en\">\(english)</xs:documentation>\n"
      out += "    </xs:annotation>\n    <xs:restriction base=\"xs:token\">\n"
      for (id, labels) in ids {
        out += "      <xs:enumeration value=\"\(id)\"><xs:annotation><xs:documentation xml:lang=\"zh\">"
        out += labels.joined(separator: "；")
        out += "</xs:documentation></xs:annotation></xs:enumeration>\n"
      }
      out += "    </xs:restriction>\n  </xs:simpleType>\n"
    }
    let text = String(decoding: xsd, as: UTF8.self)
    guard let start = text.range(of: begin), let stop = text.range(of: end) else { throw NoPlace(name: begin) }
    return Array((text[..<start.upperBound] + out + text[stop.lowerBound...]).utf8)
  }

  /// In the JSON Schema each list stands on a line of its own; the rows of each table follow from its id and form.
  static func refreshed(json: [UInt8]) throws -> [UInt8] {
    func array(_ texts: [String]) -> String { "[" + texts.map { "\"\($0)\"" }.joined(separator: ", ") + "]" }
    var replacements = lists.map { ("    \"\($0.name)\": ", "{\"enum\": \(array($0.ids.map(\.id)))}") }
    let rules = OfficialForms.all.flatMap { form in
      form.tables.map { table in
        "        {\"if\": {\"properties\": {\"id\": {\"const\": \"\(table.id)\"}, \"form\": {\"const\": \"\(form.id)\"}}}, "
          + "\"then\": {\"properties\": {\"rows\": {\"items\": {\"properties\": {\"id\": {\"enum\": \(array(table.rows.map(\.id)))}}}}}}}"
      }
    }
    replacements.append(("      \"allOf\": ", "[\n" + rules.joined(separator: ",\n") + "\n      ]"))
    var lines = String(decoding: json, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for (prefix, value) in replacements {
      guard let index = lines.firstIndex(where: { $0.hasPrefix(prefix) }) else { throw NoPlace(name: prefix) }
      if lines[index] == prefix + "[", let close = lines[index...].firstIndex(where: { $0.hasPrefix("      ]") }) {
        let comma = lines[close].hasSuffix(",") ? "," : ""
        lines.replaceSubrange(index...close, with: (prefix + value + comma).split(separator: "\n").map(String.init))
      } else {
        let comma = lines[index].hasSuffix(",") ? "," : ""
        lines.replaceSubrange(index...index, with: (prefix + value + comma).split(separator: "\n").map(String.init))
      }
    }
    return Array(lines.joined(separator: "\n").utf8)
  }
}
