/// A font by its name, as far as it matters.
public enum Typeface {
  /// Whether digits are pictures in a font, as in Wingdings. In Symbol they are digits.
  public static func hasPicturesForDigits(_ name: String) -> Bool {
    let name = name.lowercased()
    return name.contains("dings") || name == "marlett"
  }
}
