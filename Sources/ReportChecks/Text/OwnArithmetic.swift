import ReportModel

/// What a sentence reckons from its own numbers: 较2022年的52件增加14件，增幅26.9%; 170件，被纠错21件，纠错率12.4%.
struct OwnArithmetic {
  struct Slip {
    var range: Range<Int>
    var said: String
    var due: String
  }

  static func slips(in words: Words) -> [Slip] {
    guard words.contains("%") || words.containsAny(["增", "减", "多", "少"]) else { return [] }
    var reader = OwnArithmetic()
    var end = 0
    for token in NumberLexer.tokens(in: words) where token.countsCases || token.unit == "%" {
      let lead = words[end..<token.range.lowerBound]
      end = token.end
      reader.take(token, lead)
    }
    reader.settle()
    return reader.slips
  }

  private var slips: [Slip] = []
  private var now: Int?
  private var before: Int?
  private var difference: NumberToken?
  private var growth: (token: NumberToken, falls: Bool)?
  private var counts: [Int] = []

  private mutating func take(_ token: NumberToken, _ lead: Words) {
    guard !token.isApproximate else { return reset() }
    let changes = lead.containsAny(["增", "减", "多", "少", "升", "降"])
    if token.unit == "%" {
      if changes, now != nil, growth == nil, !lead.containsAny(["率", "占"]) {
        growth = (token, lead.containsAny(["减", "少", "降"]))
      } else if lead.containsAny(["纠错率", "占"]), lead.removing(["纠错率", "占比", "占", "为", "达", ",", "(", "总数的", "总量的", "的", "申请总数"]).isEmpty {
        share(token)
      } else {
        growth = nil
      }
      return
    }
    guard let value = token.count else { return }
    let compares = lead.containsAny(["比", "较"])
    if compares, !changes, now != nil, before == nil {
      before = value
    } else if changes, now != nil, before != nil, difference == nil {
      difference = token
    } else {
      settle()
      reset()
      now = value
      counts.append(value)
    }
  }

  private mutating func reset() {
    now = nil
    before = nil
    difference = nil
    growth = nil
  }

  /// Holds what the numbers say against each other once all of them are known.
  private mutating func settle() {
    guard let now, let before, before > 0, now < 1_000_000_000, before < 1_000_000_000 else { return }
    let change = now - before
    if let difference, let said = difference.count, said != abs(change) {
      slips.append(Slip(range: difference.range.lowerBound..<difference.end, said: String(said), due: String(abs(change))))
    }
    if let growth { compare(growth.token, change * (growth.falls ? -1 : 1), before) }
  }

  private mutating func share(_ token: NumberToken) {
    guard let part = counts.last, counts.count > 1 else { return }
    let wholes = counts.dropLast().filter { $0 >= part && $0 > 0 && $0 < 1_000_000_000 }
    guard let whole = wholes.first, !wholes.contains(where: { Self.agrees(token.value, part, $0) }) else { return }
    compare(token, part, whole)
  }

  private mutating func compare(_ token: NumberToken, _ part: Int, _ whole: Int) {
    guard let due = Self.percent(part, whole, decimals: token.value.decimals), !Self.agrees(token.value, part, whole) else { return }
    slips.append(Slip(range: token.range.lowerBound..<token.end, said: token.value.description, due: due + "%"))
  }

  /// Rounding and cutting off both agree: the last digit may be off by one.
  private static func agrees(_ said: DecimalNumber, _ part: Int, _ whole: Int) -> Bool {
    guard said.decimals <= 4, let printed = said.multiplied(byPowerOfTen: said.decimals)?.integer, abs(printed) < 100_000_000 else {
      return true
    }
    var scale = 100
    for _ in 0..<said.decimals { scale *= 10 }
    let exact = part.multipliedReportingOverflow(by: scale), told = printed.multipliedReportingOverflow(by: whole)
    guard !exact.overflow, !told.overflow else { return true }
    return abs(told.partialValue - exact.partialValue) <= whole
  }

  private static func percent(_ part: Int, _ whole: Int, decimals: Int) -> String? {
    var scale = 100
    for _ in 0..<min(decimals, 4) { scale *= 10 }
    let (exact, overflow) = part.multipliedReportingOverflow(by: scale)
    guard !overflow, whole > 0 else { return nil }
    let rounded = (exact + (exact >= 0 ? whole / 2 : -(whole / 2))) / whole
    return DecimalNumber(rounded).multiplied(byPowerOfTen: -min(decimals, 4))?.description
  }
}
