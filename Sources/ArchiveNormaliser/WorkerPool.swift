import SafeFiles

/// Processes that convert, each spoken to in lines. A process that ends or takes too long costs the file it had in hand, and no other.
final class WorkerPool {
  struct Configuration {
    var program: String
    var arguments: [String]
    var count: Int
    /// For one file.
    var milliseconds: Int
  }

  enum Answer {
    case reply(WorkerRequest, WorkerReply)
    /// The process ended over the file: by a signal (negative) or with a status.
    case ended(WorkerRequest, Int32)
    case tookTooLong(WorkerRequest)
  }

  private struct Worker {
    var process: ChildProcess
    /// The file in hand, and the one that waits at its door so that it need not wait for us.
    var requests: [WorkerRequest] = []
    var since = 0
  }

  private let configuration: Configuration
  private var workers: [Worker] = []
  /// Sent to a process that ended over another file.
  private var again: [WorkerRequest] = []

  init(_ configuration: Configuration) throws(FileError) {
    self.configuration = configuration
    for _ in 0..<max(1, configuration.count) { workers.append(Worker(process: try start())) }
  }

  private func start() throws(FileError) -> ChildProcess { try ChildProcess(configuration.program, configuration.arguments) }

  var isIdle: Bool { again.isEmpty && workers.allSatisfy(\.requests.isEmpty) }
  var hasRoom: Bool { again.isEmpty && workers.contains { $0.requests.count < 2 } }

  func submit(_ request: WorkerRequest) {
    guard let index = workers.indices.min(by: { workers[$0].requests.count < workers[$1].requests.count }) else { return }
    give(request, to: index)
  }

  private func give(_ request: WorkerRequest, to index: Int) {
    if workers[index].requests.isEmpty { workers[index].since = ThisProcess.milliseconds }
    workers[index].requests.append(request)
    workers[index].process.send(request.line)
  }

  /// What has come back, after waiting for something to come.
  func answers() throws(FileError) -> [Answer] {
    var answers: [Answer] = []
    while !again.isEmpty, let index = workers.indices.first(where: { workers[$0].requests.isEmpty }) { give(again.removeLast(), to: index) }
    let busy = workers.filter { !$0.requests.isEmpty }.map(\.process.descriptor)
    let ready = ChildProcess.wait(for: busy, milliseconds: 250)
    for index in workers.indices where ready.contains(workers[index].process.descriptor) {
      for event in workers[index].process.events() {
        switch event {
        case .line(let line):
          guard let request = workers[index].requests.first else { continue }
          guard let reply = WorkerReply(line: line), reply.id == request.id else { continue }
          workers[index].requests.removeFirst()
          workers[index].since = ThisProcess.milliseconds
          answers.append(.reply(request, reply))
        case .ended(let status):
          if let request = try replace(index) { answers.append(.ended(request, status)) }
        }
      }
    }
    let now = ThisProcess.milliseconds
    for index in workers.indices
    where !workers[index].requests.isEmpty
      && now - workers[index].since > configuration.milliseconds * (workers[index].requests.first?.weight ?? 1)
    {
      workers[index].process.kill()
      if let request = try replace(index) { answers.append(.tookTooLong(request)) }
    }
    return answers
  }

  /// A new process for one that is gone; what only waited there is sent again. The request that it had in hand.
  private func replace(_ index: Int) throws(FileError) -> WorkerRequest? {
    let requests = workers[index].requests
    workers[index] = Worker(process: try start())
    again += requests.dropFirst()
    return requests.first
  }

  /// No more files.
  func finish() { for worker in workers { worker.process.closeInput() } }
}
