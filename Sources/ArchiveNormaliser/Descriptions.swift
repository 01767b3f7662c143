import JSONText
import ReportModel
import ReportWriters
import SafeFiles

/// What tells other programs of the tables: `datapackage.json` (Frictionless Data Package 1.0) and `csv-metadata.json` (W3C CSVW).
enum Descriptions {
  static let names = ["datapackage.json", "csv-metadata.json"]

  struct Column {
    var name: String
    var type: String
    var zh: String
    var en: String
    var values: [String] = []
  }

  static func files(in folder: String) throws(FileError) -> [(String, [UInt8])] {
    [("datapackage.json", try dataPackage(folder)), ("csv-metadata.json", csvw())]
  }

  private static let resources: [(name: String, columns: [Column], zh: String, en: String)] = [
    (
      "figures", figures, "全部报告的全部数据，每行一个数据", "every figure of every report, one a line"
    ),
    ("reports", reports, "每份报告一行", "one line a report"),
    ("findings", findings, "读取和核对中发现的问题，每行一条", "what was found while reading and checking, one finding a line"),
  ]

  private static let figures: [Column] = [
    Column(name: "organ", type: "string", zh: "机关名称", en: "office"),
    Column(name: "year", type: "integer", zh: "报告年度", en: "year reported on"),
    Column(name: "form", type: "string", zh: "格式", en: "form of the tables", values: OfficialForms.all.map(\.id)),
    Column(name: "table", type: "string", zh: "表", en: "table"),
    Column(name: "row", type: "string", zh: "行", en: "row"),
    Column(name: "column", type: "string", zh: "列", en: "column"),
    Column(name: "value", type: "number", zh: "数值", en: "value; empty unless reported"),
    Column(name: "unit", type: "string", zh: "单位", en: "unit"),
    Column(name: "status", type: "string", zh: "状态", en: "state of the figure", values: Figure.Status.allCases.map(\.rawValue)),
    Column(name: "text", type: "string", zh: "原文", en: "the cell as written"),
    Column(name: "row_label", type: "string", zh: "行名", en: "official label of the row"),
    Column(name: "column_label", type: "string", zh: "列名", en: "official label of the column"),
  ]

  private static let reports: [Column] = Tables.reportColumns.map { name in
    let integers: Set = [
      "year", "number", "sources", "reported", "blank", "not_applicable", "invalid", "missing", "inferred", "errors", "warnings", "notes",
    ]
    let words: [String: (String, String)] = [
      "organ": ("机关名称", "office"), "year": ("报告年度", "year reported on"), "code": ("代码", "code of the office, from the names file"),
      "parent": ("上级机关", "office whose report sums this one, from the names file"), "form": ("格式", "form of the tables"),
      "title": ("标题", "title"), "organ_source": ("机关名称的来源", "where the office was found"),
      "year_source": ("年度的来源", "where the year was found"), "source": ("来源文件", "source file"),
      "number": ("报告在来源文件中的序号", "which report of its source, from 1"),
      "sha256": ("来源文件的SHA-256", "SHA-256 of the source"), "kind": ("来源类型", "kind of source"),
      "kinds": ("全部来源的类型", "kinds of all sources"), "sources": ("来源文件数", "number of source files"),
      "reported": ("已填报数据", "figures reported"), "blank": ("空白数据", "figures blank"),
      "not_applicable": ("不适用数据（/）", "figures marked not applicable"), "invalid": ("无法识别的数据", "figures that can't be read"),
      "missing": ("缺失数据", "figures that are missing"), "inferred": ("推断数据", "figures inferred from printed sums"),
      "errors": ("错误", "findings: errors"), "warnings": ("警告", "findings: warnings"), "notes": ("提示", "findings: notes"),
      "path": ("归档文件", "file in the collection"),
    ]
    let (zh, en) = words[name] ?? (name, name)
    return Column(name: name, type: integers.contains(name) ? "integer" : "string", zh: zh, en: en)
  }

