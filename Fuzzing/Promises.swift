import CanonicalReaders
import Conversion
import Diagnostics
import DocumentTree
import Glibc
import ReportModel
import ReportWriters

@testable import FormRecognition
@testable import SafeXML
@testable import SafeZip

/// A promise that does not hold ends the fuzzer, which keeps the input.
func promise(_ holds: Bool, _ otherwise: @autoclosure () -> String) {
  guard !holds else { return }
  let line = Array("BROKEN: \(otherwise())\n".utf8)
  _ = Glibc.write(STDERR_FILENO, line, line.count)
  abort()
}

/// Reading accounts for every character, and each figure of the report stands in the document.
func read(_ bytes: [UInt8], _ format: InputFormat) {
  var options = ReadingOptions()
  options.format = format
  options.limits = limits
  guard let document = try? ReportReader.document(bytes, options: options) else { return }
  promise(document.account.isBalanced, "characters are lost without account: \(document.account)")
  marksStand(in: document.blocks)
  let resolved = document.resolvingMarks()
  promise(resolved.account.isBalanced && !resolved.hasMarks, "what is struck out is lost without account: \(resolved.account)")
  guard let result = try? ReportReader.read(bytes, options: options).first, result.isRecognised else { return }
  figuresStand(in: resolved, result.report)
  // Sets and dictionaries go in another order each time; what is read must not.
  guard bytes.count % 4 == 0 else { return }
  let again = try? ReportReader.read(bytes, options: options).first
  promise(again?.report == result.report && again?.diagnostics == result.diagnostics, "read twice, and not the same")
}

/// Marks stand inside their text, at characters, and those of a kind one after another.
func marksStand(in blocks: [Block]) {
  for block in blocks {
    switch block {
    case .paragraph(let paragraph):
      var ends: [TextMark.Kind: Int] = [:]
      let text = paragraph.text
      for mark in paragraph.marks {
        let bounds = [mark.range.lowerBound, mark.range.upperBound]
        promise(bounds[1] <= text.utf8.count, "\(mark) is past the end of “\(text)”")
        for bound in bounds {
          let index = text.utf8.index(text.utf8.startIndex, offsetBy: bound)
          promise(index.samePosition(in: text.unicodeScalars) != nil, "\(mark) cuts a character of “\(text)”")
        }
        promise(bounds[0] >= ends[mark.kind, default: 0], "\(mark) runs into the one before")
        promise(mark.kind != .movedUp && mark.kind != .movedDown, "\(mark) is not settled")
        ends[mark.kind] = bounds[1]
      }
    case .table(let table): for cell in table.cells { marksStand(in: cell.blocks) }
    }
  }
}

/// No figure is made up: what a cell of the report says is said in the document, as often as the report says it at least.
///
/// What was put together from pieces is inferred, and says so.
func figuresStand(in document: Document, _ report: Report) {
  var source: [UInt8] = []
  gather(document.blocks, &source)
  for note in document.notes { gather(note.blocks, &source) }
  for story in document.headers + document.footers { gather(story.blocks, &source) }
  var wanted: [[UInt8]: Int] = [:]
  for figure in report.tables.flatMap(\.figures) {
    promise((figure.value != nil) == (figure.status == .reported), "\(figure): a value goes with what is reported")
    promise(figure.status != .missing && figure.status != .blank || figure.text.isEmpty, "\(figure): text where there is none")
    guard figure.status == .reported, !figure.isInferred else { continue }
    if case .number(let value) = CellValue(figure.text).content {
      promise(value == figure.value, "\(figure): another value than its text")
    } else {
      promise(false, "\(figure): the text is no number")
    }
    wanted[visible(figure.text), default: 0] += 1
  }
  let numbers = Numbers(in: source)
  for (text, count) in wanted {
    promise(
      numbers.count(of: text) >= count || occurrences(of: text, in: source) >= count,
      "\(count) times “\(String(decoding: text, as: UTF8.self))”: not in the document as often")
  }
}

