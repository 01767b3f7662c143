public import DocumentTree

extension Paragraph {
  /// Puts the number of a list before the text, whose marks move on with it.
  public mutating func begin(with label: NumberingCounters.Label) {
    let before = label.text + label.separator(before: text)
    // A number before a figure alone is no part of it, and is drawn beside it: 1.86 is not what anybody wrote.
    let isFigure = text.utf8.count <= 32 && text.utf8.contains { (0x30...0x39).contains($0) } && text.utf8.allSatisfy { $0 < 0x80 }
    number = label.text
    text = before + text
    marks = marks.shifted(by: before.utf8.count)
    if isFigure, !label.text.isEmpty { marks.insert(TextMark(.unclear, 0..<label.text.utf8.count), at: 0) }
  }
}
