import Diagnostics
import DocumentTree
import OfficePackaging
import SafeXML

/// What stands in parts of its own: notes, comments, headers and footers, and what the package says of its document.
extension DocumentReader {
  mutating func readNotes(
    _ kind: Note.Kind, _ references: [NoteReference], _ relationships: [OfficePackage.Relationship],
    _ package: inout OfficePackage
  ) throws(Refusal) {
    guard let part = relationships.first(where: { $0.type == "\(kind.rawValue)s" && !$0.isExternal })?.target,
      let root = optionalRoot("\(kind.rawValue)s", relationships, &package)
    else {
      for reference in references {
        report(.missingNote(reference.id, at: reference.origin))
      }
      return
    }
    enter(part, root, &package)
    var notes: [String: MarkupElement] = [:]
    for element in root.children where element.tag == .footnote || element.tag == .endnote {
      guard let id = element[.id] else { continue }
      if notes[id] == nil { notes[id] = element }
    }
    countRevisions(in: root)
    var done: Set<String> = []
    for reference in references where done.insert(reference.id).inserted {
      guard let element = notes[reference.id] else {
        report(.missingNote(reference.id, at: reference.origin))
        continue
      }
      begin(element)
      let origin = reference.origin.appending(kind == .footnote ? .footnote(reference.id) : .endnote(reference.id))
      var sink = BlockSink(place: origin)
      try readBlocks(of: element, into: &sink)
      flush(&sink)
      document.notes.append(Note(kind: kind, id: reference.id, blocks: sink.blocks, origin: origin))
    }
    for element in root.children where !done.contains(element[.id] ?? "") {
      let characters = TextAccount.characters(in: element.textBytes)
      account.read += characters
      account.leaveOut("unreferenced-note", characters)
    }
  }

  mutating func readComments(
    _ relationships: [OfficePackage.Relationship], _ package: inout OfficePackage
  ) throws(Refusal) {
    guard let part = relationships.first(where: { $0.type == "comments" && !$0.isExternal })?.target,
      let root = optionalRoot("comments", relationships, &package)
    else { return }
    enter(part, root, &package)
    for element in root.children where element.tag == .comment {
      begin(element)
      let id = element[.id] ?? ""
      let origin = Origin(.comment(id))
      var sink = BlockSink(place: origin)
      try readBlocks(of: element, into: &sink)
      flush(&sink)
      document.comments.append(
        Note(kind: .comment, id: id, author: element[.author], blocks: sink.blocks, origin: origin))
    }
  }

  mutating func readStories(
    _ references: [String], _ relationships: [OfficePackage.Relationship], _ package: inout OfficePackage,
    _ step: (Int) -> Origin.Step
  ) throws(Refusal) {
    var done: Set<String> = []
    var number = 0
    for id in references {
      guard let part = relationships.first(where: { $0.id == id && !$0.isExternal })?.target, done.insert(part).inserted
      else { continue }
      let root: MarkupElement?
      do {
        root = try package.root(part)
      } catch {
        report(.unreadablePart(part, error))
        continue
      }
      guard let root else {
        report(.missingPart(part))
        continue
      }
      number += 1
      enter(part, root, &package)
      begin(root)
      let origin = Origin(step(number))
      var sink = BlockSink(place: origin)
      try readBlocks(of: root, into: &sink)
      flush(&sink)
      let story = Story(blocks: sink.blocks, origin: origin)
      if case .header = step(number) { document.headers.append(story) } else { document.footers.append(story) }
    }
  }

  /// What the package says of its document.
  mutating func readProperties(_ package: inout OfficePackage) {
    for property in package.coreProperties() {
      document.metadata.append(Metadatum(name: property.name, value: property.value, origin: Origin(part: property.part)))
    }
  }
}
