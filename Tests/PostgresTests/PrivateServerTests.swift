import Glibc
import TestSupport
import Testing

@testable import Postgres

/// Each test makes servers of its own, so they run one after the other.
@Suite("A private server", .serialized)
struct PrivateServerTests {
  /// Runs blocking work off the cooperative pool with a new home, and removes all afterwards.
  func withHome(_ body: @escaping @Sendable (String) throws -> Void) async throws {
    try await withOwnThread {
      let home = try TemporaryHome.make()
      defer { PrivateServer.discardAbandoned(home: home) }
      try body(home)
    }
  }

  /// Without `fsync` where durability is not what is tested: a killed process loses nothing that was written.
  static func start(_ home: String, fsync: String = "off") throws -> PrivateServer {
    try PrivateServer.start(home: home, settings: ["shared_buffers": "32MB", "fsync": fsync])
  }

  static func session(_ server: PrivateServer) throws -> Session {
    try Session(server.connectionOptions(), wakeUp: WakeUp())
  }

  /// Ends the server as a power cut would, every process of it at once.
  static func cutPower(_ place: ServerPlace) throws {
    let main = try #require(place.runningProcess)
    let all = Files.entries("/proc").compactMap { pid_t($0) }.filter { Files.linkTarget("/proc/\($0)/cwd") == place.data }
    for process in all where process != main { kill(process, SIGKILL) }
    kill(main, SIGKILL)
    let limit = Deadline.after(milliseconds: 10_000)
    while place.runningProcess != nil && !limit.hasPassed { usleep(1_000) }
  }

  @Test("It is made on first use, keeps data over a restart, and listens on no network")
  func lifeCycle() async throws {
    try await withHome { home in
      let first = try PrivateServer.start(home: home)
      let session = try Self.session(first)
      try session.execute("CREATE TABLE a (b int); INSERT INTO a VALUES (1)")
      let names = ["listen_addresses", "fsync", "synchronous_commit", "data_checksums", "unix_socket_permissions"]
      let settings = try session.query("SELECT current_setting(name) FROM unnest($1) name", [.textArray(names)])
      #expect(settings.map { $0.display(0) } == ["", "on", "on", "on", "0700"])
      let owner = try #require(Files.info(first.place.socketDirectory))
      #expect(owner.st_mode & 0o777 == 0o700)
      first.release()
      first.release()
      #expect(first.place.runningProcess == nil)

      let second = try Self.start(home)
      let kept = try Self.session(second).query("SELECT b FROM a")[0].int64(0)
      #expect(kept == 1)
      second.release()
    }
  }

  @Test("Two users share one server; the last one stops it")
  func shared() async throws {
    try await withHome { home in
      let (first, second) = (try Self.start(home), try Self.start(home))
      let process = try #require(first.place.runningProcess)
      first.release()
      #expect(second.place.runningProcess == process)
      second.release()
      #expect(second.place.runningProcess == nil)
    }
  }

  @Test("Users that start at the same moment get the same server")
  func race() async throws {
    let home = try TemporaryHome.make()
    try await withThrowingTaskGroup(of: PrivateServer.self) { group in
      for _ in 0..<4 { group.addTask { try await PrivateServer.started(home: home, settings: ["fsync": "off"]) } }
      var servers: [PrivateServer] = []
      for try await server in group { servers.append(server) }
      let all = servers
      try await withOwnThread {
        #expect(Set(all.map(\.place.runningProcess)).count == 1)
        all.forEach { $0.release() }
        #expect(all[0].place.runningProcess == nil)
        PrivateServer.discardAbandoned(home: home)
      }
    }
  }

  @Test("A user that is killed leaves the server running; the next one finds it and stops it")
  func killedUser() async throws {
    try await withHome { home in
      let server = try Self.start(home)
      let process = server.place.runningProcess
      // Another process holds the lock as any esep would, until it is killed.
      let user = try Command.spawn(["flock", "--shared", "--no-fork", home + "/server.lock", "sleep", "600"], output: 2)
      usleep(300_000)
      server.release()
      #expect(server.place.runningProcess == process)
      kill(user, SIGKILL)
      var status: Int32 = 0
      waitpid(user, &status, 0)
      #expect(server.place.runningProcess == process)
      let next = try Self.start(home)
      #expect(next.place.runningProcess == process)
      next.release()
      #expect(next.place.runningProcess == nil)
    }
  }

  @Test("After a power cut it starts again with what was committed")
  func powerCut() async throws {
    try await withHome { home in
      let server = try Self.start(home)
      try Self.session(server).execute("CREATE TABLE a (b int); INSERT INTO a VALUES (1)")
      try Self.cutPower(server.place)
      #expect(Files.text(server.place.pidFile) != nil)
      let again = try Self.start(home)
      let kept = try Self.session(again).query("SELECT b FROM a")[0].int64(0)
      #expect(kept == 1)
      again.release()
      server.release()
    }
  }

  @Test("A lock file that names another program, or nothing, does not keep it from starting")
  func staleLockFiles() async throws {
    try await withHome { home in
      let server = try Self.start(home)
      let place = server.place
      try Self.cutPower(place)
      let socketLock = place.socketDirectory + "/.s.PGSQL.5432.lock"
      let left = try #require(Files.text(place.pidFile))
      let rest = String(left.drop { $0 != "\n" })
      // A program of the server's own user is what PostgreSQL takes for another server.
      let foreign = try Command.spawn(place.user.prefix + ["sleep", "600"], output: 2)
      usleep(200_000)
      for content in ["1" + rest, "\(getpid())" + rest, "\(foreign)" + rest, ""] {
        for file in [place.pidFile, socketLock] {
          try Files.write(content, to: file)
          try place.user.adopt(file)
        }
        let again = try Self.start(home)
        #expect(again.place.answers, "\(content)")
        try Self.cutPower(place)
        again.release()
      }
      kill(foreign, SIGKILL)
      var status: Int32 = 0
      waitpid(foreign, &status, 0)
      server.release()
    }
  }
}
