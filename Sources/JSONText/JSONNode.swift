/// A JSON value and where it begins, in bytes from 0.
public struct JSONNode: Sendable {
  public enum Value: Sendable {
    case null
    case boolean(Bool)
    /// As written: no number is rounded by being read.
    case number(String)
    case string(String)
    case array([JSONNode])
    /// In the order of the file, no key twice.
    case object([Member])
  }

  public struct Member: Sendable {
    public var key: String
    public var node: JSONNode
  }

  public var value: Value
  public var offset: Int
}

/// Why a text is no JSON, and where. Line and column count from 1, columns in characters (code points).
public struct JSONSyntaxError: Error, Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    case unexpectedEnd
    case unexpectedCharacter
    case badNumber
    case badEscape
    case loneSurrogate
    case controlCharacterInString
    case notUTF8
    case duplicateKey(String)
    case tooDeep(limit: Int)
    case contentAfterEnd
  }
  public var reason: Reason
  public var line: Int
  public var column: Int
}

/// A place in a text, counted from 1.
public struct TextPlace: Hashable, Sendable {
  public var line: Int
  public var column: Int

  /// The place of a byte; what is not UTF-8 counts a column a byte.
  public init(of offset: Int, in bytes: [UInt8]) {
    var line = 1
    var column = 1
    for byte in bytes.prefix(max(0, offset)) {
      if byte == 0x0A {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    self.line = line
    self.column = column
  }
}
