import Diagnostics
import FindingWriters
import Foundation
import ReportChecks
import TestSupport
import Testing

/// docs/findings.md lists every code: the catalogue is written into it, and the codes of the readers stand in it by hand.
@Suite struct DocumentationTests {
  private static let path = "docs/findings.md"
  private static let begin = "<!-- the catalogue: written by the tests, UPDATE_GOLDEN=1 -->\n"
  private static let end = "<!-- end of the catalogue -->\n"

  @Test func theCatalogueIsDocumented() throws {
    let text = try PackageFiles.text(Self.path)
    let start = try #require(text.range(of: Self.begin)).upperBound
    let stop = try #require(text.range(of: Self.end)).lowerBound
    let due = text[..<start] + RulesPrinter.markdown(AllRules.catalogue) + "\n" + text[stop...]
    #expect(Golden.mismatch(String(due), Self.path) == nil)
  }

  @Test func everyCodeOfTheReadersIsDocumented() throws {
    let text = try PackageFiles.text(Self.path)
    let known = Set(AllRules.catalogue.map(\.code.rawValue))
    var codes = Set<String>()
    for file in try PackageFiles.list("Sources") where !file.hasPrefix("ReportChecks/") && !file.hasPrefix("TestSupport/") {
      let source = try PackageFiles.text("Sources/" + file)
      for match in source.matches(of: /(?:Diagnostic|Refusal|\.init)\(\s*"([A-Za-z]+(?:-[A-Za-z0-9]+)*)",\s*(?:\.|Message|severity)/) {
        codes.insert(String(match.output.1))
      }
    }
    #expect(codes.count > 60)
    let absent = codes.subtracting(known).sorted().filter { !text.contains("`\($0)`") }
    #expect(absent == [])
  }
}
