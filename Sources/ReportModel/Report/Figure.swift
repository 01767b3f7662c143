public import Diagnostics

/// One figure of a form: what stands in its cell, read but never guessed.
public struct Figure: Hashable, Sendable {
  /// Blank, nought, "/" and absent are four different things.
  public enum Status: String, Hashable, Sendable, CaseIterable {
    /// A number. Nought is reported, never blank.
    case reported
    /// The cell is there and empty.
    case blank
    /// `/`, `—`, `无`: somebody says that there is nothing to report.
    case notApplicable = "not_applicable"
    /// Text that is no number for certain.
    case invalid
    /// No such cell in the source.
    case missing
  }

  /// How text shows a figure that the source did not have; blank, nought and `/` are other things.
  public static let missingMark = "〔缺〕"

  public var id: FigureID
  public var status: Status
  /// The number; only when `status` is `reported`.
  public var value: DecimalNumber?
  /// Unit of the value: the form's, or the cell's own where the form fixes none.
  public var unit: String?
  /// The cell as written, without the white space around it. Empty when blank or missing.
  public var text: String
  /// Placed because the printed sums leave no other reading, and not because it stands there. Always with a finding.
  public var isInferred: Bool
  public var origin: Origin?

  public init(
    id: FigureID, status: Status, value: DecimalNumber? = nil, unit: String? = nil, text: String = "",
    isInferred: Bool = false, origin: Origin? = nil
  ) {
    self.id = id
    self.status = status
    self.value = value
    self.unit = unit
    self.text = text
    self.isInferred = isInferred
    self.origin = origin
  }
}
