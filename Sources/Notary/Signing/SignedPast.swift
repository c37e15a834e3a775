import Transparency

/// What the folder outside the database says was signed.
struct SignedPast {
  let key: SigningKey?
  /// The last note, which our key has signed.
  let last: SignedCheckpoint?
  /// The keys that were given up.
  let formers: [VerifierKey]

  /// Reads the folder.
  /// - Throws: `NotaryError.folderUnusable` when the last note is not signed by the key beside it; `.keyMissing` when that key is gone.
  init(_ folder: KeyFolder) throws(NotaryError) {
    key = try folder.signingKey()
    formers = try folder.formerVerifiers()
    guard let note = try folder.lastSigned() else {
      last = nil
      return
    }
    guard let key else { throw Self.keyMissing(folder) }
    guard let checkpoint = Self.checkpoint(note, by: [key.verifier]), checkpoint.origin == key.verifier.name else {
      throw NotaryError(
        .folderUnusable,
        "\(folder.signedPath) is not a checkpoint that the key beside it has signed, so there is nothing to hold the log against. "
          + "Bring the folder back from its backup; nothing was signed.")
    }
    last = SignedCheckpoint(checkpoint: checkpoint, note: note)
  }

  /// Whether our present key has signed the row, and what it says.
  func own(_ row: StoredCheckpoint) -> Checkpoint? {
    guard let key, let checkpoint = Self.checkpoint(row.note, by: [key.verifier]), checkpoint.size == row.size else { return nil }
    return checkpoint
  }

  /// Whether a key that we had before has signed the row.
  func isFormer(_ row: StoredCheckpoint) -> Bool { !formers.isEmpty && Self.checkpoint(row.note, by: formers) != nil }

  static func keyMissing(_ folder: KeyFolder) -> NotaryError {
    NotaryError(
      .keyMissing,
      "Book “\(folder.book)” was signed before, and its key is not in \(folder.path). Copy that folder from the machine that signed, or from its backup. "
        + "If the key is lost for good, begin with a new one: esep checkpoint --book \(folder.book) --accept-loss")
  }

  /// What a note says if one of the keys has signed it; nil when it is no note, no checkpoint, or not signed.
  static func checkpoint(_ note: String, by keys: [VerifierKey]) -> Checkpoint? {
    guard let note = try? SignedNote(parsing: note), (try? note.verified(by: keys)) != nil else { return nil }
    return try? Checkpoint(parsing: note.text)
  }
}
