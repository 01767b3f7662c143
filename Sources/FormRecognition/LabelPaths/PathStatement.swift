import DocumentTree
import ReportModel

/// What a label, caption or note says of the figures in its scope: their unit, their scale, that they are shares, or another period.
///
///     本年收费金额 单位：元   →   units: [元]
///     本年处理决定数量（万件）  →   units: [万件]
///     上年制发件数            →   period: 上年
///     占比（％）              →   share: ％
///
/// Signs are compared folded (width, traditional characters, spaces). Source: labels and captions of real reports, variants.md section 12.
struct PathStatement: Hashable {
  /// 元, 千元, 万件, as written; units of counting without a scale among them.
  private(set) var units: [String] = []
  /// 占比, ％.
  private(set) var share: String?
  /// 2022年, 上年.
  private(set) var period: String?
  /// 累计, 计划, 其中: words that make another figure of it.
  private(set) var restriction: String?

  /// - Parameter year: the report's; without it no year is another one.
  init(_ text: String, year: Int?) {
    guard text.utf8.count <= Self.longest, text.unicodeScalars.contains(where: Self.isSign) else { return }
    let scalars = FoldedText.fold(Substring(text)).filter { !$0.isWhite }
    let words = String(scalars: scalars)
    units = Self.units(in: scalars)
    share = Self.shares.first(where: words.holds)
    period = Self.period(scalars, words, year)
    restriction = Self.restrictions.first(where: words.holds)
  }

  /// Bytes; prose says nothing of a table.
  private static let longest = 240

