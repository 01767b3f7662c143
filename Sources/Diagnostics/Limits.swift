/// What a file may ask of us. Every limit refuses with `limit-…`; all are options of the library and of `--limit`.
///
/// The defaults let every real report pass with a wide margin (the largest page met has 320,000 characters, the largest
/// document.xml some megabytes) and keep a hostile file below 512 megabytes of memory and ten seconds. Spans need no limit of their
/// own: a span is cut at `columns` and at the rows that are there, and costs nothing. Time is a limit of the process, not of the file: `archive --seconds`.
public struct Limits: Hashable, Sendable {
  /// Bytes of one input.
  public var inputBytes = 256 << 20
  /// Parts of one package.
  public var packageParts = 10_000
  /// Bytes of one part once inflated.
  public var partBytes = 128 << 20
  /// Bytes of all parts once inflated.
  public var packageBytes = 512 << 20
  /// Inflated to deflated size of one part, looked at above one megabyte.
  public var inflationRatio = 400
  /// Inflated size of all parts read to the size of the package, looked at above sixteen megabytes: entries that overlap.
  public var packageRatio = 400
  /// Elements inside elements.
  public var depth = 512
  /// Attributes of one element.
  public var attributes = 1_000
  /// Elements, runs of text and attributes of one XML document.
  public var markupNodes = 10_000_000
  /// Paragraphs and tables of one document; lines of a text.
  public var blocks = 250_000
  /// Tables inside tables.
  public var tableNesting = 32
  /// Origin cells of one table.
  public var cells = 500_000
  /// Grid places (rows × columns) of one table.
  public var tableArea = 20_000_000
  /// Columns of one table. Word has 63, HTML allows a span of 1,000.
  public var columns = 10_000
  /// Bytes of UTF-8 of one paragraph, line or run of text.
  public var textLength = 4 << 20
  /// Bytes of UTF-8 of all text of one document.
  public var documentText = 24 << 20
  /// Documents inside documents: altChunk, embedded packages, MHTML parts.
  public var containerNesting = 4

  public init() {}
}
