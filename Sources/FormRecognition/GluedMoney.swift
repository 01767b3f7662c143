/// A number of projects and an amount of money that ran together: `39573802895.90元` is 3957 projects and 3802895.90元, or 39573 and
/// 802895.90元, or one amount. Nothing decides, so the readings are shown and none is taken.
enum GluedMoney {
  /// Some of the ways to part the text; empty where it is not an amount long enough to hold a number in front.
  static func readings(_ text: String) -> [String] {
    let text = Substring(text).trimmingSpace
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let rest = text.dropFirst(digits.count)
    guard digits.count >= 7, digits.count <= 24, digits.first != "0", rest.first == "." || rest.hasSuffix("元") else { return [] }
    var readings: [String] = []
    for length in [4, 5, 3] {
      let money = digits.dropFirst(length)
      guard money.first != "0" else { continue }
      readings.append("\(digits.prefix(length)) \(money)\(rest)")
    }
    return Array(readings.prefix(2))
  }
}
