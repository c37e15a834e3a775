/// The fixed words of the public page in one language.
struct PageWords {
  let tradition, whereAndWho, village, oblast, group, workshop, makers, madeOf, madeOn, batch: String
  let certificate, certificateHolds, byCommittee, stars, noCertificate: String
  let history, made, checkedByMakers, checkedByCommittee, checkedByLaboratory, certified, certificateRevoked, recalled, recallLifted: String
  let recallNotice, proof, proofText, position, root, signedBy, signedAt, proofFile, howToCheck: String
  let code, codeLabel, languages, unnamed: String

  static func of(_ language: PageLanguage) -> PageWords {
    switch language {
    case .kyrgyz: kyrgyz
    case .russian: russian
    case .english: english
    }
  }

  private static let english = PageWords(
    tradition: "One Village One Product, Kyrgyzstan", whereAndWho: "Where and by whom it was made", village: "Village", oblast: "Oblast",
    group: "Group", workshop: "Workshop", makers: "Makers", madeOf: "Made of", madeOn: "Made on", batch: "Batch", certificate: "Certificate",
    certificateHolds: "valid until", byCommittee: "Brand committee of", stars: "Stars",
    noCertificate: "It carries no certificate of a brand committee.",
    history: "What happened", made: "Made", checkedByMakers: "Checked by those who made it", checkedByCommittee: "Checked by the quality committee",
    checkedByLaboratory: "Checked by a laboratory", certified: "Certified by the brand committee", certificateRevoked: "Certificate revoked",
    recalled: "Recalled", recallLifted: "Recall lifted",
    recallNotice: "This batch was recalled. Please do not use it, and take it back to where you bought it.", proof: "Proof",
    proofText: "All this stands in a book of accounts that is signed like a seal: nobody can change it afterwards without being noticed.",
    position: "Entry in the book", root: "Root of the signed book", signedBy: "Signed by", signedAt: "Signed at", proofFile: "Proof to download",
    howToCheck: "To check it without us", code: "This page's address as a QR code", codeLabel: "QR code with the address", languages: "Languages",
    unnamed: "not named")

  private static let russian = PageWords(
    tradition: "Одно село – один продукт, Кыргызстан", whereAndWho: "Где и кем изготовлено", village: "Село", oblast: "Область", group: "Группа",
    workshop: "Мастерская", makers: "Мастера", madeOf: "Из чего", madeOn: "Изготовлено", batch: "Партия", certificate: "Сертификат",
    certificateHolds: "действует до", byCommittee: "Бренд-комитет области", stars: "Звёзды",
    noCertificate: "Сертификата бренд-комитета нет.", history: "Что было с партией", made: "Изготовлено",
    checkedByMakers: "Проверено изготовителями", checkedByCommittee: "Проверено комитетом по качеству", checkedByLaboratory: "Проверено лабораторией",
    certified: "Сертифицировано бренд-комитетом", certificateRevoked: "Сертификат отозван", recalled: "Отозвано из продажи",
    recallLifted: "Отзыв отменён", recallNotice: "Эта партия отозвана. Пожалуйста, не пользуйтесь товаром и верните его туда, где купили.",
    proof: "Доказательство",
    proofText: "Всё это записано в учётной книге, подписанной как печатью: изменить её потом незаметно не может никто.",
    position: "Запись в книге", root: "Корень подписанной книги", signedBy: "Подписано", signedAt: "Время подписи",
    proofFile: "Скачать доказательство",
    howToCheck: "Проверить без нас", code: "Адрес этой страницы в QR-коде", codeLabel: "QR-код с адресом", languages: "Языки",
    unnamed: "имена не названы")

  private static let kyrgyz = PageWords(
    tradition: "Бир айыл – бир продукция, Кыргызстан", whereAndWho: "Кайда жана ким жасаган", village: "Айыл", oblast: "Облус", group: "Топ",
    workshop: "Устакана", makers: "Усталар", madeOf: "Эмнеден", madeOn: "Жасалган күнү", batch: "Партия", certificate: "Сертификат",
    certificateHolds: "жарактуу мөөнөтү", byCommittee: "Облустук бренд-комитет", stars: "Жылдыздар",
    noCertificate: "Бренд-комитеттин сертификаты жок.", history: "Партиянын тарыхы", made: "Жасалды",
    checkedByMakers: "Жасагандар текшерди", checkedByCommittee: "Сапат комитети текшерди", checkedByLaboratory: "Лаборатория текшерди",
    certified: "Бренд-комитет сертификат берди", certificateRevoked: "Сертификат кайтарып алынды", recalled: "Сатуудан кайтарылды",
    recallLifted: "Кайтаруу жокко чыгарылды",
    recallNotice: "Бул партия сатуудан кайтарылган. Сураныч, колдонбоңуз жана сатып алган жериңизге кайтарып бериңиз.", proof: "Далил",
    proofText: "Мунун баары мөөр сыяктуу кол коюлган эсеп китебинде турат: аны кийин билинбей эч ким өзгөртө албайт.",
    position: "Китептеги жазуу", root: "Кол коюлган китептин тамыры", signedBy: "Кол койгон", signedAt: "Кол коюлган убакыт",
    proofFile: "Далилди жүктөп алуу", howToCheck: "Бизсиз текшерүү", code: "Бул барактын дареги QR-коддо", codeLabel: "Дареги бар QR-код",
    languages: "Тилдер", unnamed: "аттары аталган жок")
}
