public import Diagnostics
public import DocumentTree
import OfficePackaging
import SafeXML

/// Reads workbooks: .xlsx, .xlsm and .xltx, transitional and Strict.
///
/// Sheets come one after another, on each the areas that hang together, from the top: cells in a grid become a table, a cell alone in its row
/// a paragraph. A cell says what a person sees on the sheet; where that is less than what it holds, a finding says both.
public enum XLSXReader {
  public static func read(_ bytes: [UInt8], limits: Limits = Limits()) throws(Refusal) -> Document {
    guard bytes.count <= limits.inputBytes else {
      throw Refusal(
        "limit-input",
        Message(
          zh: "文件超过读取上限（\(limits.inputBytes) 字节）。", en: "the file is larger than \(limits.inputBytes) bytes"))
    }
    guard let kind = PackageKind.sniff(bytes, limits: limits) else { throw .notAWorkbook }
    guard kind == .spreadsheet || kind == .openPackage else { throw kind.refusal ?? .notAWorkbook }
    var package = try OfficePackage(zip: bytes, limits: limits)
    let main = try package.mainPart("spreadsheetml", usually: "xl/workbook.xml")
    if main.lowercased().hasSuffix(".bin") { throw .binaryWorkbook }
    guard let root = try package.root(main), root.name == "s:workbook" else { throw .notAWorkbook }
    var reader = WorkbookReader(limits: limits)
    return try reader.read(&package, main: main, root)
  }
}

extension Refusal {
  static let notAWorkbook = Refusal(
    "xlsx-not-a-workbook", Message(zh: "这不是 Excel 工作簿（.xlsx）。", en: "this is not an Excel workbook (.xlsx)"))

  static let binaryWorkbook = Refusal(
    "input-xlsb",
    Message(
      zh: "这是二进制工作簿（.xlsb）。请在 Excel 或 WPS 中另存为 .xlsx 后再转换。",
      en: "this is a binary workbook (.xlsb); save it as .xlsx and try again"))
}
