import Diagnostics
import DocumentTree
import FormRecognition
import HTMLReader
import TextDecoding
import WebArchive

/// Pages in whatever they are wrapped: a web archive, a string of JSON or of a script, or nothing.
struct PageReading {
  var encoding: String?
  /// What a header says of the encoding.
  var declaredEncoding: String?
  var anchors: [String] = Recogniser.anchors
  var trackChanges: TrackChanges = .accept
  var limits: Limits

  func read(_ bytes: [UInt8]) throws(Refusal) -> Document {
    if WebArchive.looksLikeArchive(bytes) { return try readArchive(bytes) }
    if PageInScript.mayHold(bytes), let document = try readScript(bytes) { return document }
    return try HTMLReader.read(bytes, options: options(declared: declaredEncoding), limits: limits)
  }

  private func options(declared: String?) -> HTMLReader.Options {
    HTMLReader.Options(encoding: encoding, declaredEncoding: declared, anchors: anchors, trackChanges: trackChanges)
  }

  // MARK: Web archives

  private func readArchive(_ bytes: [UInt8]) throws(Refusal) -> Document {
    let archive = try WebArchive(bytes, limits: limits)
    var document: Document
    var others = archive.others
    do {
      document = try read(archive.page)
    } catch {
      guard error.code == "html-elsewhere" else { throw error }
      // A set of frames: the text is in the other parts.
      let frames = others.filter { $0.contentType == "text/html" }
      others.removeAll { $0.contentType == "text/html" }
      guard let first = frames.first else { throw error }
      document = try read(first)
      for frame in frames.dropFirst() { document.append(try read(frame)) }
    }
    if archive.isCut { document.diagnostics.append(.archiveCut) }
    leaveOut(others, of: &document)
    return document
  }

  private func read(_ part: WebArchive.Part) throws(Refusal) -> Document {
    if part.contentType == "text/plain" { return try ReportReader.readText(part.bytes, encoding, limits, declared: part.charset) }
    return try HTMLReader.read(part.bytes, options: options(declared: part.charset ?? declaredEncoding), limits: limits)
  }

  /// Text of other parts (headers of pages, notes of frames) is counted and named.
  private func leaveOut(_ parts: [WebArchive.Part], of document: inout Document) {
    var characters = 0
    var names: [String] = []
    for part in parts where part.contentType == "text/html" || part.contentType == "text/plain" {
      let text =
        (try? HTMLReader.read(part.bytes, options: HTMLReader.Options(declaredEncoding: part.charset), limits: limits))
        .map { $0.account.kept } ?? 0
      if text == 0 { continue }
      characters += text
      names.append(part.location?.split(separator: "/").last.map(String.init) ?? part.contentType)
    }
    guard characters > 0 else { return }
    document.account.read += characters
    document.account.leaveOut("other-part", characters)
    document.diagnostics.append(.otherParts(names, characters))
  }

  // MARK: Strings

  private func readScript(_ bytes: [UInt8]) throws(Refusal) -> Document? {
    let decoded = try TextDecoding.decode(bytes, declared: declaredEncoding, forced: encoding)
    guard let script = PageInScript(decoded.utf8) else { return nil }
    if script.rivals > 1 { throw .rivalPages(script.rivals) }
    var document = try HTMLReader.read(
      script.page, options: HTMLReader.Options(encoding: "utf-8", anchors: anchors, trackChanges: trackChanges), limits: limits)
    document.encoding = decoded.encoding
    document.diagnostics = decoded.diagnostics + document.diagnostics
    let characters = script.others.reduce(0) { $0 + TextAccount.characters(in: $1) }
    document.account.read += characters
    document.account.leaveOut("script-data", characters)
    document.diagnostics.append(.pageInScript(characters))
    return document
  }
}

extension Document {
  /// Joins what another document holds to this one.
  fileprivate mutating func append(_ other: Document) {
    blocks += other.blocks
    metadata += other.metadata
    diagnostics += other.diagnostics
    account.add(other.account)
  }
}

extension Refusal {
  fileprivate static func rivalPages(_ count: Int) -> Refusal {
    Refusal(
      "html-rivals",
      Message(
        zh: "网页数据中有\(count)份数字不同的正文（如草稿和正式稿），无法确定发布的是哪一份；请在浏览器中打开后另存为网页再处理",
        en: "the page's data hold \(count) texts with different digits, such as a draft and the final one; which is shown can't be told"))
  }
}

extension Diagnostic {
  fileprivate static let archiveCut = Diagnostic(
    "mhtml-cut", .warning,
    Message(zh: "网页归档没有结束标记，末尾可能缺失。", en: "the web archive has no end; its last lines may be lost"))

  fileprivate static func otherParts(_ names: [String], _ characters: Int) -> Diagnostic {
    let list = names.prefix(6).map { $0.quoted() }.joined(separator: "、")
    return Diagnostic(
      "mhtml-other-parts", .note,
      Message(
        zh: "网页归档中的其他部分（\(list)，\(characters) 字）不作为正文读取。",
        en: "other parts of the web archive (\(list); \(characters) characters) are left out"))
  }

  fileprivate static func pageInScript(_ characters: Int) -> Diagnostic {
    Diagnostic(
      "html-in-script", .note,
      Message(
        zh: "网页正文取自 JSON 或脚本中的字符串，其余数据（\(characters) 字）不作为正文读取。",
        en: "the page is a string of JSON or of a script; other data (\(characters) characters) are left out"))
  }
}
