import Diagnostics
import DocumentTree
import SafeXML

/// Tracked changes. Source: ISO/IEC 29500-1:2016 §17.13.5.
extension DocumentReader {
  /// Why the content of a revision element is left out, under the option; `nil` when it is kept.
  func omissionReason(ofRevision name: MarkupName) -> String? {
    switch options.trackChanges {
    case .accept:
      switch name {
      case .del: "deleted-revision"
      case .moveFrom: "moved-away"
      default: nil
      }
    case .reject:
      switch name {
      case .ins: "rejected-insertion"
      case .moveTo: "rejected-move"
      default: nil
      }
    case .all: nil
    }
  }

  /// Whether properties of a paragraph mark, a row or a cell say that it is gone.
  func isGone(_ properties: MarkupPlace, in element: MarkupElement) -> Bool {
    switch options.trackChanges {
    case .accept: element.hasChild(of: properties) { $0 == .del || $0 == .moveFrom || $0 == .cellDel }
    case .reject: element.hasChild(of: properties) { $0 == .ins || $0 == .moveTo || $0 == .cellIns }
    case .all: false
    }
  }

  /// Properties as they were before a tracked change of them, when changes are rejected.
  func effective(_ place: MarkupPlace, in element: MarkupElement) -> MarkupPlace {
    guard options.trackChanges == .reject, let properties = element.element(at: place),
      let old = properties.first(properties.name + "Change")?.first(properties.name)
    else { return place }
    return old.place
  }

  /// The annotations of Word 2003: revisions, comments and bookmarks in one element.
  mutating func readAnnotation(
    _ element: MarkupElement, at origin: Origin, _ body: (inout DocumentReader, MarkupElement) throws(Refusal) -> Void
  ) throws(Refusal) {
    guard let content = element.first(.amlContent) else {
      leaveOut("markup", element, at: origin)
      return
    }
    for child in element.children where child.tag != .amlContent { leaveOut("markup", child, at: origin) }
    leaveOutStrayText(of: element, at: origin)
    switch element[.type] {
    case "Word.Deletion":
      if let reason = omissionReason(ofRevision: .del) { return leaveOut(reason, content, at: origin) }
    case "Word.Insertion":
      if let reason = omissionReason(ofRevision: .ins) { return leaveOut(reason, content, at: origin) }
    case "Word.Comment":
      let id = element[.amlId] ?? ""
      let place = Origin(.comment(id))
      var sink = BlockSink(place: place)
      let before = omission
      omission = nil
      try readBlocks(of: content, into: &sink)
      flush(&sink)
      omission = before
      document.comments.append(
        Note(kind: .comment, id: id, author: element[.amlAuthor], blocks: sink.blocks, origin: place))
      return
    default: break
    }
    try body(&self, content)
  }

  /// Counts the tracked changes of a story by kind.
  mutating func countRevisions(in root: MarkupElement) {
    guard Self.revisionNames.contains(where: { root.mentions($0) }) else { return }
    var counts: [String: Int] = [:]
    for element in root.descendants {
      switch element.tag {
      case .ins: counts["insertion", default: 0] += 1
      case .del: counts["deletion", default: 0] += 1
      case .moveTo: counts["move", default: 0] += 1
      case .cellIns: counts["cellInsertion", default: 0] += 1
      case .cellDel: counts["cellDeletion", default: 0] += 1
      case .cellMerge: counts["cellMerge", default: 0] += 1
      case .rPrChange, .pPrChange, .sectPrChange, .tblPrChange, .tcPrChange, .trPrChange, .tblGridChange,
        .tblPrExChange:
        counts["formatting", default: 0] += 1
      case .numberingChange: counts["numbering", default: 0] += 1
      case .amlAnnotation:
        switch element[.type] {
        case "Word.Insertion": counts["insertion", default: 0] += 1
        case "Word.Deletion": counts["deletion", default: 0] += 1
        default: continue
        }
      case .trPr, .rPr, .numPr:
        // Marks inside properties are counted when they are met as elements; here they change their kind.
        let kind = element.tag == .trPr ? "row" : element.tag == .numPr ? "numbering" : "paragraph"
        for child in element.children {
          switch child.tag {
          case .ins:
            counts["insertion", default: 0] -= 1
            counts[kind == "numbering" ? kind : kind + "Insertion", default: 0] += 1
          case .del:
            counts["deletion", default: 0] -= 1
            counts[kind + "Deletion", default: 0] += 1
          case .moveTo: counts["move", default: 0] -= 1
          default: continue
          }
        }
      default: continue
      }
    }
    for kind in Self.revisionKinds {
      guard let count = counts[kind], count > 0 else { continue }
      if let index = document.revisions.firstIndex(where: { $0.kind == kind }) {
        document.revisions[index].count += count
      } else {
        document.revisions.append(RevisionCount(kind: kind, count: count))
      }
    }
  }

  private static let revisionNames: [MarkupName] = [
    .ins, .del, .moveTo, .moveFrom, .cellIns, .cellDel, .cellMerge, .rPrChange, .pPrChange,
    .sectPrChange, .tblPrChange, .tcPrChange, .trPrChange, .numberingChange, .amlAnnotation,
  ]
  private static let revisionKinds = [
    "insertion", "deletion", "move", "paragraphInsertion", "paragraphDeletion", "rowInsertion", "rowDeletion",
    "cellInsertion", "cellDeletion", "cellMerge", "numbering", "formatting",
  ]
}
