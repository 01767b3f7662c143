/// A colour of CSS, as far as it matters: whether it can be seen on paper. Source: W3C CSS Color 3, 4.
struct PageColour {
  /// White or nearly so, or transparent.
  let isPale: Bool

  /// `nil` for a colour that is not understood, and for `inherit` and the like.
  init?(_ text: String) {
    let value = text.lowercased().filter { $0 != " " }
    switch value {
    case "white", "transparent", "snow", "ivory", "ghostwhite", "floralwhite", "whitesmoke", "mintcream", "azure": isPale = true
    case "inherit", "initial", "unset", "currentcolor", "windowtext", "window", "auto": return nil
    default:
      if value.hasPrefix("#") {
        let digits = value.dropFirst()
        guard let number = UInt32(digits, radix: 16) else { return nil }
        switch digits.count {
        case 3: isPale = number & 0xF >= 0xE && number >> 4 & 0xF >= 0xE && number >> 8 & 0xF >= 0xE
        case 4: isPale = number & 0xF == 0 || number >> 4 & 0xF >= 0xE && number >> 8 & 0xF >= 0xE && number >> 12 >= 0xE
        case 6: isPale = Self.isPale(number)
        case 8: isPale = number & 0xFF <= 0x0D || Self.isPale(number >> 8)
        default: return nil
        }
      } else if value.hasPrefix("rgb") || value.hasPrefix("hsl") {
        let parts = value.drop { $0 != "(" }.dropFirst().prefix { $0 != ")" }.split { $0 == "," || $0 == "/" }
          .map { part in (Double(part.filter { "0123456789.".contains($0) }) ?? 0, part.hasSuffix("%")) }
        guard parts.count >= 3 else { return nil }
        let alpha = parts.count > 3 ? parts[3].0 / (parts[3].1 ? 100 : 1) : 1
        let light = value.hasPrefix("hsl") ? parts[2].0 >= 95 : parts[..<3].allSatisfy { $0.0 >= ($0.1 ? 93 : 238) }
        isPale = alpha <= 0.05 || light
      } else {
        // A name: all others are dark enough.
        guard value.allSatisfy({ $0.isLetter }) else { return nil }
        isPale = false
      }
    }
  }

  private static func isPale(_ number: UInt32) -> Bool {
    number & 0xFF >= 0xEE && number >> 8 & 0xFF >= 0xEE && number >> 16 & 0xFF >= 0xEE
  }
}
