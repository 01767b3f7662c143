import PageLayout
import SafePDF

/// The tables of a tagged PDF. Source: ISO 32000-1:2008, 14.7 and 14.8.4.3.4.
struct StructureTree {
  private(set) var tables: [TaggedTable] = []
  private let roles: PDFObject
  private let register: MarkRegister
  private var elements = 0
  /// Elements that were met: a tree has each of them once.
  private var met: Set<Int> = []
  private static let mostElements = 200_000
  private static let deepest = 64

  init(_ catalog: PDFObject, _ register: MarkRegister) {
    let root = catalog["StructTreeRoot"]
    roles = root["RoleMap"]
    self.register = register
    guard root.isDictionary else { return }
    for child in root["K"].items { find(child, page: 0, depth: 0) }
  }

  /// The standard type of an element.
  private func type(_ element: PDFObject) -> String? {
    guard var name = element["S"].name else { return nil }
    for _ in 0..<8 {
      guard roles.isDictionary, let other = roles[name].name, other != name else { break }
      name = other
    }
    return name
  }

  private mutating func enter(_ element: PDFObject, _ depth: Int) -> Bool {
    elements += 1
    let id = element.id
    if id != 0, !met.insert(id).inserted { return false }
    return depth < Self.deepest && elements < Self.mostElements
  }

  private func page(_ element: PDFObject, _ inherited: Int) -> Int {
    let own = element["Pg"]
    return own.isDictionary ? own.id : inherited
  }

  private mutating func find(_ element: PDFObject, page: Int, depth: Int) {
    guard element.isDictionary, enter(element, depth) else { return }
    let page = self.page(element, page)
    if type(element) == "Table" {
      var rows: [[TaggedTable.Cell]] = []
      addRows(element, page, depth + 1, &rows)
      if rows.contains(where: { $0.count > 1 }) {
        tables.append(TaggedTable(rows: rows))
        return
      }
    }
    for child in element["K"].items { find(child, page: page, depth: depth + 1) }
  }

  private mutating func addRows(_ parent: PDFObject, _ page: Int, _ depth: Int, _ rows: inout [[TaggedTable.Cell]]) {
    for child in parent["K"].items where child.isDictionary {
      guard enter(child, depth) else { continue }
      let own = self.page(child, page)
      switch type(child) {
      case "TR":
        var cells: [TaggedTable.Cell] = []
        for item in child["K"].items where item.isDictionary {
          guard let kind = type(item), kind == "TD" || kind == "TH", enter(item, depth) else { continue }
          var marks: [Int] = []
          addMarks(item, self.page(item, own), depth + 1, &marks)
          cells.append(
            TaggedTable.Cell(
              marks: marks, rowSpan: span(item, "RowSpan"), columnSpan: span(item, "ColSpan"), isHeader: kind == "TH"))
        }
        rows.append(cells)
      case "THead", "TBody", "TFoot": addRows(child, own, depth + 1, &rows)
      default: continue
      }
    }
  }

  private func span(_ cell: PDFObject, _ key: String) -> Int {
    for attributes in cell["A"].items {
      if let span = attributes[key].integer { return min(max(span, 1), 1_000) }
    }
    return 1
  }

  private mutating func addMarks(_ element: PDFObject, _ page: Int, _ depth: Int, _ marks: inout [Int]) {
    for child in element["K"].items {
      guard depth < Self.deepest, marks.count < 10_000 else { return }
      if let id = child.integer {
        marks.append(register.mark(page, id))
      } else if child.isDictionary {
        let own = self.page(child, page)
        if let id = child["MCID"].integer {
          let stream = child["Stm"]
          marks.append(register.mark(stream.isStream ? stream.id : own, id))
        } else if enter(child, depth) {
          addMarks(child, own, depth + 1, &marks)
        }
      }
    }
  }
}
