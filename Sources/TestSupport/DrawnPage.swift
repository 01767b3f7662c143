import SafeZip

/// A page as it is drawn, in points from its upper left corner: for fixtures of PDF and OFD.
public struct DrawnPage: Sendable {
  public struct Text: Sendable {
    public var text: String
    public var x: Double
    /// The baseline.
    public var y: Double
    public var size: Double
  }
  public var width = 595.0
  public var height = 842.0
  public var texts: [Text] = []
  /// Rulings, as lines from one point to another.
  public var lines: [(x0: Double, y0: Double, x1: Double, y1: Double)] = []

  public init() {}

  public mutating func text(_ text: String, _ x: Double, _ y: Double, size: Double = 10) {
    texts.append(Text(text: text, x: x, y: y, size: size))
  }

  /// The sides of a box, with a text in it.
  public mutating func cell(_ text: String, _ x: Double, _ y: Double, _ width: Double, _ height: Double, size: Double = 10) {
    lines += [(x, y, x + width, y), (x, y + height, x + width, y + height), (x, y, x, y + height), (x + width, y, x + width, y + height)]
    for (index, line) in Self.wrapped(text, width: width - 8, size: size).enumerated() {
      self.text(line, x + 4, y + 4 + size * (1.2 * Double(index) + 0.88), size: size)
    }
  }

  /// Wide signs take an em, those of ASCII half of it.
  public static func advance(_ scalar: Unicode.Scalar, size: Double) -> Double { scalar.value < 0x80 ? size / 2 : size }

  public static func wrapped(_ text: String, width: Double, size: Double) -> [String] {
    var lines: [String] = []
    var line = String.UnicodeScalarView()
    var used = 0.0
    for scalar in text.unicodeScalars {
      let advance = advance(scalar, size: size)
      if used + advance > width, !line.isEmpty {
        lines.append(String(line))
        line = String.UnicodeScalarView()
        used = 0
      }
      line.append(scalar)
      used += advance
    }
    lines.append(String(line))
    return lines
  }

  // MARK: PDF

  /// A PDF of such pages: one font that is not embedded, its codes those of UTF-16.
  ///
  /// - Parameter content: what each page draws before its own text and lines.
  public static func pdf(_ pages: [DrawnPage], content: String = "", encrypts: Bool = false) -> [UInt8] {
    var objects = [
      "<< /Type /Catalog /Pages 2 0 R >>", "",
      "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [4 0 R] >>",
      "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 /W [1 95 500] /FontDescriptor 5 0 R >>",
      "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >>",
    ]
    var kids = ""
    for page in pages {
      let stream = content + page.operators
      kids += "\(objects.count + 1) 0 R "
      objects.append(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 \(page.width) \(page.height)] /Resources << /Font << /F1 3 0 R >> >> /Contents \(objects.count + 2) 0 R >>"
      )
      objects.append("<< /Length \(stream.utf8.count) >>\nstream\n\(stream)\nendstream")
    }
    objects[1] = "<< /Type /Pages /Kids [\(kids)] /Count \(pages.count) >>"
    var text = "%PDF-1.7\n"
    var offsets: [Int] = []
    for (index, object) in objects.enumerated() {
      offsets.append(text.utf8.count)
      text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
    }
    let start = text.utf8.count
    text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for offset in offsets {
      let digits = String(offset)
      text += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
    }
    text += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
    return Array(text.utf8)
  }

  private var operators: String {
    var out = "0.5 w\n"
    for line in lines { out += "\(line.x0) \(height - line.y0) m \(line.x1) \(height - line.y1) l S\n" }
    for text in texts {
      let hex = text.text.utf16.map { unit in
        let digits = String(unit, radix: 16, uppercase: true)
        return String(repeating: "0", count: 4 - digits.count) + digits
      }
      out += "BT /F1 \(text.size) Tf 1 0 0 1 \(text.x) \(height - text.y) Tm <\(hex.joined())> Tj ET\n"
    }
    return out
  }

  // MARK: OFD

  /// An OFD of such pages. Source: GB/T 33190-2016.
  public static func ofd(_ pages: [DrawnPage]) -> [UInt8] {
    let space = "xmlns:ofd='http://www.ofdspec.org/2016'"
    let millimetres = 25.4 / 72
    var zip = ZipWriter()
    func add(_ name: String, _ text: String) { zip.add(name, Array("<?xml version='1.0' encoding='UTF-8'?>\n\(text)".utf8)) }
    add(
      "OFD.xml",
      "<ofd:OFD \(space) DocType='OFD' Version='1.1'><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>")
    let list = pages.indices.map { "<ofd:Page ID='\($0 + 10)' BaseLoc='Pages/Page_\($0)/Content.xml'/>" }.joined()
    add("Doc_0/Document.xml", "<ofd:Document \(space)><ofd:CommonData/><ofd:Pages>\(list)</ofd:Pages></ofd:Document>")
    for (index, page) in pages.enumerated() {
      var objects = ""
      for line in page.lines {
        let (x0, y0, x1, y1) = (line.x0 * millimetres, line.y0 * millimetres, line.x1 * millimetres, line.y1 * millimetres)
        objects +=
          "<ofd:PathObject Boundary='0 0 210 297' LineWidth='0.2'><ofd:AbbreviatedData>M \(x0) \(y0) L \(x1) \(y1)</ofd:AbbreviatedData></ofd:PathObject>"
      }
      for text in page.texts {
        let size = text.size * millimetres
        let deltas = text.text.unicodeScalars.dropLast().map { "\(advance($0, size: size))" }.joined(separator: " ")
        let escaped = text.text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
        objects +=
          "<ofd:TextObject Boundary='\(text.x * millimetres) \((text.y - text.size) * millimetres) 150 10' Font='3' Size='\(size)'><ofd:TextCode X='0' Y='\(size)' DeltaX='\(deltas)'>\(escaped)</ofd:TextCode></ofd:TextObject>"
      }
      let box = "0 0 \(page.width * millimetres) \(page.height * millimetres)"
      add(
        "Doc_0/Pages/Page_\(index)/Content.xml",
        "<ofd:Page \(space)><ofd:Area><ofd:PhysicalBox>\(box)</ofd:PhysicalBox></ofd:Area><ofd:Content><ofd:Layer>\(objects)</ofd:Layer></ofd:Content></ofd:Page>"
      )
    }
    return zip.finished()
  }
}
