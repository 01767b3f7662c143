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
  var refusal: Refusal? { didSet { isRefused = refusal != nil } }
  private(set) var isRefused = false

  /// What the tokenizer is inside of.
  enum Content { case data, rcdata, rawtext, script, plaintext }
  var content = Content.data
  var contentEnd: [UInt8] = []
  /// Text since the last tag: a piece of the source as long as it is one, after that a copy.
  var runInSource = 0..<0
  var run: [UInt8] = []
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
  /// The text node whose characters were the last to be kept: more of them go on in it.
  var latestText = HTMLTree.none

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
    tree.source = source
    self.limits = limits
    nodeLimit = 100_000 + source.count
  }

  private mutating func run(reservingFor bytes: Int) {
    tree.records.reserveCapacity(bytes / 24 + 16)
    tree.attributePool.reserveCapacity(bytes / 48 + 16)
    tree.records.append(HTMLTree.Record(kind: .document))
    while index < source.count, !isRefused {
      switch content {
      case .data: data()
      case .plaintext:
        appendToRun(index..<source.count)
        index = source.count
      case .rcdata, .rawtext, .script: rawText()
      }
    }
    flush()
    if !isRefused { endOfFile() }
  }

  // MARK: Text since the last tag

  var runIsEmpty: Bool { runInSource.isEmpty && run.isEmpty }
  private var runCount: Int { runInSource.count + run.count }

  @inline(__always)
  private mutating func appendToRun(_ piece: Range<Int>) {
    if run.isEmpty, runInSource.isEmpty {
      runInSource = piece
    } else if run.isEmpty, runInSource.upperBound == piece.lowerBound {
      runInSource = runInSource.lowerBound..<piece.upperBound
    } else {
      copyRun()
      run.append(contentsOf: source[piece])
    }
  }

  private mutating func appendToRun(_ byte: UInt8) {
    copyRun()
    run.append(byte)
  }

  private mutating func copyRun() {
    guard !runInSource.isEmpty else { return }
    run.append(contentsOf: source[runInSource])
    runInSource = 0..<0
  }

  // MARK: Tokens

  struct StartTag {
    var tag: HTMLTag
    /// In the source.
    var name: Range<Int>
    var attributes: Range<Int>
    var selfClosing: Bool
    var offset: Int
  }

  private mutating func data() {
    // A run of text past the limit is noticed before it is copied.
    guard runCount <= limits.textLength else {
      refusal = .textTooLong(limits.textLength, at: Origin(.line(line(of: index))))
      return
    }
    let end = min(source.count, index + limits.textLength + 1)
    let start = index
    index = min(ByteScan.first(of: 0x3C, or: 0x26, or: 0x0D, or: 0, in: source.span, from: start), end)
    if index > start {
      if runIsEmpty { runOffset = start }
      appendToRun(start..<index)
    }
    guard index < end else { return }
    if runIsEmpty { runOffset = index }
    switch source[index] {
    case 0x26: reference()
    case 0x0D: lineBreak()
    case 0: index += 1
    default: markup()
    }
  }

  /// `CR` and `CR LF` are a line feed.
  private mutating func lineBreak() {
    let isDouble = index + 1 < source.count && source[index + 1] == 0x0A
    if isDouble { appendToRun(index + 1..<index + 2) } else { appendToRun(0x0A) }
    index += isDouble ? 2 : 1
  }

  private mutating func reference() {
    if let (scalars, next) = CharacterReference.read(source, at: index, end: source.count, inAttribute: false) {
      copyRun()
      for scalar in scalars { CharacterReference.append(scalar, to: &run) }
      index = next
    } else {
      appendToRun(index..<index + 1)
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
        appendToRun(index..<index + 2)
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
      appendToRun(index..<index + 1)
      index += 1
    }
  }

  func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
  @inline(__always)
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
      appendToRun(start..<end)
      runOffset = index
      index = min(end + 3, source.count)
    } else {
      bogusComment(from: index + 2)
    }
  }

  func matches(_ word: String, ignoringCase: Bool = false) -> Bool {
    var at = index
    for byte in word.utf8 {
      guard at < source.count else { return false }
      let own = source[at]
      guard own == byte || ignoringCase && own | 0x20 == byte else { return false }
      at += 1
    }
    return true
  }

  private mutating func tagToken() {
    let offset = index
    let name = tagName(from: index + 1)
    let first = tree.attributePool.count
    guard let selfClosing = attributes() else {
      tree.removeAttributes(from: first)
      tree.unfinishedTag = offset..<source.count
      index = source.count
      return
    }
    startTag(
      StartTag(
        tag: name.tag, name: name.range, attributes: first..<tree.attributePool.count, selfClosing: selfClosing, offset: offset))
  }

  private mutating func endTagToken() {
    let offset = index
    let name = tagName(from: index + 2)
    // Most end tags have nothing behind the name.
    if index < source.count, source[index] == 0x3E {
      index += 1
      return endTag(name.tag, name.range)
    }
    let first = tree.attributePool.count
    let finished = attributes() != nil
    tree.removeAttributes(from: first)
    guard finished else {
      tree.unfinishedTag = offset..<source.count
      index = source.count
      return
    }
    endTag(name.tag, name.range)
  }

  /// Reads the name that begins at `start`, and stands behind it.
  @inline(__always)
  private mutating func tagName(from start: Int) -> (tag: HTMLTag, range: Range<Int>) {
    let (key, end) = HTMLParser.name(source.span, start)
    index = end
    return (HTMLTag.named(key), start..<end)
  }

  @inline(__always)
  private static func name(_ bytes: Span<UInt8>, _ start: Int) -> (key: HTMLTag.Key, end: Int) {
    var key = HTMLTag.Key()
    var at = start
    while at < bytes.count {
      let byte = bytes[at]
      if byte <= 0x3E, byte == 0x3E || byte == 0x2F || isSpace(byte) { break }
      key.append(byte)
      at += 1
    }
    return (key, at)
  }

  /// RCDATA, RAWTEXT and script data, to the end tag that fits.
  private mutating func rawText() {
    if runIsEmpty { runOffset = index }
    var escaped = false
    var doubleEscaped = false
    while index < source.count {
      // What is plain is passed over at once: `-` says something in a script's comment only, `&` in RCDATA only.
      let start = index
      let fourth: UInt8 = escaped ? 0x2D : content == .rcdata ? 0x26 : 0x3C
      index = ByteScan.first(of: 0x3C, or: 0x0D, or: 0, or: fourth, in: source.span, from: start)
      if index > start { appendToRun(start..<index) }
      guard index < source.count else { return }
      let byte = source[index]
      if byte == 0x3C {
        if content == .script {
          if matches("<!--") {
            escaped = true
          } else if escaped, matches("<script", ignoringCase: true), endsName(index + 7) {
            doubleEscaped = true
          } else if doubleEscaped, matches("</script", ignoringCase: true), endsName(index + 8) {
            doubleEscaped = false
            appendToRun(index..<index + 1)
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
        lineBreak()
        continue
      }
      if byte == 0 {
        for byte: UInt8 in [0xEF, 0xBF, 0xBD] { appendToRun(byte) }
      } else {
        appendToRun(index..<index + 1)
      }
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
