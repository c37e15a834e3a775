import Testing

@testable import SignIn

@Suite("Where somebody comes from")
struct RemoteNetworkTests {
  @Test(
    "Shown without its last part",
    arguments: [
      ("192.0.2.77", "192.0.2.…"), ("2001:db8:12:34::1", "2001:db8:12:…"), ("::1", "0:0:0:…"), ("::ffff:192.0.2.77", "192.0.2.…"),
      ("fe80::1%eth0", "fe80:0:0:…"), ("", ""), ("somewhere", ""),
    ])
  func shown(_ address: String, _ text: String) { #expect(RemoteNetwork.shown(address) == text) }

  @Test("One household's IPv6 addresses count as one, two neighbours' as two; IPv4 counts by address")
  func counted() {
    #expect(RemoteNetwork.counted("2001:db8:12:34::1") == RemoteNetwork.counted("2001:db8:12:34:ffff::9"))
    #expect(RemoteNetwork.counted("2001:db8:12:34::1") != RemoteNetwork.counted("2001:db8:12:35::1"))
    #expect(RemoteNetwork.counted("192.0.2.7") != RemoteNetwork.counted("192.0.2.8"))
    #expect(RemoteNetwork.counted("::ffff:192.0.2.7") == RemoteNetwork.counted("192.0.2.7"))
  }
}
