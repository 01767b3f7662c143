/// A decimal number digit by digit, as a file writes it: nothing is lost by being read.
struct DecimalText: Hashable {
  var isNegative = false
  /// Without leading noughts; empty for nought.
  private(set) var digits: [UInt8] = []
  /// How many of the digits stand before the decimal point; may lie outside of them.
  private(set) var point = 0

  /// Reads `12`, `-0.5`, `1.2E-3`; `nil` for anything else, and for what is absurdly long.
  init?(_ text: String) {
    var sawDigit = false
    var sawPoint = false
    var sawExponent = false
    var exponent = 0
    var exponentIsNegative = false
    var exponentDigits = 0
    for (index, byte) in text.utf8.enumerated() {
      guard index < 400 else { return nil }
      switch byte {
      case UInt8(ascii: "-"), UInt8(ascii: "+"):
        if sawExponent, exponentDigits == 0 {
          exponentIsNegative = byte == UInt8(ascii: "-")
        } else if index == 0 {
          isNegative = byte == UInt8(ascii: "-")
        } else {
          return nil
        }
      case UInt8(ascii: "."):
        guard !sawPoint, !sawExponent else { return nil }
        sawPoint = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        guard sawDigit, !sawExponent else { return nil }
        sawExponent = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if sawExponent {
          guard exponentDigits < 3 else { return nil }
          exponentDigits += 1
          exponent = exponent * 10 + Int(byte & 0x0F)
          continue
        }
        sawDigit = true
        if digits.isEmpty, byte == UInt8(ascii: "0") {
          if sawPoint { point -= 1 }
          continue
        }
        digits.append(byte & 0x0F)
        if !sawPoint { point += 1 }
      default: return nil
      }
    }
    guard sawDigit, !sawExponent || exponentDigits > 0 else { return nil }
    shift(exponentIsNegative ? -exponent : exponent)
    trim()
  }

  var isZero: Bool { digits.isEmpty }

  /// Multiplies by a power of ten.
  mutating func shift(_ places: Int) { point += places }

  /// How many digits stand after the decimal point.
  var decimals: Int { max(0, digits.count - point) }

  /// Rounds to so many digits after the point, halves away from nought. Says whether anything but noughts was cut off.
  @discardableResult mutating func round(toDecimals places: Int) -> Bool {
    round(keeping: point + places)
  }

  /// Rounds to so many digits in all.
  @discardableResult mutating func round(toSignificant places: Int) -> Bool { round(keeping: places) }

  private mutating func round(keeping count: Int) -> Bool {
    guard count < digits.count else { return false }
    guard count >= 0 else {
      digits = []
      trim()
      return true
    }
    let up = digits[count] >= 5
    digits.removeSubrange(count...)
    if up {
      var index = count - 1
      while index >= 0, digits[index] == 9 {
        digits[index] = 0
        index -= 1
      }
      if index >= 0 {
        digits[index] += 1
      } else {
        digits.insert(1, at: 0)
        point += 1
      }
    }
    trim()
    return true
  }

  private mutating func trim() {
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { point = 0 }
  }

  /// Digits before the point, at least so many.
  func whole(minimum: Int = 1) -> String {
    var out: [UInt8] = []
    for index in 0..<max(0, point) { out.append(48 + (index < digits.count ? digits[index] : 0)) }
    while out.count < minimum { out.insert(48, at: 0) }
    return String(decoding: out, as: UTF8.self)
  }

  /// Digits after the point, at least so many.
  func fraction(minimum: Int = 0) -> String {
    var out: [UInt8] = []
    for index in point..<max(point, digits.count) { out.append(48 + (index >= 0 ? digits[index] : 0)) }
    while out.count < minimum { out.append(48) }
    return String(decoding: out, as: UTF8.self)
  }

  /// Plain digits, without an exponent.
  var text: String {
    let fraction = fraction()
    return (isNegative && !isZero ? "-" : "") + whole() + (fraction.isEmpty ? "" : "." + fraction)
  }
}
