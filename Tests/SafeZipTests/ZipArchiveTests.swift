import Diagnostics
import SafeZip
import Testing

@Suite struct ZipArchiveTests {
  private func sample() -> [UInt8] {
    var writer = ZipWriter()
    writer.add("一.xml", Array("<a/>".utf8))
    writer.add("word/two.bin", [0, 1, 2])
    return writer.finished()
  }

  @Test func whatIsWrittenIsReadBack() throws {
    var archive = try ZipArchive(sample())
    #expect(archive.entries.map(\.name) == ["一.xml", "word/two.bin"])
    #expect(try archive.read(named: "一.xml") == Array("<a/>".utf8))
    #expect(try archive.read(named: "word/two.bin") == [0, 1, 2])
    #expect(throws: ZipError.noSuchEntry("x")) { try archive.read(named: "x") }
  }

  @Test func theDirectoryIsReadInPlace() {
    #expect(ZipDirectory.names(sample()) == ["一.xml", "word/two.bin"])
    #expect(ZipDirectory.names(sample().dropLast() + []) == nil)
    #expect(ZipDirectory.names(Array(repeating: 0x50, count: 100_000)) == nil)
  }

  @Test func whatIsNoArchiveIsSaid() {
    #expect(throws: ZipError.notAnArchive) { _ = try ZipArchive([]) }
    #expect(throws: ZipError.notAnArchive) { _ = try ZipArchive(Array(repeating: 0x41, count: 1000)) }
  }

  @Test func aDamagedEntryIsNotRead() throws {
    var bytes = sample()
    bytes[30 + 7] ^= 1  // within the stored text of the first entry
    var archive = try ZipArchive(bytes)
    #expect(throws: ZipError.damagedEntry("一.xml")) { try archive.read(named: "一.xml") }
  }

  @Test func bytesAreCountedAgainstTheLimits() throws {
    var limits = Limits()
    limits.partBytes = 3
    var archive = try ZipArchive(sample(), limits: limits)
    #expect(throws: ZipError.entryTooLarge("一.xml", limit: 3)) { try archive.read(named: "一.xml") }
    limits = Limits()
    limits.packageBytes = 5
    var other = try ZipArchive(sample(), limits: limits)
    #expect(try other.read(named: "一.xml").count == 4)
    #expect(throws: ZipError.archiveTooLarge(limit: 5)) { try other.read(named: "word/two.bin") }
    limits = Limits()
    limits.packageParts = 1
    #expect(throws: ZipError.tooManyEntries(limit: 1)) { _ = try ZipArchive(sample(), limits: limits) }
  }

  /// Any archive cut short or with a bit turned over is read or refused; it never traps.
  @Test func cutAndFlippedArchivesAreReadOrRefused() {
    let whole = sample()
    var refused = 0
    for length in 0..<whole.count where !survives(Array(whole[..<length])) { refused += 1 }
    #expect(refused == whole.count)
    for position in whole.indices {
      for bit in 0..<8 {
        var bytes = whole
        bytes[position] ^= 1 << UInt8(bit)
        _ = survives(bytes)
      }
    }
  }

  private func survives(_ bytes: [UInt8]) -> Bool {
    do {
      _ = ZipDirectory.names(bytes)
      var archive = try ZipArchive(bytes)
      for entry in archive.entries { _ = try archive.read(entry) }
      return true
    } catch {
      return false
    }
  }
}
