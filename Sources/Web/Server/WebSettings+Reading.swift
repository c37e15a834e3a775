import Configuration
import Office
import SystemPackage

extension WebSettings {
  /// Settings by their names, which are those of the flags: what is said on the command line comes before the environment (`ESEP_WEB_PORT`), that before
  /// a file (JSON: `{"esep": {"web": {"port": 8080}}}`), and that before the defaults.
  /// - Parameters:
  ///   - flags: what the command line says, by name.
  ///   - environment: the process's environment.
  ///   - file: the path of a file of settings; nil for none.
  /// - Throws: `OfficeProblem` that names the setting, for one that is no number or out of bounds; or for a file that cannot be read.
  public static func read(flags: [String: String], environment: [String: String], file: String?) async throws -> WebSettings {
    let said = Dictionary(
      uniqueKeysWithValues: flags.map { (AbsoluteConfigKey(["esep", "web"] + path($0.key)), ConfigValue(.string($0.value), isSecret: false)) })
    var providers: [any ConfigProvider] = [
      InMemoryProvider(name: "flags", values: said), EnvironmentVariablesProvider(environmentVariables: environment),
    ]
    if let file {
      do { providers.append(try await FileProvider<JSONSnapshot>(filePath: FilePath(file))) } catch {
        throw OfficeProblem(
          .malformed, "\(file) cannot be read as settings; it is JSON such as {\"esep\": {\"web\": {\"port\": 8080}}}", field: "config")
      }
    }
    let reader = SettingsReader(config: ConfigReader(providers: providers))
    var settings = WebSettings()
    settings.host = reader.text("host") ?? settings.host
    settings.hasTLS = try reader.flag("tls") ?? settings.hasTLS
    settings.proxies = try reader.whole("proxies", 0...5)
    for number in numbers { settings[keyPath: number.path] = try reader.whole(number.name, number.range) ?? settings[keyPath: number.path] }
    return settings
  }

  /// The settings that are numbers, and what they may be.
  private static var numbers: [(name: String, path: WritableKeyPath<WebSettings, Int>, range: ClosedRange<Int>)] {
    [
      ("port", \.port, 0...65_535), ("body-bytes-max", \.bodyBytesMax, 1_000...100_000_000),
      ("upload-bytes-max", \.uploadBytesMax, 1_000...10_000_000_000),
      ("request-seconds-max", \.requestSecondsMax, 1...3_600), ("answer-seconds-max", \.answerSecondsMax, 1...3_600),
      ("idle-seconds-max", \.idleSecondsMax, 1...3_600), ("connections-max", \.connectionsMax, 1...100_000),
      ("requests-max", \.requestsMax, 1...10_000),
      ("readers", \.readers, 1...200), ("session-idle-hours", \.sessionIdleHours, 1...720), ("session-hours-max", \.sessionHoursMax, 1...8_760),
      ("cache-bytes-max", \.cacheBytesMax, 0...10_000_000_000),
    ]
  }

  fileprivate static func path(_ name: String) -> [String] { name.split(separator: "-").map(String.init) }
}

/// Reads single settings and refuses what is none.
private struct SettingsReader {
  let config: ConfigReader

  private func key(_ name: String) -> ConfigKey { ConfigKey(["esep", "web"] + WebSettings.path(name)) }

  func text(_ name: String) -> String? { config.string(forKey: key(name)) }

  func whole(_ name: String, _ range: ClosedRange<Int>) throws -> Int? {
    // Flags and the environment are text, a file has numbers.
    let written = text(name) ?? config.int(forKey: key(name)).map(String.init)
    guard let written else { return nil }
    guard let number = Int(written), range.contains(number) else {
      throw OfficeProblem(.malformed, "\(name) is “\(written)”; write a whole number from \(range.lowerBound) to \(range.upperBound)", field: name)
    }
    return number
  }

  func flag(_ name: String) throws -> Bool? {
    let written = text(name) ?? config.bool(forKey: key(name)).map { $0 ? "true" : "false" }
    guard let written else { return nil }
    guard ["true", "false", "yes", "no", "1", "0"].contains(written) else {
      throw OfficeProblem(.malformed, "\(name) is “\(written)”; write true or false", field: name)
    }
    return ["true", "yes", "1"].contains(written)
  }
}
