import ArchiveNormaliser
import ArgumentParser
import Diagnostics
import JSONText
import SafeFiles

/// How progress is shown.
enum ProgressStyle: String, CaseIterable, ExpressibleByArgument {
  case auto, json, none
}

/// A bar on a terminal, or a line of JSON now and then; on standard error.
final class ProgressMeter {
  private let style: ProgressStyle
  private let language: Language
  private let isTerminal: Bool
  private let start = ThisProcess.milliseconds
  private var last = 0
  private var isShown = false

  init(style: ProgressStyle, language: Language) {
    self.style = style
    self.language = language
    isTerminal = ThisProcess.isTerminal(2)
  }

  /// Whether anybody sees it.
  var isWatched: Bool { style == .json || style == .auto && isTerminal }

  func show(_ progress: ArchiveProgress) {
    guard isWatched else { return }
    let now = ThisProcess.milliseconds
    guard now - last >= (style == .json ? 1_000 : 100) else { return }
    last = now
    if style == .json {
      write(json(progress, now) + "\n")
    } else {
      isShown = true
      write("\r\u{1B}[K" + line(progress, now))
    }
  }

  /// Takes the bar away.
  func finish() {
    if isShown { write("\r\u{1B}[K") }
    isShown = false
  }

  private func write(_ text: String) { FileSystem.writeToStandardError(Array(text.utf8)) }

  private func line(_ progress: ArchiveProgress, _ now: Int) -> String {
    let chinese = language == .chinese
    let stage = progress.stage == .reading ? (chinese ? "读取" : "reading") : (chinese ? "整理" : "filing")
    let rate = rate(progress, now)
    var text = stage
    if let total = progress.total, total > 0 {
      let filled = min(20, progress.done * 20 / total)
      text += " [" + String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled) + "] \(progress.done)/\(total)"
    } else {
      text += " \(progress.done)"
    }
    text += chinese ? "  每秒\(rate)个" : "  \(rate)/s"
    if let left = secondsLeft(progress, now) { text += (chinese ? "  剩余" : "  left ") + clock(left) }
    let words: [(String, String, String)] = [
      ("report", "报告", "reports"), ("not_report", "其他", "other"), ("refused", "无法读取", "refused"),
      ("unsupported", "格式不支持", "of other kinds"), ("unreadable", "打不开", "unreadable"), ("quarantined", "隔离", "quarantined"),
    ]
    for (outcome, zh, en) in words {
      if let count = progress.outcomes[outcome], count > 0 { text += "  \(chinese ? zh : en) \(count)" }
    }
    return text
  }

  private func json(_ progress: ArchiveProgress, _ now: Int) -> String {
    var json = JSONWriter()
    json.object { json in
      json.field("stage", progress.stage.rawValue)
      json.field("done", progress.done)
      json.field("total", ifPresent: progress.total)
      json.field("per_second", rate(progress, now))
      json.field("seconds_left", ifPresent: secondsLeft(progress, now))
      json.key("outcomes")
      json.object { json in for outcome in progress.outcomes.keys.sorted() { json.field(outcome, progress.outcomes[outcome] ?? 0) } }
    }
    return json.string
  }

  private func rate(_ progress: ArchiveProgress, _ now: Int) -> Int { progress.done * 1_000 / max(1, now - start) }

  private func secondsLeft(_ progress: ArchiveProgress, _ now: Int) -> Int? {
    guard let total = progress.total, progress.done > 0, total >= progress.done, now - start > 2_000 else { return nil }
    return (total - progress.done) * (now - start) / progress.done / 1_000
  }

  private func clock(_ seconds: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return seconds >= 3_600
      ? "\(seconds / 3_600):\(two(seconds / 60 % 60)):\(two(seconds % 60))" : "\(two(seconds / 60)):\(two(seconds % 60))"
  }
}
