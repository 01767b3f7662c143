import CDeflate

/// Deflated bytes whose size is known, by libdeflate. Source: RFC 1951.
enum Inflate {
  /// The bytes between two places, inflated: exactly `size` of them, out of all of those given, with that checksum; else `nil`.
  static func inflated(_ bytes: [UInt8], _ start: Int, _ end: Int, size: Int, checksum: UInt32) -> [UInt8]? {
    guard let decompressor = unsafe libdeflate_alloc_decompressor() else { return nil }
    defer { unsafe libdeflate_free_decompressor(decompressor) }
    var isWhole = false
    let out = unsafe [UInt8](unsafeUninitializedCapacity: size) { target, count in
      unsafe bytes.withUnsafeBytes { source in
        var read = 0
        var written = 0
        let given = unsafe UnsafeRawBufferPointer(rebasing: source[start..<end])
        let result = unsafe libdeflate_deflate_decompress_ex(
          decompressor, given.baseAddress, given.count, target.baseAddress, size, &read, &written)
        count = result == LIBDEFLATE_SUCCESS ? min(written, size) : 0
        isWhole =
          unsafe result == LIBDEFLATE_SUCCESS && read == given.count && written == size
          && libdeflate_crc32(0, target.baseAddress, size) == checksum
      }
    }
    return isWhole ? out : nil
  }

  /// CRC-32 of the bytes between two places.
  static func checksum(_ bytes: [UInt8], _ start: Int, _ end: Int) -> UInt32 {
    unsafe bytes.withUnsafeBytes { source in
      let given = unsafe UnsafeRawBufferPointer(rebasing: source[start..<end])
      return unsafe libdeflate_crc32(0, given.baseAddress, given.count)
    }
  }
}
