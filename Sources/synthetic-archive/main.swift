import Conversion
import Foundation
import ReportModel
import TestSupport

/// Writes an archive of invented reports with its truth beside it, for tests and measurements of `nianbao archive`.
///
///     swift run -c release synthetic-archive OUT COUNT [SEED]
///
/// `OUT/files` holds COUNT files: all kinds, three eras (report years 2014 to 2023), folders and zips, duplicates in another kind and byte for byte,
/// about 3 % damaged, 1 % hostile, some that are no reports. `OUT/truth.csv` says for each what it is; `OUT/figures.csv` holds the figures.
struct SyntheticArchive {
  let folder: URL
  let count: Int
  var random: SeededGenerator
  var truth = "path,class,organ,year\r\n"
  var zipped: [(name: String, bytes: [UInt8])] = []
  var zipNumber = 0
  var written = 0

  static let towns = ["青石", "柳河", "平桥", "龙泉", "石门", "白沙", "新店", "双河", "永兴", "安定", "大营", "黄岗", "太平", "清溪", "东庄", "西坪"]
  static let counties = ["临河县", "安平县", "怀远县", "清丰县", "永宁县", "宝丰县", "灵山县", "桐城区", "新乐市", "寿光市", "江口县", "云台区"]
  static let bodies = ["镇人民政府", "乡人民政府", "街道办事处"]
  static let bureaus = ["教育局", "水利局", "民政局", "财政局", "司法局", "农业农村局", "自然资源局", "卫生健康局", "交通运输局", "审计局"]

  static func organ(_ number: Int) -> String {
    let county = counties[number % counties.count]
    let rest = number / counties.count
    let kinds = bureaus.count + towns.count * bodies.count
    let body = rest % kinds
    let name =
      body < bureaus.count ? bureaus[body] : towns[(body - bureaus.count) % towns.count] + bodies[(body - bureaus.count) / towns.count]
    let province = rest / kinds
    return (province == 0 ? "" : "第\(province)区") + county + name
  }

  mutating func run() throws {
    try FileManager.default.createDirectory(at: folder.appending(path: "files"), withIntermediateDirectories: true)
    let figures = folder.appending(path: "figures.csv")
    try Data().write(to: figures)
    let handle = try FileHandle(forWritingTo: figures)
    var number = 0
    while written < count {
      let organ = Self.organ(number / 10)
      let year = 2014 + number % 10
      number += 1
      // A series may have a gap.
      if random.oneIn(40) { continue }
      let report = report(organ, year)
      let csv = ReportWriter.write([report], options: WritingOptions(format: .csv))
      let isFirst = written == 0
      try handle.write(contentsOf: isFirst ? Data(csv) : Data(csv[(csv.firstIndex(of: 0x0A).map { $0 + 1 } ?? 0)...]))
      let kind = random.pick(["docx", "docx", "docx", "html", "html", "txt", "txt", "xml"])
      let bytes = bytes(report, kind)
      try put(bytes, organ, year, kind, "report")
      if random.oneIn(25), written < count { try put(bytes, organ, year, kind, "duplicate") }
      if random.oneIn(25), written < count {
        let other = random.pick(["docx", "html", "txt"])
        try put(self.bytes(report, other), organ, year, other, "duplicate")
      }
      if random.oneIn(33), written < count { try put(damaged(bytes), organ, year, kind, "damaged") }
      if random.oneIn(100), written < count { try putHostile() }
      if random.oneIn(50), written < count {
        try put(Array("会议通知\n\n定于下周一召开工作例会，请准时参加。\n".utf8), "通知\(written)", year, "txt", "other", naming: false)
      }
    }
    try handle.close()
    try flushZip()
    try Data(truth.utf8).write(to: folder.appending(path: "truth.csv"))
  }

  private mutating func report(_ organ: String, _ year: Int) -> Report {
    let form = OfficialForms.form(forReportYear: year)?.id ?? "2021"
    var report = ExampleReport.report(form: form, start: random.number(0...900), organ: organ, year: year)
    // Tables that belong to no section stand behind the last, as annexes.
    let placed = Set(
      (report.sections.flatMap(\.blocks) + report.closing).compactMap { if case .formTable(let id) = $0 { id } else { nil } })
    report.closing += report.tables.map(\.id).filter { !placed.contains($0) }.map { .formTable($0) }
    return report
  }

