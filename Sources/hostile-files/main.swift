import Foundation
import TestSupport

/// Runs the command over every hostile case and prints what became of each.
///
///     swift run -c release hostile-files COMMAND [--trace] [--quick] [NAME ...]
///
/// Status 1 when a case ends otherwise than it has to.
var arguments = Array(CommandLine.arguments.dropFirst())
let traces = arguments.contains("--trace")
let isQuick = arguments.contains("--quick")
arguments.removeAll { $0.hasPrefix("--") }
guard let command = arguments.first else {
  print("hostile-files COMMAND [--trace] [--quick] [NAME ...]")
  exit(64)
}
let wanted = arguments.dropFirst()
var run = HostileRun(command: command)
run.traces = traces
var failed = 0
var slowest = (seconds: 0.0, name: "")
var largest = (megabytes: 0, name: "")
let cases = HostileCase.all.filter { item in
  (wanted.isEmpty || wanted.contains { item.name.contains($0) }) && !(isQuick && item.isLarge)
}
for item in cases {
  let result = try run.run(item)
  if result.seconds > slowest.seconds { slowest = (result.seconds, item.name) }
  if result.megabytes > largest.megabytes { largest = (result.megabytes, item.name) }
  if !result.faults.isEmpty { failed += 1 }
  let first = result.message.split(separator: "\n").first.map { String($0.prefix(160)) } ?? ""
  print(
    result.faults.isEmpty ? "ok  " : "FAIL", item.name, "status \(result.status)", String(format: "%.2f s", result.seconds),
    "\(result.megabytes) MB", result.faults.joined(separator: "; "), wanted.isEmpty && result.faults.isEmpty ? "" : first)
}
print(
  "\(cases.count) cases, \(failed) failed; slowest \(String(format: "%.2f", slowest.seconds)) s (\(slowest.name)), largest \(largest.megabytes) MB (\(largest.name))"
)
exit(failed == 0 ? 0 : 1)