  /// Characters of which each statement has one.
  private static func isSign(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "%", "％", "﹪", "年", "元", "圆", "角", "万", "萬", "千", "百", "亿", "億", "率", "比", "累", "计", "計", "其", "往", "预", "預", "同": true
    default: false
    }
  }

  private static let shares = ["%", "百分比", "占比", "比例", "比重", "同比", "环比", "增幅", "增长率", "办结率", "公开率", "纠错率"]
  private static let restrictions = ["累计", "历年", "计划", "预计", "预算", "其中"]
  private static let otherPeriods = ["上年", "上一年", "去年", "往年", "前年"]

  // MARK: Period

  /// A year that is not the report's, or words for one; 上年结转 is a label of the form.
  private static func period(_ scalars: [Unicode.Scalar], _ words: String, _ year: Int?) -> String? {
    if let year {
      var other: Int?
      for index in scalars.indices {
        guard let found = DateText.year(scalars, at: index) else { continue }
        if found.year == year { return nil }
        // 2024年1月20日 is a date, of which nobody would take the year for the table's.
        let isDate = found.end < scalars.count && scalars[found.end].isDecimalDigit
        let isRetrospect = scalars[found.end...].starts(with: "以来".unicodeScalars)
        if !isDate, !isRetrospect { other = found.year }
      }
      // 本年(2022)制发件数
      for index in scalars.indices where scalars[index] == "(" && index + 5 < scalars.count && scalars[index + 5] == ")" {
        guard let stated = Int(String(scalars: scalars[(index + 1)..<(index + 5)])), (1990...2099).contains(stated) else { continue }
        if stated == year { return nil }
        other = stated
      }
      if let other { return "\(other)年" }
    }
    guard !words.holds("本年"), !words.holds("结转"), !words.holds("较"), !words.holds("同比") else { return nil }
    return otherPeriods.first(where: words.holds)
  }

  // MARK: Units

  private static let bases = (Units.counting + ["元", "圆"]).sorted { $0.unicodeScalars.count > $1.unicodeScalars.count }
  private static let scales = ["十万", "百万", "千万", "百", "千", "万", "亿"]
  private static let openings: [[Unicode.Scalar]] = ["单位", "以", "按"].map { Array($0.unicodeScalars) }

  /// Units where a unit is stated: behind 单位, in brackets, behind a stroke, as the whole text, in 以元计.
  private static func units(in scalars: [Unicode.Scalar]) -> [String] {
    var found: [String] = []
    func add(_ list: [String]) { for unit in list where !found.contains(unit) { found.append(unit) } }
    // A sign alone (％) is no statement; a cell of 元 is one.
    if let whole = list(scalars[...], mayHaveMore: false), !whole.contains(where: { $0 == "%" || scales.contains($0) }) { add(whole) }
    for index in scalars.indices {
      if scalars[index] == "(" {
        guard let close = scalars[index...].firstIndex(of: ")") else { continue }
        for part in scalars[(index + 1)..<close].split(whereSeparator: { $0 == "," || $0 == ";" }) {
          if let units = list(part, mayHaveMore: false) { add(units) }
        }
      } else if scalars[index] == "/", let units = list(scalars[(index + 1)...], mayHaveMore: false) {
        add(units)
      } else {
        for opening in openings where scalars[index...].starts(with: opening) {
          let rest = scalars[(index + opening.count)...].drop { ":为是均都".unicodeScalars.contains($0) }
          guard let units = list(rest, mayHaveMore: true) else { continue }
          if opening.count == 2 || isFollowedByCounting(rest, units) { add(units) }
        }
      }
    }
    return found
  }

  /// 以元计, 以万元为单位: the word before the unit says little by itself.
  private static func isFollowedByCounting(_ rest: ArraySlice<Unicode.Scalar>, _ units: [String]) -> Bool {
    let text = String(scalars: rest.prefix(12))
    return units.contains { unit in
      ["计", "为单位", "作单位", "统计", "填"].contains { text.hasPrefix(unit + $0) || text.hasPrefix("人民币" + unit + $0) }
    }
  }

  /// 元 · 人民币元 · 件、万元; `nil` where other words stand there.
  private static func list(_ scalars: ArraySlice<Unicode.Scalar>, mayHaveMore: Bool) -> [String]? {
    var rest = scalars
    for word in ["单位", "计量单位", "金额单位", "货币单位"] where rest.starts(with: word.unicodeScalars) {
      rest = rest.dropFirst(word.unicodeScalars.count)
    }
    rest = rest.drop { $0 == ":" }
    var units: [String] = []
    while !rest.isEmpty {
      guard let (unit, length) = unit(rest) else { return mayHaveMore && !units.isEmpty ? units : nil }
      units.append(unit)
      rest = rest.dropFirst(length)
      guard let next = rest.first else { break }
      guard ",、/和及或".unicodeScalars.contains(next) else { return mayHaveMore ? units : nil }
      rest = rest.dropFirst()
    }
    return units.isEmpty ? nil : units
  }

  private static func unit(_ scalars: ArraySlice<Unicode.Scalar>) -> (String, Int)? {
    var rest = scalars
    if rest.starts(with: "人民币".unicodeScalars) { rest = rest.dropFirst(3) }
    if rest.first == "%" { return ("%", scalars.count - rest.count + 1) }
    var scale = ""
    if let found = scales.first(where: { rest.starts(with: $0.unicodeScalars) }) {
      scale = found
      rest = rest.dropFirst(found.unicodeScalars.count)
    }
    if let base = bases.first(where: { rest.starts(with: $0.unicodeScalars) }) {
      rest = rest.dropFirst(base.unicodeScalars.count)
      return (scale + (base == "圆" ? "元" : base), scalars.count - rest.count)
    }
    return scale.isEmpty ? nil : (scale, scalars.count - rest.count)
  }
}

extension PathStatement {
  /// 元, 百元, 万元.
  var money: [String] { units.filter { $0.hasSuffix("元") } }
  /// 万件, 千, ％: a unit of which no form has figures.
  var scaled: String? {
    units.first { unit in
      unit == "%" || !unit.hasSuffix("元") && unit.unicodeScalars.first.map { "十百千万亿".unicodeScalars.contains($0) } == true
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isDecimalDigit: Bool { ("0"..."9").contains(self) }
}
