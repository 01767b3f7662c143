public import Diagnostics

extension Message {
  /// What `VAL-14` says of a cell's text: readers and rules say the same.
  public static func damagedNumber(_ text: String) -> Message {
    let quoted = text.quoted()
    if text.unicodeScalars.contains(where: \.isRaisedDigit) {
      return Message(
        zh: "内容“\(quoted)”带有上标或下标，可能是注释号，不能确定是什么数字；注释请移出单元格",
        en: "“\(quoted)” has a superscript or subscript, perhaps the sign of a note; the number can't be told")
    }
    // Whoever renders a tree writes white space of all kinds as it stands.
    if text.utf8.contains(where: { $0 == 0x09 || $0 == 0x0A }) {
      let parts = text.split(whereSeparator: { $0.isNewline || $0 == "\t" }).map { "“\(String($0).quoted(limit: 20))”" }
      if parts.count > 1 {
        let list = parts.prefix(4).joined(separator: " ") + (parts.count > 4 ? " …" : "")
        return Message(
          zh: "同一单元格中有\(list)，分在几行或用制表符隔开，不能确定是一个数字还是几个数字",
          en: "\(list) stand on lines of their own, or apart by a tab, in one cell: whether they are one number can't be told")
      }
    }
    return Message(zh: "内容“\(quoted)”疑似损坏，不能确定是什么数字", en: "“\(quoted)” looks damaged; the number can't be told")
  }
}

extension Unicode.Scalar {
  /// A superscript or subscript digit. Source: Unicode, Superscripts and Subscripts, and Latin-1 Supplement.
  public var isRaisedDigit: Bool {
    switch value {
    case 0xB2, 0xB3, 0xB9, 0x2070, 0x2074...0x2079, 0x2080...0x2089: true
    default: false
    }
  }
}
