/// What a reader makes of the tracked changes (修订) of a Word document.
public enum TrackChanges: String, Hashable, Sendable, CaseIterable {
  /// The document as it reads when all changes are accepted.
  case accept
  /// As it read before them.
  case reject
  /// Inserted and deleted text alike.
  case all
}
