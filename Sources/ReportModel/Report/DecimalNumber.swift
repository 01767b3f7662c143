/// An exact decimal number of any length. What a cell says is never rounded.
///
/// Equal numbers are equal whatever their spelling (`1.50` and `1.5`); ``description`` is the plain canonical form, no
/// separators, no exponent, no superfluous noughts before the point, decimals as written.
public struct DecimalNumber: Sendable, CustomStringConvertible {
  /// `-12.50`: an optional minus, digits, and decimals as they were written.
  public let description: String

  /// Accepts `-?digits(.digits)?` in ASCII and nothing else. Leading noughts are taken off, `-0` is `0`.
  public init?(_ text: String) {
    // Nearly all are plain whole numbers.
    if let first = text.utf8.first, first != 0x30 || text.utf8.count == 1, text.utf8.allSatisfy(Self.isDigit) {
      description = text
      return
    }
    var digits = Substring(text)
    var negative = false
    if digits.first == "-" {
      negative = true
      digits = digits.dropFirst()
    }
    let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, !whole.isEmpty, whole.utf8.allSatisfy(Self.isDigit) else { return nil }
    if parts.count == 2 {
      guard !parts[1].isEmpty, parts[1].utf8.allSatisfy(Self.isDigit) else { return nil }
    }
    let trimmed = whole.drop { $0 == "0" }
    var out = trimmed.isEmpty ? "0" : String(trimmed)
    if parts.count == 2 { out += "." + parts[1] }
    if negative && out.utf8.contains(where: { $0 != 0x30 && $0 != 0x2E }) { out = "-" + out }
    description = out
  }

  public init(_ value: Int) { description = String(value) }

