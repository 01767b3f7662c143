import Diagnostics
public import JSONText
public import ReportModel

/// Writes the canonical report as JSON: `Schemas/annual-report.schema.json`, the same names as the XML.
public enum JSONReportWriter {
  /// UTF-8, with a line break at the end. Figures stand on one line each; `indented: false` puts all on one line.
  public static func write(_ report: Report, indented: Bool = true) -> [UInt8] {
    var json = JSONWriter(indentation: indented ? 2 : nil)
    json.report(report)
    return json.bytes + [0x0A]
  }

  /// An array of reports.
  public static func write(_ reports: [Report], indented: Bool = true) -> [UInt8] {
    var json = JSONWriter(indentation: indented ? 2 : nil)
    json.array { json in for report in reports { json.report(report) } }
    return json.bytes + [0x0A]
  }
}

extension JSONWriter {
  /// The report as an object, in whatever the caller is writing.
  public mutating func report(_ report: Report) {
    object { json in
      json.field("namespace", ReportVocabulary.namespace)
      json.field("version", ReportVocabulary.version)
      json.field("form", ifPresent: report.form)
      if let organ = report.organ {
        json.key("organ")
        json.stated(organ) { json in json.field("value", organ.value) }
      }
      if let year = report.year {
        json.key("year")
        json.stated(year) { json in json.field("value", year.value) }
      }
      json.field("title", report.title) { json, line in
        json.onOneLine { json in
          json.object { json in
            json.field("text", line.text)
            json.at(line.origin)
          }
        }
      }
      if let period = report.period {
        json.key("period")
        json.object { json in
          json.field("start", period.start)
          json.field("end", period.end)
          json.field("text", period.text)
        }
      }
      json.field("metadata", report.metadata) { json, entry in
        json.onOneLine { json in
          json.object { json in
            json.field("name", entry.name)
            json.field("value", entry.value)
          }
        }
      }
      json.blocks("preface", report.preface)
      json.field("sections", report.sections) { json, section in
        json.object { json in
          json.field("number", ifPresent: section.number)
          json.field("heading", section.heading)
          json.at(section.origin)
          json.blocks("blocks", section.blocks)
        }
      }
      json.field("tables", report.tables) { json, table in json.table(table) }
      json.blocks("closing", report.closing)
      json.colophon(report)
    }
  }

  private mutating func colophon(_ report: Report) {
    if let signOff = report.signOff {
      key("signOff")
      object { json in
        json.field("organ", ifPresent: signOff.organ)
        json.field("date", ifPresent: signOff.date)
      }
    }
    if let contact = report.contact {
      key("contact")
      object { json in
        json.field("address", ifPresent: contact.address)
        json.field("postcode", ifPresent: contact.postcode)
        json.field("telephone", ifPresent: contact.telephone)
        json.field("fax", ifPresent: contact.fax)
        json.field("email", ifPresent: contact.email)
      }
    }
    if let provenance = report.provenance {
      key("provenance")
      object { json in
        json.field("format", provenance.format)
        json.field("encoding", ifPresent: provenance.encoding)
        json.field("byteCount", ifPresent: provenance.byteCount)
        json.field("sha256", ifPresent: provenance.sha256)
        json.field("toolVersion", provenance.toolVersion)
        json.field("fileName", ifPresent: provenance.fileName)
      }
    }
  }

  private mutating func stated<Value>(_ stated: Stated<Value>, _ value: (inout JSONWriter) -> Void) {
    object { json in
      value(&json)
      json.field("source", stated.source.rawValue)
      json.field("evidence", ifPresent: stated.evidence)
    }
  }

  private mutating func at(_ origin: Origin?) {
    if let origin { field("at", origin.path) }
  }

  private mutating func blocks(_ name: String, _ blocks: [NarrativeBlock]) {
    field(name, blocks) { json, block in
      switch block {
      case .paragraph(let line):
        json.onOneLine { json in
          json.object { json in
            json.field("type", "paragraph")
            json.field("text", line.text)
            json.at(line.origin)
          }
        }
      case .formTable(let id):
        json.onOneLine { json in
          json.object { json in
            json.field("type", "tablePlace")
            json.field("table", id)
          }
        }
      case .table(let table): json.annexTable(table)
      }
    }
  }

  private mutating func annexTable(_ table: AnnexTable) {
    object { json in
      json.field("type", "annexTable")
      json.field("caption", ifPresent: table.caption)
      json.field("rows", table.rowCount)
      json.field("columns", table.columnCount)
      json.at(table.origin)
      json.field("cells", table.cells) { json, cell in
        json.onOneLine { json in
          json.object { json in
            json.field("row", cell.row.nextUp)
            json.field("column", cell.column.nextUp)
            if cell.rowSpan != 1 { json.field("rowSpan", cell.rowSpan) }
            if cell.columnSpan != 1 { json.field("columnSpan", cell.columnSpan) }
            json.field("text", cell.text)
          }
        }
      }
    }
  }

  private mutating func table(_ table: ReportTable) {
    let rows = TableRows(table)
    object { json in
      json.field("id", table.id)
      json.field("form", table.form)
      json.field("title", ifPresent: rows.form?.title)
      json.at(table.origin)
      json.field("rows", rows.rows) { json, row in
        json.object { json in
          json.field("id", row.id)
          json.field("label", ifPresent: row.declaration?.label)
          let headings = row.headings(in: rows.form)
          if !headings.isEmpty {
            json.key("under")
            json.onOneLine { json in json.array { json in for heading in headings { json.string(heading) } } }
          }
          json.field("figures", Array(row.figures)) { json, figure in
            json.onOneLine { json in json.figure(figure, label: row.label(ofColumn: figure.id.column)) }
          }
        }
      }
      let labels = table.labels.sorted { $0.key < $1.key }
      if !labels.isEmpty {
        json.field("labels", labels) { json, label in
          json.onOneLine { json in
            json.object { json in
              json.field("for", label.key.rawValue)
              json.field("text", label.value)
            }
          }
        }
      }
      if !table.extraRows.isEmpty {
        json.field("extraRows", table.extraRows) { json, row in
          json.onOneLine { json in
            json.object { json in
              json.field("after", ifPresent: row.after)
              json.at(row.origin)
              json.field("cells", row.cells) { json, cell in json.string(cell) }
            }
          }
        }
      }
    }
  }

  private mutating func figure(_ figure: Figure, label: String?) {
    object { json in
      json.field("column", figure.id.column)
      json.field("label", ifPresent: label)
      json.field("status", figure.writtenStatus.rawValue)
      if let value = figure.writtenValue {
        json.key("value")
        json.raw(value.description)
      }
      json.field("unit", ifPresent: figure.unit)
      if !figure.text.isEmpty { json.field("text", figure.text) }
      if figure.isInferred { json.field("inferred", true) }
      json.at(figure.origin)
    }
  }
}

extension Int {
  /// Places are counted from 0 in memory and from 1 in files.
  var nextUp: Int {
    let (next, overflow) = addingReportingOverflow(1)
    return overflow ? self : next
  }
}