/// How often each run of ASCII digits stands in a text: nearly all figures are found so.
private struct Numbers {
  private var counts: [[UInt8]: Int] = [:]

  init(in source: [UInt8]) {
    for run in source.split(whereSeparator: { !(0x30...0x39).contains($0) }) { counts[Array(run), default: 0] += 1 }
  }

  func count(of text: [UInt8]) -> Int { counts[text] ?? 0 }
}

private func gather(_ blocks: [Block], _ source: inout [UInt8]) {
  for block in blocks {
    switch block {
    case .paragraph(let paragraph): source += visible(paragraph.text)
    case .table(let table):
      for cell in table.cells {
        source += visible(cell.text)
        source.append(0x0A)
        for nested in cell.nestedTables { gather([.table(nested)], &source) }
      }
    }
    source.append(0x0A)
  }
}

/// Without white space and marks that nobody sees.
private func visible(_ text: String) -> [UInt8] {
  let bytes = text.utf8.filter { $0 > 0x20 }
  if bytes.allSatisfy({ $0 < 0x80 }) { return bytes }
  var scalars = String.UnicodeScalarView()
  for scalar in text.unicodeScalars
  where !scalar.properties.isWhitespace && scalar.properties.generalCategory != .format { scalars.append(scalar) }
  return Array(String(scalars).utf8)
}

private func occurrences(of text: [UInt8], in source: [UInt8]) -> Int {
  var count = 0
  var place = 0
  while !text.isEmpty, place + text.count <= source.count {
    if source[place..<place + text.count].elementsEqual(text) {
      count += 1
      place += text.count
    } else {
      place += 1
    }
  }
  return count
}

/// XML and JSON keep the whole report, CSV its figures.
func roundTrip(_ report: Report) {
  let xml = XMLWriter.write(report)
  do throws(Refusal) {
    let again = try CanonicalXMLReader.read(xml)
    promise(again == report, "XML reads back as another report: \(difference(report, again))")
    promise(XMLWriter.write(again) == xml, "XML changes when it is read and written")
  } catch { promise(false, "our own XML is refused: \(error.message.english)") }
  let json = JSONReportWriter.write(report)
  do throws(Refusal) {
    let again = try CanonicalJSONReader.read(json)
    promise(again == report, "JSON reads back as another report: \(difference(report, again))")
    promise(JSONReportWriter.write(again) == json, "JSON changes when it is read and written")
  } catch { promise(false, "our own JSON is refused: \(error.message.english)") }
  for layout in [CSVWriter.Layout.long, .wide] {
    do throws(Refusal) {
      let again = try CanonicalCSVReader.read(CSVWriter.write([report], layout: layout))
      promise(again.count == 1 && known(again[0]) == known(report), "\(layout) CSV reads back as other figures")
    } catch { promise(false, "our own CSV is refused: \(error.message.english)") }
  }
}

/// Where two reports part.
private func difference(_ a: Report, _ b: Report) -> String {
  let (x, y) = (Array(String(reflecting: a).unicodeScalars), Array(String(reflecting: b).unicodeScalars))
  let start = max(0, (zip(x, y).enumerated().first { $1.0 != $1.1 }?.offset ?? min(x.count, y.count)) - 160)
  func piece(_ s: [Unicode.Scalar]) -> String { s.dropFirst(start).prefix(320).map { $0.escaped(asASCII: false) }.joined() }
  return "\n\(piece(x))\n\(piece(y))"
}

