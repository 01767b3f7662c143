public import Diagnostics

/// Bytes of a page (UTF-8) → the tree that a browser would build, scripting off.
///
/// Tokens are read and built in at once. Elements inside elements past `limits.depth` refuse; so do more attributes than
/// `limits.attributes`, and a tree that grows out of proportion to its source.
///
/// Source: WHATWG HTML §13.2, Parsing HTML documents.
public struct HTMLParser {
  var source: [UInt8]
  var index = 0
  let limits: Limits
  var tree = HTMLTree()
  var refusal: Refusal?

  /// What the tokenizer is inside of.
  enum Content { case data, rcdata, rawtext, script, plaintext }
  var content = Content.data
  var contentEnd: [UInt8] = []
  /// Text since the last tag.
  var run: [UInt8] = []
  /// What a run that is built in leaves behind for the next: its memory.
  var spareRun: [UInt8] = []
  var runOffset = 0
  var skipsLineFeed = false

  // Tree construction.
  enum Mode {
    case initial, beforeHTML, beforeHead, inHead, inHeadNoscript, afterHead, inBody, text, inTable, inCaption, inColumnGroup
    case inTableBody, inRow, inCell, inSelect, inSelectInTable, inTemplate, afterBody, inFrameset, afterFrameset
    case afterAfterBody, afterAfterFrameset
  }
  var mode = Mode.initial
  var originalMode = Mode.initial
  var templateModes: [Mode] = []
  var open: [HTMLTree.Node] = []
  /// Active formatting elements; `none` is a marker.
  var formatting: [HTMLTree.Node] = []
  var head = HTMLTree.none
  var form = HTMLTree.none
  var framesetOK = true
  var fosterParenting = false
  var nodeLimit = 0

  public static func parse(_ source: [UInt8], limits: Limits = Limits()) throws(Refusal) -> HTMLTree {
    guard source.count < 1 << 30 else {
      throw Refusal(
        "limit-input", Message(zh: "文件过大", en: "the file is too large"))
    }
    var parser = HTMLParser(source: source, limits: limits)
    parser.run(reservingFor: source.count)
    if let refusal = parser.refusal { throw refusal }
    return parser.tree
  }

  private init(source: [UInt8], limits: Limits) {
    self.source = source
    self.limits = limits
    nodeLimit = 100_000 + source.count
  }

  private mutating func run(reservingFor bytes: Int) {
    tree.texts.reserveCapacity(bytes / 2)
    tree.records.reserveCapacity(bytes / 24 + 16)
    tree.records.append(HTMLTree.Record(kind: .document))
    while index < source.count, refusal == nil {
      switch content {
      case .data: data()
      case .plaintext:
        run.append(contentsOf: source[index...])
        index = source.count
      case .rcdata, .rawtext, .script: rawText()
      }
    }
    flush()
    if refusal == nil { endOfFile() }
  }

  // MARK: Tokens

  struct StartTag {
    var tag: HTMLTag
    var name: ArraySlice<UInt8>
    var attributes: Range<Int>
    var selfClosing: Bool
    var offset: Int
  }

  private mutating func data() {
    // A run of text past the limit is noticed before it is copied.
    guard run.count <= limits.textLength else {
      refusal = .textTooLong(limits.textLength, at: Origin(.line(line(of: index))))
      return
    }
    let end = min(source.count, index + limits.textLength + 1)
    let start = index
    while index < end {
      let byte = source[index]
      if byte == 0x3C || byte == 0x26 || byte == 0x0D || byte == 0 { break }
      index += 1
    }
    if index > start {
      if run.isEmpty { runOffset = start }
      run.append(contentsOf: source[start..<index])
    }
    guard index < end else { return }
    if run.isEmpty { runOffset = index }
    switch source[index] {
    case 0x26: reference()
    case 0x0D:
      run.append(0x0A)
      index += index + 1 < end && source[index + 1] == 0x0A ? 2 : 1
    case 0: index += 1
    default: markup()
    }
  }

  private mutating func reference() {
    if let (scalars, next) = CharacterReference.read(source, at: index, end: source.count, inAttribute: false) {
      for scalar in scalars { CharacterReference.append(scalar, to: &run) }
      index = next
    } else {
      run.append(0x26)
      index += 1
    }
  }

  private mutating func markup() {
    let next = index + 1 < source.count ? source[index + 1] : 0
    if isLetter(next) {
      flush()
      tagToken()
    } else if next == 0x2F {
      let after = index + 2 < source.count ? source[index + 2] : 0
      if isLetter(after) {
        flush()
        endTagToken()
      } else if after == 0x3E {
        index += 3
      } else if index + 2 >= source.count {
        run.append(contentsOf: [0x3C, 0x2F])
        index += 2
      } else {
        flush()
        bogusComment(from: index + 2)
      }
    } else if next == 0x21 {
      flush()
      declaration()
    } else if next == 0x3F {
      flush()
      bogusComment(from: index + 1)
    } else {
      run.append(0x3C)
      index += 1
    }
  }

