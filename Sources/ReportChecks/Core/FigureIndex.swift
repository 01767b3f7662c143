import ReportModel

/// The figures of a report by their ids. Tables hold them in the order of their form: most are where they are looked for.
struct FigureIndex: Sendable {
  let tables: [ReportTable]

  subscript(id: FigureID) -> Figure? {
    for table in tables where table.id == id.table { return table.figure(id, at: FormOrder.place(of: id, form: table.form)) }
    return nil
  }
}

extension ReportTable {
  /// A figure that usually stands at a place.
  func figure(_ id: FigureID, at place: Int) -> Figure? {
    figures.indices.contains(place) && figures[place].id == id ? figures[place] : figures.last { $0.id == id }
  }
}

extension ReportTable {
  /// The figures of one status; most tables have none of the unusual ones.
  func figures(_ status: Figure.Status) -> [Figure] {
    figures.indices.contains { figures[$0].status == status } ? figures.filter { $0.status == status } : []
  }
}

/// The order of the figures of a form's tables, found out once for each official form.
enum FormOrder {
  static func place(of id: FigureID, form: String) -> Int {
    switch form {
    case "2021": order2021[id] ?? 0
    case "2019": order2019[id] ?? 0
    case "2014": order2014[id] ?? 0
    default: 0
    }
  }

  private static let order2021 = order("2021")
  private static let order2019 = order("2019")
  private static let order2014 = order("2014")

  private static func order(_ form: String) -> [FigureID: Int] {
    var places: [FigureID: Int] = [:]
    for table in OfficialForms.form(form)?.tables ?? [] {
      var place = 0
      for block in table.blocks {
        for row in block.rows {
          for column in block.columns {
            places[FigureID(table: table.id, row: row.id, column: column.id)] = place
            place += 1
          }
        }
      }
    }
    return places
  }
}
