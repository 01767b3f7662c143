import Diagnostics
import DocumentTree

/// All that the reader has to say of a document that it can read.
extension Diagnostic {
  static func hiddenText(_ omission: TextAccount.Omission) -> Diagnostic {
    Diagnostic(
      "doc-left-out", .note,
      Message(
        zh: "隐藏文字（共 \(omission.characters) 字）不作为正文读取。",
        en: "hidden text (\(omission.characters) characters) left out of the text"), at: omission.origin)
  }

  static func moreFindings(_ count: Int, of code: String) -> Diagnostic {
    Diagnostic(
      "doc-more-findings", .warning,
      Message(zh: "还有 \(count) 项 \(code) 类提示未一一列出。", en: "\(count) more findings \(code) are not listed"))
  }

  static func comments(_ count: Int) -> Diagnostic {
    Diagnostic(
      "doc-comments", .note,
      Message(zh: "文档有 \(count) 条批注，不作为正文。", en: "\(count) comments, which are no part of the text"))
  }

  static func picture(at origin: Origin) -> Diagnostic {
    Diagnostic(
      "doc-picture", .note, Message(zh: "此处有图片，图片中的文字未读取。", en: "a picture; text in it is not read"), at: origin)
  }

  static func embeddedObject(_ program: String, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "doc-embedded-object", .warning,
      Message(
        zh: "此处是嵌入对象（\(program.quoted())），如为表格，其内容未读取。",
        en: "an embedded object (\(program.quoted())) stands here; a table in it was not read"), at: origin,
      suggestion: Message(zh: "请把表格改为 Word 表格。", en: "make it a table of the document itself"))
  }

  static func textBoxElsewhere(_ origin: Origin) -> Diagnostic {
    Diagnostic(
      "doc-text-box", .note,
      Message(zh: "文本框的位置无法确定，其文字放在正文之后。", en: "the place of a text box is not known; its text follows the body"), at: origin)
  }

  static func headerTextBox(_ characters: Int) -> Diagnostic {
    Diagnostic(
      "doc-header-text-box", .note,
      Message(
        zh: "页眉页脚的文本框中有 \(characters) 字，不作为正文读取。",
        en: "text boxes of headers and footers hold \(characters) characters, which are left out"))
  }

  static func brokenField(at origin: Origin) -> Diagnostic {
    Diagnostic(
      "doc-broken-field", .note,
      Message(zh: "此处的域不完整，按普通文字读取。", en: "a field without its begin or end; read as plain text"), at: origin)
  }

  static func fieldWithoutResult(_ instruction: String, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "doc-field-without-result", .warning,
      Message(
        zh: "此处的域“\(instruction.quoted())”没有保存结果，无法得知其显示的内容。",
        en: "field “\(instruction.quoted())” has no saved result; what it shows is not known"), at: origin)
  }

  static func unmappedSymbol(_ font: String, _ code: UInt32, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "doc-symbol", .note,
      Message(
        zh: "字体“\(font.quoted())”的符号 \(String(code, radix: 16)) 没有对应的 Unicode 字符。",
        en: "symbol \(String(code, radix: 16)) of font “\(font.quoted())” has no Unicode character known here"), at: origin)
  }

  static func unknownNumberFormat(_ format: String, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "doc-number-format", .warning,
      Message(
        zh: "编号格式“\(format.quoted())”不受支持，按阿拉伯数字书写。",
        en: "number format “\(format.quoted())” is not supported; written in digits"), at: origin)
  }
}

extension Refusal {
  static func tooManyBlocks(_ limit: Int) -> Refusal {
    Refusal(
      "limit-blocks",
      Message(zh: "文档的段落和表格超过 \(limit) 个。", en: "the document has more than \(limit) paragraphs and tables"))
  }
}
