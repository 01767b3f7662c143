import Digest

/// Names of offices as names of folders.
struct FileNames {
  /// Folder → the office that has it.
  private var taken: [String: String] = [:]

  /// Signs that no file system or no person can do with are replaced; two offices never share a folder.
  mutating func folder(for organ: String) -> String {
    var name = String.UnicodeScalarView()
    for scalar in organ.unicodeScalars {
      switch scalar {
      case "/": name.append("／")
      case "\\": name.append("＼")
      case ":": name.append("：")
      case "*", "?", "\"", "<", ">", "|": name.append("_")
      default: name.append(scalar.value < 0x20 || scalar.value == 0x7F ? "_" : scalar)
      }
    }
    var text = String(name)
    while text.hasPrefix(".") { text = "_" + text.dropFirst() }
    if text.hasPrefix("_unidentified") { text = "_" + text }
    var short = text
    while short.utf8.count > 200 { short.removeLast() }
    if short != text || short.isEmpty || taken[short].map({ $0 != organ }) == true {
      short += "-" + SHA256.hexadecimal(Array(organ.utf8)).prefix(8)
    }
    taken[short] = organ
    return short
  }
}
