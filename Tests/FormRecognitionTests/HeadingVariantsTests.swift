import Diagnostics
import FormRecognition
import Foundation
import PlainTextReader
import ReportModel
import TestSupport
import Testing

/// Headings, titles and sign-offs as published reports write them: sections, office, year and every sentence stay right.
@Suite struct HeadingVariantsTests {
  struct Variant: Sendable, CustomTestStringConvertible {
    let name: String
    var organ: String? = "临溪县人民政府"
    var year: Int? = 2021
    var sections = [1, 2, 3, 4, 5, 6]
    var code: String?
    let bend: @Sendable ([String]) -> [String]
    var testDescription: String { name }
  }

  static let official = OfficialForms.sections.map(\.heading)
  static let title = "临溪县人民政府2021年政府信息公开工作年度报告"

  /// Each heading rewritten: its number (from 1), its ordinal sign, its words.
  static func headings(_ make: @escaping @Sendable (Int, String, String) -> [String]) -> @Sendable ([String]) -> [String] {
    { lines in
      lines.flatMap { line -> [String] in
        guard let index = official.firstIndex(of: line), let first = line.first else { return [line] }
        return make(index + 1, String(first), String(line.dropFirst(2)))
      }
    }
  }

  static func titled(_ lines: String...) -> @Sendable ([String]) -> [String] {
    { $0.flatMap { $0 == title ? lines : [$0] } }
  }

  static let variants: [Variant] =
    ["．", ".", "，", "：", ":", "", "、 ", "、\u{3000}"].map { sign in
      Variant(name: "ordinal and “\(sign)”", bend: headings { [$1 + sign + $2] })
    } + [
      Variant(name: "（一）", bend: headings { ["（" + $1 + "）" + $2] }),
      Variant(name: "(一)、", bend: headings { ["(" + $1 + ")、" + $2] }),
      Variant(name: "words alone", bend: headings { [$2] }),
      Variant(name: "no-break spaces behind", bend: headings { [$1 + "、" + $2 + String(repeating: "\u{A0}", count: 16)] }),
      Variant(name: "a bar before", bend: headings { ["| " + $1 + "、" + $2] }),
      Variant(name: "an l for a bar", bend: headings { ["l " + $1 + "、" + $2] }),
      Variant(name: "marks of Markdown", bend: headings { ["## " + $1 + "、" + $2] }),
      Variant(name: "a colon behind", bend: headings { [$1 + "、" + $2 + "："] }),
      Variant(name: "ordinals that restart", bend: headings { ["一、" + $2] }),
      Variant(
        name: "ordinals one ahead", bend: headings { number, _, words in [["二", "三", "四", "五", "六", "七"][number - 1] + "、" + words] }),
      Variant(name: "an ordinal alone", code: "STR-04", bend: headings { $0 == 5 ? [$1 + "、"] : [$1 + "、" + $2] }),
      Variant(
        name: "split over two lines",
        bend: headings { number, ordinal, words in
          let half = words.index(words.startIndex, offsetBy: words.count / 2)
          return [ordinal + "、" + words[..<half], String(words[half...])]
        }),
      Variant(name: "ordinal and words on two lines", bend: headings { [$1 + "、", $2] }),
      Variant(name: "every heading twice", bend: headings { [$1 + "、" + $2, $1 + "、" + $2] }),
      Variant(name: "glued to the end of the paragraph before") { lines in
        var out: [String] = []
        for line in lines {
          if official.dropFirst(4).contains(line), let last = out.last, !last.contains("|") {
            out[out.count - 1] = last + line
          } else {
            out.append(line)
          }
        }
        return out
      },
      Variant(name: "glued to the text behind") { lines in
        var out: [String] = []
        for line in lines {
          if let last = out.last, [official[0], official[4], official[5]].contains(last) {
            out[out.count - 1] = last + line
          } else {
            out.append(line)
          }
        }
        return out
      },
      Variant(name: "parted from the text behind by two spaces") { lines in
        var out: [String] = []
        for line in lines {
          if let last = out.last, [official[0], official[4], official[5]].contains(last) {
            out[out.count - 1] = last + "  " + line
          } else {
            out.append(line)
          }
        }
        return out
      },
      Variant(name: "names of sections below section 一") { lines in
        lines.flatMap { $0.hasPrefix("（一）平台管理") ? ["（一）主动公开情况", "若干。", "（二）依申请公开情况", "无。", "1.收到和处理政府信息公开申请情况", "无。", $0] : [$0] }
      },
      Variant(name: "一、二、三、 as a list inside section 五") { lines in
        lines.flatMap { $0.hasPrefix("存在的不足") ? ["一、信息公开意识还不强。", "二、宣传不够。", "三、平台建设滞后。", $0] : [$0] }
      },
      Variant(name: "a list of contents") { lines in [lines[0], "目录"] + official + Array(lines.dropFirst()) },
      Variant(name: "contents with page numbers") { lines in
        [lines[0], "目  录"] + official.enumerated().map { "\($1)………………\($0 + 1)" } + Array(lines.dropFirst())
      },
      Variant(name: "sections of the notice's text") { lines in
        let names = [
          "一、政府信息公开工作的总体情况", "二、行政机关主动公开政府信息的情况", "三、行政机关收到和处理政府信息公开申请情况",
          "四、因政府信息公开申请行政复议、提起行政诉讼的情况", "五、存在的不足及改进措施", "六、需要说明的事项",
        ]
        return headings { number, _, _ in [names[number - 1]] }(lines)
      },
      // Titles.
      Variant(name: "title in two lines", bend: titled("临溪县人民政府", "2021年政府信息公开工作年度报告")),
      Variant(name: "title broken before 年度", bend: titled("临溪县人民政府2021年政府信息公开工作", "年度报告")),
      Variant(name: "year first", bend: titled("2021年临溪县人民政府政府信息公开工作年度报告")),
      Variant(name: "spaces around the year", bend: titled("临溪县人民政府 2021 年政府信息公开工作年度报告")),
      Variant(name: "Chinese digits", bend: titled("临溪县人民政府二〇二一年政府信息公开工作年度报告")),
      Variant(name: "年度 doubled", bend: titled("临溪县人民政府2021年度政府信息公开工作年度报告")),
      Variant(name: "title twice", bend: titled(title, title)),
      Variant(name: "another word for it", bend: titled("临溪县人民政府2021年政务公开年报")),
      Variant(name: "a number above", bend: titled("临政公〔2022〕2号", title)),
      Variant(name: "a date below", bend: titled(title, "（2022年1月19日）")),
      Variant(name: "in book-title marks", bend: titled("《" + title + "》")),
      Variant(name: "关于…的报告", bend: titled("临溪县人民政府关于2021年政府信息公开工作情况的报告")),
      Variant(name: "no title, and a sign-off", organ: "临溪县人民政府") { lines in lines.filter { $0 != title } + ["临溪县人民政府（盖章）", "2022年1月19日"] },
      Variant(name: "sign-off in brackets", bend: { $0 + ["临溪县人民政府", "(2022年1月19日)"] }),
      Variant(name: "a damaged date below", bend: { $0 + ["临溪县人民政府", "（2022119日)"] }),
    ]

