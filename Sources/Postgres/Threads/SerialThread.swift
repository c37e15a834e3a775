import Glibc

/// One thread that runs jobs one after the other, in the order they came.
///
/// libpq blocks, and Swift's cooperative pool must not; so each connection owns such a thread.
/// `@unchecked Sendable`: `jobs` and `isFinished` are touched only with `mutex` held.
final class SerialThread: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let arrival = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  // Every job belongs to a task that waits for it, so the tasks bound the queue.
  private var jobs: [@Sendable () -> Void] = []
  private var isFinished = false

  /// - Throws: `PostgresError.cannotConnect` when the system gives no further thread.
  init() throws {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(arrival, nil)
    try Self.detach { [self] in loop() }
  }

  deinit {
    pthread_cond_destroy(arrival)
    pthread_mutex_destroy(mutex)
    arrival.deallocate()
    mutex.deallocate()
  }

  /// Queues a job. False when the thread has been told to finish; the job will then never run.
  func enqueue(_ job: @escaping @Sendable () -> Void) -> Bool {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    guard !isFinished else { return false }
    jobs.append(job)
    pthread_cond_signal(arrival)
    return true
  }

  /// Runs what is queued, then `last`, and ends the thread. Further jobs are refused; a second call does nothing and returns false.
  @discardableResult
  func finish(_ last: @escaping @Sendable () -> Void) -> Bool {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    guard !isFinished else { return false }
    isFinished = true
    jobs.append(last)
    pthread_cond_signal(arrival)
    return true
  }

  private func loop() {
    while true {
      pthread_mutex_lock(mutex)
      while jobs.isEmpty && !isFinished { pthread_cond_wait(arrival, mutex) }
      let batch = jobs
      jobs.removeAll(keepingCapacity: true)
      pthread_mutex_unlock(mutex)
      if batch.isEmpty { return }
      for job in batch { job() }
    }
  }
}

extension SerialThread {
  /// Runs `body` on a new thread of its own, which blocks all signals so that they reach the program's main thread.
  static func detach(_ body: @escaping @Sendable () -> Void) throws {
    final class Box: Sendable {
      let body: @Sendable () -> Void
      init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    let box = Unmanaged.passRetained(Box(body))
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    var thread = pthread_t()
    let failure = pthread_create(
      &thread, nil,
      { raw in
        if let raw { Unmanaged<Box>.fromOpaque(raw).takeRetainedValue().body() }
        return nil
      }, box.toOpaque())
    guard failure == 0 else {
      box.release()
      throw PostgresError(.cannotConnect, "the system gives no further thread: \(String(cString: strerror(failure)))")
    }
    pthread_detach(thread)
  }
}

/// Runs blocking work on a thread of its own, so that it never blocks Swift's cooperative pool.
///
/// The work is not cancelled with the task: it must be bounded by itself.
/// - Throws: what `body` throws, or `PostgresError.cannotConnect` when the system gives no further thread.
public func withOwnThread<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
  try await withCheckedThrowingContinuation { continuation in
    do {
      try SerialThread.detach { continuation.resume(with: Result { try body() }) }
    } catch {
      continuation.resume(throwing: error)
    }
  }
}
