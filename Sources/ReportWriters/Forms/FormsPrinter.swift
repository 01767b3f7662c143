import JSONText
public import ReportModel

/// Prints the official forms: every table, row and column with its stable id, label, unit and kind of value.
public enum FormsPrinter {
  /// The forms as JSON: sections, and for each form its tables with blocks, columns, rows, paths, aliases and the exact grid.
  public static func json(_ forms: [Form] = OfficialForms.all) -> [UInt8] {
    var json = JSONWriter(indentation: 1)
    json.object { json in
      json.field("sections", OfficialForms.sections) { json, section in
        json.object { json in
          json.field("number", section.number)
          json.field("heading", section.heading)
          json.field("aliases", section.aliases) { $0.string($1) }
        }
      }
      json.field("forms", forms) { json, form in json.object { $0.form(form) } }
    }
    return json.bytes + [0x0A]
  }

  /// The forms as text, an id and its label a line.
  public static func text(_ forms: [Form] = OfficialForms.all) -> [UInt8] {
    var out = ""
    for (index, form) in forms.enumerated() {
      if index > 0 { out += "\n" }
      out += "\(form.id)  \(form.basis)  \(form.years)\n"
      for table in form.tables {
        out += "\n  \(table.id)  \(table.title)" + (table.section.map { "  (第\($0)部分)" } ?? "") + "\n"
        for block in table.blocks {
          if let heading = block.heading.flatMap(table.heading) { out += "    \(block.id)  \(heading.label)\n" }
          for column in block.columns {
            out += "      | \(column.id)  \(column.label)" + describe(column.kind, column.unit) + "\n"
          }
          for row in block.rows {
            let path = row.groups.compactMap { table.heading($0)?.label }
            out += "      - \(row.id)  " + (path + [row.label]).joined(separator: " › ") + describe(row.kind, row.unit) + "\n"
          }
        }
      }
    }
    return Array(out.utf8)
  }

  private static func describe(_ kind: ValueKind?, _ unit: String?) -> String {
    let parts = [kind?.rawValue, unit].compactMap { $0 }
    return parts.isEmpty ? "" : "  [\(parts.joined(separator: ", "))]"
  }
}

extension Form {
  /// `2021 and later`, `2019 and 2020`, `2014 to 2018`.
  fileprivate var years: String {
    if reportYears.upperBound == 9999 { return "\(reportYears.lowerBound)–" }
    return "\(reportYears.lowerBound)–\(reportYears.upperBound)"
  }
}

extension JSONWriter {
  fileprivate mutating func form(_ form: Form) {
    field("id", form.id)
    field("reportYears", form.years)
    field("basis", form.basis)
    field("tables", form.tables) { json, table in json.object { $0.table(table) } }
  }

  private mutating func table(_ table: FormTable) {
    field("id", table.id)
    field("section", ifPresent: table.section)
    field("title", table.title)
    field("unit", ifPresent: table.unit)
    field("headings", table.headings) { json, heading in
      json.object { json in
        json.field("id", heading.id)
        json.field("label", heading.label)
        if !heading.aliases.isEmpty { json.field("aliases", heading.aliases) { $0.string($1) } }
      }
    }
    field("blocks", table.blocks) { json, block in json.object { $0.block(block, table) } }
    grid(table)
  }

  private mutating func block(_ block: FormBlock, _ table: FormTable) {
    field("id", block.id)
    field("article", ifPresent: block.heading.flatMap(table.heading)?.label)
    field("header", ifPresent: block.header.flatMap(table.heading)?.label)
    field("columns", block.columns) { json, column in
      json.object { json in
        json.field("id", column.id)
        json.field("label", column.label)
        json.field("value", column.kind.rawValue)
        json.field("unit", ifPresent: column.unit)
        if !column.aliases.isEmpty { json.field("aliases", column.aliases) { $0.string($1) } }
      }
    }
    field("rows", block.rows) { json, row in
      json.object { json in
        json.field("id", row.id)
        json.field("label", row.label)
        json.field("value", ifPresent: row.kind?.rawValue)
        json.field("unit", ifPresent: row.unit)
        if !row.groups.isEmpty { json.field("path", row.groups.compactMap { table.heading($0)?.label } + [row.label]) { $0.string($1) } }
        if !row.aliases.isEmpty { json.field("aliases", row.aliases) { $0.string($1) } }
        if !row.keywords.isEmpty { json.field("keywords", row.keywords) { $0.string($1) } }
      }
    }
  }

  /// The exact grid of the printed form: the cells that begin in each row, with what stands in them and how far they reach.
  private mutating func grid(_ table: FormTable) {
    let grid = table.grid
    key("grid")
    object { json in
      json.field("columns", grid.columnCount)
      json.field("rows", grid.rows) { json, row in
        json.array { json in
          for cell in row {
            json.object { json in
              switch cell.content {
              case .label(let id): json.field("label", table.officialText(of: id))
              case .figure(let id):
                json.field("row", id.row)
                json.field("column", id.column)
              }
              if cell.rows.count > 1 { json.field("rowspan", cell.rows.count) }
              if cell.columns.count > 1 { json.field("colspan", cell.columns.count) }
            }
          }
        }
      }
    }
  }
}
