-- What people said of single open answers, and what a search for the unknown found.
-- The sqlite folder holds the same tables under the same number.
-- Tables that grow with the answers have the survey first in every key. A verdict
-- carries the time of the person who judged, which is no time of the answer:
-- answers come to be judged in an order that is drawn.

-- +goose Up
CREATE TABLE verdicts (
    survey_id   text    NOT NULL,
    response_id text    NOT NULL,
    question    text    NOT NULL,
    number      bigint NOT NULL, -- of the answer, from 1; a verdict never changes, a later one counts
    coder_id    text    NOT NULL,
    coder       text    NOT NULL, -- their name then
    themes      jsonb    NOT NULL, -- [{"id","polarity"}]; empty: no theme
    machine     jsonb    NOT NULL, -- what the tagger had said, likewise
    tagger      text    NOT NULL,
    codebook    bigint NOT NULL,
    round       bigint NOT NULL, -- 0, or the round in which it was judged blind
    judged_at   timestamptz NOT NULL,
    PRIMARY KEY (survey_id, response_id, question, number),
    FOREIGN KEY (survey_id, response_id) REFERENCES responses (survey_id, id) ON DELETE CASCADE
);

-- The verdict that counts in figures, one for each answer that people have judged.
CREATE TABLE settled (
    survey_id   text    NOT NULL,
    response_id text    NOT NULL,
    question    text    NOT NULL,
    verdict     bigint NOT NULL, -- its number
    held        boolean NOT NULL, -- drawn at random to measure with, never to learn from
    revision    bigint NOT NULL, -- of the survey's tags when it was settled
    PRIMARY KEY (survey_id, response_id, question),
    FOREIGN KEY (survey_id, response_id) REFERENCES responses (survey_id, id) ON DELETE CASCADE
);
CREATE INDEX settled_by_revision ON settled (survey_id, revision);

-- Answers that two people judge without seeing each other's verdict.
CREATE TABLE coding_rounds (
    survey_id  text    NOT NULL,
    number     bigint NOT NULL, -- of the survey, from 1
    first_id   text    NOT NULL,
    first_name text    NOT NULL,
    second_id  text    NOT NULL,
    second_name text    NOT NULL,
    created_by text    NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (survey_id, number)
);

CREATE TABLE round_answers (
    survey_id   text    NOT NULL,
    number      bigint NOT NULL, -- of the round
    response_id text    NOT NULL,
    question    text    NOT NULL,
    PRIMARY KEY (survey_id, number, response_id, question),
    FOREIGN KEY (survey_id, response_id) REFERENCES responses (survey_id, id) ON DELETE CASCADE
);

-- What a search for the unknown found in a survey, as JSON: the newest one.
CREATE TABLE discoveries (
    survey_id text    NOT NULL PRIMARY KEY,
    body      jsonb    NOT NULL,
    found_at  timestamptz NOT NULL
);
