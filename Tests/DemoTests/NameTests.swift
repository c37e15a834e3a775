import Demo
import Ledger
import Testing

@Suite("Names in the demo book")
struct NameTests {
  @Test("Every person, village and product is plainly an example, and no name could be a real cooperative's")
  func names() {
    let forbidden = ["altyn", "kol ", "tumar", "ala-archa", "voilok", "jety", "issyk-kul honey", "алтын көл", "тумар", "ала-арча", "жети-өгүз"]
    var seen = 0
    for step in DemoBook(scale: .small) {
      guard case .record(let command) = step.deed else { continue }
      let names: [String] =
        switch command {
        case .enrolCommunity(let command): [command.name, command.nameKyrgyz ?? "", command.nameEnglish ?? ""]
        case .registerProducer(let command): [command.details.name]
        case .developProduct(let command): [command.name]
        case .programme(.openSite(let command)): [command.name]
        case .production(.inspect(let command)): command.inspector.map { [$0] } ?? []
        case .recordBatch(let command): command.inputs.compactMap(\.supplier)
        default: []
        }
      for name in names {
        seen += 1
        #expect(["(пример)", "(мисал)", "(example)"].contains { name.contains($0) }, "\(name)")
        #expect(!forbidden.contains { name.lowercased().contains($0) }, "\(name)")
      }
    }
    #expect(seen > 6000)
  }

  @Test("One product gets another name in mid-year and is sold under its code before and after")
  func renamed() {
    var first: [ProductCode: String] = [:]
    var renamed: [ProductCode] = []
    for step in DemoBook(scale: .small) {
      guard case .record(.developProduct(let command)) = step.deed else { continue }
      if let name = first[command.product], name != command.name { renamed.append(command.product) }
      first[command.product] = command.name
    }
    #expect(renamed.count == 1)
  }
}
