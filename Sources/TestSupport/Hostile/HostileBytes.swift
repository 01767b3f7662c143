import Foundation

extension HostileCase {
  private static func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

  /// Bytes that are no text, and texts out of all proportion.
  static var texts: [HostileCase] {
    let head = Array("政府信息公开工作年度报告\n一、总体情况\n".utf8)
    return [
      .file("empty.txt", .refused) { [] },
      .file("nuls.txt") { [UInt8](repeating: 0, count: 100_000) },
      .file("nuls-inside.txt") { head + [0, 0, 0x31, 0, 0x0A] + head },
      .file("surrogates.txt") { head + Array(repeatElement([0xED, 0xA0, 0x80, 0xED, 0xB0, 0x80] as [UInt8], count: 1_000).joined()) },
      .file("surrogates-wide.txt") { [0xFF, 0xFE] + Array(repeatElement([0x00, 0xD8, 0x41, 0x00] as [UInt8], count: 1_000).joined()) },
      .file("overlong.txt") {
        head + Array(repeatElement([0xC0, 0xAF, 0xE0, 0x80, 0xAF, 0xF0, 0x80, 0x80, 0xAF] as [UInt8], count: 1_000).joined())
      },
      .file("continuations.txt") { head + [UInt8](repeating: 0x80, count: 100_000) },
      .file("beyond-unicode.txt") { head + Array(repeatElement([0xF4, 0x90, 0x80, 0x80, 0xFF, 0xFE] as [UInt8], count: 1_000).joined()) },
      .file("half-a-character.txt") { head + [0xE4, 0xB8] },
      .file("gb18030-cut.txt") { Array(repeatElement([0xB5, 0xDA, 0x81, 0x30, 0x81] as [UInt8], count: 10_000).joined()) + [0x81] },
      .file("noise.txt") {
        var state: UInt64 = 88_172_645_463_325_252
        return (0..<200_000).map { _ in
          state ^= state << 13
          state ^= state >> 7
          state ^= state << 17
          return UInt8(truncatingIfNeeded: state)
        }
      },
      .text("combining.txt") { "一、总体情况\n" + repeated("\u{301}", 500_000) },
      .text("combining-cell.txt") { "|一、总体情况|1" + repeated("\u{20DD}", 200_000) + "|\n|甲|2|\n" },
      .text("directions.txt") { repeated("\u{202E}\u{2066}年报\u{200B}", 100_000) },
      .text("bars.txt") { repeated("|", 1_000_000) + "\n|1|2|\n" },
      .text("bars.html") { "<p>" + repeated("|", 1_000_000) },
      .text("tabs.txt") { repeated("1\t", 1_000_000) },
      .text("digits.txt") { "一、总体情况\n| 甲 | " + repeated("9", 1_000_000) + " |\n| 乙 | 1 |\n" },
      .text("headings.txt") { repeated("一、主动公开政府信息情况\n", 100_000) },
      .text("labels.txt") { repeated("第二十条第（一）项\n信息内容 本年制发件数 本年废止件数 现行有效件数\n规章 0 0 0\n", 20_000) },
      .text("numbers-a-line.txt") { "三、收到和处理政府信息公开申请情况\n" + repeated("1\n", 200_000) },
      .text("ordinals.txt") { repeated("（一）1.①", 100_000) },
      .text("one-line.txt", .refused, isLarge: true) { repeated("a", 200 << 20) },
      .text("one-line-han.txt", .refused, isLarge: true) { repeated("甲", 70 << 20) },
      .text("one-line.html", .refused, isLarge: true) { "<html><body><p>" + repeated("a ", 100 << 20) + "</p>" },
      .text("blank-lines.txt", .refused, isLarge: true) { repeated("\n", 20 << 20) },
      .text("lines.txt", isLarge: true) { repeated("我局依申请公开政府信息工作情况如下\n", 240_000) },
      .text("short-lines.txt", isLarge: true) { repeated("x\n", 240_000) },
      .text("bar-lines.txt", isLarge: true) { repeated("|1|\n", 240_000) },
      .text("sparse-bars.txt", isLarge: true) { repeated("|" + repeated("1|", 200) + "\n", 5_000) },
    ]
  }

