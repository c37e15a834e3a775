import Exchange
import HTTPTypes
import Hummingbird
import NIOCore

/// What machines ask: probes, measures, style sheet and script. Nobody has to sign in; nothing in them is about anybody.
struct ServiceRoutes: RouteSet {
  let health: BookHealth
  let meter: WebMeter
  let assets: Assets
  let desk: BookDesk
  let kept: KeptPages

  func add(to router: Router<WebContext>) {
    router.get("/health/live") { _, _ in Self.text("ok\n") }
    router.get("/health/ready") { _, _ in ready(health.state) }
    router.get("/metrics") { _, _ in Self.text(meter.text(gauges: gauges(health.state)), type: "text/plain; version=0.0.4; charset=utf-8") }
    router.get("/assets/:name") { _, context in
      guard let name = context.parameters.get("name"), let asset = assets.asset(name) else { throw WebError.notFound }
      return Response(
        status: .ok, headers: [.contentType: asset.contentType, .cacheControl: "public, max-age=31536000, immutable"],
        body: .init(byteBuffer: ByteBuffer(bytes: asset.bytes)))
    }
    router.get("/robots.txt") { _, _ in Self.text("User-agent: *\nDisallow: /\n") }
  }

  private func ready(_ state: BookHealth.State) -> Response {
    let json = JSONText.object([
      ("ready", state.isReady ? "true" : "false"), ("database", state.isReachable ? "true" : "false"), ("head_position", String(state.head)),
      ("folded_position", String(state.folded)), ("lag", String(state.head - state.folded)),
      ("halted_at", state.halt.map { String($0.position) } ?? "null"),
      ("signed_size", String(state.signed)), ("rebuilding", state.isRebuilding ? "true" : "false"),
    ])
    return Response(
      status: state.isReady ? .ok : .serviceUnavailable, headers: [.contentType: "application/json", .cacheControl: "no-store"],
      body: .init(byteBuffer: ByteBuffer(string: json + "\n")))
  }

  /// What is measured beside requests. Of the caches: what a machine needs memory for, and whether there is a bound to be raised (`cache-bytes-max` bounds
  /// the answers; pages are bounded by their number, `KeptPages.entriesMax`). Sizes are reckoned from the texts in them, not asked of the allocator.
  private func gauges(_ state: BookHealth.State) -> [(name: String, help: String, value: Double)] {
    let (answers, pages) = (desk.reporter.cache, kept.size)
    return [
      ("esep_head_position", "Position of the newest event.", Double(state.head)),
      ("esep_folded_position", "Position that reports are as of.", Double(state.folded)),
      ("esep_signed_size", "Size of the newest signed checkpoint.", Double(state.signed)),
      ("esep_ready", "1 when reports follow the log.", state.isReady ? 1 : 0),
      ("esep_halted", "1 when an event cannot be folded.", state.halt == nil ? 0 : 1),
      ("esep_reader_tasks_waiting", "Reports that wait for a connection.", Double(desk.reader.waitingTasks)),
      ("esep_report_cache_entries", "Answers of reports that are kept.", Double(answers?.count ?? 0)),
      ("esep_report_cache_bytes", "What kept answers take in memory, about.", Double(answers?.bytes ?? 0)),
      ("esep_page_cache_entries", "Pages that are kept.", Double(pages.entries)),
      ("esep_page_cache_bytes", "What kept pages take in memory, about.", Double(pages.bytes)),
    ]
  }

  private static func text(_ text: String, type: String = "text/plain; charset=utf-8") -> Response {
    Response(status: .ok, headers: [.contentType: type, .cacheControl: "no-store"], body: .init(byteBuffer: ByteBuffer(string: text)))
  }
}
