import DOCXReader
import DocumentTree
import Foundation
import TestSupport
import Testing

/// The shared corpus of reports with known truth, where it is at hand.
@Suite(.enabled(if: PackageFiles.shared != nil, "the shared corpus is not beside the package"))
struct CorpusTests {
  private static let files: [String] = {
    guard let shared = PackageFiles.shared else { return [] }
    let folder = shared.appending(path: "corpus/files/docx").path
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(".docx") }.sorted()
  }()

  private struct Truth: Decodable {
    struct Figure: Decodable { var text: String? }
    struct Narrative: Decodable { var text: String }
    var headings: [String]
    var figures: [Figure]
    var paragraphs: [Narrative]
    var mustNotAppear: [String]?
    var atMostOnce: [String]?
    enum CodingKeys: String, CodingKey {
      case headings, figures, paragraphs
      case mustNotAppear = "must_not_appear"
      case atMostOnce = "at_most_once"
    }
  }

  @Test(arguments: files)
  func everyParagraphHeadingAndCellOfTheTruthIsThere(_ name: String) throws {
    let shared = try #require(PackageFiles.shared)
    let document = try DOCXReader.read([UInt8](try Data(contentsOf: shared.appending(path: "corpus/files/docx/\(name)"))))
    let truth = try JSONDecoder().decode(
      Truth.self, from: try Data(contentsOf: shared.appending(path: "corpus/truth/\(name).json")))
    #expect(document.account.isBalanced)
    #expect(charactersInTree(of: document) == document.account.kept + document.account.generated)

    func trimmed(_ text: String) -> String { text.trimmingCharacters(in: .whitespacesAndNewlines) }
    let paragraphs = texts(document.blocks).map(trimmed)
    for text in truth.headings + truth.paragraphs.map(\.text) { #expect(paragraphs.contains(trimmed(text)), "\(text)") }

    var cells: [String: Int] = [:]
    for case .table(let table) in document.blocks {
      for cell in table.cells { cells[trimmed(cell.text), default: 0] += 1 }
    }
    var wanted: [String: Int] = [:]
    for figure in truth.figures { wanted[trimmed(figure.text ?? ""), default: 0] += 1 }
    for (text, count) in wanted { #expect(cells[text, default: 0] >= count, "\(text)") }

    let all = (paragraphs + cells.keys).joined(separator: "\n")
    for text in truth.mustNotAppear ?? [] { #expect(!all.contains(text)) }
    for text in truth.atMostOnce ?? [] { #expect(all.components(separatedBy: text).count <= 2) }
  }
}
