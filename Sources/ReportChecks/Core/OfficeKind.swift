/// What kind of office reports, as far as its name tells. Duties and powers depend on it; where the name does not tell, nothing is assumed.
enum OfficeKind: Sendable, Hashable {
  /// 乡、镇、街道: no rule-making power, no departments.
  case township
  /// A government of a county, a city or a province: reports for all its offices.
  case government
  /// A department below the province: 县水利局, 市教育局.
  case localDepartment
  case unknown

  init(_ organ: String?) {
    guard let organ else {
      self = .unknown
      return
    }
    func ends(_ words: String...) -> Bool { words.contains { organ.hasSuffix($0) } }
    if ends("乡", "镇", "街道", "乡人民政府", "镇人民政府", "街道办事处", "街道办", "苏木", "苏木人民政府", "镇政府", "乡政府") {
      self = .township
    } else if ends("县", "市", "区", "旗", "省", "自治州", "盟", "县人民政府", "市人民政府", "区人民政府", "旗人民政府", "省人民政府", "州人民政府", "县政府", "市政府", "区政府", "省政府") {
      self = .government
    } else if ends("局", "委员会", "委"), ["县", "市", "区", "旗", "镇"].contains(where: { Self.isInside($0, organ) }), !organ.hasPrefix("国家") {
      self = .localDepartment
    } else {
      self = .unknown
    }
  }

  /// A county, district, township or a department of one of them: certainly without power to make 规章.
  ///
  /// 市 alone says nothing: the government of a city that is divided into districts has that power. Source: 《立法法》 article 93.
  static func lacksRuleMaking(_ organ: String?) -> Bool {
    switch OfficeKind(organ) {
    case .township, .localDepartment: true
    case .government:
      organ.map { name in ["县", "县人民政府", "县政府", "旗", "旗人民政府"].contains { name.hasSuffix($0) } } ?? false
    case .unknown: false
    }
  }

  private static func isInside(_ word: String, _ organ: String) -> Bool {
    guard let first = organ.first, let place = organ.firstIndex(of: Character(word)) else { return false }
    return String(first) != word && place != organ.startIndex
  }
}
