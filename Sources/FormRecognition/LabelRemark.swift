/// A remark in brackets behind the label of a column, which explains it and makes it no other: 本年新制作数量（含修订）.
///
/// （上年）, （市本级） or （2022年） name another column; only remarks that open with a word of explanation are left out.
enum LabelRemark {
  private static let openings = ["含", "包括", "包含", "不含", "不包括", "指", "即", "注", "见", "详见"]
  private static let distinguishing = ["上年", "上一年", "上年度", "去年", "往年", "累计", "占比", "同比", "本级", "其中"]

  /// The label before the remark; `nil` where there is none, or one that tells columns apart.
  static func label(of text: String) -> Substring? {
    guard let last = text.last, last == "）" || last == ")", let open = text.lastIndex(where: { $0 == "（" || $0 == "(" }) else { return nil }
    let label = text[..<open]
    let remark = text[text.index(after: open)...].dropLast()
    guard openings.contains(where: remark.hasPrefix), !distinguishing.contains(where: remark.contains) else { return nil }
    // A year explains 上一年 alone.
    if remark.contains("年"), remark.contains(where: \.isNumber), !label.hasPrefix("上") { return nil }
    return label
  }
}
