import ReportModel
import Testing

@testable import FormRecognition

/// Labels are found by a hash of their folded characters, and by nothing less than all of them.
@Suite struct VocabularyTests {
  @Test func everyLabelOfEveryFormIsFound() {
    for form in OfficialForms.all {
      for table in form.tables {
        for row in table.rows {
          for text in [row.label] + row.aliases {
            let terms = Vocabulary.official.terms(for: text)
            #expect(terms.contains { $0.form == form.id && $0.table == table.id && $0.role == .row(row.id) }, "\(form.id) \(text)")
          }
        }
      }
    }
  }

  @Test func everyHeadingIsThatOfItsSection() {
    for section in OfficialForms.sections { #expect(HeadingFinder.sectionNumber(of: section.heading) == section.number) }
  }

  /// U+FA08 is another 行: Unicode has both for one character.
  @Test func compatibilityIdeographsAreTheSameCharacters() {
    let terms = Vocabulary.official.terms(for: "行政许可")
    #expect(!terms.isEmpty)
    #expect(Vocabulary.official.terms(for: "\u{FA08}政许可") == terms)
    #expect(HeadingFinder.sectionNumber(of: "四、政府信息公开\u{FA08}政复议、\u{FA08}政诉讼情况") == 4)
    // The sign behind the ordinal may be lost; a second number is none of the heading's.
    #expect(HeadingFinder.sectionNumber(of: "三收到和处理政府信息公开申请情况") == 3)
    #expect(HeadingFinder.sectionNumber(of: "三2、收到和处理政府信息公开申请情况") == nil)
  }

  @Test(arguments: ["行政许", "行政许可可", "许可行政", "", "。"]) func otherWordsAreNoLabel(_ text: String) {
    #expect(Vocabulary.official.terms(for: text).isEmpty)
  }

  @Test(arguments: ["不计其他情形", "许可"]) func aPieceOfALabelIsKnown(_ text: String) {
    #expect(Vocabulary.official.isFragment(text))
    #expect(!Vocabulary.official.isFragment(text + "吗"))
  }
}
