extension Form {
  /// 政府信息公开工作年度报告格式（试行）, for the report years 2019 and 2020. 22 + 161 + 15 figures.
  ///
  /// Source: 国办公开办函〔2019〕60号, annex.
  static let form2019 = Form(
    id: "2019", reportYears: 2019...2020, basis: "国办公开办函〔2019〕60号", sections: OfficialForms.sections,
    tables: [
      .proactive(
        [
          FormTable.block(
            "art20_1",
            [
              FormTable.column("created", "本年新制作数量", ["本年新制作数", "本年度新制作数量"]),
              FormTable.column("newly_disclosed", "本年新公开数量", ["本年新公开数", "本年度新公开数量"]),
              FormTable.column("disclosed_total", "对外公开总数量", ["对外公开总数"]),
            ],
            [
              FormTable.row("regulations", "规章"),
              FormTable.row("normative_documents", "规范性文件"),
            ]),
          FormTable.block(
            "art20_5", itemColumns,
            [FormTable.row("licensing", "行政许可"), FormTable.row("other_services", "其他对外管理服务事项", [], ["对外管理服务"])]),
          FormTable.block(
            "art20_6", itemColumns, [FormTable.row("penalties", "行政处罚"), FormTable.row("coercion", "行政强制")]),
          FormTable.block(
            "art20_8", Array(itemColumns.prefix(2)),
            [FormTable.row("fees", "行政事业性收费", aliases: ["行政事业性收费项目"])]),
          FormTable.block(
            "art20_9",
            [
              FormTable.column("items", "采购项目数量", ["采购项目数"], unit: "项"),
              FormTable.column("amount", "采购总金额", ["采购总金额（万元）", "采购总金额（元）", "采购金额"], kind: .decimal, unit: nil),
            ],
            [FormTable.row("procurement", "政府集中采购", [], ["集中采购"])]),
        ],
        articles: [
          ("art20_1", "第二十条第（一）项"), ("art20_5", "第二十条第（五）项"), ("art20_6", "第二十条第（六）项"),
          ("art20_8", "第二十条第（八）项"), ("art20_9", "第二十条第（九）项"),
        ]),
      .requests(otherResults: [
        FormTable.row("results.other", "（六）其他处理", ["results"], ["其他处理"])
      ]),
      .disputes,
    ])

  private static let itemColumns: [FormColumn] = [
    FormTable.column("previous_items", "上一年项目数量", ["上年项目数量", "上一年度项目数量"], unit: "项"),
    FormTable.column("change", "本年增/减", ["本年增减", "本年增\\减", "本年度增/减"], kind: .signed, unit: "项"),
    FormTable.column("decisions", "处理决定数量", ["处理决定数", "本年度处理决定数量", "本年度处理决定数"]),
  ]
}
