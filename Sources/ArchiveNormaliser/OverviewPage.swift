import SafeFiles

/// The fixed parts of `index.html`.
enum OverviewPage {
  static func heading(_ s: ArchiveSummary) -> String {
    let span = s.years.map { $0.lowerBound == $0.upperBound ? "\($0.lowerBound)年" : "\($0.lowerBound)—\($0.upperBound)年" } ?? ""
    var parts = ["<b>\(grouped(s.offices))</b> 个机关", "<b>\(grouped(s.reports))</b> 份报告"]
    parts.append("<b>\(grouped(s.figures))</b> 个数据" + (s.figuresMissing > 0 ? "（另有 \(grouped(s.figuresMissing)) 个缺失或无法识别）" : ""))
    let counts: [(Int, String)] = [
      (s.errors, "错误"), (s.warnings, "警告"), (s.gaps, "缺少年度"), (s.duplicates, "重复文件"), (s.versions, "数据不同的版本"), (s.sumsHeld, "汇总相符"),
      (s.sumsBroken, "汇总不符"), (s.sumsWithoutUnits, "汇总缺单位报告"),
    ]
    for (count, word) in counts where count > 0 { parts.append("\(word) <b>\(grouped(count))</b>") }
    if s.unidentified > 0 { parts.append("<a href=#unidentified>机关或年度不明 <b>\(grouped(s.unidentified))</b></a>") }
    let outcomes = outcomes.compactMap { outcome, word in
      s.outcomes[outcome].map {
        outcome == "report" || outcome == "container" ? "\(word) \(grouped($0))" : "<a href=#\(outcome)>\(word) \(grouped($0))</a>"
      }
    }
    return """
      <h1>政府信息公开工作年度报告 <small>\(span)</small></h1>
      <p class=sum>\(parts.joined(separator: " · "))</p>
      <p class=sum>来源文件 <b>\(grouped(s.sources))</b> 个：\(outcomes.joined(separator: "，"))。数据表：<a href="figures.csv">figures.csv</a>、\
      <a href="reports.csv">reports.csv</a>、<a href="findings.csv">findings.csv</a>；目录：<a href="catalogue.sqlite">catalogue.sqlite</a></p>

      """
  }

  private static let outcomes = [
    ("report", "报告"), ("container", "压缩包"), ("refused", "无法读取内容"), ("unsupported", "不能读取的格式"), ("unreadable", "文件打不开"),
    ("quarantined", "已隔离"),
    ("not_report", "不是报告"), ("skipped", "未跟随的链接等"),
  ]

  static let tools = """
    <p class=tools><label>查找机关 <input id=q type=search autocomplete=off></label>
    只看：<label><input type=checkbox value=".e"> 有错误</label><label><input type=checkbox value=".w"> 有警告</label>\
    <label><input type=checkbox value=".n"> 缺年度</label><label><input type=checkbox value="td>b"> 版本不同</label><span id=c></span></p>
    <p class=key><i class=g>✓</i> 无错误和警告 <i class=w>2</i> 警告数 <i class=e>3</i> 错误数 <i class=n>缺</i> 前后年度都有，独缺该年 \
    <i class=g>✓＋</i> 另有相同文件 <i class=g>✓<b>≠</b></i> 另有文件数据不同；空格：第一份之前或最后一份之后。点击格子看发现的问题。</p>

    """

  /// Sources of one outcome that are listed; the others stand in the catalogue.
  private static let listed = 500

  /// What is no report in the collection, and why.
  static func sources(_ catalogue: Catalogue, _ summary: ArchiveSummary, _ page: OutputFile) throws {
    for (outcome, word) in outcomes.dropFirst(2) {
      guard let count = summary.outcomes[outcome], count > 0 else { continue }
      // What is in order is not spread out.
      let isFault = outcome != "not_report" && outcome != "skipped"
      try page.write("<details id=\(outcome)\(isFault ? " open" : "")><summary>\(word)（\(grouped(count))）</summary>\n<table class=u>\n")
      for source in try catalogue.sources(outcome, limit: listed) {
        try page.write("<tr><td class=p>\(escaped(source.path))</td><td>\(escaped(source.reason))</td></tr>\n")
      }
      try page.write(
        "</table>\(count > listed ? "<p>另有 \(grouped(count - listed)) 个，见 catalogue.sqlite（source 表，outcome = '\(outcome)'）。</p>" : "")</details>\n"
      )
    }
  }

