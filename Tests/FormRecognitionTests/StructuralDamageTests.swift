import Diagnostics
import DocumentTree
import FormRecognition
import Foundation
import PlainTextReader
import ReportModel
import TestSupport
import Testing

/// Text copies with lines and cells lost, doubled, glued or torn: no figure may take another's place without a finding.
///
/// Every figure of the report is another number, so that a figure that moved is seen. Damage inside a number is not tried: what stands
/// there afterwards is another number, and nobody can tell.
@Suite struct StructuralDamageTests {
  @Test(arguments: TextLayout.allCases) func noFigureMovesInSilence(_ layout: TextLayout) throws {
    // `DAMAGE_SEEDS=40` tries forty times as many.
    let more = ProcessInfo.processInfo.environment["DAMAGE_SEEDS"].flatMap(Int.init) ?? 1
    for (form, count, base) in [("2021", 30, 0), ("2019", 18, 100_000), ("2014", 12, 200_000)] {
      let seeds = base..<base + count * more
      let report = ExampleReport.report(form: form, start: 3)
      let values = Dictionary(grouping: report.tables.flatMap(\.figures), by: { $0.value?.description ?? "" })
      let lines = layout.render(report).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      for seed in seeds {
        var random = SeededGenerator(seed: UInt64(seed))
        var damaged = lines
        var story: [String] = []
        for _ in 0...random.number(0...1) { story.append(Self.damage(&damaged, &random)) }
        let text = damaged.joined(separator: "\n")
        guard let document = try? PlainTextReader.read(text), let recognition = try? Recogniser.recognise(document) else { continue }
        for silent in SilentFigures.found(in: recognition.report, recognition.diagnostics, of: report, counting: { values[$0] != nil }) {
          Issue.record("\(layout.rawValue), form \(form), seed \(seed), \(story): \(silent)")
        }
      }
    }
  }

  private static func damage(_ lines: inout [String], _ random: inout SeededGenerator) -> String {
    guard lines.count > 4 else { return "" }
    let at = random.number(1...lines.count - 2)
    let short = "“\(lines[at].prefix(24))”"
    switch random.number(0...6) {
    case 0:
      lines.remove(at: at)
      return "lost \(short)"
    case 1:
      lines.insert(lines[at], at: at)
      return "doubled \(short)"
    case 2:
      lines[at] += lines.remove(at: at + 1)
      return "glued \(short)"
    case 3:
      lines[at] += " " + lines.remove(at: at + 1)
      return "joined \(short)"
    case 4:
      // Torn at a place where no digit stands beside another.
      let line = Array(lines[at])
      let places = line.indices.dropFirst().filter { !(line[$0].isNumber && line[$0 - 1].isNumber) }
      guard let place = places.isEmpty ? nil : random.pick(Array(places)) else { return "" }
      lines[at] = String(line[..<place])
      lines.insert(String(line[place...]), at: at + 1)
      return "torn \(short)"
    case 5:
      lines.insert(random.pick(["", "  ", "- 4 -", "第 5 页", "临溪县人民政府2021年年报"]), at: at)
      return "foot of a page before \(short)"
    default:
      // A cell lost with the bar or tab behind it.
      for sign in [" | ", "\t"] {
        var parts = lines[at].components(separatedBy: sign)
        guard parts.count > 2 else { continue }
        parts.remove(at: random.number(0...parts.count - 1))
        lines[at] = parts.joined(separator: sign)
        return "cell lost in \(short)"
      }
      return ""
    }
  }
}
