import JSONText
import SafeFiles

/// `index.html`: offices × years as a grid, with gaps, faults and doubles; a click shows the findings of a report. One file, no network.
struct Overview {
  private struct Cell {
    var number: Int
    var state: String
    var mark: String
    var hint: String
  }

  private var offices: [(name: String, cells: [Int: Cell])] = []
  private var unidentified: [(path: String, cell: Cell)] = []
  private var years: ClosedRange<Int>?
  /// What a click shows: `[path of source, title, files, [[severity, code, where, message]…], findings left out]`, one report a line.
  /// On the disk: an archive may hold more of them than memory should.
  private let details: OutputFile
  private let detailsPath: String
  private var count = 0

  init(work: String) throws(FileError) {
    detailsPath = work + "/details"
    details = try OutputFile(detailsPath)
  }

  /// Findings that a cell shows; the others stand in findings.csv.
  private static let shown = 12

  mutating func add(_ report: FiledReport, findings: [FindingRecord], sources: Int, output: String, formats: [String]) throws(FileError) {
    let errors = findings.count { $0.fields[0] == "error" }
    let warnings = findings.count { $0.fields[0] == "warning" }
    let gaps = report.missing + report.invalid
    let state = errors > 0 ? "e" : warnings > 0 ? "w" : "g"
    let mark = errors > 0 ? String(errors) : warnings > 0 ? String(warnings) : "✓"
    let cell = Cell(
      number: count, state: state, mark: mark + (sources > 1 ? "＋" : ""),
      hint: "\(report.reported)个数据\(gaps > 0 ? "，缺\(gaps)个" : "")，错误\(errors)，警告\(warnings)\(sources > 1 ? "，\(sources)个来源文件" : "")")
    try detail(report, findings, sources, output, formats)
    count += 1
    guard let organ = report.organ, let year = report.year else {
      unidentified.append((report.path, cell))
      return
    }
    if offices.last?.name != organ { offices.append((organ, [:])) }
    offices[offices.count - 1].cells[year] = cell
    years = years.map { min($0.lowerBound, year)...max($0.upperBound, year) } ?? year...year
  }

  private func detail(
    _ report: FiledReport, _ findings: [FindingRecord], _ sources: Int, _ output: String, _ formats: [String]
  ) throws(FileError) {
    let grave = findings.filter { $0.fields[0] != "note" }
    var json = JSONWriter()
    json.array { json in
      json.string(report.path)
      json.string(report.title ?? "")
      json.integer(sources)
      json.array { json in for ending in formats { json.string("\(output).\(ending)") } }
      json.array { json in
        for finding in grave.prefix(Self.shown) {
          json.array { json in
            json.string(finding.fields[0])
            json.string(finding.fields[1])
            json.string(finding.fields[2...4].filter { !$0.isEmpty }.joined(separator: " / "))
            json.string(finding.fields[7])
          }
        }
      }
      json.integer(max(0, grave.count - Self.shown))
    }
    if count > 0 { try details.write(",\n") }
    // Inside a script element `</` would end it.
    try details.write(Self.withoutEndTags(json.bytes))
  }

