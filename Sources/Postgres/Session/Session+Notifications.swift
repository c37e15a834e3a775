import CLibPQ

/// A message that some session sent with NOTIFY on a channel this session listens to.
public struct Notification: Sendable, Hashable {
  /// The channel's name.
  public let channel: String
  /// The text sent along; empty when none was.
  public let payload: String
  /// The process of the sending session on the server.
  public let senderProcessID: Int32

  /// A notification, for instance for a test.
  public init(channel: String, payload: String, senderProcessID: Int32) {
    self.channel = channel
    self.payload = payload
    self.senderProcessID = senderProcessID
  }
}

extension Session {
  /// Waits until a notification has come, and gives all that have; after `execute("LISTEN channel")`. Empty when the time is over.
  ///
  /// Notifications get lost when a connection breaks, so a reader must also look by itself now and then.
  public func waitForNotifications(timeoutMilliseconds: Int) throws -> [Notification] {
    let limit = Deadline.after(milliseconds: timeoutMilliseconds)
    try wire.begin(nil)
    defer { wire.end() }
    while true {
      guard PQconsumeInput(wire.connection) == 1 else { throw wire.lost(nil) }
      let arrived = takeNotifications()
      if !arrived.isEmpty { return arrived }
      guard try wire.waitForInput(until: limit) else { return [] }
    }
  }

  private func takeNotifications() -> [Notification] {
    var notifications: [Notification] = []
    while let notification = PQnotifies(wire.connection) {
      notifications.append(
        Notification(
          channel: String(cString: notification.pointee.relname), payload: String(cString: notification.pointee.extra),
          senderProcessID: notification.pointee.be_pid))
      PQfreemem(notification)
    }
    return notifications
  }
}
