extension NumberingCounters.Label {
  /// What stands between an automatic number and its text, where Word shows a tab stop or a space.
  ///
  /// Nothing where a person would type nothing: after 、 and full-width marks, and between a mark and Chinese text.
  public func separator(before text: String) -> String {
    guard suffix != "nothing", let last = self.text.unicodeScalars.last, let first = text.unicodeScalars.first
    else { return "" }
    if first.properties.isWhitespace || last.properties.isWhitespace { return "" }
    switch last {
    case "、", "，", "．", "。", "：", "；", "）", "】", "〕", "》", "」", "』": return ""
    case ".", ")", ",", ":", ";", "]":
      return first.value >= 0x2E80 ? "" : " "
    default:
      // ① and its kin read as marks.
      if (0x2460...0x24FF).contains(last.value) || (0x3220...0x32FF).contains(last.value) {
        return first.value >= 0x2E80 ? "" : " "
      }
      return " "
    }
  }
}
