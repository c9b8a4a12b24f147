-- Whom to write to, how much a dealer buys, and roster files on their way in.
-- The sqlite folder holds the same tables under the same number.

-- +goose Up
ALTER TABLE dealers ADD COLUMN contact text NOT NULL DEFAULT ''; -- a person's name
ALTER TABLE dealers ADD COLUMN email text NOT NULL DEFAULT '';
ALTER TABLE dealers ADD COLUMN phone text NOT NULL DEFAULT '';
ALTER TABLE dealers ADD COLUMN purchases_12m bigint; -- in the currency of the house; nothing: unknown

-- A file that was looked at and waits for a yes, or is being entered. Its text
-- goes when it is done.
CREATE TABLE roster_files (
    id         text   NOT NULL PRIMARY KEY, -- random
    user_id    text   NOT NULL,
    viewer     text   NOT NULL, -- JSON: who asked, with the scope of then
    name       text   NOT NULL, -- of the file
    text       text   NOT NULL,
    state      text   NOT NULL CHECK (state IN ('waiting', 'queued', 'done', 'failed')),
    total      bigint NOT NULL, -- rows
    done       bigint NOT NULL,
    added      bigint NOT NULL,
    changed    bigint NOT NULL,
    unchanged  bigint NOT NULL,
    problem    text   NOT NULL, -- JSON: why it stopped
    created_at timestamptz NOT NULL
);
CREATE INDEX roster_files_age ON roster_files (created_at);

-- Filters of the roster under a name.
CREATE TABLE segments (
    id         text NOT NULL PRIMARY KEY, -- random
    name       text NOT NULL UNIQUE,
    filter     text NOT NULL, -- JSON
    created_by text NOT NULL, -- a name
    created_at timestamptz NOT NULL
);
