import Glibc
import TestSupport
import Testing

@testable import Postgres

extension PrivateServerTests {
  @Test("Two homes side by side are two servers, also when a path is too long for a socket")
  func sideBySide() async throws {
    try await withHome { home in
      let long = home + "/" + String(repeating: "a long name ", count: 12)
      try Files.makeDirectories(long, mode: 0o755)
      let (first, second) = (try Self.start(home), try Self.start(long))
      #expect(second.place.socketDirectory.hasPrefix("/tmp/esep-"))
      try Self.session(first).execute("CREATE TABLE a (b int)")
      let isThere = try Self.session(second).query("SELECT to_regclass('a') IS NOT NULL")[0].bool(0)
      #expect(!isThere)
      second.discard()
      #expect(Files.info(second.place.socketDirectory) == nil)
      first.release()
    }
  }

  @Test("Half a cluster from a killed first start is made anew")
  func halfCluster() async throws {
    try await withHome { home in
      let user = try ServerUser.current()
      let place = try ServerPlace.locate(home: try Files.real(home), user: user, log: { _ in })
      try Files.makeDirectories(place.root + "/data.unfinished/base", mode: 0o700)
      let server = try Self.start(home)
      #expect(server.place.answers)
      #expect(Files.info(place.root + "/data.unfinished") == nil)
      server.release()
    }
  }

  @Test("A server that cannot start says why, in its own last words")
  func explains() async throws {
    try await withHome { home in
      let error = try thrown(PostgresError.self) { try PrivateServer.start(home: home, settings: ["shared_buffers": "nonsense"]) }
      #expect(error.code == .cannotConnect)
      #expect(error.message.contains("shared_buffers"), "\(error.message)")
      #expect(error.message.contains("server.log"))
      let server = try Self.start(home)
      server.release()
    }
  }

  @Test("Called as root, it runs as user postgres, also below a directory that is closed to that user", .enabled(if: geteuid() == 0))
  func root() async throws {
    try await withHome { home in
      // The home itself is opened to pass through, the directory above a home stays closed.
      let server = try Self.start(home)
      let process = try #require(server.place.runningProcess)
      let info = try #require(Files.info("/proc/\(process)"))
      #expect(info.st_uid == server.place.user.id && info.st_uid != 0)
      #expect((Files.info(home)?.st_mode ?? 0) & 0o777 == 0o701)
      server.release()
      #expect(chmod(home, 0o700) == 0)
      let inner = home + "/inner"
      let hidden = try Self.start(inner)
      #expect(hidden.place.root == "/var/lib/esep/" + Files.hash(hidden.home))
      #expect(Files.linkTarget(inner + "/postgres") == hidden.place.root)
      #expect((Files.info(home)?.st_mode ?? 0) & 0o777 == 0o700)
      hidden.release()
      let again = try Self.start(inner)
      #expect(again.place.answers)
      again.discard()
      #expect(Files.info(hidden.place.root) == nil)
      #expect(chmod(home, 0o701) == 0)
    }
  }
}
