/// The shapes of start tags that have been read: the name and the names of the attributes, with all that stands between the values.
///
/// A document of some thousands of start tags has some dozens of shapes. A tag of a known shape need not be taken apart: its name, the
/// names of its attributes and their meaning are those found before; only the values are looked at. That holds as long as the same
/// prefixes are in force, so tags that declare one have no shape.
@safe struct TagShapes: ~Copyable {
  /// Bytes that are the same in every tag of a shape, up to a value or to the end of the tag.
  struct Segment: BitwiseCopyable {
    /// In the source, in the tag that was read first.
    var start: Int32
    var length: Int32
    /// The number of the attribute whose value follows; negative where nobody reads it.
    var attribute: Int32
  }

  struct Shape: BitwiseCopyable {
    /// The first bytes of the name, and the byte behind it where there is room.
    var key: UInt64
    /// A range of the segments.
    var start: Int32 = 0
    var end: Int32 = 0
    /// The next shape of the same slot; negative for none.
    var next: Int32 = -1
    var id: Int32
    var nameLength: Int32
    var isEmpty: Bool
    /// It holds properties, or is passed over (``TreeBuilder/isRemembered(_:)``).
    var isRemembered: Bool
  }

  private static let slotBits: UInt64 = 7
  /// Tags beyond them are read as if each were the first.
  private static let mostShapes = 512
  private static let mostOfOneSlot = 12

  private(set) var shapes = Arena<Shape>(capacity: 32)
  private(set) var segments = Arena<Segment>(capacity: 64)
  private var slots = Arena<Int32>(capacity: 1 << Int(slotBits))

  init() {
    for _ in 0..<1 << Self.slotBits { slots.append(-1) }
  }

  /// - Parameter place: where the name begins; eight bytes must stand there.
  @inline(__always) static func key(_ bytes: UnsafePointer<UInt8>, at place: Int) -> UInt64 {
    let word = unsafe EightBytes(bytes, at: place)
    let length = word.lengthOfName
    return length >= 7 ? word.word : word.first(length + 1)
  }

  @inline(__always) private static func slot(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> (64 - slotBits))
  }

  /// The first shape that may be that of a tag; each names the next one.
  @inline(__always) func first(_ key: UInt64) -> Int32 { slots[Self.slot(key)] }

  /// Takes up a shape behind those of its slot.
  mutating func insert(_ shape: Shape, _ list: borrowing Arena<Segment>) {
    guard shapes.count < Self.mostShapes else { return }
    let slot = Self.slot(shape.key)
    var last: Int32 = -1
    var met = 0
    var next = slots[slot]
    while next >= 0 {
      last = next
      next = shapes[Int(last)].next
      met += 1
    }
    guard met < Self.mostOfOneSlot else { return }
    var shape = shape
    shape.start = Int32(segments.count)
    shape.end = Int32(segments.count + list.count)
    for index in 0..<list.count { segments.append(list[index]) }
    let number = Int32(shapes.count)
    shapes.append(shape)
    if last < 0 { slots[slot] = number } else { shapes[Int(last)].next = number }
  }

  /// Other prefixes are in force.
  mutating func forget() {
    guard shapes.count > 0 else { return }
    shapes.removeAll()
    segments.removeAll()
    for slot in 0..<slots.count { slots[slot] = -1 }
  }
}
