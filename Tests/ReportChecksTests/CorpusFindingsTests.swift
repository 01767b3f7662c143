import Conversion
import Diagnostics
import Foundation
import ReportChecks
import ReportModel
import TestSupport
import Testing

/// Every finding that the shared corpus expects is found, with place, expected and actual value; reports that are right are left alone.
@Suite struct CorpusFindingsTests {
  struct Expected: Decodable {
    struct Place: Decodable {
      var row: String?
      var column: String?
      var phrase: String?
    }
    var rule: String
    var code: String
    var `where`: Place
    var expected: String
    var actual: String
    var implied: Bool?
    var blankAsZero: Bool?

    enum CodingKeys: String, CodingKey {
      case rule, code, `where`, expected, actual, implied
      case blankAsZero = "blank_as_zero"
    }
  }
  struct Truth: Decodable { var findings: [Expected] }
  struct Item: Decodable {
    var file: String
    var truth: String?
  }
  struct Index: Decodable { var files: [Item] }

  static let folder = PackageFiles.shared?.appending(path: "corpus")

  @Test(.enabled(if: folder != nil, "no shared corpus beside the package")) func everyExpectedFindingIsFound() throws {
    let folder = try #require(Self.folder)
    let index = try JSONDecoder().decode(Index.self, from: Data(contentsOf: folder.appending(path: "index.json")))
    var found = 0
    for item in index.files {
      guard let path = item.truth else { continue }
      let truth = try JSONDecoder().decode(Truth.self, from: Data(contentsOf: folder.appending(path: path)))
      let bytes = [UInt8](try Data(contentsOf: folder.appending(path: item.file)))
      guard let read = try? ReportReader.read(bytes).first else { continue }
      let result = Checker.check(read.report, readingFindings: read.diagnostics)
      var left = result.findings.filter { ["REQ-01", "REQ-02", "REQ-03", "DIS-01"].contains($0.code.rawValue) || $0.quote != nil }
      for want in truth.findings {
        let place = left.firstIndex { matches($0, want) }
        if want.implied != true, want.blankAsZero != true {
          #expect(place != nil, "\(item.file): \(want.code) \(want.where) not found")
          if place != nil { found += 1 }
        }
        if let place { left.remove(at: place) }
      }
      #expect(
        left.filter { $0.code.rawValue.hasPrefix("REQ") || $0.code.rawValue.hasPrefix("DIS") || $0.severity > .note } == [],
        "\(item.file): false alarms")
    }
    print("corpus: \(found) expected findings found")
    #expect(found > 30)
  }

  private func matches(_ finding: Diagnostic, _ want: Expected) -> Bool {
    guard finding.actual == want.actual, finding.expected == want.expected else { return false }
    if let phrase = want.where.phrase {
      return finding.quote.map { plain($0.sentence).contains(plain(phrase)) && plain(phrase).contains(plain(want.actual)) } ?? false
    }
    return finding.code.rawValue == want.code && finding.subject?.row?.id == want.where.row
      && finding.subject?.column?.id == want.where.column
  }

  private func plain(_ text: String) -> String { text.filter { !$0.isWhitespace && $0 != "，" && $0 != "," } }
}
