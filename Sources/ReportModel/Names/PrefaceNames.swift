/// The office that a preface names as the one that reports.
///
///     现向社会公布江原区应急管理局2023年政府信息公开工作年度报告   →   江原区应急管理局
///     本报告由河阳市江原区应急管理局编制                         →   河阳市江原区应急管理局
///     江安区应急管理局严格遵循《中华人民共和国政府信息公开条例》   →   江安区应急管理局
///     如有疑问，请与江原区水利局办公室联系                       →   江原区水利局
public struct PrefaceNames {
  /// The most telling first.
  public enum Formula: Int, Sendable, Comparable {
    case announced, compiled, subject, contact
    public static func < (a: Formula, b: Formula) -> Bool { a.rawValue < b.rawValue }
  }
  public struct Found: Sendable {
    public var name: String
    public var formula: Formula
    /// The words around the name.
    public var words: String
  }
  public private(set) var found: [Found] = []

  private static let subjects = scalars(["政府信息公开", "政务公开", "信息公开"])
  private static let kinds = scalars(["年度报告", "工作报告", "情况报告", "年报"])
  /// Before a name.
  private static let cues = scalars([
    "公布", "公开", "发布", "编制", "制定", "制作", "撰写", "报送", "形成", "完成", "现将", "现就", "由", "了", "有关规定", "规定", "要求", "的", "关于",
  ])
  /// Behind the office that a sentence is about.
  private static let verbs = scalars([
    "根据", "按照", "依据", "依照", "遵照", "特编制", "编制", "制定", "制作", "公布", "发布", "严格", "认真", "坚持", "深入", "全面", "积极", "高度", "持续", "不断", "切实", "紧紧",
    "始终", "贯彻",
    "遵循", "落实", "以习", "围绕", "在", "共收到", "共主动", "共公开", "主动公开", "未收", "未发", "没有", "收到", "受理", "现将", "现公布", "现向", "特制", "特编", "特公", "特此", "大力",
    "进一步", "扎实", "稳步", "依法", "充分", "紧扣", "把", "通过",
  ])
  private static let compilers = scalars(["编制", "编写", "撰写", "制作", "起草", "发布"])
  private static let helpers = ["负责", "组织", "统一", "汇总", "牵头", "具体", "依法"]

  public init(_ text: String) {
    let s = text.unicodeScalars.lazy.filter { !$0.properties.isWhitespace && !$0.properties.isDefaultIgnorableCodePoint }.map(\.unified)
    let scalars = Array(s.prefix(2_000))
    guard scalars.count > 6 else { return }
    findAnnounced(scalars)
    findCompiled(scalars)
    findSubjects(scalars)
    findContact(scalars)
  }

  // MARK: 现公布X2023年政府信息公开工作年度报告

  private mutating func findAnnounced(_ s: [Unicode.Scalar]) {
    for place in s.indices where s[place] == "政" || s[place] == "信" {
      guard let subject = Self.subjects.first(where: { s[place...].starts(with: $0) }),
        place < 2 || s[place - 1] != "府" || subject[0] == "政"
      else { continue }
      let tail = s[(place + subject.count)...].prefix(12)
      guard Self.kinds.contains(where: { Self.find($0, in: tail) }), !tail.contains(where: Self.isMark) || !Self.isMark(tail.first ?? "。")
      else {
        continue
      }
      if let start = Self.yearStart(s, endingAt: place) {
        if let name = Self.name(s, endingAt: start) { add(name, .announced, s, start) }
      } else if var name = Self.name(s, endingAt: place) {
        if name.hasSuffix("人民"), subject[0] == "政" { name += "政府" }
        add(name, .announced, s, place)
      }
    }
  }

  /// Where a year that ends right before `end` begins: 2023年, 2023年度, 二〇二三年.
  private static func yearStart(_ s: [Unicode.Scalar], endingAt end: Int) -> Int? {
    var index = end
    if index > 0, s[index - 1] == "度" { index -= 1 }
    guard index > 4, s[index - 1] == "年", s[(index - 5)..<(index - 1)].allSatisfy(isDigit) else { return nil }
    return index - 5
  }

  /// The longest run of a name before `end`, behind the last word that can stand before a name.
  private static func name(_ s: [Unicode.Scalar], endingAt end: Int) -> String? {
    var start = end
    while start > 0, end - start < 40, isHan(s[start - 1]) || "()（）".unicodeScalars.contains(s[start - 1]) { start -= 1 }
    // 2023年X…: the year is no part of the name.
    if start > 0, isDigit(s[start - 1]) {
      if start < end, s[start] == "年" { start += 1 }
      if start < end, s[start] == "度" { start += 1 }
    }
    for from in (start..<max(start, end)).reversed() {
      let isBehindCue = from == start || cues.contains { from - start >= $0.count && s[(from - $0.count)..<from].elementsEqual($0) }
      guard isBehindCue else { continue }
      let name = String(String.UnicodeScalarView(s[from..<end]))
      if OfficeName.isPlausible(name) || name.hasSuffix("人民") && OfficeName.isPlausible(name + "政府"), !OfficeName.isGeneral(name) {
        return name
      }
    }
    return nil
  }

