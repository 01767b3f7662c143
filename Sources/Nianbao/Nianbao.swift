/// The library face of the toolkit: read bytes → report and findings; check; write.
///
/// `ReportReader`, `ReportWriter`, the forms, the canonical report and the findings, all from one import.
@_exported public import Conversion
@_exported public import Diagnostics
@_exported public import DocumentTree
@_exported public import FindingWriters
@_exported public import ReportChecks
@_exported public import ReportModel
@_exported public import WordAnnotator
