import Diagnostics
import Testing

@testable import ArchiveNormaliser

@Suite struct PathIdentityTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let path: String
    let organ: String?
    let year: Int?
    var testDescription: String { path }
    init(_ path: String, _ organ: String?, _ year: Int?) {
      self.path = path
      self.organ = organ
      self.year = year
    }
  }

  @Test(arguments: [
    Case("in/江原市教育局2021年政府信息公开工作年度报告.docx", "江原市教育局", 2021),
    Case("in/2021年江原市教育局政府信息公开工作年度报告.docx", "江原市教育局", 2021),
    Case("in/2021/江原市教育局/年报.docx", "江原市教育局", 2021), Case("in/江原市教育局/2021年度/报告终稿.html", "江原市教育局", 2021),
    Case("in/江原市教育局/t20220128_4711.html", "江原市教育局", nil), Case("in/2019-2021/年报.docx", nil, nil),
    Case("in/2021年和2022年对比.docx", nil, nil), Case("in/年报2020.txt", nil, 2020), Case("in/20210131.txt", nil, nil),
    Case("in/1998.txt", nil, nil),
    Case("in/report.docx", nil, nil), Case("in/all.zip", nil, nil),
  ])
  func aPathSaysOnlyWhatItSaysForCertain(_ item: Case) {
    let identity = PathIdentity(SourceName(path: Array(item.path.utf8)))
    #expect(identity.organ == item.organ)
    #expect(identity.year == item.year)
  }

  @Test func foldersInsideArchivesCount() {
    let identity = PathIdentity(SourceName(path: Array("in/2020.zip".utf8), members: [Array("江原市教育局/年报.docx".utf8)]))
    #expect(identity.organ == "江原市教育局")
    #expect(identity.year == 2020)
  }

  @Test func namesOfChineseWindowsAreShownDecoded() {
    // 年报.doc in GB18030.
    let name = SourceName(path: Array("a.zip".utf8), members: [[0xC4, 0xEA, 0xB1, 0xA8, 0x2E, 0x64, 0x6F, 0x63]])
    #expect(name.shown == "a.zip!/年报.doc")
    #expect(
      SourceName(path: Array("打包.zip".utf8), members: [[0xC4, 0xEA, 0xB1, 0xA8, 0x2F, 0x61], Array("内/年".utf8)]).shown
        == "打包.zip!/年报/a!/内/年")
    #expect(SourceName(path: [0x61, 0xFF, 0x25]).shown == "a%FF%25")
  }
}

@Suite struct NamesFileTests {
  private func names(_ text: String) throws(Refusal) -> NamesFile { try NamesFile(Array(text.utf8)) }

  @Test func anOfficeIsFiledUnderTheNameOfItsYears() throws {
    let names = try names("alias,organ,from,until\n国土局,自然资源局,,2018\n国土局,国土空间局,2019,\n")
    #expect(names.organ(for: "国土局", year: 2017) == "自然资源局")
    #expect(names.organ(for: "国 土 局", year: 2020) == "国土空间局")
    // Without a year nobody knows which of the two it was.
    #expect(names.organ(for: "国土局", year: nil) == "国土局")
    #expect(names.organ(for: "教育局", year: 2020) == "教育局")
  }

  @Test func aPathGivesTheOfficeThatAReportDoesNotState() throws {
    let names = try names("organ,path,code\r\n甲局,in/a,370101\r\n乙局,in/a/b,\r\n")
    #expect(names.organ(ofPath: "in/a/x.docx", year: 2020)?.organ == "甲局")
    #expect(names.organ(ofPath: "in/a/b/x.docx", year: 2020)?.organ == "乙局")
    #expect(names.organ(ofPath: "in/ab/x.docx", year: 2020) == nil)
    #expect(names.code(of: "甲局") == "370101")
    #expect(names.code(of: "乙局") == nil)
  }

  @Test func aPathMayNameOneReportOfAFile() throws {
    let names = try names("organ,path,year\n甲局,in/a.html,\n乙局,in/a.html#2,2019\n")
    #expect(names.organ(ofPath: "in/a.html", 1, year: 2020)?.organ == "甲局")
    #expect(names.organ(ofPath: "in/a.html", 2, year: 2020)?.organ == "乙局")
    #expect(names.organ(ofPath: "in/a.html", 2, year: 2020)?.isExact == true)
    #expect(names.year(ofPath: "in/a.html", 1) == nil && names.year(ofPath: "in/a.html", 2)?.year == 2019)
  }

  @Test func anOfficeHasOneParentInAYear() throws {
    let names = try names("organ,parent,from,until\n甲局,某县,,2018\n甲局,某市,2019,\n乙局,某县,,\n某县,某市,,\n")
    #expect(names.hierarchy.units(of: "某县", year: 2018) == ["乙局", "甲局"])
    #expect(names.hierarchy.units(of: "某县", year: 2019) == ["乙局"])
    #expect(names.hierarchy.units(of: "某市", year: 2019) == ["某县", "甲局"])
    #expect(names.hierarchy.units(of: "甲局", year: 2019) == [])
    #expect(names.hierarchy.parent(of: "甲局", year: 2018) == "某县")
    #expect(names.hierarchy.parent(of: "某市", year: 2018) == nil)
    // b is under a until 2018, a under b from 2019: never both in one year.
    #expect(try self.names("organ,parent,from,until\na,b,,2018\nb,a,2019,\n").hierarchy.summaries == ["a", "b"])
  }

  /// Codes and parents are no reason to read a source again.
  @Test func onlyWhatFilesAReportCounts() throws {
    let plain = try names("alias,organ,code,parent\n甲,甲局,1,\n")
    #expect(plain.digest == (try names("organ,alias,parent\n甲局,甲,某县\n乙局,,某县\n")).digest)
    #expect(plain.digest != (try names("alias,organ,until\n甲,甲局,2018\n")).digest)
  }

  @Test(arguments: [
    "alias,organ\na,b\na,c\n", "alias,name\na,b\n", "alias,organ\na,\n", "organ,from\na,x\n", "organ,from,until\na,2020,2019\n",
    "organ,code\na,1\na,2\n", "organ,year\na,2019\n", "organ,parent\na,b\na,c\n", "organ,parent\na,a\n", "organ,parent\na,b\nb,c\nc,a\n",
    "organ,parent,from,until\na,b,2019,\na,c,,2019\n", "organ,organ\na,b\n", "alias,organ\na\n",
  ])
  func contradictionsAndUnknownColumnsAreRefused(_ text: String) {
    #expect(throws: Refusal.self) { try names(text) }
  }
}

@Suite struct FileNamesTests {
  @Test func noTwoOfficesShareAFolder() {
    var names = FileNames()
    let offices = [
      "甲/乙", "甲／乙", "..", "a:b", "甲", String(repeating: "长", count: 100), String(repeating: "长", count: 101), "_unidentified", "",
    ]
    let folders = offices.map { names.folder(for: $0) }
    #expect(Set(folders).count == offices.count)
    for folder in folders {
      #expect(!folder.contains("/") && !folder.hasPrefix(".") && !folder.isEmpty && folder.utf8.count <= 255 && folder != "_unidentified")
    }
    #expect(offices.map { names.folder(for: $0) } == folders)
  }
}
