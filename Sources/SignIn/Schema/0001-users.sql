-- Who may sign in, who is signed in, and which programs have tokens. Beside the log and not in it: these are no facts of the book, and they change.
CREATE TABLE sign_in_user (
  name        text        NOT NULL PRIMARY KEY CHECK (name ~ '^[a-z0-9._-]{2,40}$'),
  roles       text[]      NOT NULL,
  password    text        NOT NULL,   -- scrypt$N$r$p$salt$hash
  is_disabled boolean     NOT NULL DEFAULT false,
  created_at  timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE sign_in_session (
  sha256     bytea       NOT NULL PRIMARY KEY CHECK (octet_length(sha256) = 32),  -- of the cookie's value, which is kept nowhere
  id         bigint      NOT NULL GENERATED ALWAYS AS IDENTITY UNIQUE,
  name       text        NOT NULL REFERENCES sign_in_user ON DELETE CASCADE,
  address    text        NOT NULL,    -- the network it came from, without its last part
  created_at timestamptz NOT NULL DEFAULT now(),
  seen_at    timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON sign_in_session (name);

CREATE TABLE sign_in_token (
  name       text        NOT NULL PRIMARY KEY CHECK (name ~ '^[a-z0-9._-]{2,40}$'),
  sha256     bytea       NOT NULL UNIQUE CHECK (octet_length(sha256) = 32),
  roles      text[]      NOT NULL,
  created_by text        NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- What one person asks for and another has to agree to.
CREATE TABLE sign_in_request (
  id           bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind         text        NOT NULL,
  subject      text        NOT NULL,
  reason       text        NOT NULL,
  requested_by text        NOT NULL,
  requested_at timestamptz NOT NULL DEFAULT now(),
  decided_by   text        CHECK (decided_by <> requested_by OR outcome = 'cancelled'),
  outcome      text        CHECK (outcome IN ('approved', 'cancelled')),
  decided_at   timestamptz
);
CREATE UNIQUE INDEX ON sign_in_request (kind, subject) WHERE outcome IS NULL;

-- Who changed what about users and tokens; never a secret.
CREATE TABLE sign_in_journal (
  id      bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at      timestamptz NOT NULL DEFAULT now(),
  done_by text        NOT NULL,
  action  text        NOT NULL,
  subject text        NOT NULL,
  detail  text        NOT NULL
);

DO $$
DECLARE
  writer CONSTANT text := format('%I', 'esep_' || current_schema() || '_writer');
  reader CONSTANT text := format('%I', 'esep_' || current_schema() || '_reader');
BEGIN
  EXECUTE format('REVOKE ALL ON sign_in_user, sign_in_session, sign_in_token, sign_in_request, sign_in_journal FROM %s', reader);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_user, sign_in_session, sign_in_token, sign_in_request TO %s', writer);
  EXECUTE format('GRANT SELECT, INSERT ON sign_in_journal TO %s', writer);
END
$$;
