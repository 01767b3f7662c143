import Diagnostics
import FindingWriters
import Foundation
import JSONText
import ReportChecks
import ReportModel
import TestSupport
import Testing

/// The documents that findings are written as: SARIF, JSON, CSV and the page.
@Suite struct FindingDocumentTests {
  private static let faulty: CheckedFile = {
    var report = ExampleReport.report()
    report.set("requests", "results.granted", "natural_person", "999")
    report.set("disputes", "review", "total", "")
    report.setText(1, ["2021年收到政府信息公开申请3件<b>&\"。"])
    let result = Checker.check(report)
    return CheckedFile(file: "报告 一:2021.docx", report: report, findings: result.findings, tallies: result.tallies)
  }()

  private func object(_ bytes: [UInt8]) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
  }

  /// The required properties of SARIF 2.1.0 §3.13 to §3.30, and that indices and references point somewhere.
  @Test func sarifHoldsTogether() throws {
    let refused = CheckedFile(file: "/tmp/x.pdf", refusal: Refusal("input-pdf", Message(zh: "不能读取", en: "not read")))
    let log = try object(SARIFWriter.write([Self.faulty, refused], toolVersion: "1.2.3"))
    #expect(log["version"] as? String == "2.1.0")
    let run = try #require((log["runs"] as? [[String: Any]])?.first)
    let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
    #expect(driver["name"] as? String == "nianbao")
    let rules = try #require(driver["rules"] as? [[String: Any]])
    let artifacts = try #require(run["artifacts"] as? [[String: Any]])
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(results.count == Self.faulty.findings.count + 1)
    for result in results {
      let index = try #require(result["ruleIndex"] as? Int)
      #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
      #expect(["error", "warning", "note"].contains(result["level"] as? String))
      #expect(((result["message"] as? [String: Any])?["text"] as? String)?.isEmpty == false)
      for location in try #require(result["locations"] as? [[String: Any]]) {
        let artifact = (location["physicalLocation"] as? [String: Any])?["artifactLocation"] as? [String: Any]
        let uri = try #require(artifact?["uri"] as? String)
        #expect(URL(string: uri) != nil && uri.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
        let place = try #require(artifact?["index"] as? Int)
        #expect((artifacts[place]["location"] as? [String: Any])?["uri"] as? String == uri)
      }
    }
    #expect((artifacts[0]["location"] as? [String: Any])?["uri"] as? String == "./%E6%8A%A5%E5%91%8A%20%E4%B8%80:2021.docx")
    #expect((artifacts[1]["location"] as? [String: Any])?["uri"] as? String == "file:///tmp/x.pdf")
  }

  @Test func jsonNamesCellsAndRepair() throws {
    let root = try object(FindingsReport.json([Self.faulty], toolVersion: "1"))
    let file = try #require((root["files"] as? [[String: Any]])?.first)
    let findings = try #require(file["findings"] as? [[String: Any]])
    let row = try #require(findings.first { $0["code"] as? String == "REQ-01" })
    let repair = try #require(row["repair"] as? [String: Any])
    #expect(repair["row"] as? String == "results.granted" && repair["column"] as? String == "natural_person")
    #expect((row["figures"] as? [[String: Any]])?.count == 7)
    #expect((file["relations"] as? [String: Any])?["failed"] as? Int == 2)
  }

  @Test func csvIsOneLineAFinding() {
    let text = String(decoding: FindingsReport.csv([Self.faulty]), as: UTF8.self)
    #expect(text.components(separatedBy: "\r\n").count == Self.faulty.findings.count + 2)
  }

  /// 0, 1 and many findings: every link has its target, and the text of the report is escaped.
  @Test func thePageIsLinkedAndEscaped() throws {
    let clean = CheckedFile(file: "a.docx", report: ExampleReport.report())
    for files in [
      [clean], [Self.faulty], [clean, Self.faulty, CheckedFile(file: "b", refusal: Refusal("x", Message(zh: "拒绝", en: "no")))],
    ] {
      let page = String(decoding: FindingsPage.html(files, toolVersion: "1"), as: UTF8.self)
      let ids = Set(page.components(separatedBy: " id=\"").dropFirst().map { $0.prefix { $0 != "\"" } })
      for link in page.components(separatedBy: "href=\"#").dropFirst() {
        #expect(ids.contains(link.prefix { $0 != "\"" }), "no target for \(link.prefix { $0 != "\"" })")
      }
      #expect(!page.contains("<b>") && !page.contains("<script"))
      for tag in ["table", "tr", "td", "th", "ol", "li", "section", "figure"] {
        #expect(count("<\(tag)>", page) + count("<\(tag) ", page) == count("</\(tag)>", page), "\(tag)")
      }
    }
  }

  private func count(_ word: String, _ text: String) -> Int { text.components(separatedBy: word).count - 1 }
}
