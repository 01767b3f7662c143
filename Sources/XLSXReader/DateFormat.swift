/// A format of dates and times, as far as it is written in figures; names of months and days depend on the reader's language.
///
/// Source: ISO/IEC 29500-1:2016 §18.8.31; §18.17.4.1, date systems.
struct DateFormat {
  private enum Piece {
    case text(String)
    case year(Int)
    case month(Int)
    case day(Int)
    case hour(Int)
    case minute(Int)
    case second(Int)
  }
  private var pieces: [Piece] = []

  /// `nil` when the section is no date, or one that can't be written for certain.
  init?(_ source: [Character]) {
    var index = 0
    var fields = 0
    while index < source.count {
      let character = source[index]
      switch character {
      case "\"":
        guard let end = source[(index + 1)...].firstIndex(of: "\"") else { return nil }
        pieces.append(.text(String(source[(index + 1)..<end])))
        index = end + 1
      case "\\":
        guard index + 1 < source.count else { return nil }
        pieces.append(.text(String(source[index + 1])))
        index += 2
      case "_", "*": index += 2
      case "[":
        // A locale or a colour; elapsed time is not read.
        guard let end = source[index...].firstIndex(of: "]") else { return nil }
        let inner = String(source[(index + 1)..<end]).lowercased()
        if inner.hasPrefix("$") {
          guard inner.hasPrefix("$-") else { return nil }
        } else if ["h", "hh", "m", "mm", "s", "ss"].contains(inner) || inner.hasPrefix("dbnum") {
          return nil
        }
        index = end + 1
      case let letter where "yYmMdDhHsS".contains(letter):
        var count = 0
        let kind = Character(letter.lowercased())
        while index < source.count, Character(source[index].lowercased()) == kind {
          count += 1
          index += 1
        }
        fields += 1
        switch kind {
        case "y": pieces.append(.year(count))
        case "m":
          guard count <= 2 else { return nil }
          pieces.append(isMinute(source, index) ? .minute(count) : .month(count))
        case "d":
          guard count <= 2 else { return nil }
          pieces.append(.day(count))
        case "h": pieces.append(.hour(count))
        default: pieces.append(.second(count))
        }
      case let letter where letter.isLetter && letter.isASCII: return nil
      case "0", "#", "?", "%", "@", "上", "下": return nil
      default:
        pieces.append(.text(String(character)))
        index += 1
      }
    }
    if fields == 0 { return nil }
  }

  /// `m` after hours or before seconds means minutes.
  private func isMinute(_ source: [Character], _ next: Int) -> Bool {
    for piece in pieces.reversed() {
      if case .text = piece { continue }
      if case .hour = piece { return true }
      break
    }
    for character in source[next...] {
      if "sS".contains(character) { return true }
      if "yYmMdDhH".contains(character) { return false }
    }
    return false
  }

  /// The date of a serial number: days since the end of 1899, or since 1904.
  func text(_ serial: DecimalText, usesEpoch1904: Bool) -> String? {
    guard let days = Int(serial.whole()), days < 2_958_466 else { return nil }
    var day = days
    // The part of a day, in milliseconds: 86,400,000 of them; nine digits are more than a clock shows.
    guard let fraction = Int(("0" + serial.fraction(minimum: 9)).prefix(10)) else { return nil }
    var seconds = (fraction * 864 + 5_000_000) / 10_000_000
    if seconds >= 86_400 {
      seconds -= 86_400
      day += 1
    }
    guard let date = Self.date(day, usesEpoch1904: usesEpoch1904) else { return nil }
    func padded(_ value: Int, _ width: Int) -> String {
      let text = String(value)
      return width >= 2 && text.utf8.count < 2 ? "0" + text : text
    }
    var out = ""
    for piece in pieces {
      switch piece {
      case .text(let text): out += text
      case .year(let width): out += width > 2 ? String(date.year) : padded(date.year % 100, 2)
      case .month(let width): out += padded(date.month, width)
      case .day(let width): out += padded(date.day, width)
      case .hour(let width): out += padded(seconds / 3600, width)
      case .minute(let width): out += padded(seconds / 60 % 60, width)
      case .second(let width): out += padded(seconds % 60, width)
      }
    }
    return out
  }

  /// Excel counts a 29 February 1900 that never was; the days before it are off by one.
  private static func date(_ serial: Int, usesEpoch1904: Bool) -> (year: Int, month: Int, day: Int)? {
    var days = serial
    if usesEpoch1904 {
      days += 1462
    } else {
      guard serial > 0, serial != 60 else { return nil }
      if serial < 60 { days += 1 }
    }
    // Days since 1 March of year 0, where 400 years have 146,097 days. 30 December 1899 is day 693,899.
    let shifted = days + 693_899
    let era = shifted / 146_097
    let ofEra = shifted % 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * ofYear + 2) / 153
    let day = ofYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }
}
