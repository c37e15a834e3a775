import Postgres

/// Tells readers that there is something new: `NOTIFY esep_<book>`.
///
/// From a connection of its own and after the append, never inside it: a transaction that notifies holds a lock of the whole server while it commits,
/// which would put all books' appends in one line. Many appends make one notification. It is a convenience: a notification that is lost
/// costs a reader one polling interval, so failures are not retried.
struct Notifier {
  private let options: ConnectionOptions
  private let pause: Duration

  init(_ options: ConnectionOptions, _ limits: AppenderLimits) {
    var options = options
    // There is nothing to lose in a notification, so that it need not stand in the appends' way to the disk.
    options.settings["synchronous_commit"] = "off"
    self.options = options
    pause = .milliseconds(limits.notificationPauseMilliseconds)
  }

  /// Notifies for each signal until there are no more; signals that come meanwhile collapse into one.
  func run(_ signals: AsyncStream<Void>) async {
    guard let schema = options.searchPath, let book = try? Book(named: schema) else { return }
    var connection: Connection?
    for await _ in signals {
      do {
        let open = if let connection { connection } else { try await Connection.open(options) }
        connection = open
        try await open.run(timeoutMilliseconds: 10_000) { try $0.execute("NOTIFY \(book.notificationChannel)") }
      } catch {
        await connection?.close()
        connection = nil
      }
      try? await Task.sleep(for: pause)
    }
    await connection?.close()
  }
}
