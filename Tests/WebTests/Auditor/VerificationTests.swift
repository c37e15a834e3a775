import Foundation
import SignIn
import TestSupport
import Testing
import Web

@testable import WebPages

@Suite("Verification in the background")
struct VerificationTests {
  @Test("One at a time; its result is kept")
  func oneAtATime() async throws {
    let desk = try await DemoDesk.shared()
    #expect(VerificationRoom.shared.begin(desk, by: "aida"))
    #expect(!VerificationRoom.shared.begin(desk, by: "bakyt"))
    guard case .page(let page)? = try await Visitor(desk: desk).get("/verification", of: AuditorPages.routes) else {
      Issue.record("no page")
      return
    }
    #expect(page.reloadsAfterSeconds != nil)
    for _ in 0..<600 where VerificationRoom.shared.state(of: desk).running != nil { try await Task.sleep(for: .milliseconds(100)) }
    let result = try #require(VerificationRoom.shared.state(of: desk).last)
    #expect(result.isClean, "\(result.lines)")
    #expect(result.by == "aida")
    #expect(VerificationResult.read(desk)?.position == result.position)
    guard case .page(let after)? = try await Visitor(desk: desk).get("/verification", of: AuditorPages.routes) else { return }
    #expect(after.reloadsAfterSeconds == nil)
    #expect(after.allText.contains { $0.hasPrefix("Everything agrees") })
  }
}
