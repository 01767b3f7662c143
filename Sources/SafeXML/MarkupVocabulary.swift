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
  let traits: [Traits]
  /// The same, where elements of mere looks are kept.
  let traitsKeepingElements: [Traits]
  /// Numbers by the hash of the spelling, with open addressing; 0, which is no name's, for an empty place.
  private let slots: [Int32]

  static let shared = MarkupVocabulary()

  private init() {
    names = MarkupName.allCases
    spellings = names.map(\.rawValue)
    traits = names.map { name in
      Traits(
        attributeIsPassedOver: name.isPassedOverAttribute,
        element: name.isAppearance ? .always : name.isAppearanceInside ? .inside : .never, holdsProperties: name.holdsProperties)
    }
    traitsKeepingElements = traits.map { Traits(attributeIsPassedOver: $0.attributeIsPassedOver, holdsProperties: $0.holdsProperties) }
    var slots = [Int32](repeating: 0, count: 1024)
    for (number, spelling) in spellings.enumerated().dropFirst() {
      var index = Self.hash(spelling) & (slots.count - 1)
      while slots[index] != 0 { index = (index + 1) & (slots.count - 1) }
      slots[index] = Int32(number)
    }
    self.slots = slots
  }

  var count: Int { names.count }

  func number(of spelling: String) -> Int32? {
    var index = Self.hash(spelling) & (slots.count - 1)
    while slots[index] != 0 {
      if spellings[Int(slots[index])] == spelling { return slots[index] }
      index = (index + 1) & (slots.count - 1)
    }
    return nil
  }

  /// FNV-1a.
  private static func hash(_ spelling: String) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in spelling.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: (hash ^ hash >> 32) & 0x7FFF_FFFF)
  }
}
