import Diagnostics
import DocumentTree
import FormRecognition
import Foundation
import ReportModel
import TestSupport
import Testing

/// What real files look like: each variant, on a report of which every figure is known.
@Suite struct VariantsTests {
  struct Variant: Sendable, CustomTestStringConvertible {
    let name: String
    var form = "2021"
    /// Finding that has to be there.
    var code: String?
    let bend: @Sendable (inout DocumentDraft) -> Void
    var testDescription: String { name }
  }

  static func heading(_ old: String, _ new: String...) -> @Sendable (inout DocumentDraft) -> Void {
    { draft in draft.changeTexts { $0 == old ? new : [$0] } }
  }

  static let variants: [Variant] = [
    Variant(name: "nothing changed") { _ in },
    Variant(name: "nothing changed, form 2019", form: "2019") { _ in },
    Variant(name: "headings of the notice's text", code: "STR-03") { draft in
      draft.changeTexts { text in
        switch text {
        case "一、总体情况": ["一、政府信息公开工作总体情况"]
        case "二、主动公开政府信息情况": ["二、行政机关主动公开政府信息情况"]
        case "三、收到和处理政府信息公开申请情况": ["三、行政机关收到和处理政府信息公开申请情况"]
        case "四、政府信息公开行政复议、行政诉讼情况": ["四、因政府信息公开工作被申请行政复议提起行政诉讼情况"]
        case "五、存在的主要问题及改进情况": ["五、政府信息公开工作存在的主要问题及改进情况"]
        case "六、其他需要报告的事项": ["六、其它需要报告事项"]
        default: [text]
        }
      }
    },
    Variant(name: "headings with （一）", bend: ordinals { "（\($0)）" }),
    Variant(name: "headings with a full stop", bend: ordinals { "\($0)．" }),
    Variant(name: "headings without ordinals", bend: ordinals { _ in "" }),
    Variant(name: "headings with blanks inside") { draft in draft.changeTexts { [$0.hasPrefix("二、") ? "二、 主动公开 政府信息情况\u{A0}\u{A0}" : $0] }
    },
    Variant(name: "a heading split over two lines", bend: heading("三、收到和处理政府信息公开申请情况", "三、收到和处理政府信息", "公开申请情况")),
    Variant(name: "an unknown heading with the right number", code: "STR-04", bend: heading("一、总体情况", "一、年度工作开展")),
    Variant(name: "heading and text in one paragraph") { draft in
      var joined: [DocumentDraft.Piece] = []
      for piece in draft.pieces {
        if case .text(let text) = piece, case .text(let last)? = joined.last, last == "五、存在的主要问题及改进情况" {
          joined[joined.count - 1] = .text(last + "。" + text)
        } else {
          joined.append(piece)
        }
      }
      draft.pieces = joined
    },
    Variant(name: "section names as sub-headings in section 1") { draft in
      draft.changeTexts { text in
        text == "（一）平台管理。专栏每月核对一次。" ? ["（一）主动公开情况", "公开信息若干。", "（二）依申请公开情况", "没有收到申请。", "1.收到和处理政府信息公开申请情况", "见下文。"] : [text]
      }
    },
    Variant(name: "a table of contents before the report") { draft in
      draft.pieces.insert(contentsOf: OfficialForms.sections.map { .text($0.heading) }, at: 1)
    },
    Variant(name: "the parts listed in the preface") { draft in
      draft.pieces.insert(
        .text("本报告由一、总体情况；二、主动公开政府信息情况；三、收到和处理政府信息公开申请情况；四、政府信息公开行政复议、行政诉讼情况；五、存在的主要问题及改进情况；六、其他需要报告的事项六个部分组成。"), at: 1)
    },
    Variant(name: "a seventh chapter") { draft in draft.pieces += [.text("七、附件"), .text("附件另行公布。")] },
    Variant(name: "all in a layout table") { draft in draft.pieces = [.wrapped(draft.pieces)] },
    Variant(name: "each table in a layout table") { draft in
      draft.pieces = draft.pieces.map { if case .table = $0 { .wrapped([$0]) } else { $0 } }
    },
    Variant(name: "table two as one table a block") { draft in
      draft.replaceTable(0) { rows, width in
        var parts: [[[LayoutCell]]] = []
        for row in rows {
          if row.first?.text.hasPrefix("第二十条") == true { parts.append([]) }
          parts[parts.count - 1].append(row)
        }
        return parts.map { .table(rows: $0, width: width) }
      }
    },
    Variant(name: "table two as one table a block, form 2019", form: "2019") { draft in
      draft.replaceTable(0) { rows, width in
        var parts: [[[LayoutCell]]] = []
        for row in rows {
          if row.first?.text.hasPrefix("第二十条") == true { parts.append([]) }
          parts[parts.count - 1].append(row)
        }
        return parts.map { .table(rows: $0, width: width) }
      }
    },
    Variant(name: "the three tables in one") { draft in
      var all: [[LayoutCell]] = []
      draft.pieces = draft.pieces.filter { piece in
        guard case .table(let rows, _) = piece else { return true }
        all += rows
        return false
      }
      draft.pieces.append(.table(rows: all, width: 15))
    },
    Variant(name: "table three cut by a page, with its header again") { draft in
      draft.replaceTable(1) { rows, width in
        [.table(rows: Array(rows[..<14]), width: width), .table(rows: Array(rows[..<3]) + Array(rows[14...]), width: width)]
      }
    },
    Variant(name: "table three cut by a page, without header") { draft in
      draft.replaceTable(1) { rows, width in
        [.table(rows: Array(rows[..<14]), width: width), .text("- 4 -"), .table(rows: Array(rows[14...]), width: width)]
      }
    },
    Variant(name: "table three without spans") { draft in
      draft.changeTable(1) { rows, width in
        let columns = width
        rows = rows.map { row in
          (0..<columns).map { column in
            LayoutCell(text: row.first { $0.column == column }?.text ?? "", rowSpan: 1, columnSpan: 1, column: column, figure: nil)
          }
        }
      }
    },
    Variant(name: "table two without spans, form 2019", form: "2019") { draft in
      draft.changeTable(0) { rows, width in
        let columns = width
        rows = rows.map { row in
          (0..<columns).map { column in
            LayoutCell(text: row.first { $0.column == column }?.text ?? "", rowSpan: 1, columnSpan: 1, column: column, figure: nil)
          }
        }
      }
    },
    Variant(name: "noughts filled behind the one figure of a row", code: "TAB-07") { draft in
      draft.changeTable(0) { rows, _ in
        rows[6] =
          [rows[6][0]]
          + (1...3).map { LayoutCell(text: $0 == 1 ? rows[6][1].text : "0", rowSpan: 1, columnSpan: 1, column: $0, figure: nil) }
      }
    },
    Variant(name: "columns of organisations in another order", code: "TAB-11") { draft in
      draft.changeTable(1) { rows, _ in
        for index in rows.indices {
          for place in rows[index].indices {
            if rows[index][place].column == 4 {
              rows[index][place].column = 5
            } else if rows[index][place].column == 5 {
              rows[index][place].column = 4
            }
          }
          rows[index].sort { $0.column < $1.column }
        }
        // The header over all the five keeps its place.
        if let wide = rows[1].firstIndex(where: { $0.columnSpan == 5 }) { rows[1][wide].column = 4 }
        rows[1].sort { $0.column < $1.column }
      }
    },
    Variant(name: "rows in another order", code: "TAB-11") { draft in draft.changeTable(1) { rows, _ in rows.swapAt(3, 4) } },
    Variant(name: "总计 in the first header row") { draft in
      draft.changeTable(1) { rows, _ in
        guard let total = rows[1].firstIndex(where: { $0.text == "总计" }) else { return }
        var cell = rows[1].remove(at: total)
        cell.rowSpan = 3
        rows[0][1].columnSpan = 6
        rows[0].append(cell)
      }
    },
    Variant(name: "labels with breaks, blanks and half-width marks") { draft in
      for table in 0..<3 {
        draft.changeTable(table) { rows, _ in
          for index in rows.indices {
            for place in rows[index].indices where rows[index][place].figure == nil {
              var text = rows[index][place].text
              text = text.replacingOccurrences(of: "（", with: "(").replacingOccurrences(of: "）", with: ")").replacingOccurrences(
                of: "，", with: ","
              ).replacingOccurrences(of: "“", with: "").replacingOccurrences(of: "”", with: "").replacingOccurrences(of: "：", with: ":")
              if text.count == 4 { text.insert("\n", at: text.index(text.startIndex, offsetBy: 2)) }
              if text.count > 6 { text.insert("\u{3000}", at: text.index(text.startIndex, offsetBy: 5)) }
              rows[index][place].text = text
            }
          }
        }
      }
    },
    Variant(name: "shortened and old labels", code: "TAB-09") { draft in
      func rename(_ draft: inout DocumentDraft, _ table: Int, _ old: String, _ new: String) {
        draft.changeTable(table) { rows, _ in
          for index in rows.indices {
            for place in rows[index].indices where rows[index][place].text == old { rows[index][place].text = new }
          }
        }
      }
      rename(&draft, 0, "行政规范性文件", "规范性文件")
      rename(&draft, 0, "本年处理决定数量", "处理决定数量")
      rename(&draft, 0, "本年收费金额（单位：万元）", "收费金额（万元）")
      rename(&draft, 1, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "（二）部分公开")
      rename(&draft, 1, "四、结转下年度继续办理", "四、结转下一年继续办理")
      rename(&draft, 1, "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "1.逾期不补正")
      rename(&draft, 1, "法人或其他组织", "法人及其他组织")
      rename(&draft, 1, "5.要求行政机关确认或重新出具已获取信息", "5、要求行政机关确认或者重新出具已经获取的信息")
    },
    Variant(name: "traditional characters", code: "SRC-10") { draft in
      for table in 0..<3 {
        draft.changeTable(table) { rows, _ in
          for index in rows.indices {
            for place in rows[index].indices where rows[index][place].figure == nil {
              var text = rows[index][place].text
              for (a, b) in [
                ("规范性文件", "規範性檔案"), ("总", "總"), ("处", "處"), ("机", "機"), ("务", "務"), ("诉", "訴"), ("复议", "復議"), ("结", "結"), ("维", "維"),
                ("业", "業"),
              ] {
                text = text.replacingOccurrences(of: a, with: b)
              }
              rows[index][place].text = text
            }
          }
        }
      }
    },
    Variant(name: "an extra row", code: "TAB-05") { draft in
      draft.changeTable(0) { rows, _ in
        rows.insert(
          [
            LayoutCell(text: "行政检查", rowSpan: 1, columnSpan: 1, column: 0, figure: nil),
            LayoutCell(text: "77", rowSpan: 1, columnSpan: 3, column: 1, figure: nil),
          ], at: 7)
      }
    },
    Variant(name: "a subtotal column", code: "TAB-06") { draft in
      draft.changeTable(1) { rows, width in
        width += 1
        for index in rows.indices {
          for place in rows[index].indices where rows[index][place].column >= 9 { rows[index][place].column += 1 }
          if index == 1 {
            rows[index].append(LayoutCell(text: "法人合计", rowSpan: 2, columnSpan: 1, column: 9, figure: nil))
            rows[index].sort { $0.column < $1.column }
          } else if index > 2 {
            rows[index].append(LayoutCell(text: "5", rowSpan: 1, columnSpan: 1, column: 9, figure: nil))
            rows[index].sort { $0.column < $1.column }
          }
        }
        rows[0][1].columnSpan = 8
      }
    },
    Variant(name: "table four one below the other") { draft in
      draft.replaceTable(2) { rows, _ in
        let figures = rows[3]
        let header = ["", "结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
        let lines = ["行政复议", "未经复议直接起诉", "复议后起诉"].enumerated().map { index, label in
          [label] + figures[index * 5..<index * 5 + 5].map(\.text)
        }
        return [.table(rows: ([header] + lines).map(plain), width: 6)]
      }
    },
    Variant(name: "table four as two tables") { draft in
      draft.replaceTable(2) { rows, _ in
        let figures = rows[3].map(\.text)
        let names = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
        let first = [plain(["行政复议"]), plain(names), plain(Array(figures[..<5]))]
        let second = [plain(["行政诉讼"]), plain(["未经复议直接起诉", "复议后起诉"]), plain(names + names), plain(Array(figures[5...]))]
        return [.table(rows: first, width: 5), .table(rows: second, width: 10)]
      }
    },
    Variant(name: "sentences before the tables") { draft in
      draft.changeTexts { $0.hasPrefix("三、") ? [$0, "具体数据如下表所示。"] : [$0] }
    },
    Variant(name: "the heading in the first cell of the table") { draft in
      draft.changeTexts { $0 == "二、主动公开政府信息情况" ? [] : [$0] }
      draft.changeTable(0) { rows, width in
        rows.insert([LayoutCell(text: "二、主动公开政府信息情况", rowSpan: 1, columnSpan: width, column: 0, figure: nil)], at: 0)
      }
    },
    Variant(name: "empty rows below the tables") { draft in
      for table in 0..<3 {
        draft.changeTable(table) { rows, width in
          rows.append((0..<width).map { LayoutCell(text: "", rowSpan: 1, columnSpan: 1, column: $0, figure: nil) })
        }
      }
    },
    Variant(name: "no headings at all") { draft in
      draft.changeTexts { text in OfficialForms.sections.contains { $0.heading == text } ? [] : [text] }
    },
  ]

  static func plain(_ texts: [String]) -> [LayoutCell] {
    texts.enumerated().map { LayoutCell(text: $1, rowSpan: 1, columnSpan: 1, column: $0, figure: nil) }
  }

  static func ordinals(_ make: @escaping @Sendable (String) -> String) -> @Sendable (inout DocumentDraft) -> Void {
    { draft in
      draft.changeTexts { text in
        guard OfficialForms.sections.contains(where: { $0.heading == text }), let first = text.first else { return [text] }
        return [make(String(first)) + text.dropFirst(2)]
      }
    }
  }

  @Test(arguments: variants) func aVariantReadsRight(_ variant: Variant) throws {
    let report = ExampleReport.report(form: variant.form)
    var draft = DocumentDraft(report)
    variant.bend(&draft)
    let recognition = try Recogniser.recognise(draft.document)
    for table in report.tables {
      for figure in table.figures {
        let read = recognition.report.figure(figure.id)
        #expect(
          read?.status == .reported && read?.value == figure.value,
          "\(figure.id.table).\(figure.id.row).\(figure.id.column): \(figure.text) → \(read?.status.rawValue ?? "none") \(read?.value?.description ?? "")"
        )
      }
    }
    let errors = recognition.diagnostics.filter { $0.severity == .error }
    #expect(errors.isEmpty, "\(errors.map(\.message.english))")
    if let code = variant.code {
      #expect(recognition.diagnostics.contains { $0.code.rawValue == code }, "\(recognition.diagnostics.map(\.code.rawValue))")
    }
    #expect(recognition.report.organ?.value == report.organ?.value)
    #expect(recognition.report.year?.value == report.year?.value)
    if variant.name != "no headings at all" {
      #expect(recognition.report.sections.compactMap(\.number) == [1, 2, 3, 4, 5, 6])
    }
    // No sentence of the draft is lost.
    let kept = Self.allText(recognition.report)
    for case .text(let text) in draft.pieces where !text.hasPrefix("- ") {
      let words = text.filter { !$0.isWhitespace }
      #expect(kept.contains(words), "\(text)")
    }
  }

  static func allText(_ report: Report) -> String {
    func texts(_ blocks: [NarrativeBlock]) -> [String] {
      blocks.flatMap { block -> [String] in
        switch block {
        case .paragraph(let line): [line.text]
        case .table(let table): table.cells.map(\.text)
        case .formTable: []
        }
      }
    }
    let all =
      report.title.map(\.text) + texts(report.preface) + report.sections.flatMap { [$0.heading] + texts($0.blocks) } + texts(report.closing)
      + report.tables.flatMap { $0.extraRows.flatMap(\.cells) }
    return all.joined().filter { !$0.isWhitespace }
  }
}
