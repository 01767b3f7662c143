import Diagnostics
public import ReportModel

/// Writes the canonical report as XML: `Schemas/annual-report.xsd`.
public enum XMLWriter {
  /// UTF-8 with a declaration and a line break at the end.
  public static func write(_ report: Report) -> [UInt8] {
    var xml = XMLBuffer()
    xml.report(report)
    return xml.finish()
  }
}

extension XMLBuffer {
  fileprivate mutating func report(_ report: Report) {
    element("annualReport") { xml in
      xml.attribute("xmlns", ReportVocabulary.namespace)
      xml.attribute("version", ReportVocabulary.version)
      xml.attribute("form", ifPresent: report.form)
    } content: { xml in
      if let organ = report.organ { xml.stated("organ", organ, organ.value) }
      if let year = report.year { xml.stated("year", year, String(year.value)) }
      if !report.title.isEmpty {
        xml.element("title") { xml in
          for line in report.title { xml.leaf("line", line.text) { $0.at(line.origin) } }
        }
      }
      if let period = report.period {
        xml.leaf("period", period.text) { xml in
          xml.attribute("start", period.start)
          xml.attribute("end", period.end)
        }
      }
      if !report.metadata.isEmpty {
        xml.element("metadata") { xml in
          for entry in report.metadata {
            xml.element("entry") { xml in
              xml.leaf("name", entry.name)
              xml.leaf("value", entry.value)
            }
          }
        }
      }
      if !report.preface.isEmpty { xml.element("preface") { $0.blocks(report.preface) } }
      if !report.sections.isEmpty {
        xml.element("sections") { xml in for section in report.sections { xml.section(section) } }
      }
      if !report.tables.isEmpty {
        xml.element("tables") { xml in for table in report.tables { xml.table(table) } }
      }
      if !report.closing.isEmpty { xml.element("closing") { $0.blocks(report.closing) } }
      xml.colophon(report)
    }
  }

  private mutating func stated<Value>(_ name: StaticString, _ stated: Stated<Value>, _ value: String) {
    element(name) {
      $0.attribute("source", stated.source.rawValue)
    } content: { xml in
      xml.leaf("value", value)
      xml.leaf("evidence", ifPresent: stated.evidence)
    }
  }

  private mutating func colophon(_ report: Report) {
    if let signOff = report.signOff {
      element("signOff") {
        $0.attribute("date", ifPresent: signOff.date)
      } content: { xml in
        xml.leaf("organ", ifPresent: signOff.organ)
      }
    }
    if let contact = report.contact {
      element("contact") { xml in
        xml.leaf("address", ifPresent: contact.address)
        xml.leaf("postcode", ifPresent: contact.postcode)
        xml.leaf("telephone", ifPresent: contact.telephone)
        xml.leaf("fax", ifPresent: contact.fax)
        xml.leaf("email", ifPresent: contact.email)
      }
    }
    if let provenance = report.provenance {
      element("provenance") { xml in
        xml.attribute("format", provenance.format)
        xml.attribute("encoding", ifPresent: provenance.encoding)
        if let count = provenance.byteCount { xml.attribute("byteCount", count) }
        xml.attribute("sha256", ifPresent: provenance.sha256)
        xml.attribute("toolVersion", provenance.toolVersion)
      } content: { xml in
        xml.leaf("fileName", ifPresent: provenance.fileName)
      }
    }
  }

  private mutating func at(_ origin: Origin?) {
    if let origin { attribute("at") { origin.appendPath(to: &$0) } }
  }

  private mutating func section(_ section: ReportSection) {
    element("section") { xml in
      if let number = section.number { xml.attribute("number", number) }
      xml.at(section.origin)
    } content: { xml in
      xml.leaf("heading", section.heading)
      xml.blocks(section.blocks)
    }
  }

  private mutating func blocks(_ blocks: [NarrativeBlock]) {
    for block in blocks {
      switch block {
      case .paragraph(let line): leaf("paragraph", line.text) { $0.at(line.origin) }
      case .formTable(let id): leaf("tablePlace", "") { $0.attribute("table", id) }
      case .table(let table): annexTable(table)
      }
    }
  }

  private mutating func annexTable(_ table: AnnexTable) {
    element("annexTable") { xml in
      xml.attribute("rows", table.rowCount)
      xml.attribute("columns", table.columnCount)
      xml.at(table.origin)
    } content: { xml in
      xml.leaf("caption", ifPresent: table.caption)
      for cell in table.cells {
        xml.leaf("cell", cell.text) { xml in
          xml.attribute("row", cell.row.nextUp)
          xml.attribute("column", cell.column.nextUp)
          if cell.rowSpan != 1 { xml.attribute("rowSpan", cell.rowSpan) }
          if cell.columnSpan != 1 { xml.attribute("columnSpan", cell.columnSpan) }
        }
      }
    }
  }

  private mutating func table(_ table: ReportTable) {
    let rows = TableRows(table)
    element("table") { xml in
      xml.attribute("id", table.id)
      xml.attribute("form", table.form)
      xml.attribute("title", ifPresent: rows.form?.title)
      xml.at(table.origin)
    } content: { xml in
      for row in rows.rows {
        xml.element("row") { xml in
          xml.attribute("id", row.id)
          xml.attribute("label", ifPresent: row.declaration?.label)
          let headings = row.headings(in: rows.form)
          if let first = headings.first { xml.attribute("under", headings.dropFirst().reduce(first) { "\($0) \($1)" }) }
        } content: { xml in
          for index in row.figures.indices { xml.figure(row.figures[index], label: row.label(ofColumn: row.figures[index].id.column)) }
        }
      }
      for (id, text) in table.labels.sorted(by: { $0.key < $1.key }) {
        xml.leaf("label", text) { $0.attribute("for", id.rawValue) }
      }
      for row in table.extraRows {
        xml.element("extraRow") { xml in
          xml.attribute("after", ifPresent: row.after)
          xml.at(row.origin)
        } content: { xml in
          for cell in row.cells { xml.leaf("cell", cell) }
        }
      }
    }
  }

  /// The element's name is the figure's state, so that the schema can demand a number where there is one and forbid it elsewhere.
  private mutating func figure(_ figure: Figure, label: String?) {
    let name: StaticString =
      switch figure.writtenStatus {
      case .reported: "reported"
      case .blank: "blank"
      case .notApplicable: "notApplicable"
      case .invalid: "invalid"
      case .missing: "missing"
      }
    leaf(name, figure.text) { xml in
      xml.attribute("column", figure.id.column)
      xml.attribute("label", ifPresent: label)
      if let value = figure.writtenValue { xml.attribute("value", value.description) }
      xml.attribute("unit", ifPresent: figure.unit)
      if figure.isInferred { xml.attribute("inferred", "true") }
      xml.at(figure.origin)
    }
  }
}
