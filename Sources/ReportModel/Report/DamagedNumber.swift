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