  /// Compound files and workbooks.
  static var compounds: [HostileCase] {
    @Sendable func document() -> [UInt8] { PackageFiles.bytes("Tests/Fixtures/doc/bureau-2021-faults.doc") ?? [] }
    @Sendable func set(_ value: UInt32, at place: Int, in bytes: inout [UInt8]) {
      guard place >= 0, place + 4 <= bytes.count else { return }
      for index in 0..<4 { bytes[place + index] = UInt8(truncatingIfNeeded: value >> UInt32(8 * index)) }
    }
    /// Where the first sector of the allocation table lies. Source: [MS-CFB] 2.2.
    @Sendable func table(_ bytes: [UInt8]) -> Int {
      guard bytes.count > 80 else { return 0 }
      return 512 + Int(bytes[76]) * 512 + Int(bytes[77]) * 131_072
    }
    @Sendable func changed(_ change: (inout [UInt8]) -> Void) -> [UInt8] {
      var bytes = document()
      change(&bytes)
      return bytes
    }
    @Sendable func fib(_ bytes: [UInt8]) -> Int {
      // wIdent 0xA5EC begins the stream WordDocument. Source: [MS-DOC] 2.5.1.
      stride(from: 512, to: bytes.count - 1, by: 512).first { bytes[$0] == 0xEC && bytes[$0 + 1] == 0xA5 } ?? 512
    }
    let wide = 1_048_576
    return [
      .file("chain-to-itself.doc") { changed { for sector in 0..<128 { set(UInt32(sector), at: table($0) + 4 * sector, in: &$0) } } },
      .file("chains-in-a-circle.doc") {
        changed { for sector in 0..<128 { set(UInt32((sector + 1) % 16), at: table($0) + 4 * sector, in: &$0) } }
      },
      .file("all-chains-one.doc") { changed { for sector in 0..<128 { set(1, at: table($0) + 4 * sector, in: &$0) } } },
      .file("sectors-far-away.doc") { changed { for sector in 0..<128 { set(0xFFFF_FFF0, at: table($0) + 4 * sector, in: &$0) } } },
      .file("shift-of-sectors.doc") { changed { $0[30] = 0xFF } },
      .file("many-tables-stated.doc") {
        changed {
          set(0x7FFF_FFFF, at: 44, in: &$0); set(0x7FFF_FFFF, at: 72, in: &$0)
        }
      },
      .file("difat-to-itself.doc") {
        changed {
          set(0, at: 68, in: &$0); set(100_000, at: 72, in: &$0)
        }
      },
      .file("fib-lengths.doc") {
        changed { bytes in
          let start = fib(bytes)
          for place in stride(from: start + 24, to: start + 880, by: 4) { set(0x7FFF_FFFF, at: place, in: &bytes) }
        }
      },
      .file("fib-negative.doc") {
        changed { bytes in
          let start = fib(bytes)
          for place in stride(from: start + 32, to: start + 500, by: 4) { set(0xFFFF_FFFF, at: place, in: &bytes) }
        }
      },
      .file("fib-piece-table.doc") {
        changed { bytes in
          let start = fib(bytes) + 154 + 33 * 8  // fcClx, lcbClx
          set(0, at: start, in: &bytes)
          set(0x0FFF_FFFF, at: start + 4, in: &bytes)
        }
      },
      .file("noise-after-header.doc") {
        changed { bytes in
          for place in 1_024..<max(1_024, bytes.count) where place % 3 == 0 { bytes[place] = UInt8(truncatingIfNeeded: place &* 31) }
        }
      },
      .file("cut.doc") { Array(document().prefix(document().count / 3)) },
      .file("far-row.xlsx") {
        XLSXFixture.bytes(
          sheet: "<dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"\(wide)\"><c r=\"XFD\(wide)\"><v>1</v></c></row></sheetData>")
      },
      .file("row-numbers.xlsx") {
        XLSXFixture.bytes(
          sheet:
            "<sheetData><row r=\"99999999999999999999\"><c r=\"A9223372036854775807\"><v>1</v></c></row><row r=\"-1\"><c r=\"ZZZZZZZZZZ1\"><v>2</v></c></row></sheetData>"
        )
      },
      .file("corners.xlsx") {
        XLSXFixture.bytes(
          sheet:
            "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"XFD1\"><v>2</v></c></row><row r=\"\(wide)\"><c r=\"A\(wide)\"><v>3</v></c><c r=\"XFD\(wide)\"><v>4</v></c></row></sheetData>"
        )
      },
      .file("all-merged.xlsx") {
        XLSXFixture.bytes(
          sheet: "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData><mergeCells>"
            + String(repeating: "<mergeCell ref=\"A1:XFD\(wide)\"/>", count: 5_000) + "</mergeCells>")
      },
      .file("repeated-rows.xlsx") {
        XLSXFixture.bytes(
          sheet: "<cols><col min=\"1\" max=\"2147483647\" hidden=\"1\"/></cols><sheetData>"
            + String(repeating: "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>", count: 50_000) + "</sheetData>")
      },
      .file("shared-string-bomb.xlsx", isLarge: true) {
        // One string of a megabyte, in a hundred thousand cells.
        XLSXFixture.bytes(
          sheet: "<sheetData>" + (1...100_000).map { "<row r=\"\($0)\"><c r=\"A\($0)\" t=\"s\"><v>0</v></c></row>" }.joined()
            + "</sheetData>",
          strings: ["<t>" + String(repeating: "甲", count: 350_000) + "</t>"])
      },
      .file("string-numbers.xlsx") {
        XLSXFixture.bytes(
          sheet:
            "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>99999999999</v></c><c r=\"B1\" t=\"s\"><v>-1</v></c><c r=\"C1\"><v>1e999999999</v></c></row></sheetData>"
        )
      },
      .text("boundaries.mht") {
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"b\"\n\n"
          + String(repeating: "--b\nContent-Type: multipart/mixed; boundary=\"b\"\n\n", count: 20_000)
      },
      .text("parts.mht") {
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"b\"\n\n"
          + String(repeating: "--b\nContent-Type: text/html\n\n<p>x\n", count: 50_000)
      },
      .text("long-header.mht") {
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"" + String(repeating: "x", count: 2_000_000) + "\"\n\n--x\n"
      },
    ]
  }

