-- Trained models, what tags from when on, and how far a reading anew has come.
-- The sqlite folder holds the same tables under the same number.

-- +goose Up
CREATE TABLE models (
    number     bigint      NOT NULL PRIMARY KEY CHECK (number > 0),
    codebook   bigint      NOT NULL REFERENCES codebooks (number), -- trained and used with it
    tagger     text        NOT NULL, -- what its tags are signed with
    labels     bigint      NOT NULL, -- answers it learned from
    digest     text        NOT NULL, -- of these labels, SHA-256
    held       text        NOT NULL, -- JSON: figures on labels held back, before and after
    note       text        NOT NULL,
    learned    bytea       NOT NULL,
    created_by text        NOT NULL,
    created_at timestamptz NOT NULL
);

-- +goose StatementBegin
CREATE FUNCTION a_model_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a model never changes';
END $$;
-- +goose StatementEnd
CREATE TRIGGER a_model_never_changes BEFORE UPDATE ON models
    FOR EACH ROW EXECUTE FUNCTION a_model_never_changes();

-- The newest row says which codebook version and model read answers; model 0 is
-- the codebook alone. Rolling back is one more row.
CREATE TABLE tagger_uses (
    number   bigint      NOT NULL PRIMARY KEY CHECK (number > 0),
    codebook bigint      NOT NULL REFERENCES codebooks (number),
    model    bigint      NOT NULL CHECK (model >= 0),
    used_by  text        NOT NULL,
    used_at  timestamptz NOT NULL
);

-- A survey's reading with a tagger: a job that dies goes on behind the last
-- response it read. Ids are random and tell no order.
CREATE TABLE reading_runs (
    survey_id text    NOT NULL PRIMARY KEY,
    tagger    text    NOT NULL,
    total     bigint  NOT NULL, -- responses that were unread when it began
    done      bigint  NOT NULL,
    reached   text    NOT NULL, -- the last response read
    ended     boolean NOT NULL
);