  @Test(arguments: variants) func sectionsOfficeAndYearStayRight(_ variant: Variant) throws {
    let report = ExampleReport.report()
    let text = variant.bend(TextLayout.barsPadded.render(report).split(separator: "\n").map(String.init)).joined(separator: "\n")
    let recognition = try Recogniser.recognise(PlainTextReader.read(text))
    let read = recognition.report
    #expect(read.sections.compactMap(\.number) == variant.sections, "\(read.sections.map { ($0.number ?? 0, $0.heading) })")
    #expect(read.organ?.value == variant.organ)
    #expect(read.year?.value == variant.year)
    for figure in report.tables.flatMap(\.figures) { #expect(read.figure(figure.id)?.value == figure.value) }
    func paragraphs(_ number: Int) -> String {
      read.sections.filter { $0.number == number }.flatMap(\.blocks)
        .compactMap { if case .paragraph(let line) = $0 { line.text } else { nil } }.joined(separator: "\n")
    }
    #expect(paragraphs(1).contains("全县各单位按照要求推进公开工作"))
    #expect(paragraphs(1).contains("专栏每月核对一次"))
    #expect(paragraphs(5).contains("解读形式还不多"))
    #expect(!paragraphs(5).contains("没有收取信息处理费"))
    #expect(paragraphs(6).contains("没有收取信息处理费"))
    if let code = variant.code { #expect(recognition.diagnostics.contains { $0.code.rawValue == code }) }
    let kept = VariantsTests.allText(read)
    for word in ["本报告所列数据", "全县各单位", "解读形式", "没有收取"] { #expect(kept.components(separatedBy: word).count == 2, "\(word)") }
  }
}
