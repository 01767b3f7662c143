import Diagnostics

/// All that the reader has to say of a workbook that it can read.
extension Diagnostic {
  static func moreFindings(_ count: Int, of code: String) -> Diagnostic {
    Diagnostic(
      "xlsx-more-findings", .warning,
      Message(zh: "还有 \(count) 项 \(code) 类提示未一一列出。", en: "\(count) more findings \(code) are not listed"))
  }

  static func missingSheet(_ name: String, _ origin: Origin) -> Diagnostic {
    Diagnostic(
      "xlsx-missing-sheet", .error,
      Message(zh: "工作表“\(name.quoted())”不在文件中，未读取。", en: "sheet “\(name.quoted())” is missing from the file"), at: origin)
  }

  static func otherSheet(_ name: String, _ type: String, _ origin: Origin) -> Diagnostic {
    Diagnostic(
      "xlsx-other-sheet", .warning,
      Message(
        zh: "“\(name.quoted())”不是普通工作表（\(type.quoted())），未读取。",
        en: "“\(name.quoted())” is no worksheet (\(type.quoted())) and was not read"), at: origin)
  }

  static func hiddenSheet(_ name: String, _ characters: Int, _ origin: Origin) -> Diagnostic {
    Diagnostic(
      "xlsx-hidden-sheet", .warning,
      Message(
        zh: "工作表“\(name.quoted())”是隐藏的（\(characters) 字），不作为正文读取。",
        en: "sheet “\(name.quoted())” is hidden (\(characters) characters) and left out"), at: origin,
      suggestion: Message(zh: "如需读取，请先取消隐藏。", en: "unhide it if it belongs to the report"))
  }

  static func hidden(_ what: Message, _ characters: Int, _ origin: Origin) -> Diagnostic {
    Diagnostic(
      "xlsx-hidden-cells", .warning,
      Message(
        zh: "隐藏的\(what.chinese)中有内容（\(characters) 字），不作为正文读取。",
        en: "hidden \(what.english) hold \(characters) characters, which are left out"), at: origin,
      suggestion: Message(zh: "如需读取，请先取消隐藏或筛选。", en: "unhide them if they belong to the report"))
  }

  static func formulaWithoutValue(_ formula: String, _ origin: Origin) -> Diagnostic {
    Diagnostic(
      "xlsx-formula-without-value", .warning,
      Message(
        zh: "公式“=\(formula.quoted())”没有保存计算结果，无法得知其数值。",
        en: "formula “=\(formula.quoted())” has no saved result; its value is not known"), at: origin,
      suggestion: Message(zh: "请在 Excel 或 WPS 中打开并保存一次。", en: "open and save the file once in Excel or WPS"))
  }

  static func errorValue(_ value: String, _ origin: Origin) -> Diagnostic {
    Diagnostic(
      "xlsx-error-value", .warning,
      Message(zh: "单元格显示错误值 \(value.quoted())。", en: "the cell shows the error \(value.quoted())"), at: origin, actual: value)
  }

  static func numberRounded(_ value: String, _ shown: String, _ origin: Origin) -> Diagnostic {
    Diagnostic(
      "xlsx-number-rounded", .warning,
      Message(
        zh: "单元格的数值是 \(value)，按格式显示为 \(shown)，已按显示的内容读取。",
        en: "the cell holds \(value) and shows \(shown); read as shown"), at: origin, actual: value)
  }

  static func numberShownOtherwise(_ value: String, _ shown: String, _ code: String, _ origin: Origin) -> Diagnostic {
    Diagnostic(
      "xlsx-number-shown-otherwise", .warning,
      Message(
        zh: "单元格的数值是 \(value)，按格式“\(code.quoted())”显示为“\(shown)”，已按数值读取。",
        en: "the cell holds \(value) and shows “\(shown)” by its format “\(code.quoted())”; read as it holds"), at: origin,
      actual: value)
  }

  static func unknownFormat(_ code: String, _ value: String, _ origin: Origin) -> Diagnostic {
    Diagnostic(
      "xlsx-number-format", .warning,
      Message(
        zh: "数字格式“\(code.quoted())”不能确切套用，已按存储的数值 \(value) 读取。",
        en: "number format “\(code.quoted())” can't be applied for certain; read as the stored number \(value)"), at: origin,
      actual: value)
  }

