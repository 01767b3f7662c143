/// Signs that look like an ideograph and are another: radicals and compatibility forms, as the text layer of a print gives them.
///
/// Source: The Unicode Standard, blocks Kangxi Radicals, CJK Radicals Supplement and CJK Compatibility Ideographs.
extension Unicode.Scalar {
  /// The ideograph that a person reads; itself for any other sign.
  public var unified: Unicode.Scalar {
    switch value {
    case 0x2F00...0x2FD5: Self.kangxi[Int(value - 0x2F00)]
    case 0x2E80...0x2EF3: Self.supplement[self] ?? self
    case 0xF900...0xFAD9: Self.known(Self.compatibility[Int(value - 0xF900)]) ?? self
    default: self
    }
  }

  /// 〓 stands for a place without another form.
  private static func known(_ scalar: Unicode.Scalar) -> Unicode.Scalar? { scalar == "〓" ? nil : scalar }

  /// From U+2F00 on.
  private static let kangxi: [Unicode.Scalar] = Array(
    ("一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳"
      + "心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸"
      + "缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音"
      + "頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠").unicodeScalars)

  private static let supplement: [Unicode.Scalar: Unicode.Scalar] = {
    let pairs = Array("⺠民⺟母⻘青⻢马⻥鱼⻦鸟⻩黄⻬齐⻮齿⻰龙⻋车⻜飞⻉贝⻄西⻆角⻨麦⻤鬼⻧卤⻓长⻅见⻔门⻚页⻛风⻣骨⻝食⻙韦⻪黾⻳龟⺁厂⺢水⺫网⻁虎⻂衣⻌之⻐金⻒长⻖阜⻗雨".unicodeScalars)
    var map: [Unicode.Scalar: Unicode.Scalar] = [:]
    for index in stride(from: 0, to: pairs.count - 1, by: 2) { map[pairs[index]] = pairs[index + 1] }
    return map
  }()

  /// From U+F900 on.
  private static let compatibility: [Unicode.Scalar] = Array(
    ("豈更車賈滑串句龜龜契金喇奈懶癩羅蘿螺裸邏樂洛烙珞落酪駱亂卵欄爛蘭鸞嵐濫藍襤拉臘蠟廊朗浪狼郎來冷勞擄櫓爐盧老蘆虜路露魯鷺碌"
      + "祿綠菉錄鹿論壟弄籠聾牢磊賂雷壘屢樓淚漏累縷陋勒肋凜凌稜綾菱陵讀拏樂諾丹寧怒率異北磻便復不泌數索參塞省葉說殺辰沈拾若掠略亮"
      + "兩凉梁糧良諒量勵呂女廬旅濾礪閭驪麗黎力曆歷轢年憐戀撚漣煉璉秊練聯輦蓮連鍊列劣咽烈裂說廉念捻殮簾獵令囹寧嶺怜玲瑩羚聆鈴零靈"
      + "領例禮醴隸惡了僚寮尿料樂燎療蓼遼龍暈阮劉杻柳流溜琉留硫紐類六戮陸倫崙淪輪律慄栗率隆利吏履易李梨泥理痢罹裏裡里離匿溺吝燐璘"
      + "藺隣鱗麟林淋臨立笠粒狀炙識什茶刺切度拓糖宅洞暴輻行降見廓兀嗀〓〓塚〓晴〓〓凞猪益礼神祥福靖精羽〓蘒〓諸〓〓逸都〓〓〓飯飼"
      + "館鶴郞隷侮僧免勉勤卑喝嘆器塀墨層屮悔慨憎懲敏既暑梅海渚漢煮爫琢碑社祉祈祐祖祝禍禎穀突節練縉繁署者臭艹艹著褐視謁謹賓贈辶逸"
      + "難響頻恵𤋮舘〓〓並况全侀充冀勇勺喝啕喙嗢塚墳奄奔婢嬨廒廙彩徭惘慎愈憎慠懲戴揄搜摒敖晴朗望杖歹殺流滛滋漢瀞煮瞧爵犯猪瑱甆画"
      + "瘝瘟益盛直睊着磌窱節类絛練缾者荒華蝹襁覆視調諸請謁諾諭謹變贈輸遲醙鉶陼難靖韛響頋頻鬒龜𢡊𢡄𣏕㮝䀘䀹𥉉𥳐𧻓齃龎").unicodeScalars)
}
