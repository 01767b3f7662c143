public import Diagnostics
import ReportChecks
import ReportModel

public enum FindingsPage {
  public static func html(_ files: [CheckedFile], toolVersion: String) -> [UInt8] { [] }
}
