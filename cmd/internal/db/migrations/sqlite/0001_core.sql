-- Who may enter, what was decided by whom, and the work waiting to be done.
-- The postgres folder holds the same tables under the same number.

-- +goose Up
CREATE TABLE installation (
    id         integer     NOT NULL PRIMARY KEY CHECK (id = 1), -- one row
    secret     blob        NOT NULL, -- 32 random bytes all serve processes sign with
    created_at datetime    NOT NULL
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
    disabled_at   datetime,
    created_at    datetime    NOT NULL
);

CREATE TABLE sessions (
    token   text        NOT NULL PRIMARY KEY, -- SHA-256 of the cookie's token
    user_id text        NOT NULL DEFAULT '',
    data    blob        NOT NULL,
    expiry  datetime    NOT NULL
);
CREATE INDEX sessions_expiry ON sessions (expiry);
CREATE INDEX sessions_user ON sessions (user_id);

CREATE TABLE login_attempts (
    key           text        NOT NULL PRIMARY KEY, -- an e-mail or an address, never both
    failures      integer     NOT NULL,
    window_start  datetime    NOT NULL,
    blocked_until datetime
);

CREATE TABLE api_tokens (
    id         text        NOT NULL PRIMARY KEY,
    token_hash text        NOT NULL UNIQUE, -- SHA-256 of the token
    name       text        NOT NULL UNIQUE,
    roles      text        NOT NULL, -- JSON list
    scope_level text      NOT NULL DEFAULT '',
    scope_value text      NOT NULL DEFAULT '',
    created_at datetime    NOT NULL,
    revoked_at datetime
);

CREATE TABLE audit (
    id          integer     NOT NULL PRIMARY KEY AUTOINCREMENT,
    at          datetime    NOT NULL,
    actor_id    text        NOT NULL,
    actor_name  text        NOT NULL,
    action      text        NOT NULL,
    object_kind text        NOT NULL,
    object_id   text        NOT NULL,
    detail      text        NOT NULL DEFAULT '{}' -- JSON
);
CREATE INDEX audit_object ON audit (object_kind, object_id);

-- +goose StatementBegin
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'audit is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER audit_is_not_removed BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'audit is append-only');
END;
-- +goose StatementEnd

CREATE TABLE jobs (
    id           integer     NOT NULL PRIMARY KEY AUTOINCREMENT,
    kind         text        NOT NULL,
    payload      text        NOT NULL, -- JSON
    dedupe_key   text, -- while it waits, a second one with the same key is swallowed
    run_at       datetime    NOT NULL,
    attempts     integer     NOT NULL DEFAULT 0,
    locked_by    text        NOT NULL DEFAULT '',
    locked_until datetime,
    parked_at    datetime, -- given up after too many attempts
    last_error   text        NOT NULL DEFAULT '',
    created_at   datetime    NOT NULL
);
CREATE UNIQUE INDEX jobs_dedupe ON jobs (kind, dedupe_key);
CREATE INDEX jobs_due ON jobs (run_at, id) WHERE parked_at IS NULL;
