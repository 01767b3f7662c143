import Foundation
import ReportModel
import TestSupport
import Testing

@Suite struct OfficialFormsTests {
  @Test(arguments: [("2021", [10, 175, 15]), ("2019", [22, 161, 15])]) func theFormsHaveTheirNumbersOfFigures(_ id: String, _ counts: [Int])
    throws
  {
    let form = try #require(OfficialForms.form(id))
    #expect(form.tables.map(\.figures.count) == counts)
  }

  @Test(arguments: [("2021", "proactive", 14, 4), ("2021", "requests", 28, 10), ("2021", "disputes", 4, 15), ("2019", "requests", 26, 10)])
  func theGridsAreThoseOfTheAnnex(_ id: String, _ table: String, _ rows: Int, _ columns: Int) throws {
    let grid = try #require(OfficialForms.form(id)?.table(table)?.grid)
    #expect(grid.rows.count == rows)
    #expect(grid.columnCount == columns)
  }

  @Test(arguments: OfficialForms.all.flatMap { form in form.tables.map { [form.id, $0.id] } }) func widthAndMergedPlacesAreThoseOfTheGrid(
    _ key: [String]
  ) throws {
    let table = try #require(OfficialForms.form(key[0])?.table(key[1]))
    let grid = table.grid
    #expect(table.gridWidth == grid.columnCount)
    for row in grid.rows {
      for case .figure(let id) in row.map(\.content) { #expect(table.mergedPlaces(inRow: id.row) == grid.columnCount - row.count) }
    }
  }

  @Test(arguments: OfficialForms.all.flatMap { form in form.tables.map { [form.id, $0.id] } }) func everyPlaceOfAGridIsCoveredOnce(
    _ key: [String]
  ) throws {
    let table = try #require(OfficialForms.form(key[0])?.table(key[1]))
    let grid = table.grid
    var covered: [[Int]] = Array(repeating: Array(repeating: 0, count: grid.columnCount), count: grid.rows.count)
    var figures: [FigureID] = []
    for cell in grid.rows.joined() {
      for row in cell.rows { for column in cell.columns { covered[row][column] += 1 } }
      switch cell.content {
      case .figure(let id): figures.append(id)
      case .label(let label): #expect(!table.officialText(of: label).isEmpty, "\(label)")
      }
    }
    #expect(covered.allSatisfy { $0.allSatisfy { $0 == 1 } })
    #expect(Set(figures) == Set(table.figures))
  }

  /// Ids, labels, units and kinds are those of the reference catalogue, where it stands beside the project.
  @Test func theDeclarationAgreesWithTheCatalogue() throws {
    guard let url = PackageFiles.shared?.appending(path: "domain/forms.json"), let data = try? Data(contentsOf: url) else {
      print("skipped: the catalogue forms.json does not stand beside the project")
      return
    }
    let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    for entry in try #require(root["forms"] as? [[String: Any]]) {
      let form = try #require(OfficialForms.form(entry["id"] as? String ?? ""))
      #expect(form.basis == entry["basis"] as? String)
      for entry in try #require(entry["tables"] as? [[String: Any]]) {
        let table = try #require(form.table(entry["id"] as? String ?? ""))
        #expect(table.title == entry["title"] as? String)
        let blocks = entry["blocks"] as? [[String: Any]] ?? [entry]
        #expect(blocks.count == table.blocks.count)
        for (block, own) in zip(blocks, table.blocks) {
          if let article = block["article"] as? String { #expect(own.heading.flatMap(table.heading)?.label == article) }
          let columns = try #require(block["columns"] as? [[String: Any]])
          #expect(columns.map { $0["id"] as? String } == own.columns.map(\.id))
          #expect(columns.map { $0["label"] as? String } == own.columns.map(\.label))
          let rows = try #require(block["rows"] as? [[String: Any]]).filter { $0["id"] != nil }
          #expect(rows.map { $0["id"] as? String } == own.rows.map(\.id))
          #expect(rows.map { $0["label"] as? String } == own.rows.map(\.label))
          for (column, declared) in zip(columns, own.columns) {
            if let kind = column["value"] as? String { #expect(declared.kind.rawValue == kind) }
            if let unit = column["unit"] as? String, !unit.hasPrefix("as written") { #expect(declared.unit == unit) }
          }
          for (row, declared) in zip(rows, own.rows) {
            if let unit = row["unit"] as? String { #expect(declared.unit == unit) }
            if let path = row["path"] as? [String] {
              #expect(declared.groups.compactMap { table.heading($0)?.label ?? table.row($0)?.label } + [declared.label] == path)
            }
          }
        }
      }
    }
  }
}
