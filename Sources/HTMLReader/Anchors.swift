import HTMLSyntax

/// The words that reports are known by, found by the first three bytes.
struct Anchors {
  fileprivate let words: [[UInt8]]
  /// By a hash of the first three bytes: the number of a word, from 1; nought is none.
  private var first = [UInt16](repeating: 0, count: 1024)
  /// The next word of the same place, by number.
  private var next: [UInt16]
  var isEmpty: Bool { words.isEmpty }
  /// Of a set of words, as bits.
  fileprivate var width: Int { (words.count + 63) / 64 }

  init(_ anchors: [String]) {
    let words = anchors.map { Array($0.utf8) }.filter { $0.count >= 6 }.prefix(Int(UInt16.max) - 1)
    self.words = Array(words)
    next = [UInt16](repeating: 0, count: words.count + 1)
    for (index, word) in words.enumerated() {
      let place = Self.place(word.span, 0)
      next[index + 1] = first[place]
      first[place] = UInt16(truncatingIfNeeded: index + 1)
    }
  }

  @inline(__always)
  private static func place(_ text: Span<UInt8>, _ start: Int) -> Int {
    let head = UInt32(text[start]) << 16 | UInt32(text[start + 1]) << 8 | UInt32(text[start + 2])
    return Int(truncatingIfNeeded: (head &* 0x9E37_79B1) >> 22)
  }

  /// How many of the words stand in a text.
  func count(in text: [UInt8]) -> Int {
    var hits = [UInt64](repeating: 0, count: width)
    find(in: Article.compared(text), &hits)
    return hits.reduce(0) { $0 + $1.nonzeroBitCount }
  }

  /// - Returns: whether there are any.
  @discardableResult
  fileprivate func find(in text: [UInt8], _ hits: inout [UInt64]) -> Bool {
    guard text.count >= 6 else { return false }
    let bytes = text.span
    var isHit = false
    var index = 0
    while index + 3 <= bytes.count {
      if bytes[index] >= 0xE0 {
        var number = Int(first[Self.place(bytes, index)])
        while number > 0 {
          let word = words[number - 1]
          if begins(bytes, index, word.span) {
            hits[(number - 1) >> 6] |= 1 << UInt64((number - 1) & 63)
            isHit = true
          }
          number = Int(next[number])
        }
      }
      index += 1
    }
    return isHit
  }

  @inline(__always)
  private func begins(_ text: Span<UInt8>, _ start: Int, _ word: Span<UInt8>) -> Bool {
    guard start + word.count <= text.count else { return false }
    for place in word.indices where text[start + place] != word[place] { return false }
    return true
  }
}

/// The words found in each element, those of all that is inside it included.
struct AnchorSums {
  private let width: Int
  /// By node: the place of its set among all; below nought it has none.
  private var places: [Int32]
  private var sets: [UInt64] = []
  private var hits: [UInt64]

  init(nodes: Int, words: Anchors) {
    width = words.width
    places = [Int32](repeating: -1, count: nodes)
    hits = [UInt64](repeating: 0, count: words.width)
  }

  mutating func add(_ words: Anchors, in text: [UInt8], at leaf: HTMLTree.Node, _ tree: HTMLTree) {
    guard words.find(in: text, &hits) else { return }
    var at = leaf
    var isNew = true
    // What an element has, all around it have.
    while at != HTMLTree.none, isNew {
      isNew = join(at)
      at = tree.parent(at)
    }
    for index in hits.indices { hits[index] = 0 }
  }

  /// - Returns: whether a word is new to the node.
  private mutating func join(_ node: HTMLTree.Node) -> Bool {
    if places[Int(node)] < 0 {
      places[Int(node)] = Int32(truncatingIfNeeded: sets.count)
      sets.append(contentsOf: hits)
      return true
    }
    let start = Int(places[Int(node)])
    var isNew = false
    for index in 0..<width {
      if hits[index] & ~sets[start + index] != 0 { isNew = true }
      sets[start + index] |= hits[index]
    }
    return isNew
  }

  func count(_ node: HTMLTree.Node) -> Int {
    let start = Int(places[Int(node)])
    guard start >= 0 else { return 0 }
    return sets[start..<start + width].reduce(0) { $0 + $1.nonzeroBitCount }
  }

  /// The nodes with any word, in the order of their numbers, and how many each has.
  var candidates: [(node: HTMLTree.Node, count: Int)] {
    places.indices.compactMap { index in
      let node = HTMLTree.Node(truncatingIfNeeded: index)
      return places[index] < 0 ? nil : (node, count(node))
    }
  }
}