  /// XML, JSON and CSV of our own, and what is not quite that.
  static var ownFormats: [HostileCase] {
    @Sendable func json(_ value: String) -> String { "{\"annual_report\":\(value)}" }
    return [
      .text("deep.json") { repeated("[", 100_000) },
      .text("deep-objects.json") { repeated("{\"a\":", 100_000) },
      .text("deep-closed.json") { json(repeated("[", 100_000) + repeated("]", 100_000)) },
      .text("numbers.json") { json("{\"year\": 1e999999999, \"figures\": [\(repeated("9", 1_000_000)), -0, 1E-999999]}") },
      .text("escapes.json") { json("\"\(repeated("\\ud800", 100_000))\"") },
      .text("keys.json") { json("{" + (0..<100_000).map { "\"k\($0)\":1" }.joined(separator: ",") + "}") },
      .text("same-keys.json") { json("{" + repeated("\"k\":1,", 100_000) + "\"k\":2}") },
      .text("quotes.csv") { repeated("\"", 1_000_001) },
      .text("commas.csv") { repeated(",", 2_000_000) },
      .text("figures.csv") { "report,table,row,column,value\r\n" + repeated("1,requests,received,total,\(repeated("9", 400))\r\n", 2_000) },
    ]
  }

  /// What is no file, or no file for long.
  static var places: [HostileCase] {
    @Sendable func make(_ name: String, _ outcome: Outcome = .noFile, _ make: @escaping @Sendable (URL) throws -> Void) -> HostileCase {
      HostileCase(name: name, outcome: outcome) { folder in
        let url = folder.appending(path: name)
        try make(url)
        return url
      }
    }
    return [
      make("a-pipe.docx") { ExternalTool.run("/usr/bin/mkfifo", [$0.path]) },
      make("a-folder.docx") { try FileManager.default.createDirectory(at: $0, withIntermediateDirectories: false) },
      make("a-link-to-itself.docx") { try FileManager.default.createSymbolicLink(at: $0, withDestinationURL: $0) },
      make("a-link-to-nothing.docx") { try FileManager.default.createSymbolicLink(atPath: $0.path, withDestinationPath: "nowhere") },
      make("a-link-to-a-device.docx") { try FileManager.default.createSymbolicLink(atPath: $0.path, withDestinationPath: "/dev/zero") },
      make("a-link-to-a-terminal.docx") { try FileManager.default.createSymbolicLink(atPath: $0.path, withDestinationPath: "/dev/tty") },
      make("nothing-here.docx") { _ in },
      make("four-gibibytes.txt", .refused) { url in
        try Data().write(to: url)
        let handle = try FileHandle(forWritingTo: url)
        try handle.truncate(atOffset: (4 << 30) + 5)
        try handle.close()
      },
    ]
  }
}
