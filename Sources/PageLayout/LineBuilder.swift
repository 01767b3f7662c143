/// A line of glyphs in reading order.
struct GlyphLine {
  /// Indices into the page's glyphs, white space left out.
  var glyphs: [Int]
  /// Before which of them white space was written.
  var spaced: Set<Int> = []
  var box: PageBox
  var size: Double
  var direction: PageContents.Direction
  /// Digits lie over other glyphs, or are of several sizes.
  var isUnclear = false
}

/// Glyphs → lines.
struct LineBuilder {
  let page: PageContents
  /// Copies of a glyph at one place, as bold text is made by some programs.
  private(set) var doubled: [Int] = []

  init(_ page: PageContents) { self.page = page }

  /// The lines of some glyphs, from the top; turned text follows in its own reading order.
  mutating func lines(of glyphs: [Int]) -> [GlyphLine] {
    var groups: [PageContents.Direction: [Int]] = [:]
    for index in glyphs { groups[page.glyphs[index].direction, default: []].append(index) }
    var out: [GlyphLine] = []
    for direction in [PageContents.Direction.right, .down, .left, .up, .oblique] {
      if let group = groups[direction] { out += lines(of: group, direction) }
    }
    return out
  }

  /// A glyph in the frame of its direction: u along the line, v across it, downwards.
  private func frame(_ box: PageBox, _ direction: PageContents.Direction) -> (u0: Double, u1: Double, v: Double) {
    switch direction {
    case .right, .oblique: (box.minX, box.maxX, box.midY)
    case .left: (-box.maxX, -box.minX, -box.midY)
    case .down: (box.minY, box.maxY, -box.midX)
    case .up: (-box.maxY, -box.minY, box.midX)
    }
  }

  private mutating func lines(of group: [Int], _ direction: PageContents.Direction) -> [GlyphLine] {
    let placed = group.map { (index: $0, frame: frame(page.glyphs[$0].box, direction)) }.sorted { $0.frame.v < $1.frame.v }
    var out: [GlyphLine] = []
    var start = 0
    while start < placed.count {
      var end = start + 1
      var size = page.glyphs[placed[start].index].size
      var sum = placed[start].frame.v
      while end < placed.count {
        let own = page.glyphs[placed[end].index].size
        // Glyphs stand on one line while their middles are less than half an em apart.
        guard placed[end].frame.v - sum / Double(end - start) < 0.45 * max(size, own) else { break }
        size = max(size, own)
        sum += placed[end].frame.v
        end += 1
      }
      if let line = line(placed[start..<end].sorted { ($0.frame.u0, $0.index) < ($1.frame.u0, $1.index) }, direction) { out.append(line) }
      start = end
    }
    return out
  }

  private mutating func line(
    _ placed: [(index: Int, frame: (u0: Double, u1: Double, v: Double))], _ direction: PageContents.Direction
  ) -> GlyphLine? {
    var line: GlyphLine?
    var last: (index: Int, frame: (u0: Double, u1: Double, v: Double))?
    var hasSpace = false
    for item in placed {
      let glyph = page.glyphs[item.index]
      if glyph.text.unicodeScalars.allSatisfy({ $0.value <= 0x20 || $0.value == 0xA0 || $0.value == 0x3000 }) {
        hasSpace = true
        continue
      }
      var isOver = false
      if let last {
        let other = page.glyphs[last.index]
        let near = 0.3 * glyph.size
        if other.text == glyph.text, abs(last.frame.u0 - item.frame.u0) < near, abs(last.frame.v - item.frame.v) < near {
          doubled.append(item.index)
          continue
        }
        let overlap = last.frame.u1 - item.frame.u0
        isOver =
          overlap > 0.5 * min(item.frame.u1 - item.frame.u0, last.frame.u1 - last.frame.u0) && (glyph.text.hasDigit || other.text.hasDigit)
      }
      if var open = line {
        if hasSpace { open.spaced.insert(open.glyphs.count) }
        open.glyphs.append(item.index)
        open.box = open.box.union(glyph.box)
        open.size = max(open.size, glyph.size)
        open.isUnclear = open.isUnclear || isOver
        line = open
      } else {
        line = GlyphLine(glyphs: [item.index], box: glyph.box, size: glyph.size, direction: direction)
      }
      hasSpace = false
      last = item
    }
    return line.map(markingSmallDigits)
  }

  /// A small digit beside figures may be the sign of a note, and no part of the number.
  private func markingSmallDigits(_ line: GlyphLine) -> GlyphLine {
    let digits = line.glyphs.filter { page.glyphs[$0].text.hasDigit }
    guard let largest = digits.map({ page.glyphs[$0].size }).max() else { return line }
    var line = line
    if digits.contains(where: { page.glyphs[$0].size < 0.8 * largest }) { line.isUnclear = true }
    return line
  }

  /// The gap before a glyph of a line, in ems.
  private func gap(_ line: GlyphLine, _ place: Int) -> Double {
    let before = page.glyphs[line.glyphs[place - 1]]
    let own = page.glyphs[line.glyphs[place]]
    let distance = frame(own.box, line.direction).u0 - frame(before.box, line.direction).u1
    return distance / max(min(before.size, own.size), 0.1)
  }

  /// Whether cells without rulings may stand in the line.
  func isParted(_ line: GlyphLine) -> Bool {
    line.glyphs.indices.dropFirst().contains { gap(line, $0) > 1.2 }
  }

  /// The text of a line: a space where one was written, or where the eye sees one.
  ///
  /// - Parameter isAligned: wide gaps stay wide, as in text whose cells are separated by white space.
  func text(of line: GlyphLine, isAligned: Bool = false) -> String {
    var text = ""
    for (place, index) in line.glyphs.enumerated() {
      let own = page.glyphs[index].text
      if place > 0 {
        let gap = gap(line, place)
        let isWide = page.glyphs[line.glyphs[place - 1]].text.isWide && own.isWide
        if gap > (isWide ? 0.7 : 0.22) {
          text += String(repeating: " ", count: isAligned && gap > 1.2 ? min(max(Int(gap * 2), 2), 40) : 1)
        } else if line.spaced.contains(place), !isWide || gap > 0.3 {
          text += " "
        }
      }
      text += own.withoutRadicals
    }
    return text
  }
}

extension String {
  var hasDigit: Bool {
    unicodeScalars.contains { (0x30...0x39).contains($0.value) || (0xFF10...0xFF19).contains($0.value) || $0.value == 0xFFFD }
  }

  /// Ideographs and full-width signs.
  var isWide: Bool {
    unicodeScalars.allSatisfy { (0x2E80...0x9FFF).contains($0.value) || (0xF900...0xFAFF).contains($0.value) || $0.value >= 0xFF00 }
  }
}
