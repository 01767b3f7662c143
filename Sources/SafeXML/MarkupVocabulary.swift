/// The names of ``MarkupName`` by their numbers, and their numbers by their spelling. Numbers above them are a tree's own.
struct MarkupVocabulary: Sendable {
  /// What is to be done with elements and attributes of a name.
  struct Traits: Sendable {
    enum PassedOver: Sendable { case never, inside, always }
    var attributeIsPassedOver = false
    var element = PassedOver.never
    var holdsProperties = false
  }

  let names: [MarkupName]
  let spellings: [String]
  private let bytes: [[UInt8]]
  let traits: [Traits]
  /// The same, where elements of mere looks are kept.
  let traitsKeepingElements: [Traits]
  /// Numbers by the hash of the spelling, with open addressing; 0, which is no name's, for an empty place.
  private let slots: [Int32]

  static let shared = MarkupVocabulary()

  private init() {
    names = MarkupName.allCases
    spellings = names.map(\.rawValue)
    let traits = names.map { name in
      Traits(
        attributeIsPassedOver: name.isPassedOverAttribute,
        element: name.isAppearance ? .always : name.isAppearanceInside ? .inside : .never, holdsProperties: name.holdsProperties)
    }
    self.traits = traits
    traitsKeepingElements = traits.map { traits in
      var traits = traits
      traits.element = .never
      return traits
    }
    bytes = spellings.map { Array($0.utf8) }
    var slots = [Int32](repeating: 0, count: 1024)
    for (number, spelling) in bytes.enumerated().dropFirst() {
      var hash = Self.emptyHash
      for byte in spelling { Self.add(byte, to: &hash) }
      var index = Self.place(hash)
      while slots[index] != 0 { index = Self.next(index) }
      slots[index] = Int32(number)
    }
    self.slots = slots
  }

  var count: Int { names.count }

  /// The number of a name in a namespace of a prefix; empty for none.
  func number(of local: UnsafeBufferPointer<UInt8>, _ prefix: String) -> Int32? {
    var hash = Self.emptyHash
    for byte in prefix.utf8 { Self.add(byte, to: &hash) }
    if !prefix.isEmpty { Self.add(0x3A, to: &hash) }
    for index in 0..<local.count { unsafe Self.add(local[index], to: &hash) }
    let start = prefix.isEmpty ? 0 : prefix.utf8.count + 1
    var index = Self.place(hash)
    while slots[index] != 0 {
      let spelling = bytes[Int(slots[index])]
      if spelling.count == start + local.count, unsafe spelling[start...].elementsEqual(local),
        start == 0 || spelling[start - 1] == 0x3A && spelling[..<(start - 1)].elementsEqual(prefix.utf8)
      {
        return slots[index]
      }
      index = Self.next(index)
    }
    return nil
  }

  /// The number of a name that is in the vocabulary.
  func number(of name: MarkupName) -> Int { Int(unsafe unsafeBitCast(name, to: UInt16.self)) }

  // FNV-1a.
  private static let emptyHash: UInt64 = 0xCBF2_9CE4_8422_2325
  private static func add(_ byte: UInt8, to hash: inout UInt64) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
  private static func place(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: (hash ^ hash >> 32) & 1023) }
  private static func next(_ index: Int) -> Int { (index + 1) & 1023 }
}
