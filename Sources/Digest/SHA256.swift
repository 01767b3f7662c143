import CDigest

/// SHA-256 of bytes, for provenance. Source: FIPS 180-4.
///
/// Sixty lines of our own: the packages that hold it take longer to build than all the rest of the project. Where the processor has
/// instructions for it, they do the work (CDigest), at eight times the speed.
public struct SHA256: Sendable {
  private var state: InlineArray<8, UInt32> = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]

  /// The digest in lower-case hexadecimal.
  public static func hexadecimal(_ bytes: [UInt8]) -> String {
    var hash = SHA256()
    let whole = bytes.count / 64 * 64
    hash.take(bytes, whole)
    var tail = Array(bytes[whole...])
    tail.append(0x80)
    while tail.count % 64 != 56 { tail.append(0) }
    let length = UInt64(bytes.count) &* 8
    for shift in stride(from: 56, through: 0, by: -8) { tail.append(UInt8(truncatingIfNeeded: length >> UInt64(shift))) }
    hash.take(tail, tail.count)
    let digits = Array("0123456789abcdef".utf8)
    var out: [UInt8] = []
    for index in hash.state.indices {
      let word = hash.state[index]
      for shift in stride(from: 28, through: 0, by: -4) { out.append(digits[Int((word >> UInt32(shift)) & 15)]) }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// The first `count` bytes, a whole number of blocks.
  private mutating func take(_ bytes: [UInt8], _ count: Int) {
    guard !takeByProcessor(bytes, count) else { return }
    takeBlocks(bytes, count)
  }

  private mutating func takeByProcessor(_ bytes: [UInt8], _ count: Int) -> Bool {
    var words = state.span.withUnsafeBufferPointer { unsafe Array($0) }
    let isTaken = unsafe bytes.withUnsafeBufferPointer { source in
      guard let start = source.baseAddress else { return count == 0 }
      return unsafe nianbao_sha256(&words, start, count / 64)
    }
    if isTaken { for index in words.indices { state[index] = words[index] } }
    return isTaken
  }

  private mutating func takeBlocks(_ bytes: [UInt8], _ count: Int) {
    var offset = 0
    while offset < count {
      compress(bytes, at: offset)
      offset += 64
    }
  }

  private mutating func compress(_ bytes: [UInt8], at start: Int) {
    var w = InlineArray<64, UInt32>(repeating: 0)
    for index in 0..<16 {
      let place = start &+ index &* 4
      w[index] =
        UInt32(bytes[place]) << 24 | UInt32(bytes[place &+ 1]) << 16 | UInt32(bytes[place &+ 2]) << 8 | UInt32(bytes[place &+ 3])
    }
    for index in 16..<64 {
      let s0 = rotated(w[index - 15], 7) ^ rotated(w[index - 15], 18) ^ (w[index - 15] >> 3)
      let s1 = rotated(w[index - 2], 17) ^ rotated(w[index - 2], 19) ^ (w[index - 2] >> 10)
      w[index] = w[index - 16] &+ s0 &+ w[index - 7] &+ s1
    }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    // Eight rounds a turn: the names take turns, and nothing is moved.
    for index in stride(from: 0, to: 64, by: 8) {
      round(a, b, c, &d, e, f, g, &h, Self.constants[index] &+ w[index])
      round(h, a, b, &c, d, e, f, &g, Self.constants[index + 1] &+ w[index + 1])
      round(g, h, a, &b, c, d, e, &f, Self.constants[index + 2] &+ w[index + 2])
      round(f, g, h, &a, b, c, d, &e, Self.constants[index + 3] &+ w[index + 3])
      round(e, f, g, &h, a, b, c, &d, Self.constants[index + 4] &+ w[index + 4])
      round(d, e, f, &g, h, a, b, &c, Self.constants[index + 5] &+ w[index + 5])
      round(c, d, e, &f, g, h, a, &b, Self.constants[index + 6] &+ w[index + 6])
      round(b, c, d, &e, f, g, h, &a, Self.constants[index + 7] &+ w[index + 7])
    }
    state[0] &+= a
    state[1] &+= b
    state[2] &+= c
    state[3] &+= d
    state[4] &+= e
    state[5] &+= f
    state[6] &+= g
    state[7] &+= h
  }

  @inline(__always)
  private func round(
    _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32, _ e: UInt32, _ f: UInt32, _ g: UInt32, _ h: inout UInt32, _ addend: UInt32
  ) {
    let s1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
    let first = h &+ s1 &+ (g ^ (e & (f ^ g))) &+ addend
    let s0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
    d = d &+ first
    h = first &+ s0 &+ ((a & b) | (c & (a | b)))
  }

  @inline(__always)
  private func rotated(_ value: UInt32, _ count: UInt32) -> UInt32 { value &>> count | value &<< (32 &- count) }

  private static let constants: InlineArray<64, UInt32> = [
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be,
    0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa,
    0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85,
    0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3,
    0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f,
    0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
  ]
}
