/// The version of the toolkit, as `--version` prints it and provenance records it.
public enum ToolkitVersion {
  public static let current = "0.1.0"
}
