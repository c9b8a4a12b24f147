-- Unlinkable answers: what waits to be mixed with others, which ballots are
-- spent, and which surveys have a key outside this database.
-- The postgres folder holds the same tables under the same number.

-- +goose Up
CREATE TABLE ballots (
    survey_id text NOT NULL,
    tag       text NOT NULL, -- under the survey's key: tells neither link nor answer
    sealed    blob,          -- the answer until it is mixed in, under the survey's key; nothing: it is
    PRIMARY KEY (survey_id, tag)
) WITHOUT ROWID;
CREATE INDEX ballots_waiting ON ballots (survey_id) WHERE sealed IS NOT NULL;

CREATE TABLE survey_keys (
    survey_id text NOT NULL PRIMARY KEY REFERENCES surveys (id),
    state     text NOT NULL CHECK (state IN ('kept', 'ending', 'destroyed')) -- the key itself is a file
);

-- How many bits shown_sets has given out at least: that of an answer which was
-- erased is not given out again.
ALTER TABLE disclosures ADD COLUMN places integer NOT NULL DEFAULT 0;
