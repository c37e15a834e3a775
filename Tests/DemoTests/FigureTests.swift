import Demo
import Ledger
import Testing

@Suite("Published figures")
struct FigureTests {
  @Test("A figure reads as people write it")
  func texts() {
    #expect(FigureUnit.tyiyn.text(6_300_000_000) == "63 000 000.00 KGS")
    #expect(FigureUnit.tyiyn.text(-105) == "-1.05 KGS")
    #expect(FigureUnit.tyiyn.text(0) == "0.00 KGS")
    #expect(FigureUnit.hundredthsOfPercent.text(4000) == "40.00 %")
    #expect(FigureUnit.thousandths.text(23_798_000) == "23 798.000")
    #expect(FigureUnit.count.text(2498) == "2 498")
    #expect(FigureUnit.hundredths.text(400) == "4.00")
  }

  @Test("A value counts as reproduced exactly as far as it was published")
  func tolerances() {
    #expect(ExpectedValue.exactly(42).isReproduced(by: 42))
    #expect(!ExpectedValue.exactly(42).isReproduced(by: 43))
    let about = ExpectedValue.about(805_000_000, step: 1_000_000)
    #expect(about.isReproduced(by: 804_500_000))
    #expect(!about.isReproduced(by: 804_499_999))
    #expect(about.isReproduced(by: 805_499_999))
    #expect(!about.isReproduced(by: 805_500_000))
    #expect(ExpectedValue.between(10...20).isReproduced(by: 20))
    #expect(!ExpectedValue.between(10...20).isReproduced(by: 9))
  }

  @Test("Every figure has a name of its own, a source and words")
  func complete() {
    #expect(Set(DemoFigures.all.map(\.id)).count == DemoFigures.all.count)
    #expect(DemoFigures.all.allSatisfy { !$0.statement.isEmpty && !$0.source.isEmpty })
    #expect(DemoFigures.all.count { $0.standing == .published } >= 30)
  }
}
