-- Trained models, what tags from when on, and how far a reading anew has come.
-- The postgres folder holds the same tables under the same number.

-- +goose Up
CREATE TABLE models (
    number     integer  NOT NULL PRIMARY KEY CHECK (number > 0),
    codebook   integer  NOT NULL REFERENCES codebooks (number), -- trained and used with it
    tagger     text     NOT NULL, -- what its tags are signed with
    labels     integer  NOT NULL, -- answers it learned from
    digest     text     NOT NULL, -- of these labels, SHA-256
    held       text     NOT NULL, -- JSON: figures on labels held back, before and after
    note       text     NOT NULL,
    learned    blob     NOT NULL,
    created_by text     NOT NULL,
    created_at datetime NOT NULL
);

-- +goose StatementBegin
CREATE TRIGGER a_model_is_not_changed BEFORE UPDATE ON models
BEGIN
    SELECT RAISE(ABORT, 'a model never changes');
END;
-- +goose StatementEnd

-- The newest row says which codebook version and model read answers; model 0 is
-- the codebook alone. Rolling back is one more row.
CREATE TABLE tagger_uses (
    number   integer  NOT NULL PRIMARY KEY CHECK (number > 0),
    codebook integer  NOT NULL REFERENCES codebooks (number),
    model    integer  NOT NULL CHECK (model >= 0),
    used_by  text     NOT NULL,
    used_at  datetime NOT NULL
);

-- A survey's reading with a tagger: a job that dies goes on behind the last
-- response it read. Ids are random and tell no order.
CREATE TABLE reading_runs (
    survey_id text    NOT NULL PRIMARY KEY,
    tagger    text    NOT NULL,
    total     integer NOT NULL, -- responses that were unread when it began
    done      integer NOT NULL,
    reached   text    NOT NULL, -- the last response read
    ended     boolean NOT NULL
) WITHOUT ROWID;
