import Diagnostics

/// How one number becomes another under a clerk's hand.
enum Slip {
  /// `nil` when the two numbers have nothing in common.
  static func reason(actual: Int, expected: Int) -> Message? {
    let a = Array(String(actual).utf8)
    let b = Array(String(expected).utf8)
    if isSwap(a, b) { return Message(zh: "疑似相邻两位数字颠倒", en: "two digits look swapped") }
    if expected != 0, actual / 10 == expected, actual % 10 == 0 { return Message(zh: "疑似多写一个0", en: "one nought too many") }
    if actual != 0, expected / 10 == actual, expected % 10 == 0 { return Message(zh: "疑似少写一个0", en: "a nought is lost") }
    if actual >= 10, dropsOne(a, b) { return Message(zh: "疑似多写一位数字", en: "one digit too many") }
    if expected >= 10, dropsOne(b, a) { return Message(zh: "疑似漏写一位数字", en: "a digit is lost") }
    return nil
  }

  private static func isSwap(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    guard a.count == b.count, a.count > 1 else { return false }
    let different = a.indices.filter { a[$0] != b[$0] }
    guard different.count == 2, different[1] == different[0] + 1 else { return false }
    return a[different[0]] == b[different[1]] && a[different[1]] == b[different[0]]
  }

  /// `long` without one of its digits is `short`.
  private static func dropsOne(_ long: [UInt8], _ short: [UInt8]) -> Bool {
    guard long.count == short.count + 1, short != [UInt8(ascii: "0")] else { return false }
    var skipped = 0
    for index in short.indices {
      if index + skipped < long.count, long[index + skipped] == short[index] { continue }
      skipped += 1
      guard skipped == 1, long[index + 1] == short[index] else { return false }
    }
    return true
  }
}
