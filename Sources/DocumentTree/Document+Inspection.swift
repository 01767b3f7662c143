public import Diagnostics
import JSONText

extension Document {
  /// The document as its reader saw it, as JSON: `{"format":…,"encoding":…,"blocks":[…]}`.
  ///
  /// A row lists only the cells that begin in it. `column` counts from 0; a cell with nested tables has `blocks`.
  /// - Parameters:
  ///   - account: adds the account of loss.
  ///   - origins: adds the place of each block and cell, in words of `language`.
  ///   - diagnostics: adds the findings.
  public func inspectionJSON(
    account: Bool = false, origins: Bool = false, diagnostics: Bool = false, language: Language = .english,
    indentation: Int? = nil
  ) -> [UInt8] {
    var json = JSONWriter(indentation: indentation)
    let dump = InspectionDump(origins: origins, language: language)
    json.object { json in
      json.field("format", format)
      json.field("encoding", ifPresent: encoding)
      dump.blocks("blocks", blocks, &json)
      if !metadata.isEmpty {
        json.field("metadata", metadata) { json, datum in
          json.object { json in
            json.field("name", datum.name)
            json.field("value", datum.value)
          }
        }
      }
      dump.notes("notes", notes, &json)
      dump.stories("headers", headers, &json)
      dump.stories("footers", footers, &json)
      dump.notes("comments", comments, &json)
      if !revisions.isEmpty {
        json.field("revisions", revisions) { json, revision in
          json.object { json in
            json.field("kind", revision.kind)
            json.field("count", revision.count)
          }
        }
      }
      if account { dump.account(self.account, &json) }
      if diagnostics {
        json.field("diagnostics", self.diagnostics) { json, diagnostic in
          json.object { json in
            json.field("code", diagnostic.code.rawValue)
            json.field("severity", diagnostic.severity.rawValue)
            json.field("message", diagnostic.message.text(in: language))
            json.field("place", ifPresent: diagnostic.origin?.description(in: language))
          }
        }
      }
    }
    return json.bytes + [0x0A]
  }
}

private struct InspectionDump {
  let origins: Bool
  let language: Language

  func blocks(_ name: String, _ blocks: [Block], _ json: inout JSONWriter) {
    json.field(name, blocks) { json, block in
      switch block {
      case .paragraph(let paragraph): self.paragraph(paragraph, &json)
      case .table(let table): self.table(table, &json)
      }
    }
  }

  private func place(_ origin: Origin, _ json: inout JSONWriter) {
    if origins { json.field("place", origin.description(in: language)) }
  }

  private func paragraph(_ paragraph: Paragraph, _ json: inout JSONWriter) {
    json.object { json in
      json.field("type", "paragraph")
      json.field("text", paragraph.text)
      json.field("filled", ifPresent: paragraph.filledText)
      json.field("number", ifPresent: paragraph.number)
      json.field("level", ifPresent: paragraph.outlineLevel)
      marks(paragraph.markedTexts, &json)
      place(paragraph.origin, &json)
    }
  }

  /// What is struck out, raised or lowered, in words.
  private func marks(_ texts: [(kind: TextMark.Kind, text: String)], _ json: inout JSONWriter) {
    if texts.isEmpty { return }
    json.field("marks", texts) { json, mark in
      json.object { json in
        json.field("kind", mark.kind.rawValue)
        json.field("text", mark.text)
      }
    }
  }

  private func table(_ table: Table, _ json: inout JSONWriter) {
    json.object { json in
      json.field("type", "table")
      json.field("caption", ifPresent: table.caption)
      json.field("columns", table.columnCount)
      if case .packed = table.placement { json.field("placement", "packed") }
      if case .stream = table.placement { json.field("placement", "stream") }
      json.key("rows")
      json.array { json in
        var next = 0
        for row in 0..<table.rowCount {
          json.array { json in
            // Cells stand in the order of their first rows.
            while next < table.cells.count, table.cells[next].rows.lowerBound <= row {
              let isHidden = table.drawn.map { $0.places.indices.contains(next) && $0.places[next] == nil } ?? false
              cell(table.cells[next], isHidden: isHidden, &json)
              next += 1
            }
          }
        }
      }
      place(table.origin, &json)
    }
  }

  private func cell(_ cell: Table.Cell, isHidden: Bool, _ json: inout JSONWriter) {
    json.object { json in
      json.field("text", cell.text)
      json.field("filled", ifPresent: cell.filledText)
      json.field("rowspan", cell.rows.count)
      json.field("colspan", cell.columns.count)
      json.field("column", cell.columns.lowerBound)
      if cell.isHeader { json.field("header", true) }
      if isHidden { json.field("hidden", true) }
      marks(cell.markedTexts, &json)
      if !cell.nestedTables.isEmpty { blocks("blocks", cell.blocks, &json) }
      place(cell.origin, &json)
    }
  }

  func notes(_ name: String, _ notes: [Note], _ json: inout JSONWriter) {
    if notes.isEmpty { return }
    json.field(name, notes) { json, note in
      json.object { json in
        json.field("kind", note.kind.rawValue)
        json.field("id", note.id)
        json.field("author", ifPresent: note.author)
        blocks("blocks", note.blocks, &json)
        place(note.origin, &json)
      }
    }
  }

  func stories(_ name: String, _ stories: [Story], _ json: inout JSONWriter) {
    if stories.isEmpty { return }
    json.field(name, stories) { json, story in
      json.object { json in
        blocks("blocks", story.blocks, &json)
        place(story.origin, &json)
      }
    }
  }

  func account(_ account: TextAccount, _ json: inout JSONWriter) {
    json.key("account")
    json.object { json in
      json.field("read", account.read)
      json.field("kept", account.kept)
      json.field("generated", account.generated)
      json.field("leftOut", account.leftOut) { json, omission in
        json.object { json in
          json.field("reason", omission.reason)
          json.field("characters", omission.characters)
          json.field("place", ifPresent: omission.origin?.description(in: language))
        }
      }
      json.field("balanced", account.isBalanced)
    }
  }
}
