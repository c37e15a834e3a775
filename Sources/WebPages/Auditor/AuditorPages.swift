import SignIn
public import Web

/// What an auditor looks at: the log and its proofs, what was corrected and claimed, and whether everything agrees.
public enum AuditorPages {
  /// Their places.
  public static let routes: [PageRoute] = [
    .get("/audit", .only(.readLog), AuditPage.answer),
    .get("/log", .only(.readLog), LogPage.answer),
    .get("/log/{position}", .only(.readLog), EventPage.answer),
    .get("/log/{position}/proof", .only(.readLog), ProofFile.answer),
    .get("/claims", .only(.readLog), ClaimsPage.answer),
    .get("/corrections", .only(.readLog), CorrectionsPage.answer),
    .get("/verification", .any([.readLog, .administer]), VerificationPage.answer),
    .post("/verification", .any([.readLog, .administer]), VerificationPage.start),
    .get("/definitions", .any([.readLog, .readReports]), DefinitionsPage.answer),
    .get("/exports", .only(.export), ExportsPage.answer),
    .get("/exports/events", .only(.export), EventsFile.answer),
    .get("/exports/journal", .only(.export), JournalFile.answer),
    .get("/exports/epcis", .only(.export), EPCISFile.answer),
    .get("/exports/bundle", .only(.export), BundleFile.answer),
  ]
}