  func write(to page: OutputFile, _ summary: ArchiveSummary) throws(FileError) {
    try page.write(Self.head)
    let span = years.map { $0.lowerBound == $0.upperBound ? "\($0.lowerBound)年" : "\($0.lowerBound)—\($0.upperBound)年" } ?? ""
    try page.write(
      """
      <h1>政府信息公开工作年度报告 <small>\(span)</small></h1>
      <p class="sum"><b>\(summary.offices)</b> 个机关 · <b>\(summary.reports)</b> 份报告 · <b>\(summary.figures)</b> 个数据\
      \(summary.figuresMissing > 0 ? "（另有 \(summary.figuresMissing) 个缺失或无法识别）" : "") · 错误 <b>\(summary.errors)</b> · 警告 <b>\(summary.warnings)</b> · \
      缺少年度 <b>\(summary.gaps)</b> · 重复文件 <b>\(summary.duplicates)</b> · 数据不同的版本 <b>\(summary.versions)</b></p>
      <p class="sum">来源文件 <b>\(summary.sources)</b> 个：\(Self.outcomes(summary.outcomes))。
      数据表：<a href="figures.csv">figures.csv</a>、<a href="reports.csv">reports.csv</a>、<a href="findings.csv">findings.csv</a></p>
      <p class="tools"><label>查找机关 <input id="q" type="search" autocomplete="off"></label>
      <label><input id="f" type="checkbox"> 只看有错误、警告或缺年度的机关</label>
      <span class="key"><i class="g">✓</i> 无问题 <i class="w">2</i> 警告数 <i class="e">3</i> 错误数 <i class="n">–</i> 缺少 <i class="g">✓＋</i> 有多个来源文件</span></p>

      """)
    if let years {
      try page.write("<div class=\"wrap\"><table id=\"t\"><thead><tr><th>机关</th>")
      for year in years { try page.write("<th>\(year)</th>") }
      try page.write("</tr></thead><tbody>\n")
      for office in offices {
        try page.write("<tr><th scope=\"row\">\(Self.escaped(office.name))</th>")
        let (first, last) = (office.cells.keys.min() ?? 0, office.cells.keys.max() ?? 0)
        for year in years {
          if let cell = office.cells[year] {
            try page.write(Self.markup(cell))
          } else {
            try page.write(year > first && year < last ? "<td class=\"n\" title=\"缺少\(year)年报告\">–</td>" : "<td></td>")
          }
        }
        try page.write("</tr>\n")
      }
      try page.write("</tbody></table></div>\n")
    }
    if !unidentified.isEmpty {
      try page.write("<h2>机关或年度不明的报告（\(unidentified.count)）</h2>\n<table class=\"u\">\n")
      for item in unidentified { try page.write("<tr><td class=\"p\">\(Self.escaped(item.path))</td>\(Self.markup(item.cell))</tr>\n") }
      try page.write("</table>\n")
    }
    try page.write("<aside id=\"d\" hidden></aside>\n<script id=\"data\" type=\"application/json\">[\n")
    try details.finish()
    try page.write(contentsOf: detailsPath)
    try FileSystem.remove(detailsPath)
    try page.write("\n]</script>\n")
    try page.write(Self.script)
  }

  private static func markup(_ cell: Cell) -> String {
    "<td class=\"\(cell.state)\" tabindex=\"0\" data-n=\"\(cell.number)\" title=\"\(cell.hint)\">\(cell.mark)</td>"
  }

