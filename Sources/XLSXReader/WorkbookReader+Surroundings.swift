import Diagnostics
import DocumentTree
import OfficePackaging
import SafeXML

/// What belongs to a sheet and stands in no cell: comments, text boxes, headers and footers.
extension WorkbookReader {
  mutating func readSurroundings(of part: String, _ origin: Origin, _ package: inout OfficePackage) throws(Refusal) {
    for relationship in package.relationships(of: part) where !relationship.isExternal {
      switch relationship.type {
      case "comments": if let root = try package.root(relationship.target) { readComments(root, origin) }
      case "drawing": if let root = try package.root(relationship.target) { readDrawing(root, origin) }
      default: continue
      }
    }
  }

  /// Source: ISO/IEC 29500-1:2016 §18.7, comments.
  private mutating func readComments(_ root: MarkupElement, _ origin: Origin) {
    account.read += TextAccount.characters(in: root.textBytes)
    var authors: [String] = []
    var count = 0
    for element in root.children {
      guard element.name == "s:commentList" else {
        if element.name == "s:authors" { authors = element.all("s:author").map(\.text) }
        leaveOut("comment-author", element, origin)
        continue
      }
      for comment in element.children {
        guard comment.name == "s:comment", let text = comment.first("s:text") else {
          leaveOut("markup", comment, origin)
          continue
        }
        for child in comment.children where child.position != text.position { leaveOut("markup", child, origin) }
        leaveOutStrayText(of: comment, origin)
        let item = StringItem(text)
        let place = comment["ref"].map { origin.appending(.reference($0)) } ?? origin
        let shown = TextAccount.characters(in: item.text)
        account.kept += min(shown, item.characters)
        account.leaveOut("escape", item.characters - min(shown, item.characters), at: place)
        account.generated += shown - min(shown, item.characters)
        account.leaveOut("phonetic-guide", item.phonetic, at: place)
        account.leaveOut("markup", item.all - item.characters - item.phonetic, at: place)
        count += 1
        let author = comment["authorId"].flatMap { Int($0) }.flatMap { authors.indices.contains($0) ? authors[$0] : nil }
        document.comments.append(
          Note(
            kind: .comment, id: String(document.comments.count + 1), author: author.flatMap { $0.isEmpty ? nil : $0 },
            blocks: [.paragraph(Paragraph(item.text, origin: place))], origin: place))
      }
      leaveOutStrayText(of: element, origin)
    }
    leaveOutStrayText(of: root, origin)
    if count > 0 { report(.comments(count, origin)) }
  }

  /// Text boxes are paragraphs behind the cells; pictures and charts are named. Source: ISO/IEC 29500-1:2016 §20.5.
  private mutating func readDrawing(_ root: MarkupElement, _ origin: Origin) {
    let characters = TextAccount.characters(in: root.textBytes)
    account.read += characters
    var kept = 0
    var boxes = 0
    var copiesEnd = -1
    for element in root.descendants {
      if element.position <= copiesEnd { continue }
      switch element.name {
      case "mc:Fallback":
        for inner in element.descendants { copiesEnd = max(copiesEnd, inner.position) }
      case "xdr:pic": report(.picture(origin))
      case "c:chart", "cx:chart": report(.chart(origin))
      case "xdr:txBody":
        boxes += 1
        let place = origin.appending(.textBox(boxes))
        for p in element.children where p.name == "a:p" {
          var text = ""
          for part in p.descendants {
            if part.name == "a:t" { text += part.text } else if part.name == "a:br" { text += "\n" }
          }
          if text.isEmpty { continue }
          kept += TextAccount.characters(in: text)
          document.blocks.append(.paragraph(Paragraph(text, origin: place)))
        }
      default: continue
      }
    }
    account.kept += kept
    account.leaveOut("layout-value", characters - kept, at: origin)
  }

  /// `&C标题&P`: text with codes for its place, its font and what the program fills in.
  /// Source: ISO/IEC 29500-1:2016 §18.3.1.46, headerFooter.
  mutating func readHeadersAndFooters(_ element: MarkupElement, _ origin: Origin) {
    for child in element.children {
      let text = Self.printed(child.text)
      let kept = TextAccount.characters(in: text)
      let all = TextAccount.characters(in: child.textBytes)
      guard kept > 0 else {
        account.leaveOut("field-code", all, at: origin)
        continue
      }
      account.kept += kept
      account.leaveOut("field-code", all - kept, at: origin)
      let isHeader = child.name.hasSuffix("Header")
      let place = origin.appending(
        isHeader ? .header(document.headers.count + 1) : .footer(document.footers.count + 1))
      let story = Story(blocks: [.paragraph(Paragraph(text, origin: place))], origin: place)
      if isHeader { document.headers.append(story) } else { document.footers.append(story) }
    }
    leaveOutStrayText(of: element, origin)
  }

  static func printed(_ source: String) -> String {
    var out = ""
    var rest = Array(source)[...]
    while let character = rest.popFirst() {
      guard character == "&", let code = rest.popFirst() else {
        out.append(character)
        continue
      }
      switch code {
      case "&": out.append("&")
      case "L", "C", "R": if !out.isEmpty { out.append("\n") }
      case "\"": while let next = rest.popFirst(), next != "\"" {}
      case "K": rest = rest.dropFirst(min(6, rest.count))
      case "0"..."9": while let next = rest.first, next.isASCII, next.isNumber { rest.removeFirst() }
      default: continue
      }
    }
    while out.last?.isNewline == true { out.removeLast() }
    return out
  }
}