/// The official text gives back no number that the report has not, but with a finding that names the row.
///
/// A table that is none of the form's, for all we know, may become one in the official layout: that cannot be helped, and is said. So may lines
/// of a torn table of which nothing could be read: they are kept as prose, and stand together where what tore them is told from them.
func textReadsBack(_ report: Report) {
  var options = ReadingOptions()
  options.format = .text
  options.form = report.form
  let text = ReportWriter.write([report], options: WritingOptions(format: .text))
  guard !text.isEmpty, let again = try? ReportReader.read(text, options: options).first else { return }
  let named = Set(again.diagnostics.filter { $0.severity != .note }.compactMap(\.subject).map { [$0.table.id, $0.row?.id] })
  let read = Set(report.tables.filter { $0.figures.contains { $0.status != .missing } }.map(\.id))
  for table in again.report.tables where read.contains(table.id) {
    for figure in table.figures where figure.status == .reported && !figure.isInferred {
      if named.contains([figure.id.table, figure.id.row]) || named.contains([figure.id.table, nil]) { continue }
      guard let before = report.figure(figure.id), before.status == .reported else {
        promise(false, "\(figure.id): \(figure.text) appears in the text that we write")
        continue
      }
      promise(before.value == figure.value, "\(figure.id): \(before.text) reads back as \(figure.text)")
    }
  }
}

private func known(_ report: Report) -> [String: [String]] {
  var out: [String: [String]] = [:]
  for table in report.tables {
    for figure in table.figures where figure.status != .missing {
      out["\(table.form) \(figure.id.table) \(figure.id.row) \(figure.id.column)"] = [
        figure.status.rawValue, figure.value?.description ?? "", figure.unit ?? "-", figure.text,
      ]
    }
  }
  return out
}

/// The scanner reads what libxml2 reads, and to the same tree; it may leave a document to libxml2, and accept none that that refuses.
let sameTree: Target = { bytes in
  let options = MarkupTree.Options()
  guard case .tree(let own) = XMLScanner.tree(of: bytes, limits: limits, options: options) else { return }
  do throws(XMLError) {
    let other = try MarkupTree.parseByLibrary(bytes, limits: limits, options: options)
    let (a, b) = (own.root.debugDescription, other.root.debugDescription)
    promise(a == b, "scanner: \(a.prefix(400))\nlibxml2: \(b.prefix(400))")
    promise(own.encoding == other.encoding, "another encoding than libxml2's")
    promise(own.nodeCount == other.nodeCount, "\(own.nodeCount) nodes, \(other.nodeCount) of libxml2")
  } catch { promise(false, "accepted what libxml2 refuses: \(error)") }
}

/// An archive that is read in place holds what libzip finds in it: the same entries, the same bytes; and of every entry that it refuses, libzip
/// says why. It may read what zlib stumbles over, a code that nothing uses, when the checksum holds.
let sameArchive: Target = { bytes in
  // libzip takes no bytes at all for an archive of nothing.
  guard bytes.count >= 22 else { return }
  let own = contents { () throws(ZipError) in try ZipArchive(bytes, limits: limits) }
  let other = contents { () throws(ZipError) in try ZipArchive(byLibrary: bytes, limits: limits) }
  guard case .success(let own) = own, case .success(let other) = other else {
    if case .failure(let a) = own, case .failure(let b) = other { return promise(a == b, "refused as \(a), by libzip as \(b)") }
    return promise(false, "an archive to one of the two only: \(own) and \(other)")
  }
  promise(own.map(\.entry.name) == other.map(\.entry.name) && own.map(\.entry.rawName) == other.map(\.entry.rawName), "other entries")
  for (a, b) in zip(own, other) {
    if case .failure(.damagedEntry) = b.bytes { continue }
    promise(a.bytes == b.bytes, "\(a.entry.name): other bytes than libzip's")
  }
}

private func contents(
  _ open: () throws(ZipError) -> ZipArchive
) -> Result<[(entry: ZipArchive.Entry, bytes: Result<[UInt8], ZipError>)], ZipError> {
  do throws(ZipError) {
    var archive = try open()
    var contents: [(entry: ZipArchive.Entry, bytes: Result<[UInt8], ZipError>)] = []
    for entry in archive.entries {
      do throws(ZipError) { contents.append((entry, .success(try archive.read(entry)))) } catch {
        contents.append((entry, .failure(error)))
      }
    }
    return .success(contents)
  } catch {
    return .failure(error)
  }
}
