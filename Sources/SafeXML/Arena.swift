import Glibc

/// Values of one kind, one behind another, in memory of their own: an array that is never shared and so counts no references.
///
/// Every index is checked.
@safe @usableFromInline struct Arena<Element: BitwiseCopyable & Sendable>: ~Copyable, @unchecked Sendable {
  // Sendable: the memory has one owner, and nothing changes it but that owner's mutating functions.
  @usableFromInline var base: UnsafeMutablePointer<Element>
  @usableFromInline var count = 0
  @usableFromInline var capacity: Int

  init(capacity: Int = 16) {
    self.capacity = max(capacity, 1)
    unsafe base = Self.resized(nil, to: self.capacity)
  }

  deinit { unsafe free(base) }

  @inline(__always) mutating func append(_ element: Element) {
    if count == capacity { grow() }
    unsafe (base + count).initialize(to: element)
    count &+= 1
  }

  @inline(never) private mutating func grow() {
    capacity *= 2
    unsafe base = Self.resized(base, to: capacity)
  }

  /// By `realloc`, which moves the pages of a large block and copies nothing. Where there is no memory the process ends, as with an array; how
  /// much a file may ask for is bounded by ``Limits`` before.
  private static func resized(_ old: UnsafeMutablePointer<Element>?, to capacity: Int) -> UnsafeMutablePointer<Element> {
    guard let memory = unsafe realloc(old, capacity * MemoryLayout<Element>.stride) else { preconditionFailure("out of memory") }
    return unsafe memory.bindMemory(to: Element.self, capacity: capacity)
  }

  @inline(__always) mutating func popLast() -> Element? {
    guard count > 0 else { return nil }
    count &-= 1
    return unsafe base[count]
  }

  @inline(__always) mutating func removeAll() { count = 0 }

  @inline(__always) mutating func removeLast() {
    precondition(count > 0)
    count &-= 1
  }

  var isEmpty: Bool { count == 0 }
  var last: Element? { count > 0 ? (unsafe base[count - 1]) : nil }

  @inlinable @inline(__always) subscript(index: Int) -> Element {
    get {
      precondition(index >= 0 && index < count)
      return unsafe base[index]
    }
    _modify {
      precondition(index >= 0 && index < count)
      yield unsafe &base[index]
    }
  }
}
