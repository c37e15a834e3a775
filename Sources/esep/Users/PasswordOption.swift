import ArgumentParser
import Foundation
import SignIn

/// Where a password comes from: a file, or chance. Never an argument, which everybody on the machine can read.
struct PasswordOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Read the password from the first line of this file; - for standard input. Default: one is made up and printed.", valueName: "file"))
  var passwordFile: String?

  func password() throws -> (text: String, isNew: Bool) {
    guard let passwordFile else { return (User.newPassword(), true) }
    let data = passwordFile == "-" ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: passwordFile)
    guard let data, let text = String(data: data, encoding: .utf8), let line = text.split(whereSeparator: \.isNewline).first else {
      throw Failure.refused("\(passwordFile) has no password in its first line")
    }
    return (String(line), false)
  }
}
