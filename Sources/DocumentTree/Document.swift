public import Diagnostics

/// A document as its reader saw it: neutral, no format owns it, and it knows no form.
public struct Document: Hashable, Sendable {
  /// `text`, `docx`, `html`, `xlsx`, …: the name that the command line uses.
  public var format: String
  /// The encoding of the bytes, by its WHATWG name in lower case (`utf-8`, `gb18030`), where there is one.
  public var encoding: String?
  public var blocks: [Block]
  /// What the file says of itself outside its text: a page's index card (索引号, 发布机构, 发布日期), a document's properties.
  public var metadata: [Metadatum]
  /// Footnotes and endnotes, in the order of their references.
  public var notes: [Note]
  public var headers: [Story]
  public var footers: [Story]
  public var comments: [Note]
  /// Tracked changes met, counted by kind.
  public var revisions: [RevisionCount]
  /// How the characters of the source are accounted for.
  public var account: TextAccount
  public var diagnostics: [Diagnostic]

  public init(format: String, encoding: String? = nil, blocks: [Block] = []) {
    self.format = format
    self.encoding = encoding
    self.blocks = blocks
    metadata = []
    notes = []
    headers = []
    footers = []
    comments = []
    revisions = []
    account = TextAccount()
    diagnostics = []
  }
}

public struct Metadatum: Hashable, Sendable {
  public var name: String
  public var value: String
  public var origin: Origin?
  public init(name: String, value: String, origin: Origin? = nil) {
    self.name = name
    self.value = value
    self.origin = origin
  }
}

/// A footnote, an endnote or a comment.
public struct Note: Hashable, Sendable {
  public var kind: Kind
  public var id: String
  public var author: String?
  public var blocks: [Block]
  public var origin: Origin

  public enum Kind: String, Hashable, Sendable { case footnote, endnote, comment }

  public init(kind: Kind, id: String, author: String? = nil, blocks: [Block], origin: Origin) {
    self.kind = kind
    self.id = id
    self.author = author
    self.blocks = blocks
    self.origin = origin
  }
}

/// A header or footer: text that stands on every page, beside the document.
public struct Story: Hashable, Sendable {
  public var blocks: [Block]
  public var origin: Origin
  public init(blocks: [Block], origin: Origin) {
    self.blocks = blocks
    self.origin = origin
  }
}

public struct RevisionCount: Hashable, Sendable {
  /// `insertion`, `deletion`, `move`, `rowInsertion`, `rowDeletion`, …
  public var kind: String
  public var count: Int
  public init(kind: String, count: Int) {
    self.kind = kind
    self.count = count
  }
}

/// The account of loss: characters read = characters kept in the tree + characters left out by a named reason.
///
/// White space does not count. Both sides are equal in every file; that is tested.
public struct TextAccount: Hashable, Sendable {
  public struct Omission: Hashable, Sendable {
    /// `deleted-revision`, `hidden-text`, `page-chrome`, `script`, `field-code`, …
    public var reason: String
    public var characters: Int
    /// Where the first of it stood.
    public var origin: Origin?
    public init(reason: String, characters: Int, origin: Origin? = nil) {
      self.reason = reason
      self.characters = characters
      self.origin = origin
    }
  }
  public var read = 0
  public var kept = 0
  /// Made by us and not in the source: automatic numbers, symbols of fields. Part of the tree, not of `kept`.
  public var generated = 0
  public var leftOut: [Omission] = []

  public init() {}

  public var isBalanced: Bool { read == kept + leftOut.reduce(0) { $0 + $1.characters } }

  /// Takes up the account of another text that is read as part of this one.
  ///
  /// - Parameter place: where a place of that text stands in this one.
  public mutating func add(_ other: TextAccount, at place: (Origin?) -> Origin? = { $0 }) {
    read += other.read
    kept += other.kept
    generated += other.generated
    for omission in other.leftOut { leaveOut(omission.reason, omission.characters, at: place(omission.origin)) }
  }

  public mutating func leaveOut(_ reason: String, _ characters: Int, at origin: Origin? = nil) {
    guard characters > 0 else { return }
    if let index = leftOut.firstIndex(where: { $0.reason == reason }) {
      leftOut[index].characters += characters
    } else {
      leftOut.append(Omission(reason: reason, characters: characters, origin: origin))
    }
  }

  /// The same at an offset in the file, of which an origin is made only where it is kept.
  public mutating func leaveOut(_ reason: String, _ characters: Int, atOffset offset: Int) {
    guard characters > 0 else { return }
    if let index = leftOut.firstIndex(where: { $0.reason == reason }) {
      leftOut[index].characters += characters
    } else {
      leftOut.append(Omission(reason: reason, characters: characters, origin: Origin(.byte(offset + 1))))
    }
  }
}
