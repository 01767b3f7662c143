import Diagnostics

/// Which properties hold from where to where in the text, from pages of 512 bytes.
///
/// Source: [MS-DOC] 2.9.33 (ChpxFkp), 2.9.174 (PapxFkp).
struct PropertyRuns {
  struct Run {
    var offsets: Range<Int>
    /// The paragraph style; -1 for runs of characters.
    var style: Int
    var properties: ArraySlice<UInt8>
  }

  private(set) var runs: [Run] = []

  init(_ text: Bytes, _ table: Bytes, _ place: (offset: Int, length: Int), ofParagraphs: Bool) throws(Refusal) {
    guard place.length > 0 else { return }
    guard let plc = table.plc(place, structureSize: 4) else { throw .damaged }
    for structure in plc.structures {
      guard let number = table.long(structure) else { throw .damaged }
      let page = (number & 0x3F_FFFF) * 512
      guard let count = text.byte(page + 511) else { throw .damaged }
      let size = ofParagraphs ? 13 : 1
      guard (count + 1) * 4 + count * size <= 511 else { throw .damaged }
      for index in 0..<count {
        guard let first = text.long(page + index * 4), let last = text.long(page + index * 4 + 4), first <= last,
          let word = text.byte(page + (count + 1) * 4 + index * size)
        else { throw .damaged }
        var run = Run(offsets: first..<last, style: ofParagraphs ? 0 : -1, properties: [])
        if word > 0 {
          let at = page + word * 2
          guard var length = text.byte(at) else { throw .damaged }
          var start = at + 1
          if ofParagraphs {
            if length == 0 {
              length = (text.byte(at + 1) ?? 0) * 2
              start = at + 2
            } else {
              length = length * 2 - 1
            }
            guard length >= 2, let style = text.word(start) else { throw .damaged }
            run.style = style
            start += 2
            length -= 2
          }
          guard start + length <= page + 511, let properties = text.slice(start, length) else { throw .damaged }
          run.properties = properties
        }
        runs.append(run)
      }
    }
    var isSorted = true
    for index in runs.indices.dropFirst() where runs[index].offsets.lowerBound < runs[index - 1].offsets.lowerBound {
      isSorted = false
    }
    if !isSorted { runs.sort { $0.offsets.lowerBound < $1.offsets.lowerBound } }
  }

  /// The index of the run at a place.
  func run(at offset: Int) -> Int? {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].offsets.upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low < runs.count && runs[low].offsets.contains(offset) ? low : nil
  }
}
