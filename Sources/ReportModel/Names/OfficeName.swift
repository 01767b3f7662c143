/// What the name of an office looks like.
public enum OfficeName {
  /// How names end. 民意乡, 人民政府机关 and 便民服务中心 are names as well.
  public static let endings = [
    "人民政府", "政府", "办公厅", "办公室", "委员会", "管委会", "局", "厅", "委", "院", "部", "署", "镇", "乡", "街道", "街道办事处", "办事处", "县", "市", "区", "省", "自治区",
    "自治州", "州", "盟", "旗",
    "中心", "公司", "集团", "学校", "大学", "学院", "医院", "社", "会", "站", "所", "队", "支队", "总队", "海关", "处", "园区", "开发区", "管理处", "总局", "分局", "苏木",
    "集团有限公司", "馆", "办", "机关",
  ]

  /// Words that no name holds: laws, platforms, and what a sentence says of an office.
  private static let foreign = [
    "条例", "办法", "规定", "规程", "平台", "系统", "网站", "门户", "通知", "要求", "精神", "年度", "年报", "报告", "公众号", "专栏", "本机关", "本局", "本单位", "本部门", "我局", "我镇",
    "我乡",
    "我县", "我市", "我区", "我街道", "各级", "各单位", "各部门", "社会", "有关", "相关", "结合", "依法", "进行", "根据", "按照", "关于", "全县", "全市", "全区", "全镇", "实际", "工作",
    "中华人民共和国",
    "党中央", "国务院", "省委", "市委", "县委", "区委", "情况", "领导小组", "现将", "以下", "上述", "一并", "公布如下", "联席会",
  ]
  /// General words for an office.
  private static let general: Set<String> = [
    "办公室", "办公厅", "办事处", "委员会", "人民政府", "政府", "街道", "管委会", "街道办事处", "党政办公室", "机关", "各镇", "各乡镇", "乡镇", "部门", "单位", "公司",
  ]
  private static let levels: Set<Unicode.Scalar> = ["省", "市", "县", "区", "州", "旗", "镇", "乡", "盟"]
  /// Places and offices whose names begin like a level: 市中区, 市场监督管理局.
  private static let notLevels = [
    "市中区", "市南区", "市北区", "市中心", "镇江", "镇平", "镇安", "镇原", "镇雄", "镇康", "镇沅", "镇巴", "镇赉", "镇坪", "镇宁", "镇远", "镇海", "乡宁", "旗山", "区直",
  ]
  /// Departments; alone they say no place.
  private static let departments = [
    "水利局", "水务局", "教育局", "民政局", "财政局", "司法局", "公安局", "审计局", "统计局", "气象局", "林业局", "商务局", "信访局", "交通运输局", "农业农村局", "自然资源", "应急管理局", "生态环境局",
    "市场监督管理局",
    "卫生健康", "医疗保障局", "退役军人事务局", "乡村振兴局", "城市管理", "行政审批", "住房和城乡建设局", "人力资源和社会保障局", "发展和改革", "文化", "科学技术局", "科技局", "工业和信息化局", "政务服务",
  ]

  public static func endsLikeOffice(_ name: some StringProtocol) -> Bool { endings.contains { name.hasSuffix($0) } }

  /// A name that can be taken from the middle of a sentence.
  public static func isPlausible(_ name: String) -> Bool {
    let scalars = name.unicodeScalars
    guard (3...30).contains(scalars.count), let first = scalars.first, !"本我该各全其此和与及的了".unicodeScalars.contains(first) else { return false }
    guard scalars.allSatisfy({ (0x4E00...0x9FFF).contains($0.value) || "（）()、".unicodeScalars.contains($0) }), endsLikeOffice(name) else {
      return false
    }
    return !general.contains(name) && !foreign.contains { name.contains($0) } && !scalars.contains("、")
  }

  /// 市人民政府办公室, 县水利局, 水利局: the place is not said.
  public static func isGeneral(_ name: String) -> Bool {
    let scalars = Array(name.unicodeScalars)
    guard let first = scalars.first, scalars.count <= 24 else { return false }
    if general.contains(name) || name.hasPrefix("人民政府") { return true }
    if departments.contains(where: name.hasPrefix) {
      return !scalars.contains { levels.contains($0) } || name.hasPrefix("市场") || name.hasPrefix("乡村")
    }
    guard levels.contains(first), scalars.count > 2, !notLevels.contains(where: name.hasPrefix) else { return false }
    let rest = String(String.UnicodeScalarView(scalars.dropFirst()))
    if rest.hasPrefix("人民政府") || rest.hasPrefix("政府") { return true }
    return "省市县区".unicodeScalars.contains(first) && departments.contains(where: rest.hasPrefix)
  }

  /// Without what the names of one office differ by: 石渡镇人民政府 and 石渡镇, 西湖街道办事处 and 西湖街道.
  public static func core(_ name: String) -> String {
    var name = Substring(name)
    for ending in ["人民政府机关", "人民政府", "政府", "街道办事处", "街道办", "办事处"] where name.hasSuffix(ending) && name.count > ending.count + 1 {
      name = name.dropLast(ending.count)
      if ending.hasPrefix("街道") { return name + "街道" }
      break
    }
    return String(name)
  }

  /// Whether two names may be those of one office: one is the other, or the other behind its city.
  public static func mayBeSame(_ a: String, _ b: String) -> Bool {
    let (a, b) = (core(a), core(b))
    return a.hasSuffix(b) || b.hasSuffix(a)
  }
}