  public var isNegative: Bool { description.utf8.first == 0x2D }
  public var isZero: Bool { !description.utf8.contains { $0 != 0x30 && $0 != 0x2E && $0 != 0x2D } }
  /// Decimals as written: 4 in `1.5000`.
  public var decimals: Int {
    guard let point = description.utf8.firstIndex(of: 0x2E) else { return 0 }
    return description.utf8.distance(from: point, to: description.utf8.endIndex) - 1
  }
  /// No decimals but noughts.
  public var isWhole: Bool {
    guard let point = description.utf8.firstIndex(of: 0x2E) else { return true }
    return description.utf8[description.utf8.index(after: point)...].allSatisfy { $0 == 0x30 }
  }
  /// The value as an `Int`, when it is whole and fits.
  public var integer: Int? {
    guard isWhole else { return nil }
    let isNegative = isNegative
    var value = 0
    for byte in description.utf8 where byte != 0x2D {
      if byte == 0x2E { break }
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflowed) =
        isNegative
        ? product.subtractingReportingOverflow(Int(byte) - 0x30) : product.addingReportingOverflow(Int(byte) - 0x30)
      if overflow || overflowed { return nil }
      value = sum
    }
    return value
  }

  /// The value as an `Int128`, when it is whole and fits: for sums of what no `Int` holds.
  public var wideInteger: Int128? {
    if let integer { return Int128(integer) }
    guard isWhole, var (coefficient, decimals) = scaled else { return nil }
    while decimals > 0 {
      coefficient /= 10
      decimals -= 1
    }
    return coefficient
  }

  /// Coefficient and number of decimals, when the coefficient fits 128 bits.
  private var scaled: (coefficient: Int128, decimals: Int)? {
    var coefficient: Int128 = 0
    var decimals = 0
    var afterPoint = false
    for byte in description.utf8 {
      if byte == 0x2D { continue }
      if byte == 0x2E {
        afterPoint = true
        continue
      }
      let (product, overflow) = coefficient.multipliedReportingOverflow(by: 10)
      let (sum, overflowed) = product.addingReportingOverflow(Int128(byte - 0x30))
      if overflow || overflowed { return nil }
      coefficient = sum
      if afterPoint { decimals += 1 }
    }
    return (isNegative ? -coefficient : coefficient, decimals)
  }

  private static func aligned(_ a: DecimalNumber, _ b: DecimalNumber) -> (Int128, Int128, Int)? {
    guard var x = a.scaled, var y = b.scaled else { return nil }
    while x.decimals < y.decimals {
      let (value, overflow) = x.coefficient.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      x = (value, x.decimals + 1)
    }
    while y.decimals < x.decimals {
      let (value, overflow) = y.coefficient.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      y = (value, y.decimals + 1)
    }
    return (x.coefficient, y.coefficient, x.decimals)
  }

  private init?(coefficient: Int128, decimals: Int) {
    var digits = String(coefficient.magnitude)
    if decimals > 0 {
      if digits.count <= decimals { digits = String(repeating: "0", count: decimals + 1 - digits.count) + digits }
      digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -decimals))
    }
    self.init((coefficient < 0 ? "-" : "") + digits)
  }

  /// The exact sum; `nil` when it does not fit 38 digits, which no figure of a report comes near.
  public func adding(_ other: DecimalNumber) -> DecimalNumber? {
    guard let (x, y, decimals) = Self.aligned(self, other) else { return nil }
    let (sum, overflow) = x.addingReportingOverflow(y)
    return overflow ? nil : DecimalNumber(coefficient: sum, decimals: decimals)
  }

  public func subtracting(_ other: DecimalNumber) -> DecimalNumber? { adding(other.negated) }

  public func multiplied(byPowerOfTen power: Int) -> DecimalNumber? {
    guard abs(power) <= 30, let (coefficient, decimals) = scaled else { return nil }
    var value = coefficient
    var places = decimals
    var left = power
    while left > 0 {
      if places > 0 {
        places -= 1
      } else {
        let (product, overflow) = value.multipliedReportingOverflow(by: 10)
        if overflow { return nil }
        value = product
      }
      left -= 1
    }
    places += max(0, -left)
    return DecimalNumber(coefficient: value, decimals: places)
  }

  public var negated: DecimalNumber {
    DecimalNumber(isNegative ? String(description.dropFirst()) : "-" + description) ?? self
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  /// Sign, whole digits and decimals without trailing noughts: what equality and order go by.
  private var key: (negative: Bool, whole: Substring.UTF8View, fraction: Substring.UTF8View) {
    let body = isNegative ? description.dropFirst() : description[...]
    let parts = body.split(separator: ".", maxSplits: 1)
    var fraction = parts.count > 1 ? parts[1] : ""
    while fraction.last == "0" { fraction = fraction.dropLast() }
    return (isNegative, parts[0].utf8, fraction.utf8)
  }
}

extension DecimalNumber: Hashable, Comparable {
  public static func == (a: DecimalNumber, b: DecimalNumber) -> Bool {
    if a.description == b.description { return true }
    let (x, y) = (a.key, b.key)
    return x.negative == y.negative && x.whole.elementsEqual(y.whole) && x.fraction.elementsEqual(y.fraction)
  }

  public func hash(into hasher: inout Hasher) {
    let key = key
    hasher.combine(key.negative)
    for byte in key.whole { hasher.combine(byte) }
    for byte in key.fraction { hasher.combine(byte) }
  }

  public static func < (a: DecimalNumber, b: DecimalNumber) -> Bool {
    let (x, y) = (a.key, b.key)
    if x.negative != y.negative { return x.negative }
    let order: Bool
    if x.whole.count != y.whole.count {
      order = x.whole.count < y.whole.count
    } else if !x.whole.elementsEqual(y.whole) {
      order = x.whole.lexicographicallyPrecedes(y.whole)
    } else {
      if x.fraction.elementsEqual(y.fraction) { return false }
      order = x.fraction.lexicographicallyPrecedes(y.fraction)
    }
    return x.negative ? !order : order
  }
}
