import Glibc
import Synchronization

/// The temporary files that a signal has to take away.
///
/// A file is made and noted while signals are held back, so that there is no moment at which it is there and unknown to the
/// handler. The list is changed under a lock whose holder no signal can interrupt; the handler may therefore wait for it.
public enum PendingFile {
  @unsafe private struct Entry {
    var path: UnsafeMutablePointer<CChar>
    var next: UnsafeMutablePointer<Entry>?
  }

  nonisolated(unsafe) private static var first: UnsafeMutablePointer<Entry>?
  private static let isLocked = Atomic(false)
  /// Read by the handler, and therefore never freed; a command sets it once.
  nonisolated(unsafe) private static var farewell: UnsafeMutablePointer<CChar>?

  /// Makes a temporary file for writing, and notes it.
  /// - Returns: its descriptor, or -1 with `errno`.
  static func create(_ path: String, _ flags: Int32) -> Int32 {
    begin(path) { unsafe open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | flags, 0o666) }
  }

  /// Makes a temporary name by a call of the system, and notes it.
  /// - Returns: what the call returns; below 0, with `errno`, nothing was made.
  static func begin(_ path: String, _ make: () -> Int32) -> Int32 {
    withSignalsHeld {
      let result = make()
      guard result >= 0, let name = unsafe strdup(path) else { return result }
      let entry = UnsafeMutablePointer<Entry>.allocate(capacity: 1)
      unsafe entry.initialize(to: Entry(path: name, next: first))
      unsafe first = entry
      return result
    }
  }

  /// The file has its name, or is gone.
  static func end(_ path: String) {
    withSignalsHeld {
      var previous: UnsafeMutablePointer<Entry>?
      var entry = unsafe first
      while let here = unsafe entry {
        let next = unsafe here.pointee.next
        if unsafe strcmp(here.pointee.path, path) == 0 {
          if let previous = unsafe previous { unsafe previous.pointee.next = next } else { unsafe first = next }
          unsafe free(here.pointee.path)
          unsafe here.deallocate()
          return
        }
        unsafe previous = here
        unsafe entry = next
      }
    }
  }

  /// What a signal would take away now.
  static var paths: [String] {
    withSignalsHeld {
      var paths: [String] = []
      var entry = unsafe first
      while let here = unsafe entry {
        paths.append(unsafe String(cString: here.pointee.path))
        unsafe entry = here.pointee.next
      }
      return paths
    }
  }

  private static func withSignalsHeld<Result>(_ body: () -> Result) -> Result {
    var (all, before) = (sigset_t(), sigset_t())
    unsafe sigfillset(&all)
    unsafe pthread_sigmask(SIG_BLOCK, &all, &before)
    lock()
    let result = body()
    let code = errno
    isLocked.store(false, ordering: .releasing)
    unsafe pthread_sigmask(SIG_SETMASK, &before, nil)
    errno = code
    return result
  }

  private static func lock() {
    while !isLocked.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged { sched_yield() }
  }

  /// What is said on standard error when a signal ends the process.
  public static func setFarewell(_ text: String) {
    unsafe farewell = strdup(text)
  }

  /// SIGINT, SIGTERM and SIGHUP leave nothing half-written; a hang-up that is ignored (`nohup`) stays so.
  ///
  /// A file over the size that the shell allows (`ulimit -f`) is an error of writing, not the end of the process.
  public static func installSignalHandlers() {
    // What the handler reads is there before it.
    _ = isLocked.load(ordering: .relaxed)
    for signal in [SIGINT, SIGTERM, SIGHUP] where signal != SIGHUP || !isIgnored(SIGHUP) {
      Glibc.signal(signal) { number in
        PendingFile.lock()
        var entry = unsafe PendingFile.first
        while let here = unsafe entry {
          unsafe unlink(here.pointee.path)
          unsafe entry = here.pointee.next
        }
        if let text = unsafe PendingFile.farewell { _ = unsafe write(2, text, strlen(text)) }
        _exit(number == SIGINT ? 130 : 128 + number)
      }
    }
    Glibc.signal(SIGXFSZ, SIG_IGN)
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard unsafe sigaction(number, nil, &action) == 0 else { return false }
    return unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
