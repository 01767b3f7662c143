import WordText

/// The cells of a row: where they begin and end, and how they merge. Source: [MS-DOC] 2.9.323 (TDefTableOperand), 2.9.317 (TCGRF).
extension RowDefinition {
  mutating func apply(_ property: Property) {
    let operand = Array(property.operand)
    func number(_ offset: Int) -> Int {
      guard offset + 2 <= operand.count else { return 0 }
      return Int(Int16(truncatingIfNeeded: Int(operand[offset]) | Int(operand[offset + 1]) << 8))
    }
    switch property.code {
    case 0x3404: isHeader = property.byte != 0
    case 0xD608:
      guard operand.count > 2 else { return }
      let count = Int(operand[2])
      guard operand.count >= 3 + (count + 1) * 2 else { return }
      edges = (0...count).map { number(3 + $0 * 2) }
      horizontal = []
      vertical = []
      for index in 0..<count {
        let flags = number(3 + (count + 1) * 2 + index * 20)
        horizontal.append(flags & 3)
        vertical.append(flags >> 5 & 3)
      }
    case 0x5624:
      // sprmTMerge
      guard operand.count >= 2 else { return }
      for index in Int(operand[0])..<max(Int(operand[0]), Int(operand[1])) where horizontal.indices.contains(index) {
        horizontal[index] = index == Int(operand[0]) ? 2 : 1
      }
    case 0x5625:
      // sprmTSplit
      guard operand.count >= 2 else { return }
      for index in Int(operand[0])..<max(Int(operand[0]), Int(operand[1])) where horizontal.indices.contains(index) {
        horizontal[index] = 0
      }
    case 0xD62B:
      // sprmTVertMerge, after the length of its operand
      guard operand.count >= 3, vertical.indices.contains(Int(operand[1])) else { return }
      vertical[Int(operand[1])] = Int(operand[2]) & 3
    case 0x7621:
      // sprmTInsert: cells of one width before a cell
      guard operand.count >= 4 else { return }
      let first = min(Int(operand[0]), vertical.count)
      let count = Int(operand[1])
      let width = number(2)
      guard edges.count == vertical.count + 1, edges.indices.contains(first), vertical.count + count < 128 else { return }
      let start = edges[first]
      for index in edges.indices where index >= first { edges[index] += count * width }
      for index in 0..<count {
        edges.insert(start + index * width, at: first + index)
        horizontal.insert(0, at: first)
        vertical.insert(0, at: first)
      }
    case 0x5622:
      // sprmTDelete
      guard operand.count >= 2 else { return }
      let first = Int(operand[0])
      let last = min(Int(operand[1]), vertical.count)
      guard first < last, edges.count == vertical.count + 1 else { return }
      edges.removeSubrange(first..<last)
      horizontal.removeSubrange(first..<last)
      vertical.removeSubrange(first..<last)
    case 0x7623:
      // sprmTDxaCol: a new width of some cells
      guard operand.count >= 4, edges.count == vertical.count + 1 else { return }
      let width = number(2)
      for index in Int(operand[0])..<max(Int(operand[0]), Int(operand[1])) where index + 1 < edges.count {
        let change = edges[index] + width - edges[index + 1]
        for later in index + 1..<edges.count { edges[later] += change }
      }
    default: break
    }
  }
}
