import Diagnostics
import DocumentTree
import SafeXML

/// Formulas as one line of text. Source: ISO/IEC 29500-1:2016 §22.1; the notation is that of linear formulas
/// (Unicode Technical Note 28), kept to what a reader needs: a/b, x^2, x_1, √x.
extension DocumentReader {
  mutating func readMath(_ element: MarkupElement, into inline: inout InlineText) {
    switch element.name {
    case "m:t", "w:t":
      let bytes = element.textBytes
      if bytes.isEmpty { return }
      if let reason = omission ?? (isInInstruction ? "field-code" : nil) {
        account.leaveOut(reason, TextAccount.characters(in: bytes), at: inline.origin)
      } else {
        account.kept += TextAccount.characters(in: bytes)
        inline.append(String(decoding: bytes, as: UTF8.self))
      }
    case "m:f":
      readMath(element, parts: ["m:num", "m:den"], marks: ["", "/"], into: &inline)
    case "m:sSup": readMath(element, parts: ["m:e", "m:sup"], marks: ["", "^"], into: &inline)
    case "m:sSub": readMath(element, parts: ["m:e", "m:sub"], marks: ["", "_"], into: &inline)
    case "m:sSubSup": readMath(element, parts: ["m:e", "m:sub", "m:sup"], marks: ["", "_", "^"], into: &inline)
    case "m:rad":
      generate("√", into: &inline)
      readMathChildren(element, into: &inline)
    case "m:nary":
      generate(element.first("m:naryPr")?.first("m:chr")?["m:val"] ?? "∫", into: &inline)
      readMathChildren(element, into: &inline)
    case "m:d":
      let properties = element.first("m:dPr")
      let separator = properties?.first("m:sepChr")?["m:val"] ?? "|"
      generate(properties?.first("m:begChr").map { $0["m:val"] ?? "" } ?? "(", into: &inline)
      var isFirst = true
      for child in element.children {
        if child.name == "m:e", !isFirst { generate(separator, into: &inline) }
        if child.name == "m:e" { isFirst = false }
        readMath(child, into: &inline)
      }
      leaveOutStrayText(of: element, at: inline.origin)
      generate(properties?.first("m:endChr").map { $0["m:val"] ?? "" } ?? ")", into: &inline)
    case "m:mr":
      var isFirst = true
      for child in element.children {
        if !isFirst { generate(" ", into: &inline) }
        isFirst = false
        readMath(child, into: &inline)
      }
      leaveOutStrayText(of: element, at: inline.origin)
    case "w:del", "w:ins", "w:moveFrom", "w:moveTo":
      if let reason = omissionReason(ofRevision: element.name) {
        leaveOut(reason, element, at: inline.origin)
      } else {
        readMathChildren(element, into: &inline)
      }
    case "w:br", "w:cr", "w:tab":
      generate(element.name == "w:tab" ? "\t" : "\n", into: &inline)
      leaveOut("markup", element, at: inline.origin)
    case "w:delText", "w:instrText": leaveOut("markup", element, at: inline.origin)
    default: readMathChildren(element, into: &inline)
    }
  }

  private mutating func readMathChildren(_ element: MarkupElement, into inline: inout InlineText) {
    for child in element.children { readMath(child, into: &inline) }
    leaveOutStrayText(of: element, at: inline.origin)
  }

  private mutating func readMath(
    _ element: MarkupElement, parts: [String], marks: [String], into inline: inout InlineText
  ) {
    var left = Array(element.children)
    for (part, mark) in zip(parts, marks) {
      guard let index = left.firstIndex(where: { $0.name == part }) else { continue }
      let child = left.remove(at: index)
      if !mark.isEmpty { generate(mark, into: &inline) }
      readMath(child, into: &inline)
    }
    for child in left { readMath(child, into: &inline) }
    leaveOutStrayText(of: element, at: inline.origin)
  }
}
