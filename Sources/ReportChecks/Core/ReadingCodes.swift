import Diagnostics

/// Codes that come from no rule over one report: several files together show them.
enum SeriesCodes {
  static let all: [RuleInfo] = [
    RuleInfo(
      "XYR-08", .note, zh: "逐年报告不缺年份", en: "no year is missing in a series",
      why: Message(zh: "缺年的前后两份报告不作逐年核对。", en: "The reports on either side of a gap are not compared."),
      source: "\(Source.ordinance)第四十九条"),
    RuleInfo(
      "XYR-11", .note, zh: "逐年报告的机关名称一致", en: "the reports of a series name the office alike",
      why: Message(
        zh: "名称只差所在城市等字样的，可能是同一机关，不自动比较，由使用者确定。",
        en: "Names that differ by a city in front may be one office; they are not compared unless the user says so."),
      source: "\(Source.ordinance)第四十九条"),
    RuleInfo(
      "PUB-08", .note, zh: "同一报告的不同版本数据一致", en: "the versions of one report have the same figures",
      why: Message(
        zh: "同一机关、同一年度的两个文件（如 Word 与网页）逐项核对。", en: "Two files of one office on one year, such as a Word file and a page, are compared."),
      formula: "a.r.c = b.r.c", source: "\(Source.ordinance)第四十九条"),
  ]
}