  /// 2258018 → 2,258,018.
  static func grouped(_ number: Int) -> String {
    let digits = Array(String(number))
    var out = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0, digits[index - 1] != "-" { out.append(",") }
      out.append(digit)
    }
    return out
  }

  static func escaped(_ text: String) -> String {
    var out: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 0x26: out += Array("&amp;".utf8)
      case 0x3C: out += Array("&lt;".utf8)
      case 0x3E: out += Array("&gt;".utf8)
      case 0x22: out += Array("&quot;".utf8)
      default: out.append(byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// JSON that may stand in a script element: nothing in it begins a tag.
  static func withoutTags(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(0x3C) else { return bytes }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + 16)
    for byte in bytes { if byte == 0x3C { out += Array("\\u003c".utf8) } else { out.append(byte) } }
    return out
  }

  static let head = """
    <!DOCTYPE html>
    <html lang="zh-CN"><head><meta charset="utf-8"><title>政府信息公开工作年度报告</title>
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <style>
    body{font:15px/1.6 "Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei",sans-serif;color:#222;margin:20px 28px;background:#fff}
    h1{font-size:22px;margin:0 0 6px}h1 small{color:#666;font-weight:normal;font-size:16px}h2,summary{font-size:17px;font-weight:bold;margin:24px 0 8px}
    .sum{margin:2px 0;color:#444}.tools{margin:12px 0 4px}.tools label{margin-right:16px}#c{color:#555;margin-left:8px}
    .key{color:#555;font-size:13px;margin:0 0 8px}.key i{font-style:normal;display:inline-block;min-width:22px;text-align:center;border-radius:3px;margin:0 1px 0 8px;padding:0 3px}
    .wrap{overflow:auto;max-height:calc(100vh - 60px);width:fit-content;max-width:100%;border:1px solid #ddd}
    table{border-collapse:separate;border-spacing:0}
    #t th,#t td{padding:1px 9px;border-bottom:1px solid #eee;border-right:1px solid #eee;text-align:center;white-space:nowrap}
    #t thead th{position:sticky;top:0;background:#f3f5f7;z-index:2;line-height:1.25;padding:4px 9px}#t small{display:block;font-weight:normal;color:#666;font-size:12px}
    #t th[scope=row],#t thead th:first-child{position:sticky;left:0;text-align:left;font-weight:normal;background:#f9fafb;z-index:1}
    #t thead th:first-child{z-index:3}
    .u td{padding:2px 9px;border-bottom:1px solid #eee;vertical-align:top}.u .p{font-size:13px;word-break:break-all}
    .g{background:#e6f4e8;color:#1d6b2a}.w{background:#fff1cf;color:#805500}.e{background:#fde0dd;color:#a31515;font-weight:bold}
    .n{background:repeating-linear-gradient(135deg,#ddd 0 4px,#f2f2f2 4px 8px);color:#444}
    td i{font-style:normal}td>b,.key b{color:#6a1b9a;margin-left:1px}
    tr[data-n] .g,tr[data-n] .w,tr[data-n] .e{cursor:pointer}tr[data-n] .g:hover,tr[data-n] .w:hover,tr[data-n] .e:hover,td.sel,td:focus{outline:2px solid #2962a8;outline-offset:-2px}
    aside{position:fixed;right:0;top:0;bottom:0;width:min(560px,92vw);box-sizing:border-box;background:#fff;border-left:1px solid #bbb;box-shadow:-4px 0 16px #0002;padding:18px 22px;overflow:auto;z-index:9}
    aside h3{margin:0 30px 6px 0;font-size:17px}aside .x{position:absolute;right:14px;top:12px;border:0;background:none;font-size:22px;cursor:pointer}
    aside ul{padding-left:20px}aside li{margin:0 0 9px}aside .c{font-size:12px;color:#666;display:block}aside b.error{color:#a31515}aside b.warning{color:#805500}
    aside .f{font-size:13px;color:#555;word-break:break-all;margin:4px 0}
    @media print{@page{size:A4 landscape;margin:12mm}body{margin:0;font-size:10pt;-webkit-print-color-adjust:exact;print-color-adjust:exact}.tools,aside{display:none}
    .wrap{max-height:none;overflow:visible;border:0}#t thead th,#t th[scope=row]{position:static}#t th,#t td{padding:0 5px}tr{break-inside:avoid}a{color:inherit;text-decoration:none}}
    </style></head><body>

    """

  static let script = #"""
    <script>
    (function(){
    var L=null,T=null,d=document.getElementById('d'),sel=null,W={error:'错误',warning:'警告'};
    function texts(){return T||(T=JSON.parse(document.getElementById('texts').textContent))}
    function read(n){L=L||document.getElementById('data').textContent.split('\n');return JSON.parse(L[n])}
    function el(n,t,c){var e=document.createElement(n);if(t!=null)e.textContent=t;if(c)e.className=c;return e}
    function cell(e){var c=e.target.closest?e.target.closest('td'):null;return c&&/^[gwe]\b/.test(c.className)&&c.parentNode.dataset.n?c:null}
    function number(c){var n=+c.parentNode.dataset.n,p=c;while(p=p.previousElementSibling)if(/^[gwe]\b/.test(p.className))n++;return n}
    function year(c){var h=document.querySelectorAll('#t thead th')[c.cellIndex];return h&&c.closest('#t')?h.firstChild.data:''}
    function organ(c){var h=c.parentNode.querySelector('th');return h?h.textContent:''}
    function path(r){return (r[0]<0?'':texts().folders[r[0]])+r[1]+(r[2]?'（第'+r[2]+'份）':'')}
    function finding(f){
      if(f.length>3)return{s:f[0],c:f[1],p:f[2],m:f[3]};
      var t=texts(),m=t.messages[f[0]].split('\n'),n=(f[2]||'').split(' '),i=0;
      return{s:m[0],c:m[1],p:t.places[f[1]],m:m.slice(2).join('\n').replace(/\u0001/g,function(){return n[i++]})}}
    function counts(r){return r[4][0]+'个数据'+(r[4][1]?'，缺'+r[4][1]+'个':'')+'，错误'+r[4][2]+'，警告'+r[4][3]+
      (r[5][0]>1?'，'+r[5][0]+'个来源文件'+(r[5][1]?'（'+r[5][1]+'个数据不同）':'（数据相同）'):'')}
    function close(){d.hidden=true;if(sel)sel.classList.remove('sel');sel=null}
    function show(c){
      var r=read(number(c)),o=organ(c),y=year(c);close();sel=c;c.classList.add('sel');d.textContent='';
      var x=el('button','×','x');x.title='关闭';x.onclick=close;d.appendChild(x);
      d.appendChild(el('h3',r[3]||(o?o+y+'年政府信息公开工作年度报告':r[1])));
      d.appendChild(el('p',counts(r),'f'));
      d.appendChild(el('p','来源：'+path(r)+(r[5][0]>1?'；其余来源见 catalogue.sqlite':''),'f'));
      var p=el('p','归档文件：','f'),b=r[6]||'reports/'+o+'/'+y;
      texts().formats.forEach(function(f,i){if(i)p.appendChild(document.createTextNode('、'));var a=el('a',b+'.'+f);a.href=a.textContent.split('/').map(encodeURIComponent).join('/');p.appendChild(a)});d.appendChild(p);
      if(!r[7].length)d.appendChild(el('p','没有错误和警告。'));
      else{var u=el('ul');r[7].forEach(function(g){var f=finding(g),l=el('li');l.appendChild(el('b',W[f.s]||f.s,f.s));l.appendChild(document.createTextNode(' '+f.m));l.appendChild(el('span',f.c+(f.p?' · '+f.p:''),'c'));u.appendChild(l)});d.appendChild(u);
      if(r[8])d.appendChild(el('p','还有'+r[8]+'条，见 findings.csv。'))}
      d.hidden=false}
    document.addEventListener('click',function(e){var c=cell(e);if(c)show(c)});
    document.addEventListener('mouseover',function(e){var c=cell(e);if(c&&!c.title)c.title=counts(read(number(c)))});
    document.addEventListener('keydown',function(e){
      if(e.key==='Escape')close();
      var c=e.target.tagName==='TD'?e.target:null;if(!c)return;
      if(e.key==='Enter'){if(cell(e))show(c);return}
      var r=c.parentNode,n=e.key==='ArrowLeft'?c.previousElementSibling:e.key==='ArrowRight'?c.nextElementSibling:null;
      if(e.key==='ArrowDown'||e.key==='ArrowUp'){do r=e.key==='ArrowDown'?r.nextElementSibling:r.previousElementSibling;while(r&&r.hidden);n=r&&r.cells[c.cellIndex]}
      if(n&&n.tagName==='TD'){e.preventDefault();c.removeAttribute('tabindex');n.tabIndex=0;n.focus()}});
    var q=document.getElementById('q'),t=document.getElementById('t');if(!t)return;
    var first=t.querySelector('td.g,td.w,td.e');if(first)first.tabIndex=0;
    function filter(){
      var s=q.value.trim(),w=[].map.call(document.querySelectorAll('.tools :checked'),function(b){return b.value}).join(','),k=0,rows=t.tBodies[0].rows;
      [].forEach.call(rows,function(r){r.hidden=(s&&r.cells[0].textContent.indexOf(s)<0)||(w&&!r.querySelector(w));if(!r.hidden)k++});
      document.getElementById('c').textContent=s||w?k+' / '+rows.length+' 个机关':''}
    [].forEach.call(document.querySelectorAll('.tools input'),function(b){b.oninput=filter});
    if(/^#r\d+$/.test(location.hash)){var i=+location.hash.slice(2);[].some.call(document.querySelectorAll('tr[data-n] td'),function(c){if(/^[gwe]/.test(c.className)&&number(c)===i){c.scrollIntoView({block:'center'});show(c);return true}})}
    })();
    </script></body></html>

    """#
}
