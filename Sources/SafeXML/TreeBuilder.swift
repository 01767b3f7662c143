import Diagnostics

/// Collects the events of a parser into the arena of a ``MarkupTree``. Knows no parser.
struct TreeBuilder: ~Copyable {
  private var nodes: Arena<MarkupTree.Node>
  private var places: Arena<MarkupTree.Place>
  private var attributes: Arena<MarkupTree.Attribute>
  private var text: [UInt8] = []
  private var values: [UInt8] = []
  private let vocabulary = MarkupVocabulary.shared
  /// By number: whether a known name has been met.
  private var mentioned: [Bool]
  /// Names that are not known, and their numbers above those that are.
  private var ownNames: [String] = []
  private var ownNumbers: [String: Int32] = [:]
  /// What is to be done with each name, by its number.
  private var traits: [MarkupVocabulary.Traits]
  /// The namespace that was looked up last, and its prefix: names of one namespace come together.
  private var lastNamespace: (uri: String, prefix: String?) = ("", nil)
  private let options: MarkupTree.Options
  /// How many elements are open that are passed over.
  private var skipping = 0
  /// The outermost of them.
  private var passedOver: Int32 = -1
  private var startTags: Int32 = 0
  private var open = Arena<Int32>()
  private let depthLimit: Int
  private let attributeLimit: Int
  private let nodeLimit: Int

  /// The first reason to stop.
  private(set) var error: XMLError?

  init(_ options: MarkupTree.Options, limits: Limits, expectedBytes: Int) {
    self.options = options
    depthLimit = limits.depth
    attributeLimit = min(limits.attributes, Int(UInt16.max))
    nodeLimit = min(limits.markupNodes, Int(Int32.max) - 2)
    mentioned = [Bool](repeating: false, count: vocabulary.count)
    traits = options.passesOverAppearance ? vocabulary.traits : vocabulary.traitsKeepingElements
    if !options.passesOverFonts { traits[vocabulary.number(of: .rFonts)].element = .never }
    nodes = Arena(capacity: min(expectedBytes / 80, 1 << 18))
    places = Arena(capacity: options.keepsPlaces ? min(expectedBytes / 80, 1 << 18) : 1)
    attributes = Arena(capacity: min(expectedBytes / 160, 1 << 17))
    text.reserveCapacity(min(expectedBytes / 16, 1 << 20))
    values.reserveCapacity(min(expectedBytes / 32, 1 << 20))
  }

  enum Missing {
    /// Something stands in an element that was passed over.
    case elements
    /// Text has characters whose meaning depends on the font.
    case fonts
  }
  /// What is to be kept and was not: this tree is of no use.
  private(set) var missing: Missing?

  private mutating func keepAll() {
    if missing == nil { missing = .elements }
    fail(.malformed("content where none was expected", line: 0))
  }

  /// Text has a character between U+F000 and U+F0FF.
  mutating func meetSymbol() {
    guard options.passesOverAppearance, options.passesOverFonts else { return }
    if missing == nil { missing = .fonts }
    fail(.malformed("a character of a font of symbols", line: 0))
  }

  static func isSymbol(_ scalar: Unicode.Scalar) -> Bool { (0xF000...0xF0FF).contains(scalar.value) }

  static func holdSymbol(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var last: UInt8 = 0
    for index in 0..<bytes.count {
      let byte = unsafe bytes[index]
      if last == 0xEF, byte <= 0x83 { return true }
      last = byte
    }
    return false
  }

  mutating func fail(_ error: XMLError) {
    if self.error == nil { self.error = error }
  }

