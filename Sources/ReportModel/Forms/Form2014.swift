extension Form {
  /// 政府信息公开情况统计表, a statistics annex to the free-form reports of 2014 to 2018.
  ///
  /// Source: 国办发〔2014〕32号.
  static let form2014 = Form(
    id: "2014", reportYears: 2014...2018, basis: "国办发〔2014〕32号", sections: OfficialForms.sections,
    tables: [
      FormTable(
        id: "statistics", section: nil, title: "政府信息公开情况统计表", shape: .list,
        blocks: [
          FormBlock(
            id: "statistics", heading: nil, header: nil,
            columns: [FormTable.column("value", "统计数", ["统计数据", "数量", "数值"], unit: nil)],
            rows: statisticsRows)
        ],
        headings: statisticsHeadings, unit: nil)
    ])

  private static let statisticsHeadings: [FormLabel] = [
    FormLabel(id: "indicator", label: "统计指标", aliases: ["指标名称"]),
    FormLabel(id: "unit", label: "单位", aliases: ["计量单位"]),
    FormLabel(id: "h1", label: "一、主动公开情况", aliases: []),
    FormLabel(id: "h2", label: "（二）通过不同渠道和方式公开政府信息的情况", aliases: []),
    FormLabel(id: "h3", label: "二、回应解读情况", aliases: []),
    FormLabel(id: "h4", label: "（二）通过不同渠道和方式回应解读的情况", aliases: []),
    FormLabel(id: "h5", label: "三、依申请公开情况", aliases: []),
    FormLabel(id: "h6", label: "八、机构建设和保障经费情况", aliases: []),
    FormLabel(id: "h7", label: "九、政府信息公开会议和培训情况", aliases: []),
  ]

  private static let statisticsRows: [FormRow] = [
    FormTable.row("disclosure.total", "（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", ["h1"], unit: "条"),
    FormTable.row("disclosure.normative_documents", "其中：主动公开规范性文件数", ["h1"], unit: "条"),
    FormTable.row("disclosure.normative_documents_issued", "制发规范性文件总数", ["h1"], unit: "件"),
    FormTable.row("disclosure.channel.gazette", "1.政府公报公开政府信息数", ["h1", "h2"], unit: "条"),
    FormTable.row("disclosure.channel.website", "2.政府网站公开政府信息数", ["h1", "h2"], unit: "条"),
    FormTable.row("disclosure.channel.weibo", "3.政务微博公开政府信息数", ["h1", "h2"], unit: "条"),
    FormTable.row("disclosure.channel.wechat", "4.政务微信公开政府信息数", ["h1", "h2"], unit: "条"),
    FormTable.row("disclosure.channel.other", "5.其他方式公开政府信息数", ["h1", "h2"], unit: "条"),
    FormTable.row("response.total", "（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）", ["h3"], unit: "次"),
    FormTable.row("response.press_conferences", "1.参加或举办新闻发布会总次数", ["h3", "h4"], unit: "次"),
    FormTable.row("response.press_conferences_by_head", "其中：主要负责同志参加新闻发布会次数", ["h3", "h4"], unit: "次"),
    FormTable.row("response.interviews", "2.政府网站在线访谈次数", ["h3", "h4"], unit: "次"),
    FormTable.row("response.interviews_by_head", "其中：主要负责同志参加政府网站在线访谈次数", ["h3", "h4"], unit: "次"),
    FormTable.row("response.interpretations", "3.政策解读稿件发布数", ["h3", "h4"], unit: "篇"),
    FormTable.row("response.social_media", "4.微博微信回应事件数", ["h3", "h4"], unit: "次"),
    FormTable.row("response.other", "5.其他方式回应事件数", ["h3", "h4"], unit: "次"),
    FormTable.row("received.total", "（一）收到申请数", ["h5"], unit: "件"),
    FormTable.row("received.in_person", "1.当面申请数", ["h5"], unit: "件"),
    FormTable.row("received.fax", "2.传真申请数", ["h5"], unit: "件"),
    FormTable.row("received.online", "3.网络申请数", ["h5"], unit: "件"),
    FormTable.row("received.letter", "4.信函申请数", ["h5"], unit: "件"),
    FormTable.row("closed.total", "（二）申请办结数", ["h5"], unit: "件"),
    FormTable.row("closed.on_time", "1.按时办结数", ["h5"], unit: "件"),
    FormTable.row("closed.extended", "2.延期办结数", ["h5"], unit: "件"),
    FormTable.row("answered.total", "（三）申请答复数", ["h5"], unit: "件"),
    FormTable.row("answered.already_public", "1.属于已主动公开范围数", ["h5"], unit: "件"),
    FormTable.row("answered.granted", "2.同意公开答复数", ["h5"], unit: "件"),
    FormTable.row("answered.partial", "3.同意部分公开答复数", ["h5"], unit: "件"),
    FormTable.row("answered.refused.total", "4.不同意公开答复数", ["h5"], unit: "件"),
    FormTable.row("answered.refused.state_secret", "其中：涉及国家秘密", ["h5"], unit: "件"),
    FormTable.row("answered.refused.trade_secret", "涉及商业秘密", ["h5"], unit: "件"),
    FormTable.row("answered.refused.privacy", "涉及个人隐私", ["h5"], unit: "件"),
    FormTable.row("answered.refused.security_stability", "危及国家安全、公共安全、经济安全和社会稳定", ["h5"], unit: "件"),
    FormTable.row("answered.refused.not_government_information", "不是《条例》所指政府信息", ["h5"], unit: "件"),
    FormTable.row("answered.refused.other_law", "法律法规规定的其他情形", ["h5"], unit: "件"),
    FormTable.row("answered.not_this_body", "5.不属于本行政机关公开数", ["h5"], unit: "件"),
    FormTable.row("answered.not_exist", "6.申请信息不存在数", ["h5"], unit: "件"),
    FormTable.row("answered.amend", "7.告知作出更改补充数", ["h5"], unit: "件"),
    FormTable.row("answered.other_channel", "8.告知通过其他途径办理数", ["h5"], unit: "件"),
    FormTable.row("review.total", "四、行政复议数量", [], unit: "件"),
    FormTable.row("review.upheld", "（一）维持具体行政行为数", [], unit: "件"),
    FormTable.row("review.corrected", "（二）被依法纠错数", [], unit: "件"),
    FormTable.row("review.other", "（三）其他情形数", [], unit: "件"),
    FormTable.row("litigation.total", "五、行政诉讼数量", [], unit: "件"),
    FormTable.row("litigation.upheld", "（一）维持具体行政行为或者驳回原告诉讼请求数", [], unit: "件"),
    FormTable.row("litigation.corrected", "（二）被依法纠错数", [], unit: "件"),
    FormTable.row("litigation.other", "（三）其他情形数", [], unit: "件"),
    FormTable.row("complaints", "六、举报投诉数量", [], unit: "件"),
    FormTable.row("fees", "七、依申请公开信息收取的费用", [], unit: "万元", kind: .decimal),
    FormTable.row("capacity.offices", "（一）政府信息公开工作专门机构数", ["h6"], unit: "个"),
    FormTable.row("capacity.reading_points", "（二）设置政府信息公开查阅点数", ["h6"], unit: "个"),
    FormTable.row("capacity.staff.total", "（三）从事政府信息公开工作人员数", ["h6"], unit: "人"),
    FormTable.row("capacity.staff.full_time", "1.专职人员数（不包括政府公报及政府网站工作人员数）", ["h6"], unit: "人"),
    FormTable.row("capacity.staff.part_time", "2.兼职人员数", ["h6"], unit: "人"),
    FormTable.row("capacity.budget", "（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）", ["h6"], unit: "万元", kind: .decimal),
    FormTable.row("training.meetings", "（一）召开政府信息公开工作会议或专题会议数", ["h7"], unit: "次"),
    FormTable.row("training.courses", "（二）举办各类培训班数", ["h7"], unit: "次"),
    FormTable.row("training.participants", "（三）接受培训人员数", ["h7"], unit: "人次"),
  ]
}
