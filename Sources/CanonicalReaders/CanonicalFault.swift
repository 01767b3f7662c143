import Diagnostics

/// What a canonical file says that it may not say. The reader that meets it adds the place.
struct CanonicalFault: Error {
  var message: Message
  init(zh chinese: String, en english: String) { message = Message(zh: chinese, en: english) }
}

extension CanonicalFault {
  static func unknown(_ what: Message, _ value: String) -> CanonicalFault {
    CanonicalFault(
      zh: "\(what.chinese)“\(value.quoted())”不存在", en: "unknown \(what.english) “\(value.quoted())”")
  }
  static func notANumber(_ value: String) -> CanonicalFault {
    CanonicalFault(
      zh: "“\(value.quoted())”不是十进制数字", en: "“\(value.quoted())” is no plain decimal number")
  }
  /// Units, ids of labels, names of formats: what XML has no place for stands in no such word, and could not be written again.
  static func checkWord(_ value: String) throws(CanonicalFault) {
    let isWord = value.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0xFFFE && $0.value != 0xFFFF }
    guard isWord else {
      throw CanonicalFault(zh: "“\(value.quoted())”含有控制字符", en: "“\(value.quoted())” holds control characters")
    }
  }
  static func notAPlace(_ value: String) -> CanonicalFault {
    CanonicalFault(
      zh: "“\(value.quoted())”不是位置的正确写法", en: "“\(value.quoted())” is no place (at)")
  }
  static func notADate(_ value: String) -> CanonicalFault {
    CanonicalFault(
      zh: "“\(value.quoted())”不是日期（应为 YYYY-MM-DD）",
      en: "“\(value.quoted())” is no date (expected YYYY-MM-DD)")
  }
}
