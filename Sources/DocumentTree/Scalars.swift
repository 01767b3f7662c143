extension Unicode.Scalar {
  /// The property White_Space, without a look-up in Unicode's tables. Source: Unicode 16, PropList.txt.
  @inlinable
  public var isWhite: Bool {
    switch value {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }

  /// Drawn as nothing, and no white space: zero-width signs, marks of direction, the soft hyphen.
  @inlinable
  public var isInvisible: Bool {
    switch value {
    case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0xFEFF, 0xAD: true
    default: false
    }
  }
}

extension String {
  /// The pieces between white space, with one space between them.
  public var withSingleSpaces: String { unicodeScalars.split(whereSeparator: \.isWhite).map { Substring($0) }.joined(separator: " ") }

  /// Without any white space.
  public var withoutWhiteSpace: String { String(scalars: unicodeScalars.lazy.filter { !$0.isWhite }) }

  /// The text of scalars.
  @inlinable
  public init(scalars: some Sequence<Unicode.Scalar>) { self.init(scalars: Array(scalars)) }

  /// The text of scalars, written to where it stays: appending to a view of scalars is several times slower.
  @inlinable
  public init(scalars: some RandomAccessCollection<Unicode.Scalar>) {
    var count = 0
    for scalar in scalars { count += scalar.value < 0x80 ? 1 : scalar.value < 0x800 ? 2 : scalar.value < 0x1_0000 ? 3 : 4 }
    self = unsafe String(unsafeUninitializedCapacity: count) { bytes in
      var end = 0
      @inline(__always)
      func put(_ value: UInt32) {
        unsafe bytes[end] = UInt8(truncatingIfNeeded: value)
        end += 1
      }
      for scalar in scalars {
        let value = scalar.value
        if value < 0x80 {
          put(value)
          continue
        }
        if value < 0x800 {
          put(0xC0 | value >> 6)
        } else {
          if value < 0x1_0000 {
            put(0xE0 | value >> 12)
          } else {
            put(0xF0 | value >> 18)
            put(0x80 | value >> 12 & 0x3F)
          }
          put(0x80 | value >> 6 & 0x3F)
        }
        put(0x80 | value & 0x3F)
      }
      return end
    }
  }
}
