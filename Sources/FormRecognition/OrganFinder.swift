import Diagnostics
import DocumentTree
import ReportModel

/// Whose report it is: by its title, its sign-off, its index card, the formulas of its preface, in this order. Never a guess.
struct OrganFinder {
  let report: Report
  let document: Document
  let preface: [String]
  /// The first paragraphs of section one.
  let first: [String]
  let signed: String?
  private(set) var organ: Stated<String>?
  private(set) var diagnostics: [Diagnostic] = []

  init(report: Report, document: Document, preface: [String], first: [String], signed: String?) {
    self.report = report
    self.document = document
    self.preface = preface
    self.first = first
    self.signed = signed
  }

  mutating func find() {
    organ = byTitle() ?? signed.map { Stated($0, from: .signOff, evidence: $0) } ?? byMetadata()
    if let general = organ, OfficeName.isGeneral(general.value) { complete(general) }
    guard organ == nil else { return }
    guard let found = byFormula() ?? beforeDisclosure() else {
      diagnostics.append(
        Diagnostic(
          "organ-unknown", .warning, Message(zh: "未找到机关名称，请用 --organ 指定", en: "the name of the office is not stated; give it with --organ"))
      )
      return
    }
    organ = Stated(found.name, from: .narrative, evidence: found.words)
    let hasTitle = !report.title.isEmpty
    diagnostics.append(
      Diagnostic(
        "organ-from-narrative", .note,
        Message(
          zh: "\(hasTitle ? "标题未写明机关" : "文件没有标题")，机关名称“\(found.name)”取自正文：“\(found.words.quoted())”",
          en:
            "\(hasTitle ? "the title names no office" : "no title"); the office “\(found.name)” is taken from the text: “\(found.words.quoted())”"
        )))
  }

  // MARK: Title

  private func byTitle() -> Stated<String>? {
    let lines = report.title.map { $0.text.trimmed }
    // The page's own title and the document's are the same words.
    let distinct = lines.enumerated().filter { $0.offset == 0 || lines[$0.offset - 1] != $0.element }.map(\.element)
    // The fewest lines at the end that are a title; what stands above them is of the office's name.
    for start in distinct.indices.reversed() {
      guard let title = ReportTitle(distinct[start...].joined()) else { continue }
      let above = distinct[..<start].map { $0.filter { !$0.isWhitespace } }.joined()
      if let name = title.organ {
        let isPart = OfficeName.isGeneral(name) && !above.isEmpty && OrganName.isNameAlone(above + name)
        return Stated(isPart ? above + name : name, from: .title, evidence: distinct[start])
      }
      guard !above.isEmpty, OrganName.isNameAlone(above) else { return nil }
      return Stated(above, from: .title, evidence: distinct[..<start].joined())
    }
    return nil
  }

  private func byMetadata() -> Stated<String>? {
    for name in ["title", "名称", "标题", "信息名称"] {
      if let item = IdentityFinder.metadataValue([name], report, document), let found = ReportTitle(item.value)?.organ {
        return Stated(found, from: .metadata, evidence: item.value)
      }
    }
    return IdentityFinder.metadataValue(["发布机构", "发文机关", "发布单位", "公开机构", "公开责任部门", "责任部门", "公开单位"], report, document)
      .map { Stated($0.value, from: .metadata, evidence: "\($0.name)：\($0.value)") }
  }

  /// 市人民政府办公室 with the city before it, where the text has it; else that is said.
  private mutating func complete(_ general: Stated<String>) {
    var names: Set<String> = []
    for text in preface + first + [signed ?? ""] {
      for item in PrefaceNames(text).found where item.name.hasSuffix(general.value) && item.name != general.value {
        names.insert(item.name)
      }
    }
    if let signed, signed.hasSuffix(general.value), signed != general.value { names.insert(signed) }
    if names.count == 1, let name = names.first {
      organ = Stated(name, from: general.source, evidence: general.evidence)
    } else {
      diagnostics.append(
        Diagnostic(
          "organ-general", .warning,
          Message(
            zh: "机关名称“\(general.value.quoted())”没有写明所在地，请用 --organ 指定全称",
            en: "the name of the office “\(general.value.quoted())” says no place; give it in full with --organ")))
    }
  }

