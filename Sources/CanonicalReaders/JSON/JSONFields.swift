import Diagnostics
import JSONText

/// Checked access to the values of a JSON file: every mismatch is a refusal that names line and key.
struct JSONFields {
  let bytes: [UInt8]
  let members: [String: JSONNode]
  let node: JSONNode
  let path: String

  /// `node` must be an object with no keys but `allowed`.
  init(_ node: JSONNode, path: String, in bytes: [UInt8], allowed: Set<String>) throws(Refusal) {
    guard case .object(let list) = node.value else {
      throw JSONFields.refusal(
        Message(zh: "应为对象 {…}", en: "expected an object {…}"), at: node, path: path, in: bytes)
    }
    var members: [String: JSONNode] = [:]
    members.reserveCapacity(list.count)
    for member in list {
      guard allowed.contains(member.key) else {
        throw JSONFields.refusal(
          Message(
            zh: "不认识的项“\(member.key.quoted())”", en: "unknown key “\(member.key.quoted())”"), at: member.node,
          path: path, in: bytes)
      }
      members[member.key] = member.node
    }
    self.bytes = bytes
    self.members = members
    self.node = node
    self.path = path
  }

  func path(_ key: String) -> String { path.isEmpty ? key : path + "." + key }

  static func refusal(_ message: Message, at node: JSONNode, path: String, in bytes: [UInt8]) -> Refusal {
    let line = TextPlace(of: node.offset, in: bytes).line
    return Refusal(
      "json-value",
      Message(
        zh: "JSON 第\(line)行（\(path.isEmpty ? "顶层" : path)）：\(message.chinese)",
        en: "JSON line \(line) (\(path.isEmpty ? "top level" : path)): \(message.english)"),
      at: Origin(steps: path.isEmpty ? [.line(line)] : [.line(line), .element(path)]))
  }

  func refusal(_ message: Message, at key: String) -> Refusal {
    JSONFields.refusal(message, at: members[key] ?? node, path: path(key), in: bytes)
  }

  /// Runs what may find a fault in the value of `key`.
  func checked<Value>(_ key: String, _ body: () throws(CanonicalFault) -> Value) throws(Refusal) -> Value {
    do { return try body() } catch { throw refusal(error.message, at: key) }
  }

  func required(_ key: String) throws(Refusal) -> JSONNode {
    guard let node = members[key] else {
      throw JSONFields.refusal(
        Message(zh: "缺少“\(key)”", en: "“\(key)” is missing"), at: node, path: path, in: bytes)
    }
    return node
  }

  func string(_ key: String) throws(Refusal) -> String {
    guard case .string(let text) = try required(key).value else {
      throw refusal(Message(zh: "应为文本", en: "expected a string"), at: key)
    }
    return text
  }

  func optionalString(_ key: String) throws(Refusal) -> String? { members[key] == nil ? nil : try string(key) }

  /// A string without control characters.
  func word(_ key: String) throws(Refusal) -> String {
    let text = try string(key)
    try checked(key) { () throws(CanonicalFault) in try CanonicalFault.checkWord(text) }
    return text
  }

  func optionalWord(_ key: String) throws(Refusal) -> String? { members[key] == nil ? nil : try word(key) }

  func integer(_ key: String) throws(Refusal) -> Int {
    guard case .number(let text) = try required(key).value, let number = Int(text) else {
      throw refusal(Message(zh: "应为整数", en: "expected an integer"), at: key)
    }
    return number
  }

  func optionalInteger(_ key: String) throws(Refusal) -> Int? { members[key] == nil ? nil : try integer(key) }

  /// A number as it is written.
  func optionalNumber(_ key: String) throws(Refusal) -> String? {
    guard let node = members[key] else { return nil }
    guard case .number(let text) = node.value else {
      throw refusal(Message(zh: "应为数字", en: "expected a number"), at: key)
    }
    return text
  }

  func boolean(_ key: String, default value: Bool) throws(Refusal) -> Bool {
    guard let node = members[key] else { return value }
    guard case .boolean(let answer) = node.value else {
      throw refusal(Message(zh: "应为 true 或 false", en: "expected true or false"), at: key)
    }
    return answer
  }

  func array(_ key: String) throws(Refusal) -> [JSONNode] {
    guard case .array(let elements) = try required(key).value else {
      throw refusal(Message(zh: "应为数组 […]", en: "expected an array […]"), at: key)
    }
    return elements
  }

  func optionalArray(_ key: String) throws(Refusal) -> [JSONNode] { members[key] == nil ? [] : try array(key) }

  func strings(_ key: String) throws(Refusal) -> [String] {
    var out: [String] = []
    for (index, element) in try array(key).enumerated() {
      guard case .string(let text) = element.value else {
        throw JSONFields.refusal(
          Message(zh: "应为文本", en: "expected a string"), at: element, path: "\(path(key))[\(index + 1)]", in: bytes)
      }
      out.append(text)
    }
    return out
  }

  func origin() throws(Refusal) -> Origin? {
    guard let text = try optionalString("at") else { return nil }
    return try checked("at") { () throws(CanonicalFault) in try CanonicalValue.origin(text) }
  }

  /// The objects of an array.
  func objects(_ key: String, allowed: Set<String>, required: Bool = true) throws(Refusal) -> [JSONFields] {
    var out: [JSONFields] = []
    for (index, node) in try (required ? array(key) : optionalArray(key)).enumerated() {
      out.append(try JSONFields(node, path: "\(path(key))[\(index + 1)]", in: bytes, allowed: allowed))
    }
    return out
  }

  func optionalObject(_ key: String, allowed: Set<String>) throws(Refusal) -> JSONFields? {
    guard let node = members[key] else { return nil }
    return try JSONFields(node, path: path(key), in: bytes, allowed: allowed)
  }
}
