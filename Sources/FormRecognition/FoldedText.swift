import ReportModel

/// Text made comparable: what differs between two spellings of the same label is taken out.
///
/// For comparison only; what is kept in the report is always the text as written. Recipe: full-width signs to half-width, radicals
/// from PDF fonts to ideographs, traditional characters of the form's vocabulary to simplified ones, white space and invisible
/// signs away, quotation marks away, brackets and commas each to one sign.
enum FoldedText {
  static func fold(_ text: some StringProtocol) -> [Unicode.Scalar] {
    // By its bytes: an iterator over scalars costs several times as much.
    let text = Substring(text)
    let bytes = text.utf8.span
    var out: [Unicode.Scalar] = []
    out.reserveCapacity(bytes.count / 2)
    var mayHoldPair = false
    let forms = simplifiedForms
    var index = 0
    while index < bytes.count {
      let scalar = bytes.scalar(at: &index)
      guard let folded = scalar.value >= 0x4E00 && scalar.value <= 0x9FFF ? simplified(scalar, forms) ?? scalar : fold(scalar) else {
        continue
      }
      if folded == "案" || folded == "讯" { mayHoldPair = true }
      out.append(folded)
    }
    if mayHoldPair { replaceWordPairs(&out) }
    return out
  }

  /// `nil` for signs that do not count.
  @inline(__always)
  static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    let value = scalar.value
    if value < 0x80 {
      switch value {
      case 0...0x20, 0x7F, 0x22, 0x27: return nil
      case 0x5B, 0x7B: return "("
      case 0x5D, 0x7D: return ")"
      case 0x3B: return ","
      default: return scalar
      }
    }
    if value >= 0x4E00 && value <= 0x9FFF { return simplified(scalar) ?? scalar }
    switch value {
    case 0x80...0xA0, 0xAD, 0x1680, 0x180E, 0x2000...0x200F, 0x2028...0x202F, 0x205F...0x206F, 0x3000, 0xFE00...0xFE0F, 0xFEFF: return nil
    case 0x2018...0x201F, 0x300C...0x300F, 0xFF02, 0xFF07, 0x301D...0x301F, 0xFF62, 0xFF63, 0xFE41...0xFE44: return nil
    case 0x3008, 0x300A, 0x3010, 0x3014, 0x3016, 0x3018, 0xFF08, 0xFF3B, 0xFF5B, 0xFE59, 0xFE5D, 0xFE35: return "("
    case 0x3009, 0x300B, 0x3011, 0x3015, 0x3017, 0x3019, 0xFF09, 0xFF3D, 0xFF5D, 0xFE5A, 0xFE5E, 0xFE36: return ")"
    case 0x3001, 0xFF0C, 0xFF1B, 0xFF64, 0xFE50, 0xFE51, 0xFE54: return ","
    case 0x3002, 0xFF0E, 0xFF61, 0xFE52: return "."
    case 0xFF1A, 0xFE55: return ":"
    case 0xB7, 0x2022, 0x30FB, 0x2027: return "."
    case 0xFF01...0xFF5E: return Unicode.Scalar(value - 0xFEE0)
    case 0x2E80...0x2FDF, 0xF900...0xFAD9: return simplified(scalar.unified) ?? scalar.unified
    case 0x2460...0x2468: return Unicode.Scalar(value - 0x2460 + 0x31)
    default: return scalar
    }
  }

  /// Whole words that mirrors of another region exchange.
  private static func replaceWordPairs(_ scalars: inout [Unicode.Scalar]) {
    for index in scalars.indices.dropLast() {
      switch (scalars[index], scalars[index + 1]) {
      case ("档", "案") where index == 0 || scalars[index - 1] == "性":
        scalars[index] = "文"
        scalars[index + 1] = "件"
      case ("专", "案"):
        scalars[index] = "项"
        scalars[index + 1] = "目"
      case ("资", "讯"):
        scalars[index] = "信"
        scalars[index + 1] = "息"
      default: break
      }
    }
  }

  /// The simplified form of a traditional character of the form's vocabulary; `nil` for any other.
  private static func simplified(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    guard scalar.value >= 0x4E00, scalar.value <= 0x9FFF else { return nil }
    return simplified(scalar, simplifiedForms)
  }

  /// The same for one of U+4E00 to U+9FFF, with the table at hand.
  @inline(__always)
  private static func simplified(_ scalar: Unicode.Scalar, _ forms: [UInt16]) -> Unicode.Scalar? {
    let other = forms[Int(scalar.value - 0x4E00)]
    return other == 0 ? nil : Unicode.Scalar(other)
  }

  /// By place from U+4E00, nought for none: every character of every label is looked up.
  private static let simplifiedForms: [UInt16] = {
    var table = [UInt16](repeating: 0, count: 0x9FFF - 0x4E00 + 1)
    var from: UInt32?
    for scalar in traditional.unicodeScalars {
      if let known = from {
        if known >= 0x4E00, known <= 0x9FFF { table[Int(known - 0x4E00)] = UInt16(truncatingIfNeeded: scalar.value) }
        from = nil
      } else {
        from = scalar.value
      }
    }
    return table
  }()

  private static let traditional =
    "總总體体況况動动開开關关處处請请訴诉議议復复複复覆复訟讼題题進进報报項项類类數数據据為为爲为於于結结轉转繼继續续辦办許许罰罚強强審审計计維维糾纠業业機机構构組组織织務务會会個个屬属國国祕秘規规範范檔档專专資资訊讯費费額额單单萬万護护權权內内過过執执詢询無无現现製制補补後后確确認认獲获繳缴納纳給给應应該该徵征決决發发廢废經经買买購购標标領领導导傳传電电當当郵邮網网線线協协調调頒颁統统設设備备從从員员訓训幹干參参與与聞闻訪访熱热點点輿舆條条種种則则準准監监舉举達达實实門门見见間间問问齊齐釋释讀读獎奖勵励學学衛卫環环質质興兴縣县鎮镇鄉乡區区廳厅島岛廣广東东龍龙灣湾雲云門门眾众衆众減减號号圍围濟济穩稳絡络編编職职負负責责輯辑錯错閱阅隱隐難难駁驳談谈說说稱称這这沒没採采佈布係系註注誌志別别異异還还實实擬拟劃划優优舉举歷历週周臺台證证評评論论記记試试詳详誤误課课識识選选連连運运適适邊边遲迟錢钱銷销陸陆階阶際际險险隨随頁页順顺預预顧顾風风驗验馬马齡龄綜综終终紅红約约級级紀纪純纯練练節节營营藥药蘇苏製制籤签簡简納纳繫系纖纤聯联聲声聽听肅肃臨临萬万莊庄華华處处術术衝冲襲袭見见視视覽览覺觉觀观訂订討讨訊讯設设訪访診诊詞词話话語语誠诚請请諮咨謀谋講讲讓让財财貨货貫贯貴贵貸贷賦赋賬账跡迹車车軌轨軍军較较載载輕轻輛辆輸输農农遷迁遺遗鄰邻鋼钢鐵铁鑑鉴閉闭閒闲陽阳雙双雜杂離离電电靜静響响顯显飛飞館馆駐驻體体鬧闹魚鱼鳥鸟麗丽黃黄對对徑径時时場场書书專专頭头戶户產产勞劳長长來来將将當当愛爱敗败報报筆笔賓宾補补財财參参倉仓測测層层嘗尝償偿稱称懲惩遲迟齒齿籌筹礎础觸触創创錘锤單单擔担膽胆黨党導导燈灯敵敌遞递締缔顛颠點点頓顿奪夺墮堕爾尔範范飯饭紡纺飛飞墳坟奮奋豐丰鳳凤婦妇該该綱纲剛刚個个貢贡溝沟構构櫃柜歸归規规過过壞坏歡欢換换揮挥會会匯汇獲获擊击積积極极幾几計计夾夹價价駕驾堅坚艱艰檢检鹼碱薦荐將将獎奖膠胶腳脚繳缴階阶傑杰潔洁僅仅盡尽勁劲徑径舊旧劇剧據据懼惧絕绝開开殼壳塊块虧亏擴扩闊阔藍蓝爛烂樂乐壘垒類类離离曆历瀝沥麗丽練练糧粮療疗遼辽獵猎臨临靈灵嶺岭劉刘龍龙樓楼盧卢魯鲁陸陆録录錄录綠绿羅罗買买賣卖滿满貿贸彌弥廟庙滅灭畝亩納纳腦脑釀酿農农濃浓歐欧盤盘賠赔憑凭評评撲扑淺浅譴谴槍枪牆墙搶抢橋桥僑侨竊窃親亲寢寝慶庆窮穷趨趋驅驱勸劝確确讓让擾扰熱热認认榮荣軟软灑洒傘伞掃扫殺杀曬晒閃闪傷伤賞赏燒烧攝摄滲渗聖圣勝胜師师獅狮濕湿實实勢势適适釋释壽寿屬属術术樹树雙双誰谁順顺絲丝鬆松雖虽歲岁孫孙損损態态灘滩嘆叹湯汤濤涛騰腾體体條条聽听廳厅銅铜頭头圖图團团頹颓灣湾頑顽維维偉伟衛卫謂谓溫温窩窝誣诬吳吴蕪芜霧雾錫锡戲戏細细蝦虾狹狭嚇吓獻献縣县憲宪線线鄉乡響响蕭萧協协寫写瀉泻謝谢鋅锌釁衅興兴選选學学尋寻馴驯壓压啞哑煙烟鹽盐嚴严顏颜驗验楊杨揚扬癢痒養养樣样遙遥業业葉叶醫医遺遗儀仪藝艺億亿憶忆義义議议異异陰阴銀银飲饮應应營营贏赢擁拥憂忧郵邮猶犹漁渔與与嶼屿語语籲吁禦御譽誉淵渊園园員员圓圆緣缘遠远願愿約约躍跃雲云運运醞酝暈晕災灾載载攢攒暫暂贊赞髒脏棗枣則则擇择澤泽贈赠紮扎閘闸債债戰战綻绽張张漲涨脹胀趙赵這这貞贞針针偵侦鎮镇陣阵掙挣證证職职執执紙纸質质鍾钟鐘钟種种眾众週周豬猪燭烛築筑莊庄裝装狀状壯壮準准濁浊總总縱纵組组"

  /// The first sign of a text that matching takes for another: a traditional character, or a word of another region.
  static func hasTraditional(_ text: String) -> Bool {
    let forms = simplifiedForms
    var last: Unicode.Scalar = " "
    var holdsFiles = false
    var holdsEnforcement = false
    for scalar in text.unicodeScalars {
      if scalar.value >= 0x4E00, scalar.value <= 0x9FFF, simplified(scalar, forms) != nil { return true }
      switch scalar {
      case "案":
        if last == "专" { return true }
        if last == "档" { holdsFiles = true }
      case "讯": if last == "资" { return true }
      case "法": if last == "执" { holdsEnforcement = true }
      default: break
      }
      last = scalar
    }
    return holdsFiles && !holdsEnforcement
  }

  static func isHan(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: true
    default: false
    }
  }

  /// 一 … 九十九, in simplified everyday digits; `nil` for anything else.
  static func number(fromHan digits: some Collection<Unicode.Scalar>) -> Int? {
    var total = 0
    var unit = 0
    var sawTen = false
    for scalar in digits {
      switch scalar {
      case "十":
        guard !sawTen else { return nil }
        total = (unit == 0 ? 1 : unit) * 10
        unit = 0
        sawTen = true
      default:
        guard let digit = scalar.hanDigit, unit == 0 else { return nil }
        unit = digit
      }
    }
    let value = total + unit
    return value > 0 ? value : nil
  }
}
