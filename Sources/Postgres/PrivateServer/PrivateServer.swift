import Glibc
import Synchronization

/// A PostgreSQL server of our own under one directory, made on first use, shared by the esep processes that use it.
///
/// It listens on a Unix socket that only its own user and root can reach, so no password is needed. Each user holds a shared lock on
/// `<home>/server.lock`; the last one to release it stops the server. A user that is killed leaves the server running, and the next
/// one finds it. Called as root, it runs the server as the user `postgres`, whom PostgreSQL accepts.
///
/// All calls block, up to minutes in the worst case: off Swift's cooperative pool only, see `started`.
public final class PrivateServer: Sendable {
  /// The superuser of the server's clusters.
  static let user = "esep"
  /// The database that is there from the start.
  public static let database = "esep"

  /// The directory all is kept under, without links.
  public let home: String
  let place: ServerPlace
  /// Nil when another process started the server.
  private let child: pid_t?
  private let use: Mutex<FileLock?>

  private init(home: String, place: ServerPlace, child: pid_t?, use: FileLock) {
    self.home = home
    self.place = place
    self.child = child
    self.use = Mutex(use)
  }

  /// Starts the server, or finds it running, and makes database `esep` if it is not there.
  ///
  /// - Parameters:
  ///   - home: a directory; made when missing. Two homes are two servers.
  ///   - settings: server settings over our own, for a start; a server that already runs keeps what it has.
  ///   - log: told in plain words what takes time or was mended.
  /// - Throws: `PostgresError.cannotConnect`; the message says what to do.
  public static func start(home: String, settings: [String: String] = [:], log: (String) -> Void = { _ in }) throws -> PrivateServer {
    let user = try ServerUser.current()
    try Files.makeDirectories(home, mode: 0o700)
    let home = try Files.real(home)
    return try alone(in: home, log: log) {
      // Nobody takes the exclusive lock outside this section, so the shared one is free.
      guard let use = try FileLock(home + "/server.lock", .shared, waitMilliseconds: 1_000) else {
        throw PostgresError(.cannotConnect, "\(home)/server.lock is locked by another program: end it and try again")
      }
      let place = try ServerPlace.locate(home: home, user: user, log: log)
      let child = try run(place, settings: settings, log: log)
      try makeDatabase(place)
      return PrivateServer(home: home, place: place, child: child, use: use)
    }
  }

  /// `start` on a thread of its own, for asynchronous callers.
  public static func started(
    home: String, settings: [String: String] = [:], log: @escaping @Sendable (String) -> Void = { _ in }
  ) async throws -> PrivateServer {
    try await withOwnThread { try start(home: home, settings: settings, log: log) }
  }

  /// How to reach a database of this server.
  public func connectionOptions(database: String = PrivateServer.database) -> ConnectionOptions {
    place.options(database: database)
  }

  /// Ends our use. The last user's release stops the server, after its connections have been cut. A second call does nothing.
  public func release() { release(immediately: false) }

  /// Ends our use and, when we are the last, stops the server without the final checkpoint and removes the whole home.
  package func discard() {
    if release(immediately: true) { Self.remove(home: home, place: place) }
  }

  /// Stops a server that nobody uses any more and removes its home; for what killed test runs leave behind.
  package static func discardAbandoned(home: String) {
    guard let user = try? ServerUser.current(), let home = try? Files.real(home) else { return }
    _ = try? alone(in: home, log: { _ in }) {
      guard let last = try FileLock(home + "/server.lock", .exclusive) else { return }
      defer { last.release() }
      let place = Files.info(home + "/postgres") == nil ? nil : try ServerPlace.locate(home: home, user: user, log: { _ in })
      if let place { guard place.stop(immediately: true, child: nil) else { return } }
      remove(home: home, place: place)
    }
  }

  private static func remove(home: String, place: ServerPlace?) {
    if let place {
      try? Files.remove(place.root)
      if !place.socketDirectory.hasPrefix(place.root) { try? Files.remove(place.socketDirectory) }
    }
    try? Files.remove(home)
  }

  /// True when the server stopped.
  @discardableResult
  private func release(immediately: Bool) -> Bool {
    guard let ours = use.withLock({ $0.take() }) else { return false }
    defer { if let child { ServerPlace.noteEnd(of: child) } }
    let isStopped = try? Self.alone(in: home, log: { _ in }) {
      ours.release()
      guard let last = try FileLock(home + "/server.lock", .exclusive) else { return false }
      defer { last.release() }
      return place.stop(immediately: immediately, child: child)
    }
    // Without the start lock within its time, our use still ends; the server runs on for the next user.
    ours.release()
    return isStopped ?? false
  }

  /// Runs `body` while no other process starts or stops this home's server.
  private static func alone<T>(in home: String, log: (String) -> Void, _ body: () throws -> T) throws -> T {
    // Longer than a start and a stop may take.
    let lock = try FileLock(home + "/server-start.lock", .exclusive, waitMilliseconds: 180_000) {
      log("another esep is starting or stopping the database server: waiting")
    }
    guard let lock else {
      throw PostgresError(
        .cannotConnect, "another esep has been starting or stopping the database server for three minutes: see \(home)/postgres/server.log")
    }
    defer { lock.release() }
    return try body()
  }

  /// Gives the process when we started it.
  private static func run(_ place: ServerPlace, settings: [String: String], log: (String) -> Void) throws -> pid_t? {
    if place.runningProcess != nil {
      try place.waitUntilReady(child: nil)
      return nil
    }
    let installation = try Installation.find(forClusterOfVersion: place.clusterVersion, at: place.data)
    if place.clusterVersion == nil {
      log("creating a PostgreSQL \(installation.majorVersion) database in \(place.root)")
      try place.initialise(installation, isSynced: settings["fsync"] != "off")
    }
    try place.clearStaleFiles(log: log)
    return try place.start(installation, settings: ServerSettings.merged(settings, place: place), log: log)
  }

  private static func makeDatabase(_ place: ServerPlace) throws {
    let session = try Session(place.options(database: "postgres"), wakeUp: WakeUp())
    let found = try session.query("SELECT 1 FROM pg_database WHERE datname = $1", [.text(database)])
    if found.isEmpty { try session.execute("CREATE DATABASE \(quotedIdentifier(database))") }
  }
}

extension ServerPlace {
  func options(database: String) -> ConnectionOptions {
    ConnectionOptions(socketDirectory: socketDirectory, port: Self.port, database: database, user: PrivateServer.user)
  }
}
