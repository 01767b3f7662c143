import Diagnostics

/// What there is to say of pages, whatever their format.
extension Diagnostic {
  static func undrawn(_ reason: PageContents.Undrawn, _ count: Int, at origin: Origin) -> Diagnostic {
    let (chinese, english) =
      switch reason {
      case .invisible: ("不显示的文字（如扫描件下的识别文字）", "text that is not painted, as recognised text under a scan")
      case .clipped: ("被裁去、看不见的文字", "text that is clipped away")
      case .offPage: ("页面以外的文字", "text off the page")
      case .colourOfGround: ("与底色相同、看不见的文字", "text in the colour of its ground")
      case .covered: ("被遮盖的文字", "text that is covered")
      case .sizeZero: ("字号为零的文字", "text of size zero")
      case .hiddenLayer: ("隐藏图层中的文字", "text of a hidden layer")
      }
    return Diagnostic(
      "page-hidden-text", .warning,
      Message(zh: "有\(chinese)（\(count)字），不作为正文读取", en: "\(english) (\(count) characters) is left out"), at: origin)
  }

  static func watermark(_ count: Int, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "page-watermark", .note, Message(zh: "有斜排的水印文字（\(count)字），已略去", en: "a watermark (\(count) characters) is left out"), at: origin)
  }

  static func pictureOfPage(_ number: Int, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "page-picture", .error, Message(zh: "第\(number)页是图片，没有文字层，未读取", en: "page \(number) is a picture without text and was not read"),
      at: origin)
  }

  static func unmapped(_ count: Int, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "page-unmapped-text", .warning,
      Message(
        zh: "有\(count)个字符只有字形，文件没有写明是什么字，不能读取", en: "\(count) glyphs are drawn of which the file does not say what characters they are"),
      at: origin)
  }

  static func crossing(_ count: Int, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "page-text-across-ruling", .warning,
      Message(
        zh: "有\(count)处数字压在表格线上，不能确定属于哪一格，相关单元格存疑", en: "digits lie across rulings in \(count) places: the cells beside them are doubtful"),
      at: origin)
  }

  static func overlapping(_ count: Int, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "page-overlapping-text", .warning,
      Message(
        zh: "有\(count)个单元格中的数字与其他文字重叠，或大小不一（可能是注释号），存疑",
        en: "digits lie over other text or are of several sizes in \(count) cells, which are doubtful"), at: origin)
  }

  static func struckThrough(_ count: Int, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "page-line-through-text", .warning,
      Message(
        zh: "有\(count)处数字被横线穿过（可能已划去），存疑", en: "a line goes through digits in \(count) places: they may be struck out and are doubtful"),
      at: origin)
  }

  static func beyondEdge(_ count: Int, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "page-table-beyond-edge", .warning,
      Message(
        zh: "表格超出纸张边缘，纸上看不到的\(count)个字符按文件内容读取，请核对",
        en: "a table runs over the paper's edge: \(count) characters that the paper does not show were read; check them"), at: origin)
  }

  static func disagreement(_ count: Int, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "page-witnesses-disagree", .warning,
      Message(
        zh: "文件的结构标记与页面上的位置不一致，有\(count)个单元格存疑",
        en: "the tags of the file and the places on the page do not agree: \(count) cells are doubtful"), at: origin)
  }

  static func unclearRulings(_ count: Int, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "page-unclear-rulings", .warning,
      Message(zh: "表格线残缺，有\(count)个单元格的范围不能确定，存疑", en: "rulings are incomplete: the extent of \(count) cells is doubtful"), at: origin)
  }
}

extension Refusal {
  static func noTextLayer(pages: Int, at origin: Origin) -> Refusal {
    Refusal(
      "input-scanned",
      Message(
        zh: "全部\(pages)页都是图片，没有可靠的文字层，不能读取；请使用报告的 Word、网页或文本版本",
        en: "all \(pages) pages are pictures without a text layer to rely on; use the Word, web or text version of the report"), at: origin)
  }

  static let noText = Refusal("page-no-text", Message(zh: "页面上没有文字", en: "there is no text on the pages"))

  static func unmappedText(_ count: Int, of all: Int) -> Refusal {
    Refusal(
      "input-unmapped-text",
      Message(
        zh: "全文\(all)个字符中有\(count)个只有字形，文件没有写明是什么字，不能读取；请使用报告的 Word、网页或文本版本",
        en: "of \(count) of \(all) glyphs the file does not say what characters they are; use the Word, web or text version"))
  }

  static func tooMuchOnPages(_ origin: Origin) -> Refusal {
    Refusal("limit-page", Message(zh: "页面上的文字和线条过多，不予读取", en: "the pages hold too many glyphs and rulings"), at: origin)
  }

  static func tableTooLarge(_ origin: Origin) -> Refusal {
    Refusal("limit-table", Message(zh: "表格过大，不予读取", en: "a table is too large"), at: origin)
  }
}
