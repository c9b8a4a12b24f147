-- What open answers are coded with and were coded as.
-- The postgres folder holds the same tables under the same number.
-- Tables that grow with the answers have the survey first in every key. None
-- carries a time or a running number: they would tell in which order people
-- answered.

-- +goose Up
CREATE TABLE codebooks (
    number     integer     NOT NULL PRIMARY KEY CHECK (number > 0),
    body       text        NOT NULL, -- JSON, schema vod-codebook/1
    note       text        NOT NULL, -- what changed and why
    created_by text        NOT NULL,
    created_at datetime    NOT NULL
);

-- +goose StatementBegin
CREATE TRIGGER a_codebook_is_not_changed BEFORE UPDATE ON codebooks
BEGIN
    SELECT RAISE(ABORT, 'a codebook version never changes');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER a_codebook_is_not_removed BEFORE DELETE ON codebooks
BEGIN
    SELECT RAISE(ABORT, 'a codebook version never changes');
END;
-- +goose StatementEnd

CREATE TABLE coding_states (
    survey_id text    NOT NULL PRIMARY KEY,
    revision  integer NOT NULL -- moves on with every change of the survey's tags
);

CREATE TABLE readings (
    survey_id   text    NOT NULL,
    response_id text    NOT NULL,
    tagger      text    NOT NULL, -- what decided
    codebook    integer NOT NULL,
    PRIMARY KEY (survey_id, response_id),
    FOREIGN KEY (survey_id, response_id) REFERENCES responses (survey_id, id) ON DELETE CASCADE
) WITHOUT ROWID; -- a rowid would tell in which order they came

CREATE TABLE tags (
    survey_id   text    NOT NULL,
    response_id text    NOT NULL,
    question    text    NOT NULL,
    theme       text    NOT NULL,
    origin      text    NOT NULL CHECK (origin IN ('rule', 'model', 'person')),
    polarity    integer NOT NULL CHECK (polarity BETWEEN -1 AND 1),
    confidence  real    NOT NULL,
    because     text    NOT NULL, -- the words that caused it, with their places
    codebook    integer NOT NULL,
    PRIMARY KEY (survey_id, response_id, question, theme, origin),
    FOREIGN KEY (survey_id, response_id) REFERENCES responses (survey_id, id) ON DELETE CASCADE
) WITHOUT ROWID; -- a rowid would tell in which order they came

CREATE TABLE cue_candidates (
    language   text     NOT NULL CHECK (language IN ('zh', 'en')),
    cue        text     NOT NULL,
    answers    integer  NOT NULL, -- how many hold it
    themes     text     NOT NULL, -- which it would go with, likeliest first
    state      text     NOT NULL CHECK (state IN ('proposed', 'accepted', 'dismissed')),
    theme      text     NOT NULL, -- where it went when accepted
    polarity   text     NOT NULL, -- topic, neg or pos when accepted
    decided_by text     NOT NULL,
    decided_at datetime,
    PRIMARY KEY (language, cue)
);

-- What has been shown of surveys that promised confidence. Answers are released
-- in batches; a release's rows stand in the order of the ids, which are random.
CREATE TABLE disclosures (
    survey_id text    NOT NULL PRIMARY KEY,
    release   integer NOT NULL, -- the newest one
    revision  integer NOT NULL  -- moves on with every group shown
);

CREATE TABLE release_members (
    survey_id   text    NOT NULL,
    response_id text    NOT NULL,
    release     integer NOT NULL,
    position    integer NOT NULL, -- the bit that stands for the response in shown_sets
    PRIMARY KEY (survey_id, response_id),
    FOREIGN KEY (survey_id, response_id) REFERENCES responses (survey_id, id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE UNIQUE INDEX release_members_position ON release_members (survey_id, position);

CREATE TABLE shown_sets (
    survey_id text NOT NULL,
    digest    text NOT NULL, -- SHA-256 of members
    members   blob NOT NULL, -- a bit for each position
    PRIMARY KEY (survey_id, digest)
) WITHOUT ROWID;

CREATE TABLE shown_groups (
    survey_id text    NOT NULL,
    base      text    NOT NULL, -- the account: a question, a policy, '' for all respondents
    digest    text    NOT NULL,
    release   integer NOT NULL, -- the newest one when it was shown
    PRIMARY KEY (survey_id, base, digest),
    FOREIGN KEY (survey_id, digest) REFERENCES shown_sets (survey_id, digest)
) WITHOUT ROWID;
