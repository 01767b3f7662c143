import Foundation
import TestSupport
import Testing

/// Files made to break the tool, all but the largest: `make test-hostile` runs those too, and looks at the calls to the system.
@Suite struct HostileTests {
  /// The products that were built with the tests: not every build has the optimiser on, so the time is generous.
  private static let run: HostileRun = {
    let products = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    var run = HostileRun(command: products.appending(path: "nianbao").path)
    run.seconds = 60
    run.patience = 240
    // A sanitizer keeps what was freed, and knows something of every byte.
    let environment = ProcessInfo.processInfo.environment
    if environment["ASAN_OPTIONS"] != nil || environment["TSAN_OPTIONS"] != nil { run.megabytes = 4_096 }
    return run
  }()

  @Test(arguments: HostileCase.all.filter { !$0.isLarge }) func aHostileFileEndsAsItHasTo(_ item: HostileCase) throws {
    let result = try Self.run.run(item)
    #expect(result.faults == [], "\(item.name): status \(result.status), \(result.message.prefix(300))")
  }
}
