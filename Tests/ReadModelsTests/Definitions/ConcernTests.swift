import ReadModels
import TestSupport
import Testing

@Suite("What a definition is concerned with")
struct ConcernTests {
  @Test(
    "Said by the plainest condition",
    arguments: [
      ("SELECT position FROM entry WHERE kind = 'sold'", .kinds(["sold"])),
      ("SELECT position FROM entry\nWHERE  kind IN ('sold', 'returned') AND producer IS NOT NULL", .kinds(["sold", "returned"])),
      ("SELECT e.position FROM entry AS e WHERE e.producer IS NOT NULL AND e.kind IN ('sold')", .kinds(["sold"])),
      ("SELECT position, CASE kind WHEN 'a' THEN 1 END AS a FROM entry -- WHERE kind = 'b'\nWHERE /* OR */ kind = 'a'", .kinds(["a"])),
      ("SELECT \"from\" COLLATE \"C\" AS \"where\" FROM entry WHERE kind = 'sold'", .kinds(["sold"])),
      ("SELECT position FROM event WHERE type IN ('SiteOpened', 'It''s')", .types(["SiteOpened", "It's"])),
      (
        "SELECT e.position FROM event AS e CROSS JOIN LATERAL json_array_elements(e.payload->'sites') AS s WHERE e.type = 'SiteOpened'",
        .types(["SiteOpened"])
      ),
    ] as [(String, Concern)])
  func isSaid(body: String, concern: Concern) {
    #expect(Concern(body) == concern)
  }

  @Test(
    "Whatever else a definition may be, it is asked about anything",
    arguments: [
      "SELECT position FROM entry",
      "SELECT position FROM entry WHERE book_gross IS NOT NULL",
      "SELECT position FROM entry WHERE kind <> 'sold'",
      "SELECT position FROM entry WHERE NOT kind = 'sold'",
      "SELECT position FROM entry WHERE kind = 'sold' OR producer IS NOT NULL",
      "SELECT position FROM entry WHERE kind IN ('sold', lower('X'))",
      "SELECT position FROM entry WHERE kind IN (SELECT 'sold')",
      "SELECT position FROM entry WHERE line BETWEEN 1 AND kind = 'sold'",
      "SELECT position FROM entry WHERE CASE WHEN line = 1 AND kind = 'sold' AND true THEN true ELSE true END",
      "SELECT position FROM entry WHERE kind = 'sold' UNION ALL SELECT position FROM entry",
      "SELECT position FROM entry WHERE (kind = 'sold')",
      "SELECT position FROM entry WHERE type = 'sold'",
      "SELECT position FROM event WHERE kind = 'sold'",
      "SELECT e.position FROM entry AS e JOIN event AS f USING (position) WHERE f.kind = 'sold'",
      "SELECT position FROM (SELECT position, 'sold' AS kind FROM entry) AS e WHERE kind = 'sold'",
      "WITH e AS (SELECT * FROM entry) SELECT position FROM e WHERE kind = 'sold'",
      "SELECT position FROM \"entry\" WHERE kind = 'sold'",
      "SELECT position FROM entry WHERE \"kind\" = 'sold'",
    ])
  func isOpen(body: String) {
    #expect(Concern(body) == .any)
  }

  @Test("No definition makes anything of kinds and types that it is not concerned with")
  func leavesNothingOut() async throws {
    try await TestBook.with { book in
      let concerns = book.catalogue.models.filter { $0.months == nil }.map { ($0, Concern($0.body)) }
      let (kinds, types) = concerns.reduce(into: (["none"] as Set<String>, ["None"] as Set<String>)) { all, concern in
        if case .kinds(let some) = concern.1 { all.0.formUnion(some) }
        if case .types(let some) = concern.1 { all.1.formUnion(some) }
      }
      // Most are said plainly; else nothing would be left out.
      #expect(concerns.count { $0.1 != .any } > concerns.count / 2)
      #expect(kinds.count > 30 && types.count > 10)
      func array(_ texts: Set<String>) -> String { "ARRAY[\(texts.sorted().map { "'\($0)'" }.joined(separator: ", "))]" }
      for (model, concern) in concerns {
        let (otherKinds, otherTypes): (Set<String>, Set<String>)
        switch concern {
        case .any: continue
        case .kinds(let some): (otherKinds, otherTypes) = (kinds.subtracting(some), types)
        case .types(let some): (otherKinds, otherTypes) = (kinds, types.subtracting(some))
        }
        let count = try await book.sql(
          """
          WITH one AS (
            SELECT 1::bigint AS position, 1 AS line, '2024-03-05'::date AS occurred_on, 'x' AS producer, 'x' AS place, 'x' AS document, 'x' AS batch,
                   'x' AS counterparty, 'x' AS product, '2024-03-05'::date AS document_on, 5::bigint AS quantity, 7::bigint AS book_gross
          ), entry AS (
            SELECT filled.* FROM one CROSS JOIN unnest(\(array(otherKinds))) AS listed(kind)
                   CROSS JOIN LATERAL jsonb_populate_record(NULL::entry, to_jsonb(one) || jsonb_build_object('kind', listed.kind)) AS filled
          ), event AS (
            SELECT filled.* FROM unnest(\(array(otherTypes))) AS listed(type)
                   CROSS JOIN LATERAL jsonb_populate_record(NULL::event, jsonb_build_object('type', listed.type, 'position', 1)) AS filled
          )
          SELECT count(*) FROM (\(model.body)\n) AS made
          """)
        #expect(count == [["0"]], "\(model.name)")
      }
    }
  }
}
