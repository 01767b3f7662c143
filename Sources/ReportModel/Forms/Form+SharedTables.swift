/// What the forms of 2019 and 2021 have in common: the tables of sections 三 and 四.
///
/// Source: 国办公开办函〔2019〕60号 and 〔2021〕30号, annex; meanings: 条例 (2019) articles 14 to 16 and 30 to 42.
extension FormTable {
  /// 三、收到和处理政府信息公开申请情况. The rows of （六）其他处理 differ between the forms.
  static func requests(otherResults: [FormRow]) -> FormTable {
    let results = ["results"]
    let refused = ["results", "refused"]
    let unavailable = ["results", "unavailable"]
    let notProcessed = ["results", "not_processed"]
    return FormTable(
      id: "requests", section: 3, title: "收到和处理政府信息公开申请情况", shape: .matrix,
      blocks: [
        FormBlock(
          id: "requests", heading: nil, header: nil,
          columns: [
            column("natural_person", "自然人", ["公民", "自然人申请"]),
            column("company", "商业企业", ["商业性企业"]),
            column("research", "科研机构", ["科研单位", "科研院所"]),
            column("public_welfare", "社会公益组织", ["公益组织", "社会公益机构", "社会公益性组织", "公益机构", "社会组织"]),
            column("legal_service", "法律服务机构", ["法律服务组织", "法律服务"]),
            column("other_org", "其他", ["其它", "其他组织", "其他法人"]),
            column("total", "总计", ["合计", "总数"]),
          ],
          rows: [
            row(
              "received", "一、本年新收政府信息公开申请数量", [], ["本年新收"],
              aliases: ["本年新收申请数量", "本年新收政府信息公开申请数", "本年度新收政府信息公开申请数量"]),
            row(
              "carried_in", "二、上年结转政府信息公开申请数量", [], ["上年结转", "上年度结转"],
              aliases: ["上年结转申请数量", "上年度结转政府信息公开申请数量", "上一年结转政府信息公开申请数量"]),
            row("results.granted", "（一）予以公开", results, ["予以公开"]),
            row(
              "results.partial", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", results, ["部分公开"],
              aliases: ["部分公开", "部分公开（区分处理的，只计这一情形）"]),
            row("results.refused.state_secret", "1.属于国家秘密", refused, ["国家秘密"]),
            row(
              "results.refused.forbidden_by_law", "2.其他法律行政法规禁止公开", refused, ["禁止公开"],
              aliases: ["其他法律、行政法规禁止公开", "法律行政法规禁止公开"]),
            row(
              "results.refused.security_stability", "3.危及“三安全一稳定”", refused, ["三安全"],
              aliases: ["危及三安全一稳定"]),
            row("results.refused.third_party_rights", "4.保护第三方合法权益", refused, ["第三方"]),
            row("results.refused.internal_affairs", "5.属于三类内部事务信息", refused, ["内部事务"]),
            row("results.refused.process_information", "6.属于四类过程性信息", refused, ["过程性"]),
            row("results.refused.enforcement_file", "7.属于行政执法案卷", refused, ["执法案卷"]),
            row("results.refused.administrative_query", "8.属于行政查询事项", refused, ["行政查询"]),
            row(
              "results.unavailable.not_held", "1.本机关不掌握相关政府信息", unavailable, ["不掌握"]),
            row(
              "results.unavailable.needs_creation", "2.没有现成信息需要另行制作", unavailable, ["另行制作"]),
            row(
              "results.unavailable.still_unclear", "3.补正后申请内容仍不明确", unavailable, ["仍不明确", "不明确"]),
            row(
              "results.not_processed.petition", "1.信访举报投诉类申请", notProcessed, ["信访"]),
            row("results.not_processed.repeat", "2.重复申请", notProcessed, ["重复申请"]),
            row("results.not_processed.publication", "3.要求提供公开出版物", notProcessed, ["出版物"]),
            row("results.not_processed.excessive", "4.无正当理由大量反复申请", notProcessed, ["大量反复"]),
            row(
              "results.not_processed.reissue", "5.要求行政机关确认或重新出具已获取信息", notProcessed, ["重新出具"]),
          ] + otherResults + [
            row("results.total", "（七）总计", results, [], aliases: ["总计", "合计"]),
            row(
              "carried_out", "四、结转下年度继续办理", [], ["结转下"],
              aliases: ["结转下一年继续办理", "结转下年继续办理", "结转下一年度继续办理"]),
          ])
      ],
      headings: [
        FormLabel(
          id: "corner", label: "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", aliases: []),
        FormLabel(id: "applicants", label: "申请人情况", aliases: []),
        FormLabel(
          id: "organisations", label: "法人或其他组织", aliases: ["法人及其他组织", "法人和其他组织", "法人或者其他组织"]),
        FormLabel(id: "results", label: "三、本年度办理结果", aliases: ["本年度办理结果", "本年办理结果"]),
        FormLabel(id: "refused", label: "（三）不予公开", aliases: []),
        FormLabel(id: "unavailable", label: "（四）无法提供", aliases: []),
        FormLabel(id: "not_processed", label: "（五）不予处理", aliases: []),
      ] + (otherResults.count > 1 ? [FormLabel(id: "other", label: "（六）其他处理", aliases: [])] : []),
      unit: "件")
  }