  // MARK: Preface

  /// The name that the most telling formula gives, where all its names may be one office's.
  private func byFormula() -> (name: String, words: String)? {
    let found = (preface + first).flatMap { PrefaceNames($0).found }.filter { fitsSelf($0.name) }
    guard let formula = found.map(\.formula).min() else { return nil }
    let best = found.filter { $0.formula == formula }
    guard let longest = best.max(by: { $0.name.count < $1.name.count }),
      best.allSatisfy({ OfficeName.mayBeSame($0.name, longest.name) })
    else { return nil }
    return (longest.name, longest.words)
  }

  /// `要求平氏镇政府信息公开…`: a name right before 政府信息公开, the same wherever such a name stands.
  private func beforeDisclosure() -> (name: String, words: String)? {
    var names: [String: String] = [:]
    let word = Array("政府信息公开".unicodeScalars)
    for section in report.sections {
      for case .paragraph(let line) in section.blocks {
        let s = line.text.scalars
        guard s.count > word.count else { continue }
        for index in 0..<(s.count - word.count) where s[index] == "政" && Array(s[index..<index + word.count]) == word {
          // A platform, a law.
          let behind = String(scalars: s[(index + word.count)...].prefix(4))
          guard !Self.things.contains(where: behind.hasPrefix) else { continue }
          var start = index
          while start > 0, FoldedText.isHan(s[start - 1]), index - start < 24 { start -= 1 }
          guard let name = nameAtEnd(of: String(scalars: s[start..<index])), fitsSelf(name) else { continue }
          names[name] = String(scalars: s[start..<min(s.count, index + word.count)])
        }
      }
    }
    guard names.count == 1, let only = names.first else { return nil }
    return (only.key, only.value)
  }
  private static let things = ["系统", "平台", "条例", "办法", "规定", "网", "专栏", "目录", "指南", "实施", "暂行", "工作领导", "制度", "考核", "大厅", "查阅", "规程", "年度"]

  private func nameAtEnd(of run: String) -> String? {
    var name = Substring(run)
    for word in [
      "要求", "针对", "关于", "涉及", "收到", "申请", "根据", "按照", "对", "向", "由", "在", "的", "和", "与", "及", "将", "为", "到", "本", "我", "该", "各", "全", "是",
      "公开",
    ] {
      if let range = name.range(ofLast: word) { name = name[range...] }
    }
    guard name.count >= 3, OrganName.endsLikeOrgan(String(name)),
      ["镇", "乡", "街道", "县", "市", "区", "局", "厅", "委员会", "省"].contains(where: name.hasSuffix)
    else { return nil }
    return String(name)
  }

  /// A report that says 我镇 is no bureau's, and one that says 本局 no district's.
  private func fitsSelf(_ name: String) -> Bool {
    let own = Self.selves.filter { item in first.contains { text in item.words.contains { text.holds($0) } } }
    guard !own.isEmpty else { return true }
    return own.contains { item in item.endings.contains(where: name.hasSuffix) }
  }
  private static let selves: [(words: [String], endings: [String])] = [
    (["我镇"], ["镇", "镇人民政府", "镇政府", "镇人民政府办公室"]), (["我乡"], ["乡", "乡人民政府", "乡政府"]), (["我街道", "我办事处"], ["街道", "办事处", "街道办"]),
    (["我局", "本局"], ["局"]), (["我委", "本委"], ["委", "委员会"]), (["我厅", "本厅"], ["厅"]),
    (["我县"], ["县", "县人民政府", "县政府", "办公室", "局", "委员会"]), (["我市"], ["市", "市人民政府", "市政府", "办公室", "局", "委员会", "委"]),
    (["我区"], ["区", "区人民政府", "区政府", "办公室", "局", "委员会", "镇", "街道", "办事处"]),
  ]
}
