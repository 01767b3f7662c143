public import DocumentTree

extension Paragraph {
  /// Puts the number of a list before the text, whose marks move on with it.
  public mutating func begin(with label: NumberingCounters.Label) {
    let before = label.text + label.separator(before: text)
    number = label.text
    text = before + text
    marks = marks.shifted(by: before.utf8.count)
  }
}
