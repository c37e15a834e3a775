import Ledger
import Testing

@Suite("Places")
struct PlaceTests {
  @Test("A place is written as one text and read back from it")
  func texts() {
    for text in ["hub", "samples", "quarantine", "SHOP", "SHOP/A", "SHOP/A/2", "Дом/Ош 1"] { #expect(Place(text)?.text == text) }
    #expect(Place("SHOP/A") == .channel(.init("SHOP"), .init("A")))
    #expect(Place("SHOP") == .channel(.init("SHOP")))
    #expect(Place("hub") == .hub)
    let deep = Place("SHOP/A/2")
    #expect((deep?.channel, deep?.outlet) == (.init("SHOP"), .init("A/2")))
    #expect((Place("SHOP")?.channel, Place("SHOP")?.outlet) == (.init("SHOP"), nil))
    #expect((Place.samples.channel, Place.samples.outlet) == (nil, nil))
  }

  @Test(
    "What has no channel, an empty outlet or a blank at an end is no place", arguments: ["", "/", "/A", "SHOP/", " hub", "SHOP /A", "SHOP/ A", "A\n"])
  func none(text: String) { #expect(Place(text) == nil) }

  @Test("Places are in the order of their bytes")
  func order() {
    let places = ["hub", "SHOP/A", "SHOP", "quarantine", "Дом", "SHOP-2"].compactMap { Place($0) }
    #expect(places.sorted().map(\.text) == ["SHOP", "SHOP-2", "SHOP/A", "hub", "quarantine", "Дом"])
  }

  @Test("No place can be named after a channel that is called like one of ours, or whose code holds a slash")
  func problems() {
    #expect(Place.problem(of: .init("SHOP")) == nil)
    #expect(Place.problem(of: .init("hub")) == "is called like a place of our own")
    #expect(Place.problem(of: .init("A/B")) == "has a slash in its code, which parts channel and outlet")
    #expect(Place.channel(.init("hub")) != .hub)
  }
}
