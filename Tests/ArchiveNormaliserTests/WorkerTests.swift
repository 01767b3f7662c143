import Digest
import Foundation
import TestSupport
import Testing

@testable import ArchiveNormaliser

@Suite struct WorkerTests {
  @Test func requestsComeThroughALine() throws {
    var request = WorkerRequest(id: "a\"b")
    request.name = SourceName(path: [0x61, 0xFF], members: [Array("年".utf8), [0xC4, 0xEA]])
    request.organ = "某局"
    request.year = 2020
    request.want = ["figures", "xml"]
    #expect(try WorkerRequest(line: request.line) == request)
    var bytes = WorkerRequest(id: "1")
    bytes.bytes = [0, 255, 10]
    #expect(try WorkerRequest(line: bytes.line) == bytes)
  }

  @Test(arguments: [
    "", "{", "[]", "{\"id\":\"1\"}", "{\"id\":\"1\",\"path\":\"a\",\"bytes\":\"AA==\"}", "{\"path\":\"a\",\"whatever\":1}",
    "{\"path\":\"a\",\"year\":\"x\"}",
    "{\"path\":\"a\",\"want\":[\"pdf\"]}", "{\"bytes\":\"***\"}", "{\"path\":\"a\",\"members\":[1]}",
  ])
  func whatIsNoRequestIsSaid(_ line: String) {
    #expect(throws: WorkerProtocolError.self) { try WorkerRequest(line: Array(line.utf8)) }
  }

  @Test func aReplyHoldsWhatWasAskedFor() throws {
    var request = WorkerRequest(id: "7")
    request.bytes = ReportAsDOCX.package(SampleReports.all[0].report)
    request.want = ["figures", "csv"]
    var converter = SourceConverter()
    let line = try converter.reply(to: request)
    #expect(!line.contains(0x0A))
    let reply = try #require(WorkerReply(line: line))
    #expect(reply.outcome == .report && reply.id == "7" && reply.format == "docx")
    #expect(reply.reports.first?.organ == "江原市人民政府" && reply.reports.first?.reported == 200)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
    #expect((object["figures"] as? [[String]])?.count == 200)
    #expect((object["csv"] as? String)?.hasPrefix("organ,year,form") == true)
    #expect(object["xml"] == nil)
  }

  @Test func aFileThatIsNoReportHasItsReason() throws {
    var converter = SourceConverter()
    var request = WorkerRequest(id: "1")
    request.bytes = Array("会议通知\n\n请准时参加。\n".utf8)
    #expect(WorkerReply(line: try converter.reply(to: request))?.outcome == .notReport)
    request.bytes = Array("PK\u{3}\u{4}und dann nichts".utf8)
    #expect(WorkerReply(line: try converter.reply(to: request))?.outcome == .refused)
    request.bytes = nil
    request.name = SourceName(path: Array("/no/such/file".utf8))
    #expect(WorkerReply(line: try converter.reply(to: request))?.outcome == .unreadable)
  }
}

@Suite struct Base64Tests {
  @Test(arguments: 0..<70) func bytesComeBack(_ count: Int) throws {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ count) }
    let text = Base64.encode(bytes)
    #expect(text == Data(bytes).base64EncodedString())
    #expect(Base64.decode(text.utf8) == bytes)
  }

  @Test(arguments: ["A", "AA=A", "AAA", "=AAA", "AA===", "A*==", "AAAA="]) func otherTextIsNone(_ text: String) {
    #expect(Base64.decode(text.utf8) == nil)
  }
}
