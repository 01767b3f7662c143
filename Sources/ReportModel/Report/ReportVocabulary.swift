/// What our XML and JSON say of themselves. The namespace changes only when old readers could misunderstand a new file.
public enum ReportVocabulary {
  public static let namespace = "urn:nianbao:annual-report:1"
  public static let version = "1.0"
  public static let rootElement = "annualReport"
}
