import Diagnostics
import ReportModel

/// 我镇 in the report of a street office, 应城市政府 in the report of a township of another province.
struct AnotherOffice: Rule {
  let info = RuleInfo(
    "TXT-18", .warning, zh: "正文自称与机关名称相符", en: "the text speaks of the office by its own kind",
    why: Message(
      zh: "街道的报告自称“我镇”，或者写到外省某市的政府，多为借用他人文稿。同省的上级、所在地的名称不作判断，交流、考察、帮扶等语句和书名号内的名称除外。",
      en: "A street office that says 我镇, or names the government of another province's city, has probably borrowed a text."),
    source: "\(Source.ordinance)第四十九条")

  private static let kinds: [(ending: [String], own: String)] = [
    (["镇人民政府", "镇政府", "镇"], "镇"), (["乡人民政府", "乡政府", "乡"], "乡"), (["街道办事处", "街道", "街道办"], "街道"), (["局"], "局"), (["委员会", "委"], "委"),
    (["厅"], "厅"),
  ]

  private static let names: WordList = ["我镇", "我乡", "我街道", "我局", "我委", "我厅"]

  func verdicts(on report: CheckedReport) -> [Verdict] {
    let kinds = kindVerdicts(on: report) + neighbours(in: report)
    guard let foreign = foreignCity(in: report) else { return kinds }
    return kinds.filter { $0 != .pass } + [.fail(foreign)]
  }

  // MARK: Another office in the preface

  /// 现公布临溪县红旗镇人民政府2024年政府信息公开工作年度报告, below another office's title.
  private func neighbours(in report: CheckedReport) -> [Verdict] {
    guard let organ = report.organ, report.report.organ?.source == .title || report.report.organ?.source == .user else { return [] }
    for paragraph in report.prose.paragraphs where paragraph.isOfPreface && paragraph.folded.containsAny(Self.announcing) {
      for found in PrefaceNames(paragraph.text).found where found.formula == .announced && !Self.isSame(found.name, organ) {
        var finding = finding(
          Message(
            zh: "前言写作“\(found.name.quoted())”，标题的机关为“\(organ.quoted())”，疑似沿用其他机关的文稿",
            en: "the preface names “\(found.name.quoted())”, the title “\(organ.quoted())”: another office's text?"),
          at: paragraph.origin, actual: found.name, expected: organ)
        finding.quote = Quote(section: nil, sentence: found.words, phrase: found.name)
        return [.fail(finding)]
      }
    }
    return []
  }

  /// In the sentence that gives the report to the public; a list of other offices' reports beside it has none of these words.
  private static let announcing: WordList = ["现公布", "公布如下", "现向社会", "向社会公", "编制", "现将", "公开发布", "予以公布", "特此", "现公开", "现发布"]

  /// One in the other in this order: 市场监管局 is 市场监督管理局. Of a government its office may speak, and the other way round.
  private static func isSame(_ a: String, _ b: String) -> Bool {
    let (a, b) = (Words(folding: OfficeName.core(a)), Words(folding: OfficeName.core(b)))
    if a.hasPrefix(b.string) || b.hasPrefix(a.string) || OfficeName.isGeneral(b.string) { return true }
    let (short, long) = a.scalars.count < b.scalars.count ? (a, b) : (b, a)
    var rest = long.scalars[...]
    for scalar in short.scalars {
      guard let place = rest.firstIndex(of: scalar) else { return false }
      rest = rest[(place + 1)...]
    }
    return true
  }

  // MARK: Another province's city

  private static let exchanges = ["学习", "考察", "交流", "借鉴", "经验", "调研", "对口", "帮扶", "援", "协作", "合作", "跨省", "法院", "检察院", "申请人", "先进"]

  private func foreignCity(in report: CheckedReport) -> Diagnostic? {
    guard let home = homeProvince(of: report) else { return nil }
    for paragraph in report.prose.paragraphs {
      for sentence in paragraph.sentences where !sentence.words.containsAny(Self.exchanges) {
        guard let place = NamedPlaces(Self.outsideTitles(sentence.written)).places.first(where: { $0.isGovernment && $0.province != home })
        else { continue }
        var finding = finding(
          Message(
            zh: "正文写到\(place.province)“\(place.name)”的政府，与机关所在的\(home)不符",
            en: "the text names the government of \(place.name) (\(place.province)); the office is in \(home)"), at: paragraph.origin,
          actual: place.name)
        finding.quote = Quote(section: paragraph.section, sentence: sentence.text, phrase: place.name)
        return finding
      }
    }
    return nil
  }

  /// The province that the names of the office and the page tell, else the only one that the text names most.
  private func homeProvince(of report: CheckedReport) -> String? {
    let names =
      [report.organ ?? ""] + report.report.title.map(\.text) + report.report.metadata.filter { $0.name == "发布机构" }.map(\.value)
    for name in names {
      let scalars = Array(name.unicodeScalars)
      if let place = NamedPlaces(scalars).places.first { return place.province }
      // 海南州 and 河南蒙古族自治县 lie in 青海.
      let province = Cities.byProvince.first { item in
        ["省", "市", "自治区", "壮族", "回族", "维吾尔"].contains { name.hasPrefix(item.province + $0) }
      }
      if let province { return province.province }
    }
    var counts: [String: Int] = [:]
    for paragraph in report.prose.paragraphs {
      for place in NamedPlaces(Array(paragraph.text.unicodeScalars)).places { counts[place.province, default: 0] += 1 }
    }
    let ranked = counts.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
    guard let first = ranked.first, first.value > 1, ranked.count == 1 || ranked[1].value < first.value else { return nil }
    return first.key
  }

  /// Without what stands in 《》: a document of another place may well be cited.
  private static func outsideTitles(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var depth = 0
    return scalars.filter { scalar in
      if scalar == "《" { depth += 1 }
      defer { if scalar == "》" { depth = max(0, depth - 1) } }
      return depth == 0
    }
  }

  // MARK: Another kind of office

  private func kindVerdicts(on report: CheckedReport) -> [Verdict] {
    guard let organ = report.organ, let own = Self.kinds.first(where: { $0.ending.contains { organ.hasSuffix($0) } }) else { return [] }
    let townships = ["镇", "乡", "街道"]
    // Within a group only: a bureau may well speak of 我镇 in a quotation, and an ethnic township was a 乡 before it was a 镇.
    let others = townships.contains(own.own) ? townships.filter { $0 != own.own } : ["局", "委", "厅"].filter { $0 != own.own } + townships
    for paragraph in report.prose.paragraphs where paragraph.section != nil && paragraph.folded.containsAny(Self.names) {
      for other in others {
        let word = "我" + other
        guard let place = paragraph.folded.find(word), !paragraph.folded.hasWord("我局" == word ? "我局面" : "我委托", at: place) else { continue }
        // A text that says both is not borrowed whole: the other word may be a quotation.
        guard !report.prose.paragraphs.contains(where: { $0.folded.contains("我" + own.own) }) || townships.contains(own.own) else {
          continue
        }
        var finding = finding(
          Message(zh: "正文自称“\(word)”，与机关名称“\(organ.quoted())”不符", en: "the text says “\(word)”, the office is “\(organ.quoted())”"),
          at: paragraph.origin, actual: word)
        finding.quote = Quote(section: paragraph.section, sentence: paragraph.folded.string, phrase: word)
        return [.fail(finding)]
      }
    }
    return [.pass]
  }

  let examples = RuleExamples(failing: { report in
    report.organ = Stated("青岭街道办事处", from: .title)
    report.setText(5, ["我镇公开工作还存在解读形式单一的问题，下一步将加强培训。"])
  })
}
