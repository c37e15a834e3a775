import Foundation

/// All phrases, by language and key, as the files in `Texts` have them: `{"key": "text"}` or `{"key": {"one": "text", …}}`.
public struct PhraseBook: Sendable {
  /// By language and key.
  public let phrases: [Language: [String: Phrase]]
  /// By file: which keys it has; for the tests.
  public let files: [String: [Language: Set<String>]]

  /// Those built in.
  public static let shared = PhraseBook(TextFile.all)

  init(_ texts: [TextFile]) {
    var (phrases, files): ([Language: [String: Phrase]], [String: [Language: Set<String>]]) = ([:], [:])
    for text in texts {
      guard let object = try? JSONSerialization.jsonObject(with: Data(text.bytes)) as? [String: Any] else {
        preconditionFailure("Texts/\(text.area)_\(text.language.rawValue).json is no JSON object")
      }
      for (key, value) in object {
        guard let phrase = Phrase(json: value) else {
          preconditionFailure("Texts/\(text.area)_\(text.language.rawValue).json: “\(key)” is no phrase")
        }
        precondition(phrases[text.language]?[key] == nil, "The phrase “\(key)” is there twice in \(text.language.rawValue)")
        phrases[text.language, default: [:]][key] = phrase
      }
      files[text.area, default: [:]][text.language] = Set(object.keys)
    }
    (self.phrases, self.files) = (phrases, files)
  }
}

extension Phrase {
  /// A text, or an object of plural forms; nil when it is neither.
  fileprivate init?(json: Any) {
    if let text = json as? String {
      self = .plain(text)
      return
    }
    guard let forms = json as? [String: String], !forms.isEmpty else { return nil }
    var plural: [PluralForm: String] = [:]
    for (name, text) in forms {
      guard let form = PluralForm(rawValue: name) else { return nil }
      plural[form] = text
    }
    self = .plural(plural)
  }
}
