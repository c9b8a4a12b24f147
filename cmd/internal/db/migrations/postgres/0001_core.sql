-- Who may enter, what was decided by whom, and the work waiting to be done.
-- The sqlite folder holds the same tables under the same number.

-- +goose Up
CREATE TABLE installation (
    id         bigint      NOT NULL PRIMARY KEY CHECK (id = 1), -- one row
    secret     bytea       NOT NULL, -- 32 random bytes all serve processes sign with
    created_at timestamptz NOT NULL
);

CREATE TABLE users (
    id            text        NOT NULL PRIMARY KEY, -- random
    email         text        NOT NULL UNIQUE, -- case folded
    name          text        NOT NULL,
    password_hash text        NOT NULL, -- argon2id; '' opens to nobody
    roles         text        NOT NULL, -- JSON list
    department    text        NOT NULL DEFAULT '',
    scope_level   text        NOT NULL DEFAULT '',
    scope_value   text        NOT NULL DEFAULT '',
    language      text        NOT NULL DEFAULT '',
    disabled_at   timestamptz,
    created_at    timestamptz NOT NULL
);

CREATE TABLE sessions (
    token   text        NOT NULL PRIMARY KEY, -- SHA-256 of the cookie's token
    user_id text        NOT NULL DEFAULT '',
    data    bytea       NOT NULL,
    expiry  timestamptz NOT NULL
);
CREATE INDEX sessions_expiry ON sessions (expiry);
CREATE INDEX sessions_user ON sessions (user_id);

CREATE TABLE login_attempts (
    key           text        NOT NULL PRIMARY KEY, -- an e-mail or an address, never both
    failures      bigint      NOT NULL,
    window_start  timestamptz NOT NULL,
    blocked_until timestamptz
);

CREATE TABLE api_tokens (
    id         text        NOT NULL PRIMARY KEY,
    token_hash text        NOT NULL UNIQUE, -- SHA-256 of the token
    name       text        NOT NULL UNIQUE,
    roles      text        NOT NULL, -- JSON list
    scope_level text      NOT NULL DEFAULT '',
    scope_value text      NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL,
    revoked_at timestamptz
);

CREATE TABLE audit (
    id          bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at          timestamptz NOT NULL,
    actor_id    text        NOT NULL,
    actor_name  text        NOT NULL,
    action      text        NOT NULL,
    object_kind text        NOT NULL,
    object_id   text        NOT NULL,
    detail      text        NOT NULL DEFAULT '{}' -- JSON
);
CREATE INDEX audit_object ON audit (object_kind, object_id);

-- +goose StatementBegin
CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit is append-only';
END $$;
-- +goose StatementEnd
CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();

CREATE TABLE jobs (
    id           bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind         text        NOT NULL,
    payload      text        NOT NULL, -- JSON
    dedupe_key   text, -- while it waits, a second one with the same key is swallowed
    run_at       timestamptz NOT NULL,
    attempts     bigint      NOT NULL DEFAULT 0,
    locked_by    text        NOT NULL DEFAULT '',
    locked_until timestamptz,
    parked_at    timestamptz, -- given up after too many attempts
    last_error   text        NOT NULL DEFAULT '',
    created_at   timestamptz NOT NULL
);
CREATE UNIQUE INDEX jobs_dedupe ON jobs (kind, dedupe_key);
CREATE INDEX jobs_due ON jobs (run_at, id) WHERE parked_at IS NULL;
