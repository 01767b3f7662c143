public import Diagnostics
public import DocumentTree
import OfficePackaging
import WordText

/// Reads documents of Word 97 to 2003 (.doc, .dot; .wps of WPS Office), a compound file with text in pieces.
///
/// Source: [MS-DOC], Word (.doc) Binary File Format.
public enum DOCReader {
  public static func read(
    _ bytes: [UInt8], trackChanges: TrackChanges = .accept, limits: Limits = Limits()
  ) throws(Refusal) -> Document {
    let file = try CompoundFile(bytes, limits: limits)
    guard let main = try file.stream("WordDocument") else {
      throw PackageKind.sniff(bytes, limits: limits).flatMap(\.refusal) ?? .damaged
    }
    let text = Bytes(main)
    let information = try FileInformation(text)
    guard let table = try file.stream(information.tableStream).map({ Bytes($0) }) else { throw .damaged }
    let data = try file.stream("Data").map { Bytes($0) }
    var reader = try FileReader(
      text: text, table: table, data: data, information: information, trackChanges: trackChanges, limits: limits)
    return try reader.read()
  }
}
