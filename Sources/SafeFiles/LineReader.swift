import Glibc

/// Lines from a descriptor as they arrive, without their ends (LF or CRLF).
public struct LineReader {
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var start = 0
  private var atEnd = false

  public init(descriptor: Int32) { self.descriptor = descriptor }

  public mutating func next() throws(FileError) -> [UInt8]? {
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0A) {
        defer { start = end + 1 }
        return line(to: end)
      }
      searched = buffer.count
      if atEnd {
        guard start < buffer.count else { return nil }
        defer { start = buffer.count }
        return line(to: buffer.count)
      }
      if start > 0 {
        buffer.removeFirst(start)
        searched -= start
        start = 0
      }
      var chunk = [UInt8](repeating: 0, count: 1 << 16)
      let got = try SystemCalls.system.readSome(descriptor, into: &chunk, from: 0, "-")
      if got == 0 { atEnd = true } else { buffer += chunk[..<got] }
    }
  }

  private func line(to end: Int) -> [UInt8] {
    var line = buffer[start..<end]
    if line.last == 0x0D { line.removeLast() }
    return Array(line)
  }
}