  private mutating func bytes(_ report: Report, _ kind: String) -> [UInt8] {
    switch kind {
    case "docx": return ReportAsDOCX.package(report)
    case "html": return ReportAsHTML.page(report)
    case "xml": return ReportWriter.write([report], options: WritingOptions(format: .xml))
    default: return Array(random.pick([TextLayout.barsPadded, .leadingBars, .everyPlace, .tabsSpreadsheet, .markdown]).render(report).utf8)
    }
  }

  private mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    guard bytes.count > 40 else { return bytes }
    if random.oneIn(2) { return Array(bytes[..<random.number(20...bytes.count - 10)]) }
    for _ in 0..<random.number(1...6) { bytes[random.number(0...bytes.count - 1)] = UInt8(random.number(0...255)) }
    return bytes
  }

  private mutating func putHostile() throws {
    let deep = String(repeating: "<table><tr><td>", count: 60_000)
    let entities =
      "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY a \"\(String(repeating: "x", count: 400))\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><a>&b;</a>"
    switch random.number(0...4) {
    case 0: try put(Array(deep.utf8), "嵌套\(written)", 0, "html", "hostile", naming: false)
    case 1: try put(Array(entities.utf8), "实体\(written)", 0, "xml", "hostile", naming: false)
    case 2: try put([UInt8](repeating: 0, count: 200_000), "空字节\(written)", 0, "docx", "hostile", naming: false)
    case 3:
      try put(
        Array("PK\u{3}\u{4}".utf8) + (0..<5_000).map { _ in UInt8(random.number(0...255)) }, "假包\(written)", 0, "docx", "hostile",
        naming: false)
    default: try put(Array(String(repeating: "| 0 ", count: 300_000).utf8), "长行\(written)", 0, "txt", "hostile", naming: false)
    }
  }

  /// One file, in a folder of its year or in the zip that is being filled.
  private mutating func put(_ bytes: [UInt8], _ organ: String, _ year: Int, _ kind: String, _ type: String, naming: Bool = true) throws {
    written += 1
    let stem = naming ? "\(organ)\(year)年政府信息公开工作年度报告" : organ
    let name = "\(stem)-\(written).\(kind)"
    let identity = naming ? "\(organ),\(year)" : ","
    if random.oneIn(10) {
      zipped.append((name, bytes))
      truth += "files/合集\(zipNumber).zip!/\(name),\(type),\(identity)\r\n"
      if zipped.count == 50 { try flushZip() }
      return
    }
    let place = "files/\(year == 0 ? "其他" : String(year))/\(written % 23)"
    let target = folder.appending(path: place)
    try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
    try Data(bytes).write(to: target.appending(path: name))
    truth += "\(place)/\(name),\(type),\(identity)\r\n"
  }

  private mutating func flushZip() throws {
    guard !zipped.isEmpty else { return }
    try Data(DOCXFixture.zip(zipped)).write(to: folder.appending(path: "files/合集\(zipNumber).zip"))
    zipNumber += 1
    zipped = []
  }
}

let arguments = CommandLine.arguments
if arguments.count >= 3, arguments[1] == "--measuring" {
  try MeasuringInput(folder: URL(filePath: arguments[2])).write(count: arguments.count > 3 ? Int(arguments[3]) ?? 300 : 300)
  exit(0)
}
guard arguments.count >= 3, let count = Int(arguments[2]), count > 0 else {
  print("usage: synthetic-archive OUT COUNT [SEED] | --measuring OUT [COUNT]")
  exit(64)
}
var archive = SyntheticArchive(
  folder: URL(filePath: arguments[1]), count: count, random: SeededGenerator(seed: arguments.count > 3 ? UInt64(arguments[3]) ?? 1 : 1))
try archive.run()
print("\(archive.written) files in \(arguments[1])")