  /// The number of a name: parsers keep it and need not spell the name again.
  mutating func nameID(local: UnsafeBufferPointer<UInt8>, namespace: String?) -> Int32 {
    var prefix: String? = ""
    if let namespace, !namespace.isEmpty {
      if namespace != lastNamespace.uri { lastNamespace = (namespace, options.prefixes[namespace]) }
      prefix = lastNamespace.prefix
    }
    if let prefix, let number = unsafe vocabulary.number(of: local, prefix) {
      mentioned[Int(number)] = true
      return number
    }
    var name = prefix.map { $0.isEmpty ? "" : $0 + ":" } ?? "{" + (namespace ?? "") + "}"
    name += unsafe String(decoding: local, as: UTF8.self)
    if let number = ownNumbers[name] { return number }
    // What packages hold beside the names that are known.
    if ownNames.isEmpty { ownNumbers.reserveCapacity(24) }
    let number = Int32(vocabulary.count + ownNames.count)  // bounded by the node count
    ownNames.append(name)
    ownNumbers[name] = number
    traits.append(MarkupVocabulary.Traits())
    return number
  }

  mutating func startElement(_ name: Int32, line: Int) {
    guard error == nil else { return }
    guard open.count + skipping < depthLimit else { return fail(.tooDeep(limit: depthLimit)) }
    guard nodes.count < nodeLimit, startTags < nodeLimit, text.count < Int32.max - 2 else { return fail(.tooLarge) }
    defer { startTags += 1 }
    let kind = traits[Int(name)].element
    if kind == .always && !open.isEmpty || kind == .inside && skipping > 0 {
      if skipping == 0 { passedOver = name }
      skipping += 1
      return
    }
    guard skipping == 0 else { return keepAll() }
    let attributeStart = Int32(attributes.count)
    open.append(Int32(nodes.count))
    nodes.append(
      MarkupTree.Node(
        name: name, end: 0, attributesStart: attributeStart, textStart: Int32(text.count)))
    if options.keepsPlaces { places.append(MarkupTree.Place(line: Int32(clamping: line), startTag: startTags)) }
  }

  /// An element without content in one that is passed over, if its name is one of those; the same as to start and to end it.
  mutating func passOverEmpty(_ name: Int32) -> Bool {
    guard skipping > 0, traits[Int(name)].element == .always, error == nil, open.count + skipping < depthLimit, startTags < nodeLimit
    else { return false }
    startTags += 1
    closedSinceText = true
    return true
  }

  /// An attribute of the element that was started last.
  mutating func attribute(_ name: Int32, _ value: some Collection<UInt8>) {
    guard error == nil, skipping == 0, let element = open.last, !traits[Int(name)].attributeIsPassedOver else {
      if skipping == 1, error == nil, vocabulary.names[Int(passedOver)].mayHideText(value) { keepAll() }
      return
    }
    guard nodes[Int(element)].attributeCount < attributeLimit else {
      return fail(.tooManyAttributes(limit: attributeLimit))
    }
    guard attributes.count < nodeLimit else { return fail(.tooLarge) }
    let start = values.count
    values.append(contentsOf: value)
    guard values.count < Int32.max - 2 else { return fail(.tooLarge) }
    attributes.append(MarkupTree.Attribute(name: name, start: Int32(start), end: Int32(values.count)))
    nodes[Int(element)].attributeCount += 1
  }

  mutating func characters(_ bytes: some Collection<UInt8>) {
    guard error == nil, !open.isEmpty else { return }
    guard skipping == 0 else {
      if !bytes.allSatisfy({ $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }) { keepAll() }
      return
    }
    let start = text.count
    guard bytes.count < Int(Int32.max) - 2 - start, nodes.count < nodeLimit else { return fail(.tooLarge) }
    text.append(contentsOf: bytes)
    // A run of text may come in several pieces; it is one node.
    let last = nodes.count - 1
    if last >= 0, !closedSinceText, nodes[last].name < 0, nodes[last].end == Int32(nodes.count),
      Int32(last) > (open.last ?? 0)
    {
      return
    }
    closedSinceText = false
    if let element = open.last { nodes[Int(element)].holdsText = true }
    nodes.append(
      MarkupTree.Node(
        name: -1, end: Int32(nodes.count + 1), attributesStart: 0, textStart: Int32(start)))
    if options.keepsPlaces { places.append(MarkupTree.Place(line: 0, startTag: 0)) }
  }

