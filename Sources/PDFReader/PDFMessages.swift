import Diagnostics
import SafePDF

extension Diagnostic {
  static func repaired(_ count: Int, _ first: String) -> Diagnostic {
    Diagnostic(
      "pdf-repaired", .warning,
      Message(
        zh: "PDF 文件有损坏之处（\(count)处，如“\(first.quoted(limit: 60))”），已尽量修复，请核对",
        en: "the PDF is damaged in \(count) places (“\(first.quoted(limit: 60))”) and was repaired as far as possible; check the figures"))
  }

  static func unreadableContent(at origin: Origin) -> Diagnostic {
    Diagnostic(
      "pdf-unreadable-content", .error, Message(zh: "页面内容损坏，未能读取", en: "the content of the page is damaged and was not read"), at: origin)
  }

  static func missingObjects(_ count: Int, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "pdf-missing-object", .warning,
      Message(zh: "页面有\(count)个对象缺失或损坏，未读取", en: "\(count) objects of the page are missing or damaged and were not read"), at: origin)
  }

  static func annotations(_ kind: String, _ count: Int, at origin: Origin) -> Diagnostic {
    let isField = kind == "Widget" || kind == "FreeText"
    return Diagnostic(
      "pdf-annotations", isField ? .warning : .note,
      Message(
        zh: "页面有\(count)个“\(kind.quoted())”批注或表单域，其中的文字未读取",
        en: "\(count) annotations or fields “\(kind.quoted())”, whose text was not read"),
      at: origin)
  }

  static let attachments = Diagnostic(
    "pdf-attachments", .note, Message(zh: "PDF 带有附件，未读取", en: "files are attached to the PDF; they were not read"))
  static let dynamicForm = Diagnostic(
    "pdf-dynamic-form", .warning, Message(zh: "PDF 含动态表单（XFA），只读取了页面上的内容", en: "a dynamic form (XFA); only what the pages draw was read"))
  static let signatures = Diagnostic(
    "pdf-signatures", .note, Message(zh: "文件有电子签名，未验证", en: "the file is signed; the signature was not verified"))
}

extension Refusal {
  static func pdf(_ error: PDFError) -> Refusal {
    switch error {
    case .noLibrary:
      Refusal(
        "pdf-library",
        Message(zh: "读取 PDF 需要本机安装 qpdf 的程序库（libqpdf）", en: "reading PDF needs the library of qpdf (libqpdf) to be installed"))
    case .encrypted:
      Refusal(
        "input-encrypted",
        Message(zh: "PDF 设有打开密码（password），无法读取；请取消密码后再转换", en: "the PDF is encrypted with a password; remove it and try again"))
    case .damaged:
      Refusal("pdf-damaged", Message(zh: "PDF 已损坏，无法打开", en: "the PDF is damaged and cannot be opened"))
    }
  }

  static func tooManyPages(_ limit: Int) -> Refusal {
    Refusal("limit-page", Message(zh: "PDF 超过\(limit)页，不予读取", en: "the PDF has more than \(limit) pages"))
  }

  static func tooMuchOnPage(_ number: Int) -> Refusal {
    Refusal("limit-page", Message(zh: "第\(number)页的内容过多，不予读取", en: "page \(number) draws too much"), at: Origin(.page(number)))
  }

  static let streamTooLarge = Refusal(
    "limit-package", Message(zh: "PDF 中的数据解压后超出读取限度", en: "a stream of the PDF passes a limit once inflated"))
}
