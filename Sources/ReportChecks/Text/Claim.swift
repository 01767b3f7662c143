import Diagnostics
import ReportModel

/// What a sentence says about a quantity of the tables.
enum Quantity: Hashable, Sendable {
  /// 新收, 收到: applications received.
  case received
  /// 收办, 共办理: received and carried in.
  case handled
  /// 办结, 答复.
  case closed
  /// 予以公开 and the like, one or several: groups of result rows.
  case results([String])
  case carriedIn
  case carriedOut
  /// 行政复议 or 行政诉讼; the column is `total` or an outcome.
  case review(String)
  case litigation(String)
  /// A row of 规章 or 规范性文件, a column of the flow.
  case documents(String, String)
  /// 行政许可, 行政处罚, 行政强制: decisions.
  case decisions(String)
  /// 自然人, or all organisations together.
  case naturalPersons
  case organisations
  /// A column of applicants other than natural persons.
  case applicants(String)
  /// A row of the results: one of the reasons.
  case reason(String)
  /// 未经复议直接起诉, 复议后起诉: a row of suits.
  case suits(String)
}

extension Quantity {
  /// A kind of result or outcome: 其中 before it does not make it narrower than its cell.
  var isOfKinds: Bool {
    switch self {
    case .results, .naturalPersons, .organisations, .applicants, .reason, .suits: true
    case .review(let column), .litigation(let column): column != "total"
    default: false
    }
  }

  var isOnApplications: Bool {
    switch self {
    case .received, .handled, .closed, .carriedIn, .carriedOut, .results, .naturalPersons, .organisations, .applicants, .reason: true
    default: false
    }
  }
}

/// A number in the prose that claims to be a quantity of the tables.
struct Claim: Sendable, Hashable {
  var quantity: Quantity
  var value: Int
  var section: Int?
  var sentence: String
  var phrase: String
  var origin: Origin?
  /// 备案, 应诉: another way of counting, so a difference proves little.
  var isDoubtful = false
  /// Place of the sentence in the text, for claims that stand together.
  var paragraph: Int
  var sentenceNumber: Int

  var quote: Quote { Quote(section: section, sentence: sentence, phrase: phrase) }
}
