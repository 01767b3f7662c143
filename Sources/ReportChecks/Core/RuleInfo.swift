public import Diagnostics

/// What is to be known of a rule of the catalogue, for `--explain`, `nianbao rules`, SARIF and the documentation.
public struct RuleInfo: Hashable, Sendable {
  /// Stable: never reused, never given another meaning.
  public var code: Diagnostic.Code
  /// The usual severity; a finding may be milder where its case is.
  public var severity: Severity
  /// The rule in one line.
  public var title: Message
  /// Why it is so, what commonly breaks it, and what to do.
  public var explanation: Message
  /// As arithmetic, in ids of the forms, where it is arithmetic.
  public var formula: String?
  /// The norm or notice that it follows from.
  public var source: String
  /// Ids of the forms it is about; empty for every form.
  public var forms: [String]
  /// Found while the file is read, and not by looking at a report again.
  public var isFoundByReading: Bool

  public init(
    _ code: Diagnostic.Code, _ severity: Severity, zh title: String, en english: String, why: Message, formula: String? = nil,
    source: String, forms: [String] = [], isFoundByReading: Bool = false
  ) {
    self.code = code
    self.severity = severity
    self.title = Message(zh: title, en: english)
    explanation = why
    self.formula = formula
    self.source = source
    self.forms = forms
    self.isFoundByReading = isFoundByReading
  }

  /// `REQ` of `REQ-03`.
  public var group: String { String(code.rawValue.prefix { $0 != "-" }) }
}

/// Often quoted sources, by the name that the notices have.
enum Source {
  static let notice2021 = "国办公开办函〔2021〕30号"
  static let notice2019 = "国办公开办函〔2019〕60号"
  static let both = "国办公开办函〔2021〕30号、〔2019〕60号"
  static let notice2014 = "国办发〔2014〕32号"
  static let ordinance = "《中华人民共和国政府信息公开条例》"
  static let fees = "国办函〔2020〕109号"
}
