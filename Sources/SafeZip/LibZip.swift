import CLibZip

/// libzip as it was loaded: once, at the first archive that needs it.
enum LibZip {
  /// `nil` where the library is not installed. What is loaded is never changed and never unloaded.
  nonisolated(unsafe) static let calls: nianbao_libzip? = {
    var calls = unsafe nianbao_libzip()
    return unsafe nianbao_load_libzip(&calls) ? calls : nil
  }()
}
