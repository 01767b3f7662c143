import JSONText
import ReportModel

/// Texts of the overview that come again and again, each once: messages without their numbers, places, folders.
///
/// Tables stop growing at a size that no memory minds; what comes later is written in full.
struct OverviewTexts {
  private static let limit = 20_000
  /// Stands for a number in a message.
  private static let gap: Unicode.Scalar = "\u{1}"

  private struct Table {
    private(set) var texts: [String] = []
    private var places: [String: Int] = [:]

    mutating func index(of text: String) -> Int? {
      if let place = places[text] { return place }
      guard texts.count < OverviewTexts.limit else { return nil }
      places[text] = texts.count
      texts.append(text)
      return texts.count - 1
    }
  }

  private var messages = Table()
  private var places = Table()
  private var folders = Table()

  /// The folder's number and the name in it; all in the name, with number -1, where there is no room.
  mutating func folder(of path: String) -> (Int, String) {
    guard let slash = path.utf8.lastIndex(of: 0x2F), let place = folders.index(of: String(path[...slash])) else { return (-1, path) }
    return (place, String(path[path.utf8.index(after: slash)...]))
  }

  /// `[message, place, numbers]`, or `[severity, code, place, message]` in full.
  mutating func write(_ finding: FindingRecord, _ form: Form?, _ json: inout JSONWriter) {
    let place = Self.place(finding, form)
    let (template, numbers) = Self.parts(finding.fields[7])
    let known = "\(finding.fields[0])\n\(finding.fields[1])\n\(template)"
    if let message = messages.index(of: known), let location = places.index(of: place) {
      json.array { json in
        json.integer(message)
        json.integer(location)
        if !numbers.isEmpty { json.string(numbers.joined(separator: " ")) }
      }
    } else {
      json.array { json in for text in [finding.fields[0], finding.fields[1], place, finding.fields[7]] { json.string(text) } }
    }
  }

  func json(formats: [String]) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.field("formats", formats) { json, text in json.string(text) }
      json.field("messages", messages.texts) { json, text in json.string(text) }
      json.field("places", places.texts) { json, text in json.string(text) }
      json.field("folders", folders.texts) { json, text in json.string(text) }
    }
    return json.bytes
  }

  /// By its official labels, as people know the cell.
  private static func place(_ finding: FindingRecord, _ form: Form?) -> String {
    let (table, row, column) = (finding.fields[2], finding.fields[3], finding.fields[4])
    guard !table.isEmpty else { return "" }
    guard let declared = form?.table(table) else { return [table, row, column].filter { !$0.isEmpty }.joined(separator: " / ") }
    let subject = declared.subjectLabels(row, column)
    return subject.isEmpty ? declared.title : subject.joined(separator: " / ")
  }

  /// A message without its numbers, and these.
  private static func parts(_ message: String) -> (String, [String]) {
    var template = String.UnicodeScalarView()
    var numbers: [String] = []
    var number = ""
    for scalar in message.unicodeScalars {
      if scalar.value >= 0x30 && scalar.value <= 0x39 {
        if number.isEmpty { template.append(gap) }
        number.unicodeScalars.append(scalar)
      } else {
        if !number.isEmpty { numbers.append(number) }
        number = ""
        template.append(scalar)
      }
    }
    if !number.isEmpty { numbers.append(number) }
    return (String(template), numbers)
  }
}

extension FormTable {
  /// The labels of a row, or of rows joined by `+`, and of a column of it.
  fileprivate func subjectLabels(_ row: String, _ column: String) -> [String] {
    let rows = row.split(separator: "+").map(String.init)
    let label = rows.compactMap { self.row($0)?.label }.joined(separator: "＋")
    let columnLabel = rows.first.flatMap { self.column(column, ofRow: $0)?.label }
    return [label, columnLabel ?? ""].filter { !$0.isEmpty }
  }
}
