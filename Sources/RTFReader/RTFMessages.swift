import Diagnostics
import DocumentTree

/// All that the reader has to say of a file that it can read.
extension Diagnostic {
  static let cutShort = Diagnostic(
    "rtf-cut", .error, Message(zh: "RTF 文件不完整，末尾可能缺失。", en: "the RTF file ends before its end; its last lines may be lost"))

  static func hiddenText(_ omission: TextAccount.Omission) -> Diagnostic {
    Diagnostic(
      "rtf-left-out", .note,
      Message(
        zh: "隐藏文字（共 \(omission.characters) 字）不作为正文读取。",
        en: "hidden text (\(omission.characters) characters) left out of the text"), at: omission.origin)
  }

  static func moreFindings(_ count: Int, of code: String) -> Diagnostic {
    Diagnostic(
      "rtf-more-findings", .warning,
      Message(zh: "还有 \(count) 项 \(code) 类提示未一一列出。", en: "\(count) more findings \(code) are not listed"))
  }

  static func comments(_ count: Int) -> Diagnostic {
    Diagnostic(
      "rtf-comments", .note,
      Message(zh: "文档有 \(count) 条批注，不作为正文。", en: "\(count) comments, which are no part of the text"))
  }

  static func picture(at origin: Origin) -> Diagnostic {
    Diagnostic(
      "rtf-picture", .note, Message(zh: "此处有图片，图片中的文字未读取。", en: "a picture; text in it is not read"), at: origin)
  }

  static func embeddedObject(at origin: Origin) -> Diagnostic {
    Diagnostic(
      "rtf-embedded-object", .warning,
      Message(zh: "此处是嵌入对象，如为表格，其内容未读取。", en: "an embedded object stands here; a table in it was not read"), at: origin,
      suggestion: Message(zh: "请把表格改为 Word 表格。", en: "make it a table of the document itself"))
  }

  static func fieldWithoutResult(_ instruction: String, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "rtf-field-without-result", .warning,
      Message(
        zh: "此处的域“\(instruction.quoted())”没有保存结果，无法得知其显示的内容。",
        en: "field “\(instruction.quoted())” has no saved result; what it shows is not known"), at: origin)
  }

  static func undecodable(_ encoding: String, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "SRC-07", .warning,
      Message(
        zh: "此处有字节不能按 \(encoding) 编码解读，已用“\u{FFFD}”代替，请核对原文", en: "bytes here are not \(encoding); U+FFFD stands in their place"),
      at: origin)
  }
}

extension Refusal {
  static func tooDeep(_ limit: Int) -> Refusal {
    Refusal("limit-depth", Message(zh: "RTF 分组嵌套超过 \(limit) 层。", en: "groups nested more than \(limit) deep"))
  }

  static func tableTooLarge(at origin: Origin) -> Refusal {
    Refusal("limit-table", Message(zh: "表格过大。", en: "the table is too large"), at: origin)
  }

  static func tooManyBlocks(_ limit: Int) -> Refusal {
    Refusal(
      "limit-blocks",
      Message(zh: "文档的段落和表格超过 \(limit) 个。", en: "the document has more than \(limit) paragraphs and tables"))
  }
}
