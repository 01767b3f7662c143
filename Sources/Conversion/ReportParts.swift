import Diagnostics
import DocumentTree
import FormRecognition

/// The reports of a document that holds one or several, and which of them are wanted.
struct ReportParts {
  private let parts: [LaidOutDocument]
  /// Which are wanted, from 1.
  private let numbers: [Int]
  private let isAsked: Bool

  /// - Throws: `select-none` where fewer are there than the number that is asked for.
  init(_ document: LaidOutDocument, _ options: ReadingOptions) throws(Refusal) {
    let all = Recogniser.reports(in: document)
    let number = options.select ?? 1
    guard number >= 1, number <= all.count else {
      throw Refusal(
        "select-none",
        Message(zh: "文件中只有\(all.count)份报告，没有第\(number)份", en: "the file holds \(all.count) report(s), there is no number \(number)"))
    }
    isAsked = options.select != nil || options.takesEveryReport
    numbers = options.takesEveryReport && options.select == nil ? Array(1...all.count) : [number]
    parts = all.count > 1 ? Self.withOwnFindings(all) : all
  }

  var chosen: [LaidOutDocument] { numbers.map { parts[$0 - 1] } }

  /// The wanted reports, each with a finding that says which one of several it is.
  ///
  /// - Throws: the first refusal, where none can be read. One of several that can't be read is an error on all that can.
  func read(_ recognise: (LaidOutDocument) throws(Refusal) -> ReadReport) throws(Refusal) -> [ReadReport] {
    var results: [ReadReport] = []
    var refused: [(number: Int, refusal: Refusal)] = []
    for number in numbers {
      do throws(Refusal) {
        var result = try recognise(parts[number - 1])
        result.number = number
        if parts.count > 1 { result.diagnostics.insert(.oneOfSeveral(number, of: parts.count, names, isAsked: isAsked), at: 0) }
        results.append(result)
      } catch {
        refused.append((number, error))
      }
    }
    if results.isEmpty, let first = refused.first { throw first.refusal }
    for index in results.indices { results[index].diagnostics += refused.map { .partRefused($0.number, $0.refusal) } }
    return results
  }

  private var names: [String] { parts.prefix(12).map { Recogniser.name(of: $0.document).quoted() } }

  /// What the reader said of a place in one of the reports is said of that one; what has no place, of all.
  private static func withOwnFindings(_ parts: [LaidOutDocument]) -> [LaidOutDocument] {
    let places = parts.map { part in Set(part.document.blocks.compactMap { Place($0.origin) }) }
    var lines = parts.map { part in
      part.document.blocks.lazy.compactMap { block in if case .line(let number)? = block.origin.steps.first { number } else { nil } }.min()
    }
    // What stands above the first report is read with it.
    if lines.first.map({ $0 != nil }) == true { lines[0] = 0 }
    return parts.indices.map { index in
      var document = parts[index].document
      document.diagnostics = document.diagnostics.filter { finding in
        guard let origin = finding.origin else { return true }
        if case .line(let number)? = origin.steps.first {
          return lines.lastIndex { $0.map { $0 <= number } ?? false }.map { $0 == index } ?? true
        }
        guard let place = Place(origin), let owner = places.firstIndex(where: { $0.contains(place) }) else { return true }
        return owner == index || places[index].contains(place)
      }
      return LaidOutDocument(document)
    }
  }

  /// A block of the document: the first step to it, within its part of the package.
  private struct Place: Hashable {
    let part: String?
    let step: Origin.Step

    init?(_ origin: Origin) {
      guard let step = origin.steps.first else { return nil }
      part = origin.part
      self.step = step
    }
  }
}

extension Diagnostic {
  fileprivate static func oneOfSeveral(_ number: Int, of count: Int, _ names: [String], isAsked: Bool) -> Diagnostic {
    let list = zip(1..., names).map { "\($0) “\($1)”" }.joined(separator: " ")
    return Diagnostic(
      "reports-to-select", isAsked ? .note : .warning,
      Message(
        zh: "文件中有\(count)份报告（\(list)），读取的是第\(number)份，可用 --select（check 为 --report-number）选择",
        en: "the file holds \(count) reports (\(list)); number \(number) is read; --select, in check --report-number, chooses another"))
  }

  fileprivate static func partRefused(_ number: Int, _ refusal: Refusal) -> Diagnostic {
    Diagnostic(
      "report-part-refused", .error,
      Message(
        zh: "同一文件中的第\(number)份报告无法读取：\(refusal.message.chinese)",
        en: "report \(number) of the same file can't be read: \(refusal.message.english)"))
  }
}
