-- How often members of the staff want a digest, and what became of each.
-- The postgres folder holds the same tables under the same number.

-- +goose Up
CREATE TABLE digest_wishes (
    user_id  text     NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    rhythm   text     NOT NULL CHECK (rhythm IN ('off', 'weekly', 'daily')),
    chose_at datetime NOT NULL
);

-- One row for a person and a period, written before the letter is handed over: who
-- finds it there sends nothing.
CREATE TABLE digests (
    user_id text     NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    period  text     NOT NULL, -- "weekly 2026-11-22": the rhythm and the last day
    fate    text     NOT NULL CHECK (fate IN ('handing', 'empty', 'refused', 'sent')),
    at      datetime NOT NULL,
    PRIMARY KEY (user_id, period)
);
