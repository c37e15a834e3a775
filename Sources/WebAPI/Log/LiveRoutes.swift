import Exchange
import Hummingbird
import NIOCore
import ReadModels

/// How far the reports are, and word when they have moved on.
enum LiveRoutes {
  static let all: [APIRoute] = [
    .get(
      "/position", "getPosition", "Book", .signedIn, "Says how far the reports are.", query: [CommonSchemas.waitFor],
      .json(
        .named(
          "Position",
          .object([
            .required("as_of_position", .position, "what reports are as of"), .required("head", .position, "the newest event"),
            .required("halted", .boolean, "whether reports stand still"),
          ])), "The position."),
      handler: { request in
        let state = try await request.desk.reader.withSession { try $0.foldState() }
        return .json(json(state), position: state.position)
      }),
    .get(
      "/position/events", "followPosition", "Book", .signedIn,
      "Tells each time when the reports have moved on, as server-sent events: event: position, id and data are the position.",
      query: [APIParameter("seconds", .integer(1...86_400), "Ends after so many seconds; an hour when left out.")],
      .text("text/event-stream", "Goes on until it is closed; a comment each fifteen seconds keeps it open."), handler: follow),
  ]

  private static func json(_ state: FoldState) -> String {
    JSONText.object([("as_of_position", String(state.position)), ("head", String(state.head)), ("halted", String(state.halt != nil))])
  }

  @Sendable private static func follow(_ request: APIRequest) async throws -> APIReply {
    let watch = request.tools.watch
    let start = try await watch.state()
    guard await watch.enter() else { throw Problem.later }
    let end = ContinuousClock.now + .seconds(request.number("seconds") ?? 3_600)
    let body = ResponseBody { writer in
      do {
        try await write(start, to: &writer, watch, until: end)
        await watch.leave()
      } catch {
        await watch.leave()
        throw error
      }
      try await writer.finish(nil)
    }
    return APIReply(headers: [.contentType: "text/event-stream", .cacheControl: "no-store"], body: body)
  }

  private static func write(
    _ start: FoldState, to writer: inout any ResponseBodyWriter, _ watch: PositionWatch, until end: ContinuousClock.Instant
  ) async throws {
    try await writer.write(ByteBuffer(string: "retry: 2000\n" + message(start.position)))
    var (last, said) = (start.position, ContinuousClock.now)
    while ContinuousClock.now < end {
      try await Task.sleep(for: .milliseconds(500))
      // A database that is away says nothing: the connection stays, and the next word comes when it is back.
      let state = try? await watch.state()
      if let state, state.position != last {
        (last, said) = (state.position, .now)
        try await writer.write(ByteBuffer(string: message(last)))
      } else if said.duration(to: .now) > .seconds(15) {
        said = .now
        try await writer.write(ByteBuffer(string: ": still here\n\n"))
      }
    }
  }

  private static func message(_ position: Int64) -> String { "event: position\nid: \(position)\ndata: \(position)\n\n" }
}
