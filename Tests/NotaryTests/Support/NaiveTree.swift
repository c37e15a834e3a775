import Postgres
import Transparency

extension Session {
  /// The root over the first events as RFC 6962 §2.1 defines it, computed by the database alone: neither our hashing nor our JSON is in it.
  func naiveRoot(_ size: Int64) throws -> TreeHash? {
    try execute(
      """
      CREATE OR REPLACE FUNCTION pg_temp.mth(leaves bytea[]) RETURNS bytea LANGUAGE plpgsql AS $$
      DECLARE
        n integer := cardinality(leaves);
        k integer := 1;
      BEGIN
        IF n = 0 THEN RETURN sha256(''); END IF;
        IF n = 1 THEN RETURN leaves[1]; END IF;
        WHILE k * 2 < n LOOP k := k * 2; END LOOP;
        RETURN sha256('\\x01'::bytea || pg_temp.mth(leaves[1:k]) || pg_temp.mth(leaves[k + 1:n]));
      END
      $$
      """)
    let row = try query(
      """
      SELECT pg_temp.mth(coalesce(array_agg(sha256('\\x00'::bytea || convert_to(leaf, 'UTF8')) ORDER BY position), '{}'))
      FROM (
        SELECT position, format(
          '{"actor":%s,"occurred_on":"%s","payload":%s,"position":%s,"recorded_at":"%s","schema":%s,"stream":%s,"type":%s,"version":%s}',
          to_json(actor), to_char(occurred_on, 'YYYY-MM-DD'), payload, position,
          to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), schema, to_json(stream), to_json(type), version) AS leaf
        FROM event WHERE position <= $1) AS leaves
      """, [.int64(size)]
    ).first
    return try row.flatMap { TreeHash(bytes: try $0.bytes(0)) }
  }
}
