/// The element names that the parsing algorithm or the reader treats specially.
public enum HTMLTag: UInt8, CaseIterable, Sendable {
  case unknown
  case a, abbr, address, annotationXML, applet, area, article, aside, audio, b, base, basefont, bgsound, big, blockquote, body, br
  case button, canvas, caption, center, cite, code, col, colgroup, datalist, dd, del, desc, details, dfn, dialog, dir, div
  case dl, dt, em, embed, fieldset, figcaption, figure, font, footer, foreignobject, form, frame, frameset, h1, h2, h3, h4, h5, h6
  case head, header, hgroup, hr, html, i, iframe, image, img, input, ins, kbd, keygen, label, legend, li, link, listing, main
  case map, mark, marquee, math, menu, menuitem, meta, mi, mn, mo, ms, mtext, nav, nobr, noembed, noframes, noscript, object
  case ol, optgroup, option, output, p, param, picture, plaintext, pre, progress, q, rb, rp, rt, rtc, ruby, s, samp, script
  case search, section, select, small, source, span, strike, strong, style, sub, summary, sup, svg, table, tbody, td, template
  case textarea, tfoot, th, thead, time, title, tr, track, tt, u, ul, `var`, video, wbr, xmp, mglyph, malignmark

  public var name: String { HTMLTag.names[Int(rawValue)] }

  private static let names: [String] = allCases.map { $0 == .annotationXML ? "annotation-xml" : "\($0)" }

  /// Names by their hash, four times as many places as names; a name that finds its place taken stands in the next one.
  private static let places: [HTMLTag] = {
    var places = [HTMLTag](repeating: .unknown, count: 512)
    for tag in allCases where tag != .unknown {
      var place = hash(tag.name.utf8)
      while places[place] != .unknown { place = (place + 1) & 511 }
      places[place] = tag
    }
    return places
  }()

  /// The tag of a lower-case name.
  static func named(_ name: ArraySlice<UInt8>) -> HTMLTag {
    guard name.count <= 14 else { return .unknown }
    var place = hash(name)
    while places[place] != .unknown {
      if places[place].name.utf8.elementsEqual(name) { return places[place] }
      place = (place + 1) & 511
    }
    return .unknown
  }

  private static func hash(_ bytes: some Sequence<UInt8>) -> Int {
    var hash: UInt32 = 0x811C_9DC5
    for byte in bytes { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    return Int(hash ^ hash >> 15) & 511
  }
}

/// A set of tags as bits.
public struct HTMLTagSet: ExpressibleByArrayLiteral, Sendable {
  private var low: UInt64 = 0
  private var middle: UInt64 = 0
  private var high: UInt64 = 0

  @inline(__always)
  public init(arrayLiteral tags: HTMLTag...) {
    for tag in tags { insert(tag) }
  }

  public mutating func insert(_ tag: HTMLTag) {
    let bit = UInt64(1) << UInt64(tag.rawValue & 63)
    switch tag.rawValue >> 6 {
    case 0: low |= bit
    case 1: middle |= bit
    default: high |= bit
    }
  }

  public func contains(_ tag: HTMLTag) -> Bool {
    let bit = UInt64(1) << UInt64(tag.rawValue & 63)
    return switch tag.rawValue >> 6 {
    case 0: low & bit != 0
    case 1: middle & bit != 0
    default: high & bit != 0
    }
  }

  public func union(_ other: HTMLTagSet) -> HTMLTagSet {
    var set = self
    set.low |= other.low
    set.middle |= other.middle
    set.high |= other.high
    return set
  }
}