  func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0C || byte == 0x0D
  }

  private mutating func bogusComment(from start: Int) {
    var end = start
    while end < source.count, source[end] != 0x3E { end += 1 }
    comment(start..<end, at: index)
    index = min(end + 1, source.count)
  }

  private mutating func declaration() {
    if matches("<!--") {
      let start = index + 4
      if start < source.count, source[start] == 0x3E {
        comment(start..<start, at: index)
        index = start + 1
        return
      }
      if start + 1 < source.count, source[start] == 0x2D, source[start + 1] == 0x3E {
        comment(start..<start, at: index)
        index = start + 2
        return
      }
      var end = start
      while end + 2 < source.count {
        if source[end] == 0x2D, source[end + 1] == 0x2D {
          if source[end + 2] == 0x3E {
            comment(start..<end, at: index)
            index = end + 3
            return
          }
          if source[end + 2] == 0x21, end + 3 < source.count, source[end + 3] == 0x3E {
            comment(start..<end, at: index)
            index = end + 4
            return
          }
        }
        end += 1
      }
      // The file ends inside a comment: a browser shows nothing of it.
      tree.unfinishedTag = index..<source.count
      comment(start..<source.count, at: index)
      index = source.count
    } else if matches("<!doctype", ignoringCase: true) {
      var end = index + 9
      while end < source.count, source[end] != 0x3E { end += 1 }
      doctype(source[(index + 9)..<end])
      index = min(end + 1, source.count)
    } else if matches("<![CDATA["), let current = open.last, tree.namespace(current) != .html {
      let start = index + 9
      var end = start
      while end < source.count {
        if source[end] == 0x5D, end + 2 < source.count, source[end + 1] == 0x5D, source[end + 2] == 0x3E { break }
        end += 1
      }
      run.append(contentsOf: source[start..<end])
      runOffset = index
      index = min(end + 3, source.count)
    } else {
      bogusComment(from: index + 2)
    }
  }

  func matches(_ word: StaticString, ignoringCase: Bool = false) -> Bool {
    var at = index
    return "\(word)".utf8.allSatisfy { byte in
      guard at < source.count else { return false }
      let own = source[at]
      at += 1
      return own == byte || ignoringCase && own | 0x20 == byte
    }
  }

  private mutating func tagToken() {
    let offset = index
    index += 1
    let name = tagName()
    let first = tree.attributePool.count
    guard let selfClosing = attributes() else {
      tree.removeAttributes(from: first)
      tree.unfinishedTag = offset..<source.count
      index = source.count
      return
    }
    startTag(
      StartTag(
        tag: HTMLTag.named(name), name: name, attributes: first..<tree.attributePool.count, selfClosing: selfClosing, offset: offset))
  }

  private mutating func endTagToken() {
    let offset = index
    index += 2
    let name = tagName()
    let first = tree.attributePool.count
    let finished = attributes() != nil
    tree.removeAttributes(from: first)
    guard finished else {
      tree.unfinishedTag = offset..<source.count
      index = source.count
      return
    }
    endTag(HTMLTag.named(name), name)
  }

  /// In lower case; a name that is so written is a piece of the source.
  private mutating func tagName() -> ArraySlice<UInt8> {
    let start = index
    var hasCapitals = false
    while index < source.count {
      let byte = source[index]
      if byte == 0x3E || byte == 0x2F || HTMLParser.isSpace(byte) { break }
      if byte >= 0x41, byte <= 0x5A { hasCapitals = true }
      index += 1
    }
    let name = source[start..<index]
    return hasCapitals ? ArraySlice(name.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }) : name
  }

  /// Reads to the end of the tag; says whether it closes itself, `nil` when the file ends before.
  private mutating func attributes() -> Bool? {
    let first = tree.attributePool.count
    while index < source.count {
      let byte = source[index]
      if HTMLParser.isSpace(byte) {
        index += 1
        continue
      }
      if byte == 0x3E {
        index += 1
        return false
      }
      if byte == 0x2F {
        if index + 1 < source.count, source[index + 1] == 0x3E {
          index += 2
          return true
        }
        index += 1
        continue
      }
      let nameStart = index
      index += 1
      while index < source.count {
        let byte = source[index]
        if HTMLParser.isSpace(byte) || byte == 0x2F || byte == 0x3E || byte == 0x3D { break }
        index += 1
      }
      var attribute = HTMLTree.Attribute(start: Int32(tree.attributeBytes.count), valueStart: 0, end: 0)
      for place in nameStart..<index {
        let byte = source[place]
        tree.attributeBytes.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
      }
      attribute.valueStart = Int32(tree.attributeBytes.count)
      var probe = index
      while probe < source.count, HTMLParser.isSpace(source[probe]) { probe += 1 }
      if probe < source.count, source[probe] == 0x3D {
        index = probe + 1
        guard attributeValue() else {
          tree.attributeBytes.removeLast(tree.attributeBytes.count - Int(attribute.start))
          return nil
        }
      } else {
        index = probe
      }
      attribute.end = Int32(tree.attributeBytes.count)
      // By index: a slice that is alive while the pool grows would have it copied.
      let count = tree.attributePool.count
      if count - first >= limits.attributes {
        refusal = .tooManyAttributes(limits.attributes, line: line(of: index))
        return nil
      }
      if tree.attribute(named: attribute, among: first..<count) == nil {
        tree.attributePool.append(attribute)
      } else {
        tree.attributeBytes.removeLast(tree.attributeBytes.count - Int(attribute.start))
      }
    }
    return nil
  }

  /// Reads a value into the tree's bytes; `false` when the file ends inside of it.
  private mutating func attributeValue() -> Bool {
    while index < source.count, HTMLParser.isSpace(source[index]) { index += 1 }
    guard index < source.count else { return false }
    let quote = source[index]
    if quote == 0x3E { return true }
    let start: Int
    var end: Int
    if quote == 0x22 || quote == 0x27 {
      start = index + 1
      end = start
      while end < source.count, source[end] != quote { end += 1 }
      guard end < source.count else { return false }
      index = end + 1
    } else {
      start = index
      end = start
      while end < source.count, !HTMLParser.isSpace(source[end]), source[end] != 0x3E { end += 1 }
      guard end < source.count else { return false }
      index = end
    }
    guard source[start..<end].contains(0x26) else {
      tree.attributeBytes.append(contentsOf: source[start..<end])
      return true
    }
    var at = start
    while at < end {
      if source[at] == 0x26,
        let (scalars, next) = CharacterReference.read(source, at: at, end: end, inAttribute: true)
      {
        for scalar in scalars { CharacterReference.append(scalar, to: &tree.attributeBytes) }
        at = next
      } else {
        tree.attributeBytes.append(source[at])
        at += 1
      }
    }
    return true
  }

  /// RCDATA, RAWTEXT and script data, to the end tag that fits.
  private mutating func rawText() {
    if run.isEmpty { runOffset = index }
    var escaped = false
    var doubleEscaped = false
    while index < source.count {
      let byte = source[index]
      if byte == 0x3C {
        if content == .script {
          if matches("<!--") {
            escaped = true
          } else if escaped, matches("<script", ignoringCase: true), endsName(index + 7) {
            doubleEscaped = true
          } else if doubleEscaped, matches("</script", ignoringCase: true), endsName(index + 8) {
            doubleEscaped = false
            run.append(byte)
            index += 1
            continue
          }
        }
        if !doubleEscaped, index + 1 < source.count, source[index + 1] == 0x2F, isAppropriateEnd(index + 2) {
          flush()
          content = .data
          endTagToken()
          return
        }
      } else if byte == 0x2D, escaped, matches("-->") {
        escaped = false
        doubleEscaped = false
      } else if byte == 0x26, content == .rcdata {
        reference()
        continue
      } else if byte == 0x0D {
        run.append(0x0A)
        index += index + 1 < source.count && source[index + 1] == 0x0A ? 2 : 1
        continue
      }
      if byte == 0 { run.append(contentsOf: [0xEF, 0xBF, 0xBD]) } else { run.append(byte) }
      index += 1
    }
  }

  private func endsName(_ at: Int) -> Bool {
    at < source.count && (HTMLParser.isSpace(source[at]) || source[at] == 0x2F || source[at] == 0x3E)
  }

  private func isAppropriateEnd(_ at: Int) -> Bool {
    guard at + contentEnd.count < source.count else { return false }
    for offset in contentEnd.indices where source[at + offset] | 0x20 != contentEnd[offset] { return false }
    return endsName(at + contentEnd.count)
  }

  func line(of offset: Int) -> Int {
    1 + source[..<min(offset, source.count)].count { $0 == 0x0A }
  }
}

extension Refusal {
  static func tooManyAttributes(_ limit: Int, line: Int) -> Refusal {
    Refusal(
      "limit-attributes",
      Message(zh: "一个标签的属性超过\(limit)个，不予读取", en: "a tag has more than \(limit) attributes"), at: Origin(.line(line)))
  }
  static func tooDeep(_ limit: Int, line: Int) -> Refusal {
    Refusal(
      "limit-depth",
      Message(zh: "网页标签嵌套超过\(limit)层，不予读取", en: "elements are nested more than \(limit) deep"), at: Origin(.line(line)))
  }
  static func treeTooLarge(line: Int) -> Refusal {
    Refusal(
      "limit-elements", Message(zh: "网页结构异常膨胀，不予读取", en: "the page grows out of proportion to its source"),
      at: Origin(.line(line)))
  }
}
