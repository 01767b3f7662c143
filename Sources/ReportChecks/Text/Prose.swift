import Diagnostics
import ReportModel

/// The narrative of a report as paragraphs with their section, and the sentences in them.
struct Prose: Sendable {
  struct Paragraph: Sendable {
    /// 1…6; `nil` for the preface and for chapters beyond the form.
    var section: Int?
    /// Stands between the title and the first section.
    var isOfPreface = false
    var text: String
    var origin: Origin?
    /// The text with full-width letters, digits and marks folded, white space taken out; as many scalars as it takes.
    var folded: Words
    var sentences: [Sentence]
    /// Speaks of applications for information: what it says of 申请 is meant so.
    var isOnApplications: Bool
    /// Stands under a heading on applications, or opens with one.
    var isUnderApplications = false
  }
  struct Sentence: Sendable {
    var words: Words
    /// As written, scalar for scalar, but for white space.
    var written: [Unicode.Scalar]
    var text: String { String(String.UnicodeScalarView(written)) }

    /// The same sentence in the words that the grammar of claims knows: equal lengths, so that places stay.
    var plain: Words {
      ClaimWords.synonyms.reduce(words) {
        $1.0.unicodeScalars.count == $1.1.unicodeScalars.count && $0.contains($1.0) ? $0.replacing($1.0, with: $1.1) : $0
      }
    }

    /// What stands at places of ``words``, as written.
    func written(at range: Range<Int>) -> String {
      String(String.UnicodeScalarView(written[range.clamped(to: 0..<written.count)]))
    }

    /// Folded words as they are written here.
    func written(of phrase: String) -> String {
      guard let start = words.find(phrase) else { return phrase }
      return String(String.UnicodeScalarView(written[start..<start + phrase.unicodeScalars.count]))
    }
  }

  let paragraphs: [Paragraph]

  init(_ report: Report) {
    var paragraphs: [Paragraph] = []
    var topic = false
    func add(_ blocks: [NarrativeBlock], _ section: Int?, isPreface: Bool = false) {
      for block in blocks {
        guard case .paragraph(let line) = block else { continue }
        let (folded, written) = Words.folding(line.text)
        guard !folded.scalars.isEmpty else { continue }
        let sentences = folded.sentenceRanges.map { Sentence(words: folded[$0], written: Array(written[$0])) }
        // A heading of its own sets the topic for the paragraphs below it.
        let isHeading = folded.scalars.count <= 20 && !folded.containsAny(Vocabulary.sentenceEnds)
        if isHeading { topic = folded.contains("依申请公开") }
        let own = folded.containsAny(Vocabulary.applications)
        if !isHeading, folded.startsWithOrdinal, !own { topic = false }
        paragraphs.append(
          Paragraph(
            section: section, isOfPreface: isPreface, text: line.text, origin: line.origin, folded: folded, sentences: sentences,
            isOnApplications: own || topic || section == 3,
            isUnderApplications: topic || section == 3 || folded[0..<14].containsAny(Vocabulary.applications)))
      }
    }
    add(report.preface, nil, isPreface: true)
    for section in report.sections {
      topic = false
      add(section.blocks, section.number)
    }
    self.paragraphs = paragraphs
  }

  /// Where words of the text stand.
  func origin(of words: String) -> Origin? {
    let folded = Words(folding: words).string
    return folded.isEmpty ? nil : paragraphs.first { $0.folded.contains(folded) }?.origin
  }

  func paragraphs(of section: Int) -> [Paragraph] { paragraphs.filter { $0.section == section } }

  enum Vocabulary {
    static let sentenceEnds: WordList = ["。", ";", "!", ",", ":"]
    static let applications: WordList = ["依申请公开", "信息公开申请", "公开申请", "申请公开", "信息申请", "公开请求", "信息公开的申请", "公开政府信息的申请"]
  }
}
