/// Start tags of a shape that has been met before.
extension XMLScanner {
  /// A value that somebody may read, in the source.
  struct KeptValue: BitwiseCopyable {
    var attribute: Int32
    var start: Int32
    var end: Int32
  }

  /// The number of the shape that the tag at hand has, and where the tag ends; its values are in `kept` then.
  @inline(__always) mutating func shapeOfTag() -> (number: Int32, end: Int)? {
    guard index + 9 <= count else { return nil }
    let key = unsafe TagShapes.key(bytes, at: index + 1)
    var next = shapes.first(key)
    while next >= 0 {
      if shapes.shapes[Int(next)].key == key, let end = end(ofTagShaped: next) { return (next, end) }
      next = shapes.shapes[Int(next)].next
    }
    return nil
  }

  /// Where the tag ends, if it has the shape.
  private mutating func end(ofTagShaped number: Int32) -> Int? {
    let bytes = unsafe bytes
    let count = self.count
    let last = shapes.shapes[Int(number)].end
    var current = shapes.shapes[Int(number)].start
    kept.removeAll()
    var place = index + 1
    while true {
      let segment = shapes.segments[Int(current)]
      let length = Int(segment.length)
      guard place + length + 8 <= count, unsafe Self.agree(bytes + Int(segment.start), bytes + place, length) else { return nil }
      place += length
      current += 1
      if current == last { return place }
      let start = place
      // Up to a quotation mark: if it is not the right one, the next segment does not agree.
      while place + 8 <= count {
        let plain = unsafe EightBytes(bytes, at: place).lengthOfPlainValue
        place += plain
        if plain == 8 { continue }
        guard unsafe bytes[place] >= 0x80 else { break }
        guard let length = unsafe Self.sequence(bytes, count, at: place) else { return nil }
        place += length
      }
      guard place - start < Self.longestValueOfShape else { return nil }
      if segment.attribute >= 0 {
        kept.append(
          KeptValue(attribute: segment.attribute, start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: place)))
      }
    }
  }

  private static let longestValueOfShape = 1_000

  /// Whether the same bytes stand at two places. Eight more stand behind the second, which is behind the first.
  @inline(__always) private static func agree(_ one: UnsafePointer<UInt8>, _ other: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    if length < 8 {
      return unsafe EightBytes(one, at: 0).first(length) == EightBytes(other, at: 0).first(length)
    }
    var offset = 0
    while offset + 8 < length {
      guard unsafe EightBytes(one, at: offset).word == EightBytes(other, at: offset).word else { return false }
      offset += 8
    }
    return unsafe EightBytes(one, at: length - 8).word == EightBytes(other, at: length - 8).word
  }

  /// Keeps the shape of a tag that has just been read, from `<` up to `index`, and whose attributes are known by number.
  mutating func keepShape(_ name: Name, _ id: Int32, isEmpty: Bool) {
    guard index - name.start < Self.longestTagOfShape, name.start + 8 <= count, Int32(exactly: count) != nil else { return }
    segmentsOfTag.removeAll()
    var start = name.start
    for place in 0..<attributes.count {
      let attribute = attributes[place]
      guard !attribute.isCopied else { return }
      let isRead = !builder.isPassedOver(attribute: attribute.id)
      segmentsOfTag.append(
        TagShapes.Segment(
          start: Int32(truncatingIfNeeded: start), length: Int32(truncatingIfNeeded: attribute.valueStart - start),
          attribute: isRead ? attribute.id : -1))
      start = attribute.valueEnd
    }
    segmentsOfTag.append(
      TagShapes.Segment(start: Int32(truncatingIfNeeded: start), length: Int32(truncatingIfNeeded: index - start), attribute: -1))
    shapes.insert(
      TagShapes.Shape(
        key: unsafe TagShapes.key(bytes, at: name.start), id: id,
        nameLength: Int32(truncatingIfNeeded: name.length), isEmpty: isEmpty, isRemembered: builder.isRemembered(id)), segmentsOfTag)
  }

  private static let longestTagOfShape = 1_000
}
