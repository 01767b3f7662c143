import Diagnostics
import TestSupport
import Testing

/// Limits by their names, as `--limit` takes them.
@Suite struct LimitsTests {
  @Test func everyLimitHasANameAndEveryNameStandsInTheManual() throws {
    let count = Mirror(reflecting: Limits()).children.count
    #expect(Limits.names.count == count)
    #expect(Set(Limits.names.map(\.path)).count == count)
    let manual = try PackageFiles.text("docs/nianbao.1").split(separator: "\n")
    let security = try PackageFiles.text("SECURITY.md")
    for (name, _) in Limits.names {
      let printed = name.split(separator: "-").joined(separator: "\\-")
      #expect(manual.contains { $0.hasPrefix(".BR \(printed) ") }, "\(name) is not in the manual")
      #expect(security.contains("| `\(name)` |"), "\(name) is not in SECURITY.md")
    }
  }

  @Test func aValueIsSetAndGivenBack() throws {
    var limits = Limits()
    try limits.set("part-bytes=2M")
    try limits.set("depth=7")
    #expect(limits.partBytes == 2 << 20)
    #expect(limits.changes == ["part-bytes=2097152", "depth=7"])
    var again = Limits()
    for change in limits.changes { try again.set(change) }
    #expect(again == limits)
  }

  @Test(arguments: [
    "", "depth", "depth=", "depth=0", "depth=-1", "depth=x", "depth=1T", "deep=1", "depth=99999", "cells=99999999999999999999",
    "cells=9999999999G", "=1", "depth=1=2", "table-nesting=65",
  ]) func whatIsNoLimitIsRefused(_ text: String) {
    var limits = Limits()
    #expect(throws: LimitError.self) { try limits.set(text) }
    #expect(limits == Limits())
  }
}