  // MARK: 由X编制

  private mutating func findCompiled(_ s: [Unicode.Scalar]) {
    for place in s.indices where s[place] == "由" {
      let rest = s[(place + 1)...].prefix(40)
      let run = rest.prefix { !Self.isMark($0) }
      guard let verb = Self.first(Self.compilers, in: run) else { continue }
      var name = String(String.UnicodeScalarView(run[..<verb]))
      while let helper = Self.helpers.first(where: name.hasSuffix) { name.removeLast(helper.count) }
      add(Self.reporting(name), .compiled, s, verb)
    }
  }

  /// The office that a room belongs to: 江原区水利局办公室, 石渡镇党政办公室.
  private static func reporting(_ name: String) -> String {
    for room in ["党政综合办公室", "党政办公室", "综合办公室", "党政办", "综合科", "秘书科", "办公室"] where name.hasSuffix(room) {
      let owner = String(name.dropLast(room.count))
      let isTown = ["镇", "乡", "街道", "镇人民政府", "乡人民政府", "办事处"].contains(where: owner.hasSuffix)
      if OfficeName.isPlausible(owner), isTown || ["局", "委员会", "厅", "中心"].contains(where: owner.hasSuffix) { return owner }
    }
    return name
  }

  // MARK: X根据《条例》

  private mutating func findSubjects(_ s: [Unicode.Scalar]) {
    var start = 0
    for index in 0...s.count {
      guard index == s.count || Self.isMark(s[index]) || s[index] == "年" || s[index] == "）" else { continue }
      defer { start = index + 1 }
      guard index - start >= 5 else { continue }
      let run = s[start..<index]
      guard let verb = Self.first(Self.verbs, in: run.dropFirst(3).prefix(30)) else { continue }
      add(String(String.UnicodeScalarView(s[start..<verb])), .subject, s, verb)
    }
  }

  // MARK: 请与X联系

  private mutating func findContact(_ s: [Unicode.Scalar]) {
    for cue in Self.contacts {
      for place in s.indices where s[place] == cue[0] && s[place...].starts(with: cue) {
        let run = s[(place + cue.count)...].prefix(40).prefix { !Self.isMark($0) && $0 != "(" && $0 != "（" }
        let end = Self.first([["联", "系"], ["咨", "询"], ["反", "映"]], in: run) ?? run.endIndex
        add(Self.reporting(String(String.UnicodeScalarView(run[..<end]))), .contact, s, end)
      }
    }
  }
  private static let contacts = scalars(["请与", "请同", "请直接与", "可与", "请联系", "请向", "可向"])

  // MARK: Signs

  private mutating func add(_ name: String, _ formula: Formula, _ s: [Unicode.Scalar], _ end: Int) {
    guard OfficeName.isPlausible(name) || OfficeName.isPlausible(name + "政府") && name.hasSuffix("人民"), !OfficeName.isGeneral(name) else {
      return
    }
    let low = max(0, end - name.unicodeScalars.count - 4)
    found.append(Found(name: name, formula: formula, words: String(String.UnicodeScalarView(s[low..<min(s.count, end + 12)]))))
  }

  private static func scalars(_ words: [String]) -> [[Unicode.Scalar]] { words.map { Array($0.unicodeScalars) } }
  private static func isHan(_ scalar: Unicode.Scalar) -> Bool { (0x4E00...0x9FFF).contains(scalar.value) }
  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    (0x30...0x39).contains(scalar.value) || (0xFF10...0xFF19).contains(scalar.value) || "〇○零一二三四五六七八九".unicodeScalars.contains(scalar)
  }
  private static func isMark(_ scalar: Unicode.Scalar) -> Bool { "。，；：！？,;:!?《》<>“”\"\n（(".unicodeScalars.contains(scalar) }

  private static func find(_ word: [Unicode.Scalar], in s: ArraySlice<Unicode.Scalar>) -> Bool {
    s.indices.contains { s[$0...].starts(with: word) }
  }

  /// Where the first of the words begins.
  private static func first(_ words: [[Unicode.Scalar]], in s: ArraySlice<Unicode.Scalar>) -> Int? {
    s.indices.first { index in words.contains { s[index...].starts(with: $0) } }
  }
}
