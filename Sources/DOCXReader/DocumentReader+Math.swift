import Diagnostics
import DocumentTree
import SafeXML

/// Formulas as one line of text. Source: ISO/IEC 29500-1:2016 §22.1; the notation is that of linear formulas
/// (Unicode Technical Note 28), kept to what a reader needs: a/b, x^2, x_1, √x.
extension DocumentReader {
  mutating func readMath(_ element: MarkupElement, into inline: inout InlineText) {
    switch element.tag {
    case .mT, .t:
      let bytes = element.textBytes
      if bytes.isEmpty { return }
      if let reason = omission ?? (isInInstruction ? "field-code" : nil) {
        account.leaveOut(reason, TextAccount.characters(in: bytes), at: inline.origin)
      } else {
        account.kept += TextAccount.characters(in: bytes)
        inline.append(String(decoding: bytes, as: UTF8.self), isUnclear: inline.isOutOfLine)
      }
    case .mOMath:
      // What is set over, under or in something is no number of one line, and may be struck out or a phantom.
      let before = inline.isOutOfLine
      if element.descendants.contains(where: { !Self.plainMath.contains($0.name) && $0.name.hasPrefix("m:") }) { inline.isOutOfLine = true }
      readMathChildren(element, into: &inline)
      inline.isOutOfLine = before
    case .mF:
      readMath(element, parts: [.mNum, .mDen], marks: ["", "/"], into: &inline)
    case .mSSup: readMath(element, parts: [.mE, .mSup], marks: ["", "^"], into: &inline)
    case .mSSub: readMath(element, parts: [.mE, .mSub], marks: ["", "_"], into: &inline)
    case .mSSubSup: readMath(element, parts: [.mE, .mSub, .mSup], marks: ["", "_", "^"], into: &inline)
    case .mRad:
      generate("√", into: &inline)
      readMathChildren(element, into: &inline)
    case .mNary:
      generate(element.first(.mNaryPr)?.first(.mChr)?[.mVal] ?? "∫", into: &inline)
      readMathChildren(element, into: &inline)
    case .mD:
      let properties = element.first(.mDPr)
      let separator = properties?.first(.mSepChr)?[.mVal] ?? "|"
      generate(properties?.first(.mBegChr).map { $0[.mVal] ?? "" } ?? "(", into: &inline)
      var isFirst = true
      for child in element.children {
        if child.tag == .mE, !isFirst { generate(separator, into: &inline) }
        if child.tag == .mE { isFirst = false }
        readMath(child, into: &inline)
      }
      leaveOutStrayText(of: element, at: inline.origin)
      generate(properties?.first(.mEndChr).map { $0[.mVal] ?? "" } ?? ")", into: &inline)
    case .mMr:
      var isFirst = true
      for child in element.children {
        if !isFirst { generate(" ", into: &inline) }
        isFirst = false
        readMath(child, into: &inline)
      }
      leaveOutStrayText(of: element, at: inline.origin)
    case .del, .ins, .moveFrom, .moveTo:
      if let reason = omissionReason(ofRevision: element.tag) {
        leaveOut(reason, element, at: inline.origin)
      } else {
        readMathChildren(element, into: &inline)
      }
    case .br, .cr, .tab:
      generate(element.tag == .tab ? "\t" : "\n", into: &inline)
      leaveOut("markup", element, at: inline.origin)
    case .delText, .instrText: leaveOut("markup", element, at: inline.origin)
    default: readMathChildren(element, into: &inline)
    }
  }

  /// Source: ISO/IEC 29500-1:2016 §22.1.2: runs, and what is said of them.
  private static let plainMath: Set<String> = [
    "m:r", "m:t", "m:rPr", "m:oMath", "m:oMathPara", "m:oMathParaPr", "m:ctrlPr", "m:sty", "m:scr", "m:nor", "m:lit", "m:jc", "m:aln",
  ]

  private mutating func readMathChildren(_ element: MarkupElement, into inline: inout InlineText) {
    for child in element.children { readMath(child, into: &inline) }
    leaveOutStrayText(of: element, at: inline.origin)
  }

  private mutating func readMath(
    _ element: MarkupElement, parts: [MarkupName], marks: [String], into inline: inout InlineText
  ) {
    var left = Array(element.children)
    for (part, mark) in zip(parts, marks) {
      guard let index = left.firstIndex(where: { $0.tag == part }) else { continue }
      let child = left.remove(at: index)
      if !mark.isEmpty { generate(mark, into: &inline) }
      readMath(child, into: &inline)
    }
    for child in left { readMath(child, into: &inline) }
    leaveOutStrayText(of: element, at: inline.origin)
  }
}
