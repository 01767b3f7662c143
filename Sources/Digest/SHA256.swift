import CDigest

/// SHA-256 of bytes, for provenance. Source: FIPS 180-4.
///
/// Of our own, in CDigest, and by the processor's instructions where it has them: the packages that hold it take longer to build than all the
/// rest of the project.
public enum SHA256 {
  /// The digest in lower-case hexadecimal.
  public static func hexadecimal(_ bytes: [UInt8]) -> String { unsafe hexadecimal(bytes, by: nianbao_sha256) }

  /// As on a processor without instructions for it: for comparing.
  static func portableHexadecimal(_ bytes: [UInt8]) -> String { unsafe hexadecimal(bytes, by: nianbao_sha256_portable) }

  private static func hexadecimal(
    _ bytes: [UInt8], by take: (UnsafeMutablePointer<UInt32>, UnsafePointer<UInt8>, Int) -> Void
  ) -> String {
    var state: [UInt32] = [
      0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
    ]
    let blocks = bytes.count / 64
    if blocks > 0 { unsafe take(&state, bytes, blocks) }
    // What is left, a single bit behind it, and at the end of a block how many bits there were (§5.1.1).
    var tail = Array(bytes[(blocks * 64)...])
    tail.append(0x80)
    while tail.count % 64 != 56 { tail.append(0) }
    let length = UInt64(bytes.count) &* 8
    for shift in stride(from: 56, through: 0, by: -8) { tail.append(UInt8(truncatingIfNeeded: length >> UInt64(shift))) }
    unsafe take(&state, tail, tail.count / 64)
    let digits = Array("0123456789abcdef".utf8)
    var out: [UInt8] = []
    for word in state {
      for shift in stride(from: 28, through: 0, by: -4) { out.append(digits[Int((word >> UInt32(shift)) & 15)]) }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