  private static func outcomes(_ counts: [String: Int]) -> String {
    let words = [
      ("report", "报告"), ("container", "压缩包"), ("not_report", "不是报告"), ("refused", "无法读取内容"), ("unreadable", "文件打不开"),
      ("quarantined", "已隔离"), ("skipped", "未跟随的链接等"),
    ]
    return words.compactMap { outcome, word in counts[outcome].map { "\(word) \($0)" } }.joined(separator: "，")
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

  private static func withoutEndTags(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    for byte in bytes { if byte == 0x3C { out += Array("\\u003c".utf8) } else { out.append(byte) } }
    return out
  }

  private static let head = """
    <!DOCTYPE html>
    <html lang="zh-CN"><head><meta charset="utf-8"><title>政府信息公开工作年度报告</title>
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <style>
    body{font:15px/1.6 "Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei",sans-serif;color:#222;margin:24px 28px;background:#fff}
    h1{font-size:22px;margin:0 0 8px}h1 small{color:#666;font-weight:normal;font-size:16px}h2{font-size:17px;margin:28px 0 8px}
    .sum{margin:2px 0;color:#444}.tools{margin:14px 0 10px}.tools label{margin-right:20px}
    .key{color:#555;font-size:13px}.key i{font-style:normal;display:inline-block;min-width:22px;text-align:center;border-radius:3px;margin:0 2px 0 10px;padding:0 3px}
    .wrap{overflow:auto;max-height:78vh;border:1px solid #ddd}
    table{border-collapse:separate;border-spacing:0}
    #t th,#t td{padding:2px 9px;border-bottom:1px solid #eee;border-right:1px solid #eee;text-align:center;white-space:nowrap}
    #t thead th{position:sticky;top:0;background:#f3f5f7;z-index:2}
    #t th[scope=row],#t thead th:first-child{position:sticky;left:0;text-align:left;font-weight:normal;background:#f9fafb;z-index:1}
    #t thead th:first-child{z-index:3}
    .u td{padding:2px 9px;border-bottom:1px solid #eee}.u .p{font-family:monospace;font-size:13px}
    .g{background:#e6f4e8;color:#1d6b2a}.w{background:#fff1cf;color:#805500}.e{background:#fde0dd;color:#a31515;font-weight:bold}.n{background:#ececec;color:#888}
    td[data-n]{cursor:pointer}td[data-n]:hover,td.sel{outline:2px solid #2962a8;outline-offset:-2px}
    aside{position:fixed;right:0;top:0;bottom:0;width:min(560px,92vw);background:#fff;border-left:1px solid #bbb;box-shadow:-4px 0 16px #0002;padding:18px 22px;overflow:auto;z-index:9}
    aside h3{margin:0 30px 6px 0;font-size:17px}aside .x{position:absolute;right:14px;top:12px;border:0;background:none;font-size:22px;cursor:pointer}
    aside li{margin:0 0 9px}aside .c{font-family:monospace;font-size:12px;color:#666}aside b.error{color:#a31515}aside b.warning{color:#805500}
    aside .f{font-size:13px;color:#555;word-break:break-all}
    @media print{.tools,aside{display:none}.wrap{max-height:none;overflow:visible;border:0}}
    </style></head><body>

    """

  private static let script = """
    <script>
    (function(){
    var D=JSON.parse(document.getElementById('data').textContent),d=document.getElementById('d'),sel=null;
    var W={error:'错误',warning:'警告'};
    function el(n,t,c){var e=document.createElement(n);if(t!=null)e.textContent=t;if(c)e.className=c;return e}
    function close(){d.hidden=true;if(sel)sel.classList.remove('sel');sel=null}
    function show(c){
      var r=D[+c.dataset.n];close();sel=c;c.classList.add('sel');d.textContent='';
      var x=el('button','×','x');x.title='关闭';x.onclick=close;d.appendChild(x);
      var tr=c.parentNode,h=tr.querySelector('th');
      d.appendChild(el('h3',r[1]||(h?h.textContent:r[0])));
      d.appendChild(el('p','来源：'+r[0]+(r[2]>1?'（共'+r[2]+'个文件，其余见 catalogue.sqlite）':''),'f'));
      var p=el('p','归档文件：','f');r[3].forEach(function(f,i){if(i)p.appendChild(document.createTextNode('、'));var a=el('a',f);a.href=f.split('/').map(encodeURIComponent).join('/');p.appendChild(a)});d.appendChild(p);
      if(!r[4].length){d.appendChild(el('p','没有错误和警告。'))}
      else{var u=el('ul');r[4].forEach(function(f){var l=el('li');l.appendChild(el('b',W[f[0]]||f[0],f[0]));l.appendChild(document.createTextNode(' '+f[3]+' '));l.appendChild(el('span',f[1]+(f[2]?' · '+f[2]:''),'c'));u.appendChild(l)});d.appendChild(u);
      if(r[5])d.appendChild(el('p','还有'+r[5]+'条，见 findings.csv。'))}
      d.hidden=false}
    document.addEventListener('click',function(e){var c=e.target.closest('td[data-n]');if(c)show(c)});
    document.addEventListener('keydown',function(e){if(e.key==='Escape')close();if(e.key==='Enter'&&e.target.dataset&&e.target.dataset.n)show(e.target)});
    var q=document.getElementById('q'),f=document.getElementById('f'),t=document.getElementById('t');
    function filter(){if(!t)return;var s=q.value.trim();Array.prototype.forEach.call(t.tBodies[0].rows,function(r){
      r.hidden=(s&&r.cells[0].textContent.indexOf(s)<0)||(f.checked&&!r.querySelector('.e,.w,.n'))})}
    q.oninput=f.onchange=filter;
    })();
    </script></body></html>

    """
}
