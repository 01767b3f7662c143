/// A colour of ink or of the ground that it is on, as far as it matters: whether one can be seen on the other.
public struct Colour: Hashable, Sendable {
  public var red: UInt8
  public var green: UInt8
  public var blue: UInt8

  public static let white = Colour(red: 255, green: 255, blue: 255)
  public static let black = Colour(red: 0, green: 0, blue: 0)
  /// One of which no more is known than that it is neither paper nor ink: a marker's, a pattern's, a palette's.
  public static let neither = Colour(red: 0x80, green: 0x80, blue: 0)

  public init(red: UInt8, green: UInt8, blue: UInt8) {
    (self.red, self.green, self.blue) = (red, green, blue)
  }

  /// `FFFFFF`, or `FFFFFFFF` with the alpha of spreadsheets in front; `nil` for words.
  public init?(hex: String) {
    guard hex.utf8.count == 6 || hex.utf8.count == 8, let value = UInt32(hex, radix: 16) else { return nil }
    self.init(
      red: UInt8(truncatingIfNeeded: value >> 16), green: UInt8(truncatingIfNeeded: value >> 8), blue: UInt8(truncatingIfNeeded: value))
  }

  /// The colours of a theme that are those of paper and ink. Source: ISO/IEC 29500-1:2016 §17.18.97, ST_ThemeColor.
  public init?(theme: String) {
    switch theme {
    case "background1", "background2", "light1", "light2", "bg1", "bg2": self = .white
    case "text1", "text2", "dark1", "dark2": self = .black
    default: return nil
    }
  }

  /// Whether ink of this colour can't be seen, or hardly, on a ground of the other: `F2F2F2` on white.
  public func isLost(on ground: Colour) -> Bool {
    func isNear(_ a: UInt8, _ b: UInt8) -> Bool { (Int(a) - Int(b)).magnitude < 0x18 }
    return isNear(red, ground.red) && isNear(green, ground.green) && isNear(blue, ground.blue)
  }
}
