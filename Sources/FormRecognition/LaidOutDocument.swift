public import DocumentTree

/// A document with its rows, laid out once for all that looks at them: the search for several reports, and recognition.
public struct LaidOutDocument: Sendable {
  public let document: Document
  let sequence: RowSequence

  public init(_ document: Document) {
    // What a page hides is no part of the report.
    let document = document.withoutHiddenCells()
    self.document = document
    sequence = RowSequence(document.blocks, vocabulary: .official)
  }
}
