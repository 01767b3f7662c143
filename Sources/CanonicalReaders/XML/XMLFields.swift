import Diagnostics
import ReportModel
import SafeXML

/// Checked access to an element of our XML: every mismatch is a refusal that names the line.
struct XMLFields {
  /// Names of our namespace are handed out with this prefix, so that no other namespace can pass for it.
  static let prefix = "nb"

  let element: MarkupElement
  private let attributes: [(name: String, value: String)]

  /// `element` may have no attributes but `allowed`; those of other namespaces (`xml:lang`, `xsi:schemaLocation`) are ignored.
  init(_ element: MarkupElement, allowed: [String]) throws(Refusal) {
    self.element = element
    attributes = element.attributes
    for (name, _) in attributes where !allowed.contains(name) && !name.utf8.contains(where: { $0 == 0x3A || $0 == 0x7D }) {
      throw refusal(
        Message(zh: "不认识的属性“\(name.quoted())”", en: "unknown attribute “\(name.quoted())”"))
    }
  }

  static func name(of element: MarkupElement) -> Substring {
    let name = element.name
    return name.hasPrefix(prefix + ":") ? name.dropFirst(prefix.count + 1) : Substring(name)
  }

  func refusal(_ message: Message) -> Refusal { XMLFields.refusal(message, at: element) }

  static func refusal(_ message: Message, at element: MarkupElement) -> Refusal {
    let name = String(name(of: element)).quoted(limit: 60)
    return Refusal(
      "xml-value",
      Message(
        zh: "XML 第\(element.line)行（\(name)）：\(message.chinese)",
        en: "XML line \(element.line) (\(name)): \(message.english)"),
      at: Origin(.line(element.line), .element(name)))
  }

  static func unexpected(_ element: MarkupElement) -> Refusal {
    refusal(Message(zh: "此处不应有这个元素", en: "this element is not allowed here"), at: element)
  }

  func checked<Value>(_ body: () throws(CanonicalFault) -> Value) throws(Refusal) -> Value {
    do { return try body() } catch { throw refusal(error.message) }
  }

  func optional(_ name: String) -> String? {
    for attribute in attributes where attribute.name == name { return attribute.value }
    return nil
  }

  func required(_ name: String) throws(Refusal) -> String {
    guard let value = optional(name) else {
      throw refusal(Message(zh: "缺少属性“\(name)”", en: "attribute “\(name)” is missing"))
    }
    return value
  }

  func optionalInteger(_ name: String) throws(Refusal) -> Int? {
    guard let text = optional(name) else { return nil }
    guard let number = Int(text) else { throw refusal(Self.noInteger(text)) }
    return number
  }

  func integer(_ name: String) throws(Refusal) -> Int {
    let text = try required(name)
    guard let number = Int(text) else { throw refusal(Self.noInteger(text)) }
    return number
  }

  static func noInteger(_ text: String) -> Message {
    Message(zh: "“\(text.quoted())”不是整数", en: "“\(text.quoted())” is no integer")
  }

  func boolean(_ name: String) throws(Refusal) -> Bool {
    switch optional(name) {
    case nil, "false", "0": return false
    case "true", "1": return true
    case let text?:
      throw refusal(
        Message(zh: "“\(text.quoted())”应为 true 或 false", en: "“\(text.quoted())” is neither true nor false"))
    }
  }

  func origin() throws(Refusal) -> Origin? {
    guard let text = optional("at") else { return nil }
    return try checked { () throws(CanonicalFault) in try CanonicalValue.origin(text) }
  }

  /// The child elements, all of our namespace, with nothing but white space between them.
  func children() throws(Refusal) -> [MarkupElement] {
    var out: [MarkupElement] = []
    for node in element.nodes {
      switch node {
      case .element(let child):
        guard child.name.hasPrefix(XMLFields.prefix + ":") else { throw XMLFields.unexpected(child) }
        out.append(child)
      case .text(let text):
        guard text.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }) else {
          throw refusal(
            Message(
              zh: "元素之间有多余的文字“\(text.quoted())”", en: "stray text “\(text.quoted())” between elements"))
        }
      }
    }
    return out
  }

  /// The text of an element that holds nothing but text and `char`.
  func text() throws(Refusal) -> String {
    var out: String?
    for node in element.nodes {
      switch node {
      case .text(let text): if out == nil { out = text } else { out?.append(text) }
      case .element(let child):
        guard child.name == "nb:char" else { throw XMLFields.unexpected(child) }
        let fields = try XMLFields(child, allowed: ["code"])
        let code = try fields.required("code")
        guard child.isEmpty, code.utf8.count == 4, let number = UInt32(code, radix: 16),
          let scalar = Unicode.Scalar(number)
        else {
          throw fields.refusal(
            Message(zh: "字符代码“\(code.quoted())”不正确", en: "“\(code.quoted())” is no character code"))
        }
        out = (out ?? "") + String(Character(scalar))
      }
    }
    return out ?? ""
  }

  /// A child element that holds text and has no attributes.
  static func text(of element: MarkupElement) throws(Refusal) -> String {
    try XMLFields(element, allowed: []).text()
  }
}

/// The child elements of a sequence, taken one after another in the order of the schema.
struct XMLSequence {
  private let children: [MarkupElement]
  private var index = 0
  private let parent: XMLFields

  init(_ parent: XMLFields) throws(Refusal) {
    self.parent = parent
    children = try parent.children()
  }

  /// The next child if it has this name.
  mutating func next(_ name: String) -> MarkupElement? {
    guard index < children.count, XMLFields.name(of: children[index]) == name else { return nil }
    defer { index += 1 }
    return children[index]
  }

  mutating func require(_ name: String) throws(Refusal) -> MarkupElement {
    guard let element = next(name) else {
      throw parent.refusal(Message(zh: "缺少元素“\(name)”", en: "element “\(name)” is missing"))
    }
    return element
  }

  mutating func text(_ name: String) throws(Refusal) -> String? {
    guard let element = next(name) else { return nil }
    return try XMLFields.text(of: element)
  }

  /// The child whatever its name.
  mutating func next() -> MarkupElement? {
    guard index < children.count else { return nil }
    defer { index += 1 }
    return children[index]
  }

  /// Nothing may be left.
  func end() throws(Refusal) {
    if index < children.count { throw XMLFields.unexpected(children[index]) }
  }
}