/// Codes of the catalogue that only a reader can report: they speak of the file, and the report no longer shows them.
enum ReadingCodes {
  static let all: [RuleInfo] = [
    RuleInfo(
      "STR-04", .warning, zh: "标题无法识别，按序号归入", en: "an unknown heading is assigned by its number",
      why: Message(zh: "只有其他标题的序号都对得上时才按序号归入。", en: "Only where the numbers of all other headings fit."), source: "\(Source.both)附件",
      isFoundByReading: true),
    RuleInfo(
      "STR-17", .error, zh: "未识别出年度报告内容", en: "not recognisable as an annual report",
      why: Message(zh: "没有标题也没有表格，多为图解、图片版或解读页面。", en: "No heading and no table: mostly a picture, an infographic or an interpretation."),
      source: "\(Source.ordinance)第五十条", isFoundByReading: true),
    RuleInfo(
      "TAB-06", .note, zh: "多出小计行、小计列", en: "an extra sub-total row or column",
      why: Message(zh: "已保留，并与分项核对（REQ-04）。", en: "It is kept and held against its parts (REQ-04)."),
      source: "\(Source.both)附件", isFoundByReading: true),
    RuleInfo(
      "TAB-07", .error, zh: "一行的数值与规定的列对不上", en: "the values of a row do not fit the columns of the form",
      why: Message(
        zh: "个数不符、表头是其他格式的列或同一列出现两次时，不能确定各数值所在的列，系统不作移位，整行按缺失处理。",
        en:
          "With another number of values, or below a header of another form or with a column twice, nobody can tell their columns; nothing is shifted, and the row is missing."
      ),
      source: "\(Source.both)附件", isFoundByReading: true),
    RuleInfo(
      "TAB-08", .warning, zh: "同一行重复出现", en: "a row appears twice",
      why: Message(zh: "多为跨页重复；数值相同只作提示。", en: "Mostly after a page break; with the same values it is a note."),
      source: "\(Source.both)附件", isFoundByReading: true),
    RuleInfo(
      "TAB-09", .note, zh: "标签与规定文字不一致", en: "a label in other words than the form's",
      why: Message(zh: "已按同义标签识别。", en: "It was read as the official one."),
      source: "\(Source.both)附件", isFoundByReading: true),
    RuleInfo(
      "TAB-10", .warning, zh: "标签无法识别，按位置归入", en: "an unknown label is assigned by its position",
      why: Message(zh: "请核对此行是否确为所归入的行。", en: "Please check that it is that row."), source: "\(Source.both)附件", isFoundByReading: true),
    RuleInfo(
      "TAB-11", .note, zh: "行或列的顺序与规定不一致", en: "rows or columns in another order",
      why: Message(zh: "已按标签读取。", en: "They were read by their labels."),
      source: "\(Source.both)附件", isFoundByReading: true),
    RuleInfo(
      "VAL-07", .note, zh: "数字后带单位", en: "a number carries its unit",
      why: Message(zh: "单位与本列一致，已去除。", en: "It agrees with the column and is taken off."),
      source: "\(Source.both)附件表格", isFoundByReading: true),
    RuleInfo(
      "VAL-09", .note, zh: "数字写法已规范", en: "a number was normalised",
      why: Message(zh: "全角数字、千分位、前导0等。", en: "Full-width digits, separators, leading noughts."),
      source: "《出版物上数字用法》（GB/T 15835—2011）", isFoundByReading: true),
    RuleInfo(
      "VAL-12", .note, zh: "用文字表示的增减已识别", en: "a change written in words was read", why: Message(zh: "如“减4”识别为-4。", en: "减4 is −4."),
      source: "\(Source.notice2019)附件，表二“本年增/减”", isFoundByReading: true),
    RuleInfo(
      "DIS-04", .error, zh: "表四应有15个数值", en: "table 四 has 15 values",
      why: Message(
        zh: "个数不符、表头各列的顺序与规定不一致时不能确定位置，整表按缺失处理。",
        en: "Otherwise, or where the header has them in another order, their places can't be told, and none is filled in."),
      source: "\(Source.both)附件，表四", isFoundByReading: true),
    RuleInfo(
      "SRC-03", .error, zh: "数字粘连且无法拆分", en: "digits are glued together and cannot be told apart",
      why: Message(zh: "有多种拆分方式，系统不作猜测。", en: "Several readings fit the sums; none is chosen."), source: "\(Source.both)附件，表三左上角说明",
      isFoundByReading: true),
    RuleInfo(
      "SRC-04", .warning, zh: "一个数字被拆成两处", en: "one number is broken in two",
      why: Message(
        zh: "只有合计关系只允许一种拼法时才拼合，请核对原文。", en: "The parts are joined only where the sums leave one way; please compare the source."),
      source: "\(Source.both)附件，表三左上角说明", isFoundByReading: true),
    RuleInfo(
      "SRC-05", .error, zh: "采购项目数量与金额粘连", en: "count and amount are glued together",
      why: Message(
        zh: "网页去除标签后两格的数字连成一个，有多种拆法，系统不作猜测，本行按缺失处理。",
        en: "Two cells became one number when a page lost its tags; several readings fit, none is chosen, and the row is missing."),
      source: "\(Source.notice2019)附件，表二第二十条第（九）项", isFoundByReading: true),
    RuleInfo(
      "SRC-06", .note, zh: "表内夹有页码", en: "a page number inside the table", why: Message(zh: "已略去。", en: "It was left out."),
      source: "\(Source.both)附件",
      isFoundByReading: true),
    RuleInfo(
      "SRC-08", .note, zh: "文档含修订痕迹", en: "the file holds tracked changes",
      why: Message(zh: "按接受修订后的内容读取。", en: "They are read as accepted."),
      source: "ISO/IEC 29500-1，17.13.5 节", isFoundByReading: true),
    RuleInfo(
      "SRC-09", .note, zh: "序号由自动编号生成", en: "a number comes from automatic numbering",
      why: Message(zh: "已按编号规则写出。", en: "It is written out."),
      source: "ISO/IEC 29500-1，17.9 节", isFoundByReading: true),
    RuleInfo(
      "SRC-12", .error, zh: "空格在文本排版中消失，一行数值不足", en: "blank cells vanished in a text layout: a row has too few values",
      why: Message(zh: "不能判断空的是哪一格，系统不作移位。", en: "Nobody can tell which cell was blank; nothing is shifted."), source: "\(Source.both)附件",
      isFoundByReading: true),
  ]
}
