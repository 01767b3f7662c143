import CDeflate

/// Raw deflate as ZIP archives hold it, by zlib. Source: RFC 1951; APPNOTE.TXT 6.3.10, §4.4.5, method 8.
enum Deflate {
  /// The same bytes give the same result with the same zlib. `nil` when memory runs out, and past 4 GB.
  static func compressed(_ bytes: [UInt8]) -> [UInt8]? {
    guard let size = UInt32(exactly: bytes.count) else { return nil }
    var stream = unsafe z_stream()
    guard unsafe nianbao_deflate_begin(&stream) == Z_OK else { return nil }
    defer { unsafe deflateEnd(&stream) }
    let bound = unsafe Int(clamping: deflateBound(&stream, UInt(size)))
    var input = bytes
    var out = [UInt8](repeating: 0, count: bound)
    let written = unsafe input.withUnsafeMutableBufferPointer { source -> Int? in
      unsafe out.withUnsafeMutableBufferPointer { target -> Int? in
        unsafe stream.next_in = source.baseAddress
        unsafe stream.avail_in = size
        unsafe stream.next_out = target.baseAddress
        unsafe stream.avail_out = UInt32(clamping: target.count)
        guard unsafe deflate(&stream, Z_FINISH) == Z_STREAM_END else { return nil }
        return unsafe Int(clamping: stream.total_out)
      }
    }
    guard let written, written <= out.count else { return nil }
    out.removeLast(out.count - written)
    return out
  }
}
