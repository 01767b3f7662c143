import SafeXML

/// The markup of comments. Source: ISO/IEC 29500-1:2016 §17.13.4 (comments), §17.13.4.5 (commentReference).
struct CommentMarkup {
  /// What a paragraph that takes comments is written with.
  let prefix: String
  /// Declared on each element where the document has no prefix for it that attributes could use.
  private let declaration: String

  static let transitional = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  static let strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"

  init(in element: MarkupSource.Element) {
    // Attributes need a prefix: the default namespace is not theirs. Source: Namespaces in XML 1.0 §6.2.
    prefix = element.prefix.isEmpty ? "w" : element.prefix
    declaration = element.prefix.isEmpty ? " xmlns:w=\"\(element.namespace ?? Self.transitional)\"" : ""
  }

  func rangeStart(_ id: Int) -> String { "\(openRangeStart(id))/>" }

  /// Without the mark that ends the tag.
  func openRangeStart(_ id: Int) -> String { "<\(prefix):commentRangeStart\(declaration) \(prefix):id=\"\(id)\"" }

  func rangeEnd(_ id: Int) -> String {
    "<\(prefix):commentRangeEnd\(declaration) \(prefix):id=\"\(id)\"/>"
      + "<\(prefix):r\(declaration)><\(prefix):commentReference \(prefix):id=\"\(id)\"/></\(prefix):r>"
  }

  /// A comment of one or more paragraphs. Without a date: the same findings give the same bytes.
  func comment(_ id: Int, author: String, initials: String, _ paragraphs: [String]) -> String {
    var out =
      "<\(prefix):comment\(declaration) \(prefix):id=\"\(id)\" \(prefix):author=\"\(Self.escaped(author))\""
      + " \(prefix):initials=\"\(Self.escaped(initials))\">"
    for (number, paragraph) in paragraphs.enumerated() {
      let mark = number == 0 ? "<\(prefix):r><\(prefix):annotationRef/></\(prefix):r>" : ""
      out +=
        "<\(prefix):p>\(mark)<\(prefix):r><\(prefix):t xml:space=\"preserve\">\(Self.escaped(paragraph))</\(prefix):t></\(prefix):r></\(prefix):p>"
    }
    return out + "</\(prefix):comment>"
  }

  /// Text as XML; what XML cannot hold becomes U+FFFD. Source: XML 1.0 §2.2.
  static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "\t", "\n", "\r", "\u{2028}", "\u{2029}": out += " "
      case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}": out += "\u{FFFD}"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
