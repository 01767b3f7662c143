import Diagnostics
import TestSupport
import Testing

@testable import SafeZip

/// What is read in place is what libzip reads: the same entries, the same bytes, the same refusals.
@Suite struct PlainArchiveTests {
  /// Stored and deflated entries, folders, empty ones, names outside of ASCII.
  private func sample() -> [UInt8] {
    var writer = ZipWriter()
    writer.add("[Content_Types].xml", Array("<Types/>".utf8), deflated: true)
    writer.add("word/", [])
    writer.add("word/document.xml", Array(String(repeating: "<w:tc><w:p>12</w:p></w:tc>", count: 60).utf8), deflated: true)
    writer.add("公开.xml", Array("<a/>".utf8))
    writer.add("empty", [])
    return writer.finished()
  }

  private enum Outcome: Equatable {
    case refused(ZipError)
    case read([String], [[UInt8]], [Result<[UInt8], ZipError>])

    /// Where zlib stumbles over a code that nothing uses, libdeflate reads on, and the checksum holds: then it is what was there before.
    func agrees(with library: Outcome, undamaged: Outcome) -> Bool {
      guard self != library else { return true }
      guard case .read(let names, let raw, let contents) = self, case .read(let theirNames, let theirRaw, let theirs) = library,
        case .read(_, _, let before) = undamaged, names == theirNames, raw == theirRaw, contents.count == before.count
      else { return false }
      return zip(zip(contents, theirs), before).allSatisfy { pair, before in
        if case .failure(.damagedEntry) = pair.1 { return pair.0 == pair.1 || pair.0 == before }
        return pair.0 == pair.1
      }
    }
  }

  private func outcome(_ open: () throws(ZipError) -> ZipArchive) -> Outcome {
    do throws(ZipError) {
      var archive = try open()
      let entries = archive.entries
      var contents: [Result<[UInt8], ZipError>] = []
      for entry in entries {
        do throws(ZipError) { contents.append(.success(try archive.read(entry))) } catch { contents.append(.failure(error)) }
      }
      return .read(entries.map(\.name), entries.map(\.rawName), contents)
    } catch {
      return .refused(error)
    }
  }

  private func expectAgreement(_ bytes: [UInt8], _ what: String, limits: Limits = Limits()) {
    let ours = outcome { () throws(ZipError) in try ZipArchive(bytes, limits: limits) }
    let theirs = outcome { () throws(ZipError) in try ZipArchive(byLibrary: bytes, limits: limits) }
    let undamaged = outcome { () throws(ZipError) in try ZipArchive(byLibrary: sample()) }
    #expect(ours.agrees(with: theirs, undamaged: undamaged), "\(what)")
  }

  @Test func aWholeArchiveIsReadInPlace() throws {
    #expect(PlainArchive(sample(), limit: 100) != nil)
    expectAgreement(sample(), "whole")
    let contents = outcome { () throws(ZipError) in try ZipArchive(sample()) }
    guard case .read(let names, _, _) = contents else { throw ZipError.notAnArchive }
    #expect(names == ["[Content_Types].xml", "word/document.xml", "公开.xml", "empty"])
  }

  /// Every bit turned over, every length cut, every byte put to its ends: libzip and we say the same.
  @Test func bentArchivesAreReadAsLibzipReadsThem() {
    let whole = sample()
    for length in 22..<whole.count { expectAgreement(Array(whole[..<length]), "cut at \(length)") }
    for place in whole.indices {
      for bit in 0..<8 {
        var bytes = whole
        bytes[place] ^= 1 << UInt8(bit)
        expectAgreement(bytes, "bit \(bit) of \(place)")
      }
      for value: UInt8 in [0, 0x7F, 0xFF] where whole[place] != value {
        var bytes = whole
        bytes[place] = value
        expectAgreement(bytes, "\(place) = \(value)")
      }
    }
  }

  /// Bytes before, behind and between; the sizes of limits just reached and just passed.
  @Test func unusualArchivesAreLeftToLibzip() {
    let whole = sample()
    expectAgreement([0, 0] + whole, "two bytes before")
    expectAgreement(whole + [0], "a byte behind")
    for size in [0, 1, 7, 8, 9, 1_559, 1_560, 1_561, 1_572] {
      var limits = Limits()
      limits.partBytes = size
      expectAgreement(whole, "part of \(size)", limits: limits)
      limits = Limits()
      limits.packageBytes = size
      expectAgreement(whole, "package of \(size)", limits: limits)
    }
    for parts in 0...6 {
      var limits = Limits()
      limits.packageParts = parts
      expectAgreement(whole, "\(parts) parts", limits: limits)
    }
  }

  /// Two megabytes of one letter, under a limit of what may come out of one byte.
  @Test func bombsAreRefusedAsByLibzip() {
    var writer = ZipWriter()
    writer.add("bomb", [UInt8](repeating: 65, count: 2 << 20), deflated: true)
    let bytes = writer.finished()
    for ratio in [1, 100, 900, 1_000, 1_100] {
      var limits = Limits()
      limits.inflationRatio = ratio
      expectAgreement(bytes, "ratio \(ratio)", limits: limits)
    }
  }

  /// Random bytes in random places of a real package.
  @Test func splicedPackagesAreReadAsLibzipReadsThem() throws {
    let package = sample()
    var random = SeededGenerator(seed: 20_260)
    for round in 0..<4_000 {
      var bytes = package
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
        default:
          let from = Int.random(in: 0..<bytes.count, using: &random)
          let count = min(Int.random(in: 1...40, using: &random), bytes.count - max(place, from))
          for offset in 0..<count { bytes[place + offset] = package[min(from + offset, package.count - 1)] }
        }
      }
      expectAgreement(bytes, "round \(round)")
    }
  }
}
