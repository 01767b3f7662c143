import ReportModel

/// When the report was published, as its page says it; ISO 8601.
struct PublicationDate {
  var value: String

  init?(_ report: Report) {
    for name in ["发布日期", "发布时间", "公开日期", "发文日期", "成文日期", "生成日期", "发布"] {
      guard let item = report.metadata.first(where: { $0.name.hasSuffix(name) }), let date = Self.iso(item.value) else { continue }
      value = date
      return
    }
    return nil
  }

  /// 2024-01-22, 2024年1月22日, 2024/1/22.
  static func iso(_ text: String) -> String? {
    var numbers: [Int] = []
    var current: Int?
    for scalar in Words(folding: text).scalars {
      if scalar.value >= 0x30, scalar.value <= 0x39 {
        let digit = Int(scalar.value) - 0x30
        guard (current ?? 0) < 100_000 else { return nil }
        current = (current ?? 0) * 10 + digit
      } else if let value = current {
        numbers.append(value)
        current = nil
        if numbers.count == 3 { break }
      }
    }
    if let current, numbers.count < 3 { numbers.append(current) }
    guard numbers.count >= 3, (1990...2100).contains(numbers[0]), (1...12).contains(numbers[1]) else { return nil }
    // 2024-01-2215:30 after white space went: the day has two digits.
    let day = numbers[2] > 31 ? Int(String(numbers[2]).prefix(2)) ?? 0 : numbers[2]
    guard (1...31).contains(day) else { return nil }
    return "\(numbers[0])-\(numbers[1] < 10 ? "0" : "")\(numbers[1])-\(day < 10 ? "0" : "")\(day)"
  }
}