  /// 四、政府信息公开行政复议、行政诉讼情况, the same in both forms.
  static let disputes = FormTable(
    id: "disputes", section: 4, title: "政府信息公开行政复议、行政诉讼情况", shape: .sideBySide,
    blocks: [
      FormBlock(
        id: "disputes", heading: nil, header: nil,
        columns: [
          column("upheld", "结果维持", ["维持"]),
          column("corrected", "结果纠正", ["纠正"]),
          column("other", "其他结果", ["其它结果", "其他", "其它"]),
          column("pending", "尚未审结", ["未审结", "未办结", "尚未办结"]),
          column("total", "总计", ["合计"]),
        ],
        rows: [
          row("review", "行政复议", [], []),
          row("litigation_direct", "未经复议直接起诉", ["litigation"], ["未经复议", "直接起诉"]),
          row("litigation_after_review", "复议后起诉", ["litigation"], ["复议后"]),
        ])
    ],
    headings: [FormLabel(id: "litigation", label: "行政诉讼", aliases: [])],
    unit: "件")

  static func column(
    _ id: String, _ label: String, _ aliases: [String] = [], kind: ValueKind = .count, unit: String? = "件"
  ) -> FormColumn {
    FormColumn(id: id, label: label, aliases: aliases, kind: kind, unit: unit)
  }

  static func row(
    _ id: String, _ label: String, _ groups: [String] = [], _ keywords: [String] = [], aliases: [String] = [],
    unit: String? = nil, kind: ValueKind? = nil
  ) -> FormRow {
    FormRow(id: id, label: label, aliases: aliases, groups: groups, keywords: keywords, unit: unit, kind: kind)
  }

  /// 二、主动公开政府信息情况: each block with its article of 条例 article 20 and its header line.
  static func proactive(_ blocks: [FormBlock], articles: [(id: String, label: String)]) -> FormTable {
    FormTable(
      id: "proactive", section: 2, title: "主动公开政府信息情况", shape: .blocks, blocks: blocks,
      headings: articles.flatMap { article in
        [
          FormLabel(id: article.id, label: article.label, aliases: []),
          FormLabel(id: article.id + ".header", label: "信息内容", aliases: []),
        ]
      },
      unit: nil)
  }

  static func block(_ id: String, _ columns: [FormColumn], _ rows: [FormRow]) -> FormBlock {
    FormBlock(id: id, heading: id, header: id + ".header", columns: columns, rows: rows)
  }
}
