import Testing

@testable import SignIn

@Suite("How tries of passwords are slowed down")
struct SignInLimiterTests {
  @Test("Five failures cost nothing; then each wait is twice the last, a quarter of an hour at most")
  func waits() {
    var limiter = SignInLimiter(free: 5)
    var (now, waits) = (1000.0, [Double]())
    for _ in 0..<18 {
      let wait = limiter.secondsToWait("aizada", now: now)
      waits.append(wait)
      now += wait
      limiter.failed("aizada", now: now)
    }
    #expect(Array(waits.prefix(5)) == [0, 0, 0, 0, 0])
    #expect(waits[5] == 2)
    // What is forgotten meanwhile makes no wait shorter than the one before but by a step.
    #expect(zip(waits[5...9], waits[6...10]).allSatisfy { $0 <= $1 })
    #expect(waits.max() ?? 0 > 500 && waits.allSatisfy { $0 <= SignInLimiter.waitSecondsMax })
    #expect(limiter.secondsToWait("bermet", now: now) == 0, "others do not wait")
  }

  @Test("Whoever tries for a day gets no further than two hundred passwords")
  func patient() {
    var limiter = SignInLimiter(free: 5)
    var (now, tries) = (0.0, 0)
    while now < 86_400 {
      now += limiter.secondsToWait("aizada", now: now)
      limiter.failed("aizada", now: now)
      tries += 1
    }
    #expect(tries < 200)
  }

  @Test("One failure is forgotten every ten minutes")
  func forgetting() {
    var limiter = SignInLimiter(free: 3)
    for time in 0..<200 {
      let now = Double(time) * SignInLimiter.forgetSeconds
      #expect(limiter.secondsToWait("office", now: now) == 0, "\(time)")
      limiter.failed("office", now: now)
    }
  }

  @Test("An attack leaves no debt behind that lasts for hours")
  func debt() {
    var limiter = SignInLimiter(free: 5)
    for _ in 0..<10_000 { limiter.failed("aizada", now: 0) }
    #expect(limiter.secondsToWait("aizada", now: 0) <= SignInLimiter.waitSecondsMax)
    #expect(limiter.secondsToWait("aizada", now: SignInLimiter.waitSecondsMax) == 0)
  }

  @Test("Signing in starts a name anew, and takes back what was counted beforehand for the network")
  func success() {
    var limiter = SignInLimiter(free: 3)
    for _ in 0..<2 { limiter.failed("name", now: 0) }
    limiter.succeeded("name")
    for _ in 0..<2 { limiter.failed("name", now: 0) }
    #expect(limiter.secondsToWait("name", now: 0) == 0)
    for _ in 0..<100 {
      #expect(limiter.secondsToWait("network", now: 0) == 0)
      limiter.failed("network", now: 0)
      limiter.takeBack("network")
    }
    for _ in 0..<3 { limiter.failed("network", now: 0) }
    #expect(limiter.secondsToWait("network", now: 0) > 0)
    limiter.takeBack("nobody")
  }

  @Test("Whoever invents names fills no memory, and does not wipe out fresh failures")
  func bounded() {
    var limiter = SignInLimiter(free: 1, capacity: 100)
    for number in 0..<10_000 {
      if number % 20 == 0 { limiter.failed("aizada", now: Double(number) / 1000) }
      limiter.failed("name \(number)", now: Double(number) / 1000)
    }
    #expect(limiter.count <= 100)
    #expect(limiter.secondsToWait("aizada", now: 10) > 0)
  }
}
