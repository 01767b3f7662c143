public import Diagnostics
public import DocumentTree

/// Reads Rich Text Format. Source: Rich Text Format Specification 1.9.1.
public enum RTFReader {
  public static func read(
    _ bytes: [UInt8], trackChanges: TrackChanges = .accept, limits: Limits = Limits()
  ) throws(Refusal) -> Document {
    guard bytes.count <= limits.inputBytes else {
      throw Refusal(
        "limit-input",
        Message(
          zh: "文件超过读取上限（\(limits.inputBytes) 字节）。", en: "the file is larger than \(limits.inputBytes) bytes"))
    }
    var file = RTFFile(trackChanges: trackChanges, limits: limits)
    return try file.read(bytes)
  }
}
