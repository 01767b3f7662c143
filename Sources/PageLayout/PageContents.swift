/// What a page of a laid-out document draws, whatever the format: glyphs, ink and images, each in the order of painting.
public struct PageContents: Sendable {
  /// From 1.
  public var number: Int
  /// The visible part of the page; its upper left corner is 0, 0.
  public var width: Double
  public var height: Double
  public var glyphs: [Glyph] = []
  public var strokes: [Stroke] = []
  public var fills: [Fill] = []
  public var images: [Image] = []
  /// Paths that are neither rulings nor fills of a box: curves and shapes, as outlined text is made of.
  public var shapes = 0

  public init(number: Int, width: Double, height: Double) {
    self.number = number
    self.width = width
    self.height = height
  }

  public struct Glyph: Sendable {
    /// U+FFFD where the file does not say which characters it stands for.
    public var text: String
    /// From the origin to the advance, over the height of the em.
    public var box: PageBox
    /// The em, in points.
    public var size: Double
    public var direction: Direction
    /// Which operation showed it: glyphs of one run stand together in the file.
    public var run: Int
    /// Which piece of marked content it belongs to, counted over the document; 0 for none.
    public var mark: Int
    public var colour: PageColour
    public var paint: Int
    public var drawn: Drawn

    public init(
      text: String, box: PageBox, size: Double, direction: Direction = .right, run: Int, mark: Int = 0, colour: PageColour = .black,
      paint: Int, drawn: Drawn = .yes
    ) {
      self.text = text
      self.box = box
      self.size = size
      self.direction = direction
      self.run = run
      self.mark = mark
      self.colour = colour
      self.paint = paint
      self.drawn = drawn
    }
  }

  /// Where the next glyph of a line stands.
  public enum Direction: Hashable, Sendable {
    case right, down, left, up
    /// At an angle: a watermark.
    case oblique

    /// Of the vector of the advance, y downwards.
    public init(x: Double, y: Double) {
      if abs(y) <= abs(x) * 0.05 {
        self = x >= 0 ? .right : .left
      } else if abs(x) <= abs(y) * 0.05 {
        self = y >= 0 ? .down : .up
      } else {
        self = .oblique
      }
    }
  }

  /// Whether a person sees a glyph.
  public enum Drawn: Hashable, Sendable {
    case yes
    case no(Undrawn)
  }

  public enum Undrawn: String, Hashable, Sendable, CaseIterable {
    /// Text that the file asks not to paint, as recognised text under a scan.
    case invisible = "invisible-text"
    case clipped = "clipped-text"
    case offPage = "off-page-text"
    case colourOfGround = "text-in-the-colour-of-its-ground"
    case covered = "covered-text"
    case sizeZero = "text-of-size-zero"
    case hiddenLayer = "hidden-layer"
  }

  /// A straight line that was stroked, or one side of a box that was.
  public struct Stroke: Sendable {
    public var fromX, fromY, toX, toY: Double
    public var thickness: Double
    public var colour: PageColour
    public var paint: Int

    public init(_ fromX: Double, _ fromY: Double, _ toX: Double, _ toY: Double, thickness: Double, colour: PageColour, paint: Int) {
      (self.fromX, self.fromY, self.toX, self.toY) = (fromX, fromY, toX, toY)
      self.thickness = thickness
      self.colour = colour
      self.paint = paint
    }
  }

  /// A box that was filled.
  public struct Fill: Sendable {
    public var box: PageBox
    public var colour: PageColour
    public var alpha: Double
    public var paint: Int

    public init(_ box: PageBox, colour: PageColour, alpha: Double = 1, paint: Int) {
      self.box = box
      self.colour = colour
      self.alpha = alpha
      self.paint = paint
    }
  }

  public struct Image: Sendable {
    public var box: PageBox
    /// Nothing below it shows through.
    public var isOpaque: Bool
    public var paint: Int

    public init(_ box: PageBox, isOpaque: Bool, paint: Int) {
      self.box = box
      self.isOpaque = isOpaque
      self.paint = paint
    }
  }
}

/// Where marked content stands in tagged tables.
struct TagPlaces {
  struct Place: Hashable {
    var table: Int
    var row: Int
    var cell: Int
  }
  private(set) var places: [Int: Place] = [:]

  init(_ tables: [TaggedTable]) {
    for (table, tagged) in tables.enumerated() {
      for (row, cells) in tagged.rows.enumerated() {
        for (cell, tagged) in cells.enumerated() {
          for mark in tagged.marks where mark != 0 { places[mark] = Place(table: table, row: row, cell: cell) }
        }
      }
    }
  }
}

/// A table as the tags of a document describe it: which marked content is in which cell.
public struct TaggedTable: Sendable {
  public struct Cell: Sendable {
    public var marks: [Int]
    public var rowSpan: Int
    public var columnSpan: Int
    public var isHeader: Bool

    public init(marks: [Int], rowSpan: Int = 1, columnSpan: Int = 1, isHeader: Bool = false) {
      self.marks = marks
      self.rowSpan = rowSpan
      self.columnSpan = columnSpan
      self.isHeader = isHeader
    }
  }
  public var rows: [[Cell]]

  public init(rows: [[Cell]]) { self.rows = rows }
}
