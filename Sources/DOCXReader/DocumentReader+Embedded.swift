import Diagnostics
import DocumentTree
import OfficePackaging
import SafeXML

/// Documents inside the document: chunks of other formats, embedded workbooks.
extension DocumentReader {
  /// `w:altChunk`: a part of another format that Word would take into the text. Source: ISO/IEC 29500-1:2016 §17.17.2.1.
  mutating func readChunk(_ element: MarkupElement, at origin: Origin) throws(Refusal) -> [Block] {
    leaveOut("markup", element, at: origin)
    guard let id = element[.rId], let result = partRequests[id] else {
      report(.unreadChunk(element[.rId] ?? "", nil, at: origin))
      return []
    }
    switch result {
    case .failure(let refusal):
      report(.unreadChunk(id, refusal, at: origin))
      return []
    case .success(let part):
      do {
        if let inner = try nested(part, chunkKind(part)) { return take(inner, from: part.name) }
        report(.unreadChunk(part.name, nil, at: origin))
      } catch {
        report(.unreadChunk(part.name, error, at: origin))
      }
      return []
    }
  }

  /// `o:OLEObject`: a workbook in place of a table is read when someone can, and said in any case.
  mutating func readEmbedded(_ element: MarkupElement, into inline: inout InlineText) throws(Refusal) {
    leaveOut("markup", element, at: inline.origin)
    guard omission == nil else { return }
    let program = element["ProgID"] ?? ""
    if program.hasPrefix("Equation") || program.hasPrefix("MathType") {
      report(.equationObject(at: inline.origin))
      return
    }
    if let id = element[.rId], case .success(var part)? = partRequests[id] {
      unwrap(&part)
      let kind = PackageKind.sniff(part.bytes, limits: limits)
      do {
        if kind == .openPackage {
          if let inner = try nested(part, nil) {
            inline.following += take(inner, from: part.name)
            return
          }
        } else if kind == .binaryWord, let inner = try nested(part, .binaryWord) {
          inline.following += take(inner, from: part.name)
          return
        } else if kind == .spreadsheet, let inner = try nested(part, .spreadsheet) {
          inline.following += take(inner, from: part.name)
          report(.embeddedWorkbookRead(part.name, at: inline.origin))
          return
        }
      } catch {
        report(.embeddedObject(program, error, at: inline.origin))
        return
      }
    }
    report(.embeddedObject(program, nil, at: inline.origin))
  }

  /// An OLE object in a compound file of its own may hold the package of an Office document.
  private func unwrap(_ part: inout PartSource.Part) {
    guard part.bytes.starts(with: CompoundFile.signature), let file = try? CompoundFile(part.bytes, limits: limits),
      let package = try? file.stream("Package")
    else { return }
    part.bytes = package
  }

  /// What kind of foreign content a chunk is; `nil` for a Word document.
  private func chunkKind(_ part: PartSource.Part) -> DOCXReader.ForeignContent.Kind? {
    if let kind = PackageKind.sniff(part.bytes, limits: limits) {
      switch kind {
      case .openPackage, .flatOPC, .wordML2003: return nil
      case .spreadsheet: return .spreadsheet
      case .rtf: return .rtf
      case .binaryWord: return .binaryWord
      default: return nil
      }
    }
    let type = part.contentType?.lowercased() ?? ""
    let name = part.name.lowercased()
    if type.contains("rfc822") || name.hasSuffix(".mht") || name.hasSuffix(".mhtml") || name.hasSuffix(".eml") { return .mhtml }
    if type.contains("html") || name.hasSuffix(".htm") || name.hasSuffix(".html") || name.hasSuffix(".xhtml") { return .html }
    return .text
  }

  private mutating func nested(
    _ part: PartSource.Part, _ kind: DOCXReader.ForeignContent.Kind?
  ) throws(Refusal) -> Document? {
    guard options.nesting < limits.containerNesting else { throw .nestedTooDeep(limits.containerNesting) }
    guard let kind else {
      var inner = options
      inner.nesting += 1
      return try DOCXReader.read(part.bytes, options: inner, limits: limits)
    }
    let content = DOCXReader.ForeignContent(
      kind: kind, bytes: part.bytes, part: part.name, contentType: part.contentType, nesting: options.nesting + 1)
    guard let result = options.foreignReader?(content) else { return nil }
    return try result.get()
  }

  /// Joins the account and the findings of an inner document to ours.
  private mutating func take(_ inner: Document, from part: String) -> [Block] {
    account.add(inner.account) { Self.inside(part, $0) }
    for diagnostic in inner.diagnostics {
      var copy = diagnostic
      copy.origin = Self.inside(part, diagnostic.origin)
      report(copy)
    }
    document.notes += inner.notes
    document.comments += inner.comments
    document.headers += inner.headers
    document.footers += inner.footers
    return inner.blocks.map { Self.inside(part, $0) }
  }

  private static func inside(_ part: String, _ origin: Origin?) -> Origin {
    var origin = origin ?? Origin()
    origin.part = origin.part.map { "\(part)/\($0)" } ?? part
    return origin
  }

  private static func inside(_ part: String, _ block: Block) -> Block {
    switch block {
    case .paragraph(var paragraph):
      paragraph.origin = inside(part, paragraph.origin)
      return .paragraph(paragraph)
    case .table(var table):
      table.origin = inside(part, table.origin)
      for index in table.cells.indices {
        table.cells[index].origin = inside(part, table.cells[index].origin)
        table.cells[index].blocks = table.cells[index].blocks.map { inside(part, $0) }
      }
      return .table(table)
    }
  }
}

extension Refusal {
  static func nestedTooDeep(_ limit: Int) -> Refusal {
    Refusal(
      "limit-nesting",
      Message(zh: "文档中嵌套的文档超过 \(limit) 层。", en: "documents inside documents, more than \(limit) deep"))
  }
}
