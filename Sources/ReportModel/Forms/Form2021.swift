extension Form {
  /// 政府信息公开工作年度报告格式, for report years from 2021. 10 + 175 + 15 figures.
  ///
  /// Source: 国办公开办函〔2021〕30号, annex.
  static let form2021 = Form(
    id: "2021", reportYears: 2021...9999, basis: "国办公开办函〔2021〕30号", sections: OfficialForms.sections,
    tables: [
      .proactive(
        [
          FormTable.block(
            "art20_1",
            [
              FormTable.column("issued", "本年制发件数", ["本年制发数", "本年制发数量", "本年度制发件数", "本年度制发数量"]),
              FormTable.column("repealed", "本年废止件数", ["本年废止数", "本年废止数量", "本年度废止件数", "本年度废止数量"]),
              FormTable.column("in_force", "现行有效件数", ["现行有效件", "现行有效数", "现行有效数量", "现行有效文件数", "现行有效文件数量"]),
            ],
            [
              FormTable.row("regulations", "规章"),
              FormTable.row("normative_documents", "行政规范性文件", aliases: ["规范性文件"]),
            ]),
          FormTable.block(
            "art20_5", [FormTable.column("decisions", "本年处理决定数量", decisionAliases)],
            [FormTable.row("licensing", "行政许可")]),
          FormTable.block(
            "art20_6", [FormTable.column("decisions", "本年处理决定数量", decisionAliases)],
            [FormTable.row("penalties", "行政处罚"), FormTable.row("coercion", "行政强制")]),
          FormTable.block(
            "art20_8",
            [
              FormTable.column(
                "amount", "本年收费金额（单位：万元）",
                ["本年收费金额", "本年收费金额（单位：万元，保留4位小数）", "本年收费金额（万元）", "收费金额", "本年度收费金额"], kind: .decimal, unit: "万元")
            ],
            [FormTable.row("fees", "行政事业性收费", aliases: ["行政事业性收费项目"])]),
        ],
        articles: [
          ("art20_1", "第二十条第（一）项"), ("art20_5", "第二十条第（五）项"), ("art20_6", "第二十条第（六）项"),
          ("art20_8", "第二十条第（八）项"),
        ]),
      .requests(otherResults: [
        FormTable.row(
          "results.other.not_corrected", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", ["results", "other"], ["不补正"],
          aliases: ["逾期不补正"]),
        FormTable.row(
          "results.other.fee_unpaid", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", ["results", "other"],
          ["缴纳费用", "缴费"], aliases: ["逾期不缴费"]),
        FormTable.row("results.other.other", "3.其他", ["results", "other"], [], aliases: ["其它"]),
      ]),
      .disputes,
    ])

  private static let decisionAliases = ["处理决定数量", "本年处理决定数", "本年度处理决定数量", "本年度处理决定数"]
}
