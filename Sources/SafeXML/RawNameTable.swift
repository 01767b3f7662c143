/// Numbers of names by their written form, as long as the prefixes in force are the same.
@safe struct RawNameTable: ~Copyable {
  /// A name in the source, with its first and last bytes as numbers: together all of a name of up to 16 bytes.
  struct Key {
    var head: UInt64
    var tail: UInt64
    /// The length, and in the lowest bit whether it is an attribute's.
    var form: Int32

    /// - Parameter count: how many bytes the source has.
    @inline(__always) init(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ start: Int, _ length: Int, isAttribute: Bool) {
      if length >= 8 {
        head = unsafe EightBytes(bytes, at: start).word
        tail = unsafe EightBytes(bytes, at: start + length - 8).word
      } else if start + 8 <= count {
        head = unsafe EightBytes(bytes, at: start).first(length)
        tail = 0
      } else {
        head = 0
        for place in 0..<length { head |= UInt64(unsafe bytes[start + place]) << UInt64(place << 3) }
        tail = 0
      }
      form = Int32(truncatingIfNeeded: length << 1 | (isAttribute ? 1 : 0))
    }

    @inline(__always) var hash: Int {
      let mixed = (head ^ tail &* 0xBF58_476D_1CE4_E5B9 ^ UInt64(truncatingIfNeeded: form)) &* 0x94D0_49BB_1331_11EB
      return Int(truncatingIfNeeded: mixed >> 40)
    }
  }

  struct Slot {
    var key: Key
    var start: Int32
    /// Negative for an empty place.
    var id: Int32
  }
  private var slots: UnsafeMutablePointer<Slot>
  private var capacity = 256
  private var used = 0

  init() {
    unsafe slots = UnsafeMutablePointer<Slot>.allocate(capacity: capacity)
    empty()
  }

  deinit { unsafe slots.deallocate() }

  private func empty() {
    for index in 0..<capacity { unsafe (slots + index).pointee.id = -1 }
  }

  @inline(__always) func find(
    _ bytes: UnsafePointer<UInt8>, _ count: Int, _ start: Int, _ length: Int, isAttribute: Bool
  ) -> Int32? {
    let key = unsafe Key(bytes, count, start, length, isAttribute: isAttribute)
    var index = key.hash & (capacity - 1)
    while true {
      let slot = unsafe slots + index
      let id = unsafe slot.pointee.id
      if id < 0 { return nil }
      if unsafe slot.pointee.key.head == key.head, unsafe slot.pointee.key.tail == key.tail, unsafe slot.pointee.key.form == key.form {
        if length <= 16 { return id }
        if unsafe Self.middlesAgree(bytes, Int(slot.pointee.start), start, length) { return id }
      }
      index = (index + 1) & (capacity - 1)
    }
  }

  private static func middlesAgree(_ bytes: UnsafePointer<UInt8>, _ one: Int, _ other: Int, _ length: Int) -> Bool {
    for offset in 8..<length - 8 where unsafe bytes[one + offset] != bytes[other + offset] { return false }
    return true
  }

  mutating func insert(
    _ bytes: UnsafePointer<UInt8>, _ count: Int, _ start: Int, _ length: Int, isAttribute: Bool, _ id: Int32
  ) {
    guard let place = Int32(exactly: start), id >= 0 else { return }
    if used * 2 >= capacity { grow() }
    let key = unsafe Key(bytes, count, start, length, isAttribute: isAttribute)
    put(Slot(key: key, start: place, id: id))
    used += 1
  }

  private mutating func grow() {
    let (old, count) = unsafe (slots, capacity)
    capacity = count * 2
    unsafe slots = UnsafeMutablePointer<Slot>.allocate(capacity: capacity)
    empty()
    for index in 0..<count where unsafe old[index].id >= 0 { unsafe put(old[index]) }
    unsafe old.deallocate()
  }

  private func put(_ slot: Slot) {
    var index = slot.key.hash & (capacity - 1)
    while unsafe slots[index].id >= 0 { index = (index + 1) & (capacity - 1) }
    unsafe (slots + index).initialize(to: slot)
  }

  /// Other prefixes are in force: what a name means is to be found out anew.
  mutating func forget() {
    guard used > 0 else { return }
    empty()
    used = 0
  }
}