  private var closedSinceText = false

  // MARK: Repetition

  /// Whether elements of this name are worth remembering: those passed over, and those that hold properties.
  func isRemembered(_ name: Int32) -> Bool {
    let traits = traits[Int(name)]
    return traits.element == .always || traits.holdsProperties
  }

  /// Whether nobody reads attributes of this name.
  func isPassedOver(attribute name: Int32) -> Bool { traits[Int(name)].attributeIsPassedOver }

  /// Where the next element will begin: to be handed to ``entry(from:)`` behind its end.
  struct Mark {
    var nodes: Int32
    var startTags: Int32
    var text: Int32
  }
  var mark: Mark { Mark(nodes: Int32(nodes.count), startTags: startTags, text: Int32(text.count)) }
  var isSkipping: Bool { skipping > 0 }

  /// What an element that is just closed added; `nil` when there is text in it.
  func added(since mark: Mark) -> (nodes: Range<Int32>, startTags: Int32)? {
    guard error == nil, text.count == Int(mark.text) else { return nil }
    return (mark.nodes..<Int32(nodes.count), startTags - mark.startTags)
  }

  /// The same element once more. `false` when a limit may be met: then it is to be read.
  mutating func `repeat`(_ entry: RepeatedMarkup.Entry, line: Int) -> Bool {
    guard error == nil, skipping == 0, !open.isEmpty, open.count + Self.deepestRemembered < depthLimit,
      nodes.count + Int(entry.endNode - entry.firstNode) < nodeLimit, startTags < Int32(nodeLimit) - entry.startTags,
      text.count < Int32.max - 2
    else { return false }
    let shift = Int32(nodes.count) - entry.firstNode
    let place = Int32(text.count)
    for index in entry.firstNode..<entry.endNode {
      var node = nodes[Int(index)]
      node.end += shift
      node.textStart = place
      nodes.append(node)
    }
    if options.keepsPlaces, entry.firstNode < entry.endNode {
      let lines = Int32(clamping: line) - entry.line
      let tags = startTags - places[Int(entry.firstNode)].startTag
      for index in entry.firstNode..<entry.endNode {
        let place = places[Int(index)]
        places.append(MarkupTree.Place(line: place.line + lines, startTag: place.startTag + tags))
      }
    }
    startTags += entry.startTags
    closedSinceText = true
    return true
  }
  static let deepestRemembered = 16

  mutating func endElement() {
    guard error == nil else { return }
    guard skipping == 0 else {
      skipping -= 1
      closedSinceText = true
      return
    }
    guard let element = open.popLast() else { return }
    closedSinceText = true
    let end = Int32(nodes.count)
    if end == element + 1, nodes[Int(element)].attributeCount == 0, !open.isEmpty,
      traits[Int(nodes[Int(element)].name)].holdsProperties
    {
      // Properties of which nobody reads any are none.
      nodes.removeLast()
      if options.keepsPlaces { places.removeLast() }
      return
    }
    nodes[Int(element)].end = end
  }

  /// The finished tree. All elements must be closed.
  consuming func tree(encoding: String?) throws(XMLError) -> MarkupTree {
    if let error { throw error }
    guard !nodes.isEmpty, open.isEmpty, nodes[0].name >= 0 else { throw .empty }
    let encoding = encoding
    nodes.append(MarkupTree.Node(name: -1, end: Int32(nodes.count + 1), attributesStart: 0, textStart: Int32(text.count)))
    let tags = ownNames.isEmpty ? vocabulary.names : vocabulary.names + [MarkupName](repeating: .other, count: ownNames.count)
    return MarkupTree(
      storage: MarkupTree.Storage(
        nodes: nodes, places: places, attributes: attributes, text: text, values: values, tags: tags, ownNames: ownNames,
        mentioned: mentioned, encoding: encoding))
  }
}
