import Diagnostics
import FormRecognition
import PlainTextReader
import ReportModel
import Testing

/// Prose that a page broke into lines: together again where that is certain, as it stands where it is not.
@Suite struct WrappedProseTests {
  static let paragraphs = [
    "2023年，临溪县人民政府办公室坚持以公开为常态、不公开为例外，围绕群众关心的教育、医疗、住房和就业事项，推动公开工作走深走实，全年召开工作例会四次，现场督查两次，各项任务按期完成。",
    "（一）主动公开。全年通过门户网站公开各类信息一千二百余条，其中规范性文件三件，政策解读材料二十一篇，图解九篇；通过官方公众号推送消息三百余条，回应网民留言八十七条，平均办结时间不超过三个工作日，群众评价良好。",
    "（二）平台建设。对门户网站的栏目重新梳理，合并内容重复的栏目六个，新设“惠企政策”专栏，安排专人每周检查链接是否有效，发现错链、断链当日处理，全年没有出现因维护不及时被通报的情形。",
    "1.完善制度。修订依申请公开工作规程，明确收件、登记、会商、答复各个环节的责任人和时限要求，对疑难事项由法律顾问出具书面意见，做到每件申请有据可查、答复有理有据、按期送达申请人。",
  ]

  /// Lines of `width` display columns, as a page breaks them: numbers stay whole, no line begins with a mark that closes.
  static func wrapped(_ text: String, _ width: Int, indent: Int = 0) -> [String] {
    var lines: [String] = []
    var line = String(repeating: " ", count: indent)
    var columns = indent
    for character in text {
      let size = character.isASCII ? 1 : 2
      if columns + size > width, !"，。、；：！？”）".contains(character) {
        var carried = ""
        while let last = line.last, last.isASCII, last.isNumber, character.isNumber { carried = String(line.removeLast()) + carried }
        lines.append(line)
        line = carried
        columns = carried.count
      }
      line.append(character)
      columns += size
    }
    return lines + [line]
  }

  private func report(_ prose: [String]) throws -> (texts: [String], diagnostics: [Diagnostic]) {
    let lines = ["临溪县人民政府办公室2023年政府信息公开工作年度报告", "", "一、总体情况", ""] + prose + ["", "二、主动公开政府信息情况", "见附表。", "三、收到和处理政府信息公开申请情况", "没有申请。"]
    let recognition = try Recogniser.recognise(PlainTextReader.read(lines.joined(separator: "\n")))
    let blocks = recognition.report.sections.first { $0.number == 1 }?.blocks ?? []
    return (blocks.compactMap { if case .paragraph(let line) = $0 { line.text } else { nil } }, recognition.diagnostics)
  }

  @Test(arguments: [44, 56, 60, 78], [0, 4]) func paragraphsAreTogetherAgain(_ width: Int, _ indent: Int) throws {
    let read = try report(Self.paragraphs.flatMap { Self.wrapped($0, width, indent: indent) })
    #expect(Self.sentences(read.texts) == Self.sentences(Self.paragraphs))
    // A line may end with a sentence by chance, and then nobody knows whether the paragraph ends there.
    #expect(read.texts.allSatisfy { $0.hasSuffix("。") || $0.hasSuffix("；") || $0.hasSuffix("：") })
    #expect(read.texts.count <= Self.paragraphs.count + 2)
    #expect(read.diagnostics.contains { $0.code == "lines-joined" && $0.severity == .note })
  }

  @Test func pageNumbersAndRunningHeadsAreLeftOutAndNamed() throws {
    var lines = Self.paragraphs.flatMap { Self.wrapped($0, 56) }
    lines.insert(contentsOf: ["", "- 1 -", "", "临溪县人民政府办公室年度报告"], at: 2)
    lines.insert(contentsOf: ["", "- 2 -", "", "临溪县人民政府办公室年度报告"], at: 12)
    let read = try report(lines)
    #expect(Self.sentences(read.texts) == Self.sentences(Self.paragraphs))
    let note = read.diagnostics.first { $0.code == "header-footer" }
    #expect(note?.message.chinese.contains("“- 1 -” “临溪县人民政府办公室年度报告” “- 2 -”") == true)
  }

  /// Lines of one width that are no page's: each of them says all it has to say, or too few are alike.
  @Test(arguments: [
    ["公开目录已经更新，市民可以到县档案馆和县图书馆的查阅点查阅", "公开指南已经更新，市民可以到县档案馆和县图书馆的查阅点查阅", "解读材料已经更新，市民可以到县档案馆和县图书馆的查阅点查阅"],
    ["全年发布政策文件和解读材料共计三十余篇，答复群众留言四十条。", "全年召开新闻发布会和政策吹风会共计五次，回应社会关切八次。", "全年更新机构职能和领导信息共计十二次，公开年度预算和决算。", "全年受理群众来信和现场来访共计二十人，办结群众诉求十八件。"],
    ["短行，没有句号", "又一行短行，没有句号", "一行很长的文字，比上面两行长得多，因此不能说这一页的宽度是多少，也不能说上面两行是被截断的", "再一行"],
  ]) func whatIsInDoubtStaysAsItStands(_ lines: [String]) throws {
    let read = try report(lines)
    #expect(read.texts == lines)
    #expect(!read.diagnostics.contains { $0.code == "lines-joined" })
  }

  /// Between digits nobody can tell whether one number was cut or two stand side by side.
  @Test func digitsAreNotJoined() throws {
    var lines = Self.paragraphs.flatMap { Self.wrapped($0, 56) }
    let cut = ["本段末尾的数字被截断在两行之间，全年共受理各类申请事项12", "34件，全部按期办结。"]
    lines += cut
    let read = try report(lines)
    #expect(Array(read.texts.suffix(2)) == cut)
  }

  private static func sentences(_ texts: [String]) -> [String] {
    texts.joined().filter { !$0.isWhitespace }.split(separator: "。").map(String.init)
  }
}
