import Glibc

/// Bytes that grow at the end: what an array does, without asking before every byte whether others hold it.
@safe struct ByteBuffer: ~Copyable {
  private var base: UnsafeMutableRawPointer
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int) {
    self.capacity = max(capacity, 64)
    unsafe base = .allocate(byteCount: self.capacity, alignment: 16)
  }

  deinit { unsafe base.deallocate() }

  var array: [UInt8] { unsafe Array(UnsafeRawBufferPointer(start: base, count: count)) }

  mutating func append(_ byte: UInt8) {
    if count == capacity { grow(by: 1) }
    unsafe base.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
    count += 1
  }

  mutating func append(_ text: StaticString) {
    guard text.hasPointerRepresentation else { return append(String(describing: text).utf8Span.span) }
    unsafe append(text.utf8Start, text.utf8CodeUnitCount)
  }

  mutating func append(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { if let start = $0.baseAddress { unsafe append(start, $0.count) } }
  }

  mutating func append(_ bytes: [UInt8]) { append(bytes.span) }

  mutating func append(repeating byte: UInt8, count more: Int) {
    if capacity - count < more { grow(by: more) }
    unsafe memset(base + count, Int32(byte), more)
    count += more
  }

  mutating func removeLast(_ number: Int) { count -= min(number, count) }

  func ends(with first: UInt8, _ second: UInt8) -> Bool {
    guard count >= 2 else { return false }
    return unsafe base.load(fromByteOffset: count - 2, as: UInt8.self) == first
      && base.load(fromByteOffset: count - 1, as: UInt8.self) == second
  }

  private mutating func append(_ start: UnsafePointer<UInt8>, _ more: Int) {
    if capacity - count < more { grow(by: more) }
    unsafe memcpy(base + count, start, more)
    count += more
  }

  private mutating func grow(by more: Int) {
    let size = max(capacity * 2, count + more)
    let larger = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    unsafe memcpy(larger, base, count)
    unsafe base.deallocate()
    unsafe base = larger
    capacity = size
  }
}
