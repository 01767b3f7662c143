import DocumentTree
import ReportModel

/// Words of the page around a report: tools, ways, shares.
enum PageChrome {
  private static let words: Set<String> = [
    "打印本页", "打印", "打印页面", "打印此页", "关闭窗口", "关闭", "关闭本页", "关闭页面", "关闭此页", "收藏", "收藏本页", "加入收藏", "分享到", "分享",
    "微信", "微博", "新浪微博", "腾讯微博", "QQ空间", "QQ", "扫一扫", "返回顶部", "返回", "返回首页", "返回列表", "首页", "上一篇", "下一篇", "上一条", "下一条",
    "字体", "大", "中", "小", "字号", "纠错", "我要纠错", "浏览次数", "点击数", "阅读次数", "回到顶部", "下载", "附件下载", "无障碍", "长者模式", "适老化",
    "扫一扫在手机打开当前页", "用微信扫描二维码分享至好友和朋友圈", "复制链接", "登录", "注册", "繁体", "简体",
  ]
  private static let openings = [
    "上一篇", "下一篇", "上一条", "下一条", "当前位置", "您当前的位置", "您的位置", "您现在的位置", "浏览次数", "点击数", "分享到", "扫一扫", "主办单位", "承办单位", "网站标识码", "版权所有",
  ]

  private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "【", "】", "[", "]", "［", "］", "(", ")", "（", "）", "|", "｜", ":", "：", "/", ",", "，", "、", ">", "》", "<", "《", "·", "-", "—", "_":
      true
    default: scalar.isWhite
    }
  }

  static func isChrome(_ text: String) -> Bool {
    guard text.utf8.count <= 240 else { return false }
    let parts = text.unicodeScalars.split(whereSeparator: isSeparator).map { Substring($0) }
    guard !parts.isEmpty else { return false }
    if parts.allSatisfy({ words.contains(String($0)) || $0.allSatisfy(\.isNumber) }), parts.contains(where: { words.contains(String($0)) })
    {
      return true
    }
    let start = Substring(text).trimmingSpace
    return openings.contains { start.hasPrefix($0) && (start.dropFirst($0.count).first.map { "：: >".contains($0) } ?? true) }
      || text.holds("ICP备") || text.holds("公网安备")
  }
}

/// The index card of a portal (索引号, 发布机构, 发布日期, …): pairs of name and value above the report.
enum IndexCard {
  private static let names: Set<String> = [
    "索引号", "索引", "信息索引号", "分类", "主题分类", "主题", "体裁分类", "组配分类", "发布机构", "发文机关", "发布单位", "公开机构", "责任部门", "公开单位", "公开责任部门",
    "生成日期", "发文日期", "发布日期", "公开日期", "成文日期", "发布时间", "生成时间", "公开时间", "文号", "发文字号", "文件编号", "有效性", "时效", "时效性", "是否有效", "名称", "信息名称", "标题",
    "关键词", "主题词", "公开方式", "公开范围", "公开形式", "公开时限", "公开类别", "信息类别", "内容概述", "内容分类", "服务对象", "废止日期", "生效日期", "来源", "作者", "语种", "关联类型", "信息来源",
  ]

  /// The pairs of a table that consists of nothing else; `nil` when it is another table.
  static func pairs(_ table: AnnexTable) -> [NamedValue]? {
    var pairs: [NamedValue] = []
    var row = -1
    var name: String?
    var known = 0
    for cell in table.cells {
      if cell.row != row {
        row = cell.row
        if let name { pairs.append(NamedValue(name: name, value: "")) }
        name = nil
      }
      let text = String(Substring(cell.text).trimmingSpace)
      if let open = name {
        if names.contains(key(text)) {
          pairs.append(NamedValue(name: open, value: ""))
          name = key(text)
          known += 1
        } else {
          pairs.append(NamedValue(name: open, value: text))
          name = nil
        }
      } else if !text.isEmpty {
        let word = key(text)
        if names.contains(word) {
          name = word
          known += 1
        } else if let (own, value) = colonPair(text) {
          pairs.append(NamedValue(name: own, value: value))
          known += 1
        } else {
          return nil
        }
      }
    }
    if let name { pairs.append(NamedValue(name: name, value: "")) }
    return known >= 2 ? pairs.filter { !$0.value.isEmpty } : nil
  }

  private static func key(_ text: String) -> String {
    String(text.filter { !$0.isWhitespace && $0 != ":" && $0 != "：" && $0 != "【" && $0 != "】" })
  }

  private static func colonPair(_ text: String) -> (String, String)? {
    guard let colon = text.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return nil }
    let name = key(String(text[..<colon]))
    return names.contains(name) ? (name, String(text[text.index(after: colon)...].trimmingSpace)) : nil
  }
}
