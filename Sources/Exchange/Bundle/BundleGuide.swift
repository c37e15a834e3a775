/// What the pack's README says: how to verify each part with programs that nobody of us wrote.
public struct BundleGuide: Sendable, Hashable {
  private let key: String, origin: String, root: String, signedAt: String
  private let events: Int64

  /// The guide to a pack.
  /// - Parameters:
  ///   - key: the verifier key.
  ///   - origin: the log's name.
  ///   - events: how many it has.
  ///   - root: the tree's root in base64.
  ///   - signedAt: when the checkpoint was signed.
  public init(key: String, origin: String, events: Int64, root: String, signedAt: String) {
    (self.key, self.origin, self.events, self.root, self.signedAt) = (key, origin, events, root, signedAt)
  }

  /// The text (Markdown).
  public var text: String {
    """
    # Audit pack of \(origin)

    All of it is as of one position: \(events), the number of events that were signed at \(signedAt). The root over them is

        \(root)

    Amounts in `*.jsonl` are minor units (100 is one som; yen have none), quantities are thousandths. CSV files have major units. No names, telephone \
    or account numbers of people are in here: events hold salted hashes of them.

    ## First: is this the key you were given?

    Everything hangs on the key that signed. The pack's own is in `verifier`:

        \(key)

    Compare it with the one you were given by another way, at an earlier audit for example. A forged pack can bring a forged key.

    ## 1. Nothing was damaged on the way (sha256sum)

        sha256sum --check --quiet SHA256SUMS

    ## 2. The events are those that were signed (any C2SP tlog verifier)

    - `checkpoint` is a signed note (c2sp.org/signed-note, c2sp.org/tlog-checkpoint): the log's name, the number of events, the root, and an Ed25519 \
    signature by the key above.
    - `events.jsonl` has the events: line n is position n. Each line, without its line feed, is a leaf of the tree: canonical JSON (RFC 8785), members \
    sorted, no blanks. The tree is that of RFC 6962: SHA-256 of a zero byte and the leaf, SHA-256 of a one byte and two nodes.
    - `tile/` has the tree as c2sp.org/tlog-tiles describes it. Hash the lines, build the tiles, and compare; the topmost gives the root.
    - `checkpoints.jsonl` has every checkpoint that was ever signed, one a line, with its note word for word. A checkpoint you kept from earlier has to \
    be among them. (`signed_at` is by the book's clock and not signed.)

    One leaf by hand, that of position 1, which is the first 32 bytes of `tile/0/000` (or `tile/0/000.p/…` in a small book):

        (printf '\\0'; head -n 1 events.jsonl | tr -d '\\n') | sha256sum

    ## 3. What happened (jq)

        jq -r .type events.jsonl | sort | uniq -c
        jq -c 'select(.stream == "sale/S-1")' events.jsonl
        jq -c 'select(.recorded_at > "2024-04")' events.jsonl

    `occurred_on` is the business date, `recorded_at` when the book learned of it, `actor` who recorded it. `commits.jsonl` says which events were \
    recorded together (from `first_position` on, `events` of them), all or none, under one idempotency key; `fingerprint` is the SHA-256 of the command. \
    Keys and fingerprints keep the same paper from being recorded twice; only the events are signed.

    ## 4. The books balance (hledger)

        hledger -f journal.hledger check --strict
        hledger -f journal.hledger balance --depth 1 -B

    The numbers in brackets are positions. The balances are those of `reports/trial-balance.csv`.

    ## 5. The reports follow from the events (psql)

    `definitions/` has the SQL by which read models, postings and reports are made, `definitions.csv` its hashes, `reports/` what every report said at \
    position \(events), `reports.csv` the list with rows and hashes. To make all of them again from the events, take the pack into an empty book:

        esep import THIS-FOLDER --book audit --key '\(key)'

    It checks the signature, every file and the root before it records anything, and then compares every report with the pack's, byte by byte. \
    The tables are then in schema `audit` of the database, and every file of `definitions/` runs in psql:

        psql -c 'SET search_path = audit' -f definitions/Reports/trial-balance.sql

    ## 6. Payments, traced from the producer's hand to the batch and to the bank

    `sample/sample.md` traces payments that were drawn by a seed: to who prepared and approved the run, the sales, the batches and the producer's part \
    in them, the channel's statement, its payout, and the line on the bank account. `sample/sample.csv` has the same as a table. Unless somebody \
    chose another, the seed is the beginning of the root in hexadecimal digits, which nobody could choose; `sample.md` says how to draw again.

    `sample/proofs/POSITION.tlog-proof` (c2sp.org/tlog-proof) proves of one event, without all the others, that it was signed:

        esep check-proof sample/proofs/POSITION.tlog-proof --key '\(key)'

    Hold the bank's own statement against the bank entries, and ask the producers.

    """
  }
}
