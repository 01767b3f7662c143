/// Numbers of names by their written form, as long as the prefixes in force are the same.
@safe struct RawNameTable {
  /// A name in the source, with its first and last bytes as numbers: together all of a name of up to 16 bytes.
  struct Key {
    var head: UInt64
    var tail: UInt64

    init(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ length: Int, isAttribute: Bool) {
      let raw = unsafe UnsafeRawPointer(bytes + start)
      if length >= 8 {
        head = unsafe raw.loadUnaligned(as: UInt64.self)
        tail = unsafe (raw + (length - 8)).loadUnaligned(as: UInt64.self)
      } else {
        head = 0
        for place in 0..<length { head = head << 8 | UInt64(unsafe bytes[start + place]) }
        tail = 0
      }
      // A name is not longer than a few kilobytes; one bit of the length is free for the kind.
      tail = tail ^ UInt64(truncatingIfNeeded: length << 1 | (isAttribute ? 1 : 0)) &* 0x9E37_79B9_7F4A_7C15
    }

    var hash: Int {
      let mixed = (head ^ tail &* 0xBF58_476D_1CE4_E5B9) &* 0x94D0_49BB_1331_11EB
      return Int(truncatingIfNeeded: mixed >> 40)
    }
  }

  private struct Slot {
    var head: UInt64 = 0
    var tail: UInt64 = 0
    var start: Int32 = 0
    var length: Int32 = -1
    var id: Int32 = 0
    var isAttribute = false
  }
  private var slots = [Slot](repeating: Slot(), count: 256)
  private var used = 0

  func find(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ length: Int, isAttribute: Bool) -> Int32? {
    let key = unsafe Key(bytes, start, length, isAttribute: isAttribute)
    let mask = slots.count - 1
    var index = key.hash & mask
    while true {
      let slot = slots[index]
      if slot.length < 0 { return nil }
      if slot.head == key.head, slot.tail == key.tail, Int(slot.length) == length, slot.isAttribute == isAttribute {
        if length <= 16 { return slot.id }
        var offset = 8
        while offset < length - 8, unsafe bytes[Int(slot.start) + offset] == bytes[start + offset] { offset += 1 }
        if offset == length - 8 { return slot.id }
      }
      index = (index + 1) & mask
    }
  }

  mutating func insert(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ length: Int, isAttribute: Bool, _ id: Int32) {
    guard let place = Int32(exactly: start) else { return }
    if used * 2 >= slots.count {
      let old = slots
      slots = [Slot](repeating: Slot(), count: old.count * 2)
      for slot in old where slot.length >= 0 {
        unsafe put(slot, Key(bytes, Int(slot.start), Int(slot.length), isAttribute: slot.isAttribute))
      }
    }
    let key = unsafe Key(bytes, start, length, isAttribute: isAttribute)
    put(Slot(head: key.head, tail: key.tail, start: place, length: Int32(length), id: id, isAttribute: isAttribute), key)
    used += 1
  }

  private mutating func put(_ slot: Slot, _ key: Key) {
    let mask = slots.count - 1
    var index = key.hash & mask
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