  static func displayHides(_ text: String, _ code: String, _ origin: Origin) -> Diagnostic {
    Diagnostic(
      "xlsx-hidden-by-format", .warning,
      Message(
        zh: "单元格有文字“\(text.quoted())”，其格式“\(code.quoted())”使它不显示，已读取。",
        en: "the format “\(code.quoted())” hides the text “\(text.quoted())”, which was read"), at: origin)
  }

  static func badNumber(_ text: String, _ origin: Origin) -> Diagnostic {
    Diagnostic(
      "xlsx-bad-number", .warning,
      Message(zh: "单元格的数值“\(text.quoted())”不是数字。", en: "the number “\(text.quoted())” of a cell is none"), at: origin, actual: text)
  }

  static func badReference(_ text: String, _ origin: Origin) -> Diagnostic {
    Diagnostic(
      "xlsx-bad-reference", .warning,
      Message(zh: "单元格位置“\(text.quoted())”无效。", en: "“\(text.quoted())” is no place on a sheet"), at: origin)
  }

  static func badSharedString(_ text: String, _ origin: Origin) -> Diagnostic {
    Diagnostic(
      "xlsx-bad-shared-string", .error,
      Message(
        zh: "单元格引用的文字（编号 \(text.quoted())）不在文件中。", en: "the cell refers to string \(text.quoted()), which the file lacks"),
      at: origin)
  }

  static func unknownCellType(_ type: String, _ origin: Origin) -> Diagnostic {
    Diagnostic(
      "xlsx-cell-type", .warning,
      Message(zh: "不认识的单元格类型“\(type.quoted())”，按原样读取。", en: "unknown cell type “\(type.quoted())”; read as written"), at: origin)
  }

  static func duplicateCell(_ text: String, _ origin: Origin) -> Diagnostic {
    Diagnostic(
      "xlsx-duplicate-cell", .warning,
      Message(
        zh: "同一单元格在文件中出现两次，后一次的内容“\(text.quoted())”未读取。",
        en: "the cell stands twice in the file; its second content “\(text.quoted())” is left out"), at: origin)
  }

  static func textInMergedCell(_ text: String, _ origin: Origin) -> Diagnostic {
    Diagnostic(
      "xlsx-text-in-merged-cell", .warning,
      Message(
        zh: "合并单元格中还有不显示的内容“\(text.quoted())”，未读取。",
        en: "a merged cell holds content that does not show, “\(text.quoted())”; it is left out"), at: origin)
  }

  static func overlappingMerge(_ range: String, _ origin: Origin) -> Diagnostic {
    Diagnostic(
      "xlsx-overlapping-merge", .warning,
      Message(zh: "合并区域 \(range) 与另一合并区域重叠，未合并。", en: "merge \(range) overlaps another and was not made"), at: origin)
  }

  static func strayText(in element: String, _ characters: Int, _ origin: Origin) -> Diagnostic {
    Diagnostic(
      "xlsx-stray-text", .warning,
      Message(
        zh: "元素 \(element.quoted()) 中有不应出现的文字（\(characters) 字），未读取。",
        en: "\(characters) characters of text stand in \(element.quoted()), where none may; left out"), at: origin)
  }

  static func comments(_ count: Int, _ origin: Origin) -> Diagnostic {
    Diagnostic(
      "xlsx-comments", .note,
      Message(zh: "工作表有 \(count) 条批注，不作为正文。", en: "\(count) comments, which are no part of the text"), at: origin)
  }

  static func picture(_ origin: Origin) -> Diagnostic {
    Diagnostic(
      "xlsx-picture", .note, Message(zh: "工作表中有图片，图片中的文字未读取。", en: "a picture on the sheet; text in it is not read"), at: origin)
  }

  static func chart(_ origin: Origin) -> Diagnostic {
    Diagnostic(
      "xlsx-chart", .note, Message(zh: "工作表中有图表，未读取。", en: "a chart on the sheet; it is not read"), at: origin)
  }
}

extension Refusal {
  static func sheetTooLarge(_ origin: Origin) -> Refusal {
    Refusal("limit-table", Message(zh: "工作表过大。", en: "the sheet is too large"), at: origin)
  }
}
