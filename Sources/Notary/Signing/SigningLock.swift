import Glibc

/// Held by the one program that signs for a book (flock): the system lets go of it when the program ends, however it ends.
final class SigningLock: Sendable {
  private let descriptor: Int32

  /// Takes the lock.
  /// - Throws: `NotaryError.busy` when somebody else still holds it after `waitMilliseconds`; `.folderUnusable`.
  init(_ path: String, waitMilliseconds: Int) throws(NotaryError) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw KeyFile.failure("The lock \(path) cannot be opened") }
    self.descriptor = descriptor
    var waited = 0
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard waited < waitMilliseconds else {
        throw NotaryError(
          .busy, "Another program has been signing for this book for over \(waitMilliseconds) ms (it holds \(path)). Try again later.")
      }
      usleep(10_000)
      waited += 10
    }
  }

  // Closing alone is not enough: a program that another thread is just starting has a copy of the descriptor until its exec.
  deinit {
    _ = flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}
