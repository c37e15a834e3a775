import Glibc

/// Talk to the person at the terminal: standard error, so that standard output holds data alone.
enum Talk {
  /// Says one line.
  static func say(_ line: String) {
    fflush(nil)
    // A bar being drawn makes room for the line.
    write(isTerminal ? "\r\u{1B}[K\(line)\n" : line + "\n")
  }

  /// Draws over the current line; only on a terminal.
  static func draw(_ line: String) {
    if isTerminal { write("\r\u{1B}[K\(line)") }
  }

  /// Whether a person is looking.
  static let isTerminal = isatty(STDERR_FILENO) == 1

  private static func write(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
      guard written > 0 else { return }
      bytes = bytes.dropFirst(written)
    }
  }
}
