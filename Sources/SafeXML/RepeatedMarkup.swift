import Glibc

/// Elements that stand in a document many times over, byte for byte: what Word writes of the looks of each run, paragraph and cell.
///
/// The second time such an element is not read again: its bytes are the same, so what was found in it is the same. Only elements
/// without text, and only while the same prefixes are in force.
@safe struct RepeatedMarkup: ~Copyable {
  struct Entry: BitwiseCopyable {
    /// From `<` of the start tag, in the source.
    var start: Int32 = 0
    /// To the end of the end tag; 0 for no entry.
    var length: Int32 = 0
    /// The last eight bytes of it.
    var tail: UInt64 = 0
    /// The element and all in it, in the builder's arena; empty where it is passed over.
    var firstNode: Int32 = 0
    var endNode: Int32 = 0
    var startTags: Int32 = 0
    var line: Int32 = 0
  }

  private static let sets = 64
  private static let ways = 16
  /// By the first bytes of the element; within a set, what comes again moves to the front.
  private var entries = Arena<Entry>(capacity: 1)
  private var next = [UInt8](repeating: 0, count: sets)

  private static func set(_ bytes: UnsafePointer<UInt8>, _ start: Int) -> Int {
    return Int(truncatingIfNeeded: (unsafe EightBytes(bytes, at: start).word &* 0x9E37_79B9_7F4A_7C15) >> 58)
  }

  /// The entry whose bytes stand at `start`.
  @inline(__always) mutating func find(_ bytes: UnsafePointer<UInt8>, _ count: Int, at start: Int) -> Entry? {
    guard !entries.isEmpty, start + 8 <= count else { return nil }
    let first = unsafe Self.set(bytes, start) * Self.ways
    for index in first..<first + Self.ways {
      let entry = entries[index]
      let length = Int(entry.length)
      if length == 0 { return nil }
      guard start + length <= count, unsafe EightBytes(bytes, at: start + length - 8).word == entry.tail else { continue }
      guard unsafe memcmp(bytes + start, bytes + Int(entry.start), length) == 0 else { continue }
      if index > first {
        entries[index] = entries[index - 1]
        entries[index - 1] = entry
      }
      return entry
    }
    return nil
  }

  mutating func insert(_ bytes: UnsafePointer<UInt8>, _ entry: Entry) {
    guard entry.length >= 8 else { return }
    if entries.isEmpty {
      for _ in 0..<Self.sets * Self.ways { entries.append(Entry()) }
    }
    let set = unsafe Self.set(bytes, Int(entry.start))
    let way = Int(next[set]) % Self.ways
    entries[set * Self.ways + way] = entry
    entries[set * Self.ways + way].tail = unsafe EightBytes(bytes, at: Int(entry.start + entry.length) - 8).word
    next[set] = UInt8(way + 1)
  }

  /// Other prefixes are in force.
  mutating func forget() {
    guard !entries.isEmpty else { return }
    entries.removeAll()
    next = [UInt8](repeating: 0, count: Self.sets)
  }
}
