import Diagnostics
import DocumentTree
import WordText

/// All that the reader has to say of a document that it can read.
extension Diagnostic {
  static func repeatedPart(_ name: String) -> Diagnostic {
    Diagnostic(
      "package-part-twice", .warning,
      Message(
        zh: "文件包中“\(name.quoted())”重复出现，只读取了第一个；不同程序可能显示不同的内容，请用Word重新保存后再核对",
        en: "the part “\(name.quoted())” is in the package twice; the first was read, and other programs may show the other"))
  }

  /// Names text that is in the file and no part of the document; `nil` for what only steers the layout or has a finding of
  /// its own.
  static func leftOut(_ omission: TextAccount.Omission) -> Diagnostic? {
    let chinese: String
    let english: String
    switch omission.reason {
    case "hidden-text": (chinese, english) = ("隐藏文字", "hidden text")
    case "ruby-annotation": (chinese, english) = ("拼音注音", "phonetic guides")
    case "unreferenced-note": (chinese, english) = ("正文没有引用的注释", "notes that the text does not refer to")
    default: return nil
    }
    return Diagnostic(
      "docx-left-out", .note,
      Message(
        zh: "\(chinese)（共 \(omission.characters) 字）不作为正文读取。",
        en: "\(english) (\(omission.characters) characters) left out of the text"), at: omission.origin)
  }

  static func prompts(_ characters: Int, at origin: Origin?) -> Diagnostic {
    Diagnostic(
      "docx-prompts", .note,
      Message(
        zh: "内容控件的占位提示文字（共 \(characters) 字）不是填写的内容，按空白处理。",
        en: "prompts of content controls (\(characters) characters) are no content; they count as blank"), at: origin)
  }

  static func moreFindings(_ count: Int, of code: String) -> Diagnostic {
    Diagnostic(
      "docx-more-findings", .warning,
      Message(zh: "还有 \(count) 项 \(code) 类提示未一一列出。", en: "\(count) more findings \(code) are not listed"))
  }

  static func comments(_ count: Int) -> Diagnostic {
    Diagnostic(
      "docx-comments", .note,
      Message(zh: "文档有 \(count) 条批注，不作为正文。", en: "\(count) comments, which are no part of the text"))
  }

  static func picture(_ description: String?, at origin: Origin) -> Diagnostic {
    let name = description.map { "“\($0.quoted())”" } ?? ""
    return Diagnostic(
      "docx-picture", .note,
      Message(zh: "此处有图片\(name)，图片中的文字未读取。", en: "a picture\(name.isEmpty ? "" : " " + name); text in it is not read"),
      at: origin)
  }

  static func chart(at origin: Origin) -> Diagnostic {
    Diagnostic(
      "docx-chart", .note, Message(zh: "此处有图表，其中的数据未读取。", en: "a chart; its data are not read"), at: origin)
  }

  static func diagram(at origin: Origin) -> Diagnostic {
    Diagnostic(
      "docx-diagram", .note,
      Message(zh: "此处有 SmartArt 图形，只读取其中的文字。", en: "a SmartArt diagram; only its text is read"), at: origin)
  }

