/// Numbers of names by their written form, as long as the prefixes in force are the same.
struct RawNameTable {
  private struct Slot {
    var start: Int32 = 0
    var length: Int32 = -1
    var id: Int32 = 0
    var isAttribute = false
  }
  private var slots = [Slot](repeating: Slot(), count: 256)
  private var used = 0

  private static func hash(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ length: Int, _ isAttribute: Bool) -> Int {
    var hash: UInt64 = isAttribute ? 0x9E37 : 0x79B9
    for place in 0..<length { hash = (hash ^ UInt64(unsafe bytes[start + place])) &* 0x0000_0100_0000_01B3 }
    return Int(truncatingIfNeeded: hash ^ hash >> 29)
  }

  func find(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ length: Int, isAttribute: Bool) -> Int32? {
    let mask = slots.count - 1
    var index = unsafe Self.hash(bytes, start, length, isAttribute) & mask
    search: while slots[index].length >= 0 {
      let slot = slots[index]
      if Int(slot.length) == length, slot.isAttribute == isAttribute {
        var offset = 0
        while offset < length, unsafe bytes[Int(slot.start) + offset] == bytes[start + offset] { offset += 1 }
        if offset == length { return slot.id }
      }
      index = (index + 1) & mask
    }
    return nil
  }

  mutating func insert(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ length: Int, isAttribute: Bool, _ id: Int32) {
    guard let place = Int32(exactly: start) else { return }
    if used * 2 >= slots.count {
      let old = slots
      slots = [Slot](repeating: Slot(), count: old.count * 2)
      for slot in old where slot.length >= 0 { unsafe put(bytes, slot) }
    }
    unsafe put(bytes, Slot(start: place, length: Int32(length), id: id, isAttribute: isAttribute))
    used += 1
  }

  private mutating func put(_ bytes: UnsafePointer<UInt8>, _ slot: Slot) {
    let mask = slots.count - 1
    var index = unsafe Self.hash(bytes, Int(slot.start), Int(slot.length), slot.isAttribute) & mask
    while slots[index].length >= 0 { index = (index + 1) & mask }
    slots[index] = slot
  }

  /// Other prefixes are in force: what a name means is to be found out anew.
  mutating func forget() {
    guard used > 0 else { return }
    slots = [Slot](repeating: Slot(), count: 256)
    used = 0
  }
}