  private static let findings: [Column] = Tables.findingColumns.map { name in
    let words: [String: (String, String)] = [
      "organ": ("机关名称", "office"), "year": ("报告年度", "year reported on"), "source": ("来源文件", "source file"),
      "number": ("报告在来源文件中的序号", "which report of its source, from 1"),
      "severity": ("级别", "severity"), "code": ("编号", "code"), "table": ("表", "table"), "row": ("行", "row"), "column": ("列", "column"),
      "actual": ("实际值", "what stands there"), "expected": ("应为", "what should stand there"), "message_zh": ("说明", "message, Chinese"),
      "message_en": ("说明（英文）", "message, English"), "suggestion_zh": ("建议", "suggestion, Chinese"),
      "suggestion_en": ("建议（英文）", "suggestion, English"), "place_zh": ("位置", "place, Chinese"), "place_en": ("位置（英文）", "place, English"),
    ]
    let (zh, en) = words[name] ?? (name, name)
    return Column(name: name, type: name == "year" || name == "number" ? "integer" : "string", zh: zh, en: en)
  }

  /// Source: https://specs.frictionlessdata.io/data-package/ and /table-schema/, version 1.
  private static func dataPackage(_ folder: String) throws(FileError) -> [UInt8] {
    var sizes: [String: Int] = [:]
    for name in Tables.names { sizes[name] = try FileEntry(at: Array("\(folder)/\(name)".utf8)).size }
    var json = JSONWriter(indentation: 2)
    json.object { json in
      json.field("profile", "tabular-data-package")
      json.field("name", "nianbao-archive")
      json.field("title", "政府信息公开工作年度报告")
      json.field("description", "Annual reports of Chinese government offices on information disclosure, normalised.")
      json.field("resources", resources) { json, resource in
        json.object { json in
          json.field("profile", "tabular-data-resource")
          json.field("name", resource.name)
          json.field("path", resource.name + ".csv")
          json.field("description", "\(resource.zh) / \(resource.en)")
          json.field("format", "csv")
          json.field("mediatype", "text/csv")
          json.field("encoding", "utf-8")
          json.field("bytes", ifPresent: sizes[resource.name + ".csv"])
          json.key("dialect")
          json.object { json in
            json.field("lineTerminator", "\r\n")
            json.field("header", true)
          }
          json.key("schema")
          json.object { json in
            json.field("missingValues", [""]) { json, value in json.string(value) }
            json.field("fields", resource.columns) { json, column in
              json.onOneLine { json in
                json.object { json in
                  json.field("name", column.name)
                  json.field("type", column.type)
                  json.field("title", column.zh)
                  json.field("description", column.en)
                  if !column.values.isEmpty {
                    json.key("constraints")
                    json.object { json in json.field("enum", column.values) { json, value in json.string(value) } }
                  }
                }
              }
            }
          }
        }
      }
    }
    return json.bytes + [0x0A]
  }

  /// Source: https://www.w3.org/TR/tabular-metadata/.
  private static func csvw() -> [UInt8] {
    var json = JSONWriter(indentation: 2)
    json.object { json in
      json.key("@context")
      json.onOneLine { json in
        json.array { json in
          json.string("http://www.w3.org/ns/csvw")
          json.object { json in json.field("@language", "zh") }
        }
      }
      json.field("dc:title", "政府信息公开工作年度报告")
      json.field("tables", resources) { json, resource in
        json.object { json in
          json.field("url", resource.name + ".csv")
          json.field("dc:description", resource.zh)
          json.key("tableSchema")
          json.object { json in
            json.field("columns", resource.columns) { json, column in
              json.onOneLine { json in
                json.object { json in
                  json.field("name", column.name)
                  json.field("titles", column.name)
                  json.field("dc:description", column.zh)
                  json.field("datatype", column.type == "number" ? "decimal" : column.type)
                }
              }
            }
          }
        }
      }
    }
    return json.bytes + [0x0A]
  }
}