  static func control(_ name: String, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "docx-control", .note,
      Message(zh: "此处有 ActiveX 控件“\(name.quoted())”，未读取。", en: "an ActiveX control “\(name.quoted())”; it is not read"),
      at: origin)
  }

  static func equationObject(at origin: Origin) -> Diagnostic {
    Diagnostic(
      "docx-equation-object", .note,
      Message(zh: "此处有公式对象，未读取。", en: "an equation object; it is not read"), at: origin)
  }

  static func embeddedObject(_ program: String, _ refusal: Refusal?, at origin: Origin) -> Diagnostic {
    let isTable = program.isEmpty || program.hasPrefix("Excel") || program.hasPrefix("ET.") || program.hasPrefix("KET")
    let what = program.isEmpty ? "" : "（\(program.quoted())）"
    let why = refusal.map { "：\($0.message.chinese)" } ?? "。"
    let reason = refusal.map { ": \($0.message.english)" } ?? ""
    return Diagnostic(
      "docx-embedded-object", isTable ? .warning : .note,
      isTable
        ? Message(
          zh: "此处表格是嵌入对象\(what)，未读取\(why)",
          en: "table is an embedded object\(program.isEmpty ? "" : " (\(program.quoted()))") and was not read\(reason)")
        : Message(
          zh: "此处有嵌入对象\(what)，未读取\(why)", en: "an embedded object (\(program.quoted())) was not read\(reason)"),
      at: origin,
      suggestion: isTable
        ? Message(zh: "请把表格改为 Word 表格。", en: "make it a table of the document itself") : nil)
  }

  static func embeddedWorkbookRead(_ part: String, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "docx-embedded-workbook", .note,
      Message(zh: "此处表格是嵌入的电子表格，已从中读取。", en: "table is an embedded workbook, and was read from it"), at: origin,
      actual: part)
  }

  static func unreadChunk(_ part: String, _ refusal: Refusal?, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "docx-unread-chunk", .error,
      Message(
        zh: "此处插入的其他格式内容（\(part.quoted())）未能读取" + (refusal.map { "：\($0.message.chinese)" } ?? "。"),
        en: "content of another format (\(part.quoted())) stands here and was not read"
          + (refusal.map { ": \($0.message.english)" } ?? "")), at: origin)
  }

  static func subdocument(at origin: Origin) -> Diagnostic {
    Diagnostic(
      "docx-subdocument", .warning,
      Message(
        zh: "此处引用子文档，其内容在另一个文件中，未读取。",
        en: "a subdocument stands here; its text is in another file and was not read"), at: origin)
  }

  static func missingPart(_ name: String) -> Diagnostic {
    Diagnostic(
      "docx-missing-part", .warning,
      Message(zh: "包内缺少部件 \(name.quoted())。", en: "part \(name.quoted()) is missing from the package"))
  }

  static func unreadablePart(_ name: String, _ refusal: Refusal) -> Diagnostic {
    Diagnostic(
      "docx-unreadable-part", .warning,
      Message(
        zh: "部件 \(name.quoted()) 未能读取：\(refusal.message.chinese)",
        en: "part \(name.quoted()) was not read: \(refusal.message.english)"))
  }

  static func missingNote(_ id: String, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "docx-missing-note", .warning,
      Message(zh: "此处引用的注释 \(id.quoted()) 不存在。", en: "note \(id.quoted()) is referred to here and does not exist"),
      at: origin)
  }

  static func brokenField(at origin: Origin) -> Diagnostic {
    Diagnostic(
      "docx-broken-field", .note,
      Message(zh: "此处的域不完整，按普通文字读取。", en: "a field without its begin or end; read as plain text"), at: origin)
  }

  static func fieldWithoutResult(_ instruction: String, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "docx-field-without-result", .warning,
      Message(
        zh: "此处的域“\(instruction.quoted())”没有保存结果，无法得知其显示的内容。",
        en: "field “\(instruction.quoted())” has no saved result; what it shows is not known"), at: origin)
  }

  static func hiddenRow(at origin: Origin) -> Diagnostic {
    Diagnostic(
      "docx-hidden-row", .note, Message(zh: "表格中有隐藏的行，未读取。", en: "a hidden row of the table is left out"),
      at: origin)
  }

  static func textInMergedCell(_ text: String, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "docx-text-in-merged-cell", .warning,
      Message(
        zh: "合并单元格中还有不显示的文字“\(text.quoted())”，未读取。",
        en: "a merged cell holds text that does not show, “\(text.quoted())”; it is left out"), at: origin)
  }

  static func mergeWithoutStart(at origin: Origin) -> Diagnostic {
    Diagnostic(
      "docx-merge-without-start", .note,
      Message(
        zh: "单元格声明与上方合并，但上方没有同样宽的合并单元格，按单独的单元格读取。",
        en: "a cell says that it continues one above, but none of its width begins there; read as a cell of its own"),
      at: origin)
  }

  static func shortRows(_ count: Int, columns: Int, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "docx-short-rows", .note,
      Message(
        zh: "表格共 \(columns) 列，有 \(count) 行在右端不足，缺少的格没有补上。",
        en: "the table has \(columns) columns; \(count) rows end before the last one, and nothing was put there"), at: origin)
  }

  static func badNumber(_ element: String, _ text: String, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "docx-bad-number", .warning,
      Message(
        zh: "\(element) 的值“\(text.quoted())”不合理。", en: "the value “\(text.quoted())” of \(element) makes no sense"),
      at: origin)
  }

  static func badSymbol(_ code: String, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "docx-symbol", .warning,
      Message(zh: "符号编码“\(code.quoted())”无效。", en: "symbol code “\(code.quoted())” is not valid"), at: origin)
  }

  static func unmappedSymbol(_ font: String, _ code: String, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "docx-symbol", .note,
      Message(
        zh: "字体“\(font.quoted())”的符号 \(code.quoted()) 没有对应的 Unicode 字符。",
        en: "symbol \(code.quoted()) of font “\(font.quoted())” has no Unicode character known here"), at: origin)
  }

  static func unknownNumberFormat(_ format: String, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "docx-number-format", .warning,
      Message(
        zh: "编号格式“\(format.quoted())”不受支持，按阿拉伯数字书写。",
        en: "number format “\(format.quoted())” is not supported; written in digits"), at: origin)
  }

  static func strayText(in element: String, _ characters: Int, at origin: Origin?) -> Diagnostic {
    Diagnostic(
      "docx-stray-text", .warning,
      Message(
        zh: "元素 \(element.quoted()) 中有不应出现的文字（\(characters) 字），未读取。",
        en: "\(characters) characters of text stand in \(element.quoted()), where none may; left out"), at: origin)
  }

  static func unknownElement(_ name: String, _ characters: Int, at origin: Origin?) -> Diagnostic {
    Diagnostic(
      "docx-unknown-element", .warning,
      Message(
        zh: "不认识的元素 \(name.quoted()) 中的文字（\(characters) 字）未读取。",
        en: "\(characters) characters of text in the unknown element \(name.quoted()) were left out"), at: origin)
  }

  static func unknownElements(_ name: String, _ count: Int) -> Diagnostic {
    Diagnostic(
      "docx-unknown-element", .note,
      Message(zh: "不认识的元素 \(name.quoted()) 共 \(count) 个，不含文字。", en: "\(count) unknown elements \(name.quoted()), without text")
    )
  }
}
