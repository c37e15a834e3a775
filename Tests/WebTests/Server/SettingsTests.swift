import Foundation
import Office
import Testing

@testable import Web

/// Where settings come from: a flag before the environment, that before a file, that before the default.
@Suite struct SettingsTests {
  private func file(_ text: String) throws -> String {
    let path = FileManager.default.temporaryDirectory.path + "/esep-settings-\(UUID().uuidString).json"
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  @Test("A flag comes before the environment, that before a file, and that before the default")
  func order() async throws {
    let file = try file(#"{"esep": {"web": {"port": 1, "readers": 3, "host": "0.0.0.0", "tls": true}}}"#)
    defer { try? FileManager.default.removeItem(atPath: file) }
    let environment = ["ESEP_WEB_PORT": "2", "ESEP_WEB_READERS": "5", "ESEP_WEB_IDLE_SECONDS_MAX": "9"]
    let settings = try await WebSettings.read(flags: ["port": "3"], environment: environment, file: file)
    #expect((settings.port, settings.readers, settings.host, settings.hasTLS) == (3, 5, "0.0.0.0", true))
    #expect(settings.idleSecondsMax == 9)
    #expect(settings.requestsMax == WebSettings().requestsMax)
    #expect(try await WebSettings.read(flags: [:], environment: [:], file: nil) == WebSettings())
  }

  @Test("A number out of bounds is named, with its bounds", arguments: ["0", "201", "many", "-1", "1.5"])
  func refuses(text: String) async throws {
    let problem = await #expect(throws: OfficeProblem.self) {
      try await WebSettings.read(flags: [:], environment: ["ESEP_WEB_READERS": text], file: nil)
    }
    #expect(problem?.message.contains("readers is “\(text)”; write a whole number from 1 to 200") == true)
  }

  @Test("A file that is none is named")
  func refusesFile() async throws {
    let file = try file("port=1")
    defer { try? FileManager.default.removeItem(atPath: file) }
    let problem = await #expect(throws: OfficeProblem.self) { try await WebSettings.read(flags: [:], environment: [:], file: file) }
    #expect(problem?.message.contains("cannot be read as settings") == true)
  }
}
