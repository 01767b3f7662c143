/// What a name outside the document says: a file's, a folder's.
extension Recogniser {
  /// Office and year of a text that is a title: <机关全称><年>年政府信息公开工作年度报告.
  public static func identity(ofTitle text: String) -> (organ: String?, year: Int?) {
    guard let title = ReportTitle(text) else { return (nil, nil) }
    return (title.organ, title.year)
  }

  /// Whether a text is the name of an office and nothing else.
  public static func isOrganName(_ text: String) -> Bool { OrganName.isNameAlone(text) }
}
