import Web

/// What is said in a book without sales: what comes first, instead of empty charts.
enum FirstSteps {
  static func blocks(_ request: PageRequest) -> [Block] {
    let words = request.words
    let mayRecord = request.identity?.may(.recordGoods) == true
    let link = mayRecord ? Link(words("manager.first.import"), "/clerk/import", isMain: true) : nil
    return [
      .notice(Notice(.plain, words("manager.first.lead"))),
      .steps([
        Step(.current, words("manager.first.registry"), note: words("manager.first.registry_note"), link: link),
        Step(.open, words("manager.first.channels"), note: words("manager.first.channels_note")),
        Step(.open, words("manager.first.goods"), note: words("manager.first.goods_note")),
        Step(.open, words("manager.first.look"), note: words("manager.first.look_note")),
      ]),
    ]
  }
}
