import Glibc

/// What the program was called with, as the system hands it over: bytes, of which names of files may hold any.
public enum ProgramArguments {
  /// The name of the program first.
  public static let bytes: [[UInt8]] = (0..<Int(CommandLine.argc)).map { index in
    guard let argument = unsafe CommandLine.unsafeArgv[index] else { return [] }
    return unsafe UnsafeBufferPointer(start: argument, count: strlen(argument)).map { UInt8(bitPattern: $0) }
  }
}
