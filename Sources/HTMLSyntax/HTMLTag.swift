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

  private static let names: [String] = ["unknown"] + list.utf8.split(separator: 0x20).map { String(Substring($0)) }

  /// The names of all cases but the first, in their order.
  private static let list = """
    a abbr address annotation-xml applet area article aside audio b base basefont bgsound big blockquote body br button canvas \
    caption center cite code col colgroup datalist dd del desc details dfn dialog dir div dl dt em embed fieldset figcaption \
    figure font footer foreignobject form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe image img input \
    ins kbd keygen label legend li link listing main map mark marquee math menu menuitem meta mi mn mo ms mtext nav nobr noembed \
    noframes noscript object ol optgroup option output p param picture plaintext pre progress q rb rp rt rtc ruby s samp script \
    search section select small source span strike strong style sub summary sup svg table tbody td template textarea tfoot th \
    thead time title tr track tt u ul var video wbr xmp mglyph malignmark
    """

  /// A name as numbers: its first eight bytes, and the others with their count.
  struct Key: Equatable {
    private var head: UInt64 = 0
    private var rest: UInt64 = 0
    private(set) var count = 0

    /// Takes the next byte, a capital as a small letter.
    @inline(__always)
    mutating func append(_ byte: UInt8) {
      let small = UInt64(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
      if count < 8 { head = head << 8 | small } else { rest = rest << 8 | small }
      count += 1
    }

    @inline(__always)
    fileprivate var place: Int {
      Int(
        truncatingIfNeeded: (head &* 0x9E37_79B9_7F4A_7C15 ^ (rest << 4 | UInt64(truncatingIfNeeded: count)) &* 0xC2B2_AE3D_27D4_EB4F) >> 55
      )
    }
  }

  private struct Entry {
    var key = Key()
    var tag = HTMLTag.unknown
  }

  /// Tags by their names, four times as many places as names; a name that finds its place taken stands in the next one.
  private static let places: [Entry] = {
    var places = [Entry](repeating: Entry(), count: 512)
    var entry = Entry()
    var number: UInt8 = 1
    func put() {
      entry.tag = HTMLTag(rawValue: number) ?? .unknown
      var place = entry.key.place
      while places[place].tag != .unknown { place = (place + 1) & 511 }
      places[place] = entry
      number += 1
      entry.key = Key()
    }
    for byte in list.utf8 {
      if byte == 0x20 { put() } else { entry.key.append(byte) }
    }
    put()
    return places
  }()

  /// The tag of a name.
  static func named(_ name: Key) -> HTMLTag {
    guard name.count <= 14 else { return .unknown }
    var place = name.place
    while places[place].tag != .unknown {
      if places[place].key == name { return places[place].tag }
      place = (place + 1) & 511
    }
    return .unknown
  }
}

/// A set of tags as bits.
public struct HTMLTagSet: ExpressibleByArrayLiteral, Sendable {
  @usableFromInline var low: UInt64 = 0
  @usableFromInline var middle: UInt64 = 0
  @usableFromInline var high: UInt64 = 0

  @inlinable @inline(__always)
  public init(arrayLiteral tags: HTMLTag...) {
    for tag in tags { insert(tag) }
  }

  @inlinable @inline(__always)
  public mutating func insert(_ tag: HTMLTag) {
    let bit = UInt64(1) << UInt64(tag.rawValue & 63)
    switch tag.rawValue >> 6 {
    case 0: low |= bit
    case 1: middle |= bit
    default: high |= bit
    }
  }

  @inlinable @inline(__always)
  public func contains(_ tag: HTMLTag) -> Bool {
    let bit = UInt64(1) << UInt64(tag.rawValue & 63)
    return switch tag.rawValue >> 6 {
    case 0: low & bit != 0
    case 1: middle & bit != 0
    default: high & bit != 0
    }
  }

  @inlinable @inline(__always)
  public func union(_ other: HTMLTagSet) -> HTMLTagSet {
    var set = self
    set.low |= other.low
    set.middle |= other.middle
    set.high |= other.high
    return set
  }
}
