public import Diagnostics

/// What all readers of Word's formats say of automatic numbers.
extension Diagnostic {
  public static func automaticNumbers(_ count: Int, at origin: Origin?) -> Diagnostic {
    Diagnostic(
      "SRC-09", .note,
      Message(
        zh: "文档有 \(count) 段使用自动编号，已按编号设置写成文字。",
        en: "\(count) paragraphs have automatic numbers, written out as the list says"), at: origin)
  }
}
