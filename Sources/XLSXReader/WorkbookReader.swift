import Diagnostics
import DocumentTree
import OfficePackaging
import SafeXML

/// Reads the parts of one workbook into a document. Lives for one document.
struct WorkbookReader {
  let limits: Limits
  /// Text of cells so far, in bytes of UTF-8.
  var textBytes = 0
  var document = Document(format: "xlsx")
  var account = TextAccount()
  var styles = CellStyles()
  var sharedStrings: [StringItem] = []
  var sharedStringsUsed: [Bool] = []
  var usesEpoch1904 = false
  private var findings: [String: Int] = [:]
  private static let findingsOfOneCode = 200

  init(limits: Limits) { self.limits = limits }

  mutating func read(_ package: inout OfficePackage, main: String, _ workbook: MarkupElement) throws(Refusal) -> Document {
    let relationships = package.relationships(of: main)
    usesEpoch1904 = workbook.first("s:workbookPr")?["date1904"].map { isOn($0) } ?? false
    if let root = try root("styles", relationships, &package) { styles = CellStyles(root) }
    if let root = try root("sharedStrings", relationships, &package) {
      sharedStrings = root.children.filter { $0.name == "s:si" }.map { StringItem($0) }
      sharedStringsUsed = [Bool](repeating: false, count: sharedStrings.count)
    }
    for sheet in workbook.first("s:sheets")?.children.filter({ $0.name == "s:sheet" }) ?? [] {
      try readSheet(sheet, relationships, &package)
    }
    for (index, item) in sharedStrings.enumerated() where !sharedStringsUsed[index] {
      account.read += item.all
      account.leaveOut("unreferenced-string", item.all)
    }
    for property in package.coreProperties() {
      document.metadata.append(Metadatum(name: property.name, value: property.value, origin: Origin(part: property.part)))
    }
    for code in findings.keys.sorted() {
      let more = (findings[code] ?? 0) - Self.findingsOfOneCode
      if more > 0 { document.diagnostics.append(.moreFindings(more, of: code)) }
    }
    document.account = account
    document.encoding = package.encoding ?? "utf-8"
    return document
  }

  private mutating func readSheet(
    _ element: MarkupElement, _ relationships: [OfficePackage.Relationship], _ package: inout OfficePackage
  ) throws(Refusal) {
    let name = element["name"] ?? ""
    let origin = Origin(.sheet(name))
    guard let id = element["r:id"], let relationship = relationships.first(where: { $0.id == id && !$0.isExternal }),
      package.has(relationship.target)
    else {
      report(.missingSheet(name, origin))
      return
    }
    guard relationship.type == "worksheet" else {
      report(.otherSheet(name, relationship.type, origin))
      return
    }
    guard let root = try package.root(relationship.target), root.name == "s:worksheet" else {
      report(.missingSheet(name, origin))
      return
    }
    let before = account
    let findingsBefore = document.diagnostics.count
    let sheet = try readSheet(root, named: name)
    if let state = element["state"], state != "visible" {
      // Counted, and named, and no part of the document.
      let characters = sheet.cells.reduce(0) { $0 + $1.content.kept }
      account.leaveOut("hidden-sheet", characters, at: origin)
      document.diagnostics.removeLast(document.diagnostics.count - findingsBefore)
      if account.read > before.read || characters > 0 { report(.hiddenSheet(name, characters, origin)) }
      return
    }
    var layout = SheetLayout(sheet, limits: limits)
    try layout.layOut()
    account.kept += layout.kept
    account.generated += layout.generated
    for omission in layout.leftOut { account.leaveOut(omission.reason, omission.characters, at: omission.origin) }
    layout.diagnostics.forEach { report($0) }
    document.blocks += layout.blocks
    try readSurroundings(of: relationship.target, origin, &package)
  }

  private mutating func root(
    _ type: String, _ relationships: [OfficePackage.Relationship], _ package: inout OfficePackage
  ) throws(Refusal) -> MarkupElement? {
    guard let target = relationships.first(where: { $0.type == type && !$0.isExternal })?.target else { return nil }
    return try package.root(target)
  }

  // MARK: The account

  mutating func leaveOut(_ reason: String, _ element: MarkupElement, _ origin: Origin) {
    if element.textBytes.isEmpty { return }
    account.leaveOut(reason, TextAccount.characters(in: element.textBytes), at: origin)
  }

  /// Text in an element that holds no text of its own.
  mutating func leaveOutStrayText(of element: MarkupElement, _ origin: Origin) {
    var characters = 0
    element.forEachOwnText { characters += TextAccount.characters(in: $0) }
    guard characters > 0 else { return }
    account.leaveOut("stray-text", characters, at: origin)
    report(.strayText(in: element.name, characters, origin))
  }

  /// Takes up a finding. Of one code a document gets some hundreds; the rest is counted.
  mutating func report(_ diagnostic: Diagnostic) {
    let count = findings[diagnostic.code.rawValue, default: 0] + 1
    findings[diagnostic.code.rawValue] = count
    if count <= Self.findingsOfOneCode { document.diagnostics.append(diagnostic) }
  }
}

/// Source: ISO/IEC 29500-1:2016 §22.9.2.7, ST_OnOff.
func isOn(_ value: String) -> Bool { value != "0" && value != "false" && value != "off" }
