/// One line of a table whose cells are parted by bars.
struct BarRow {
  var cells: [String]
  /// Bars at the right end that close no cell: places that the source says are missing.
  var padding: Int
  var startsWithBar: Bool
  /// The line starts with ` | `: white space, then a bar.
  var startsWithSpacedBar: Bool
  /// The last cell is closed by a bar.
  var endsWithBar: Bool
  var line: Int

  /// `text | ` for every cell, then one `|` for each missing place. A bar that belongs to the text is written `\|`.
  ///
  /// Between the bars of an empty cell that is there stand two spaces (`1 |  | 3`), or one where the layout of
  /// an older release wrote it; padding bars touch each other, and one space stands before the first of them.
  init(_ line: TextLine) {
    var segments: [Segment] = []
    var current: [UInt8] = []
    var escaped = false
    func close() {
      let text = String(decoding: current, as: UTF8.self)
      let trimmed = Substring(text).trimmingWhite
      segments.append((String(trimmed), trimmed.isEmpty, current.count))
      current.removeAll(keepingCapacity: true)
    }
    let source = line.barText.trimmingTrailingCarriageReturn
    guard line.hasEscape else {
      // Nothing is escaped: the cells are pieces of the line.
      let span = source.utf8Span.span
      var from = 0
      var start = source.startIndex
      for place in span.indices where span[place] == 0x7C {
        let bar = source.utf8.index(start, offsetBy: place - from)
        let trimmed = source[start..<bar].trimmingWhite
        segments.append((String(trimmed), trimmed.isEmpty, place - from))
        start = source.utf8.index(after: bar)
        from = place + 1
      }
      let trimmed = source[start...].trimmingWhite
      let isClosed = trimmed.isEmpty
      if !isClosed { segments.append((String(trimmed), false, span.count - from)) }
      self.init(segments, isClosed: isClosed, line: line.number)
      return
    }
    for byte in source.utf8 {
      if escaped {
        switch byte {
        case 0x7C, 0x5C: current.append(byte)
        case 0x6E: current.append(0x0A)
        default: current += [0x5C, byte]
        }
        escaped = false
      } else if byte == 0x5C {
        escaped = true
      } else if byte == 0x7C {
        close()
      } else {
        current.append(byte)
      }
    }
    if escaped { current.append(0x5C) }
    let tail = Substring(String(decoding: current, as: UTF8.self))
    let isClosed = tail.trimmingWhite.isEmpty
    if !isClosed { close() }
    self.init(segments, isClosed: isClosed, line: line.number)
  }

  /// What stood before a bar, without the white space around it, and its width with that.
  private typealias Segment = (text: String, isEmpty: Bool, width: Int)

  private init(_ segments: [Segment], isClosed: Bool, line: Int) {
    var segments = segments
    self.line = line
    endsWithBar = isClosed
    startsWithBar = false
    startsWithSpacedBar = false
    if let first = segments.first, first.isEmpty, segments.count > 1 || !endsWithBar {
      startsWithBar = true
      startsWithSpacedBar = first.width > 0
    }
    // Padding: from the right, segments of no width, and the single space before the first of them.
    padding = 0
    if endsWithBar {
      var index = segments.count - 1
      while index >= 0, segments[index].width == 0 { index -= 1 }
      let touching = segments.count - 1 - index
      if touching > 0 {
        padding = touching
        if index >= 0, segments[index].isEmpty, segments[index].width == 1 {
          padding += 1
          index -= 1
        }
      } else if index >= 0, segments[index].isEmpty, segments[index].width == 1, segments.count > 1 {
        // `a | |`: one missing place.
        padding = 1
        index -= 1
      }
      segments.removeLast(segments.count - 1 - index)
    }
    cells = segments.map(\.text)
  }
}

extension Substring {
  var trimmingTrailingCarriageReturn: Substring {
    utf8.last == 0x0D ? Substring(unicodeScalars.dropLast()) : self
  }
}
