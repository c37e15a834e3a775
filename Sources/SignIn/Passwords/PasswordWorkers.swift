import Dispatch

/// Hashes passwords off the cooperative pool, two at a time: each takes some tenths of a second and tens of megabytes.
final class PasswordWorkers: Sendable {
  private let queue = DispatchQueue(label: "esep.passwords", attributes: .concurrent)
  private let slots = AsyncSlots(2)

  func run<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
    await slots.take()
    defer { Task { await slots.give() } }
    return try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result(catching: body)) }
    }
  }
}

/// So many at a time; the others wait in their order.
private actor AsyncSlots {
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(_ count: Int) { free = count }

  func take() async {
    if free > 0 {
      free -= 1
      return
    }
    await withCheckedContinuation { waiting.append($0) }
  }

  func give() { if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() } }
}
