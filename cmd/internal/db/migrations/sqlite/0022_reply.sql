-- What respondents and the house write to each other about an answer.
-- The postgres folder holds the same tables under the same number.

-- +goose Up
CREATE TABLE threads (
    survey_id   text NOT NULL,
    id          text NOT NULL, -- random: what staff know it by
    response_id text NOT NULL, -- the answer it hangs on
    about       text NOT NULL, -- the question whose words were replied to; '' for the whole answer
    region      text NOT NULL, -- with area and rep: the place of the answer, for scope
    area        text NOT NULL,
    rep         text NOT NULL,
    waits       boolean NOT NULL, -- the respondent had the last word
    day         text NOT NULL, -- of the last letter; no time is kept
    PRIMARY KEY (survey_id, id),
    UNIQUE (survey_id, response_id, about)
) WITHOUT ROWID;

CREATE TABLE letters (
    survey_id text NOT NULL,
    thread_id text NOT NULL,
    number    integer NOT NULL CHECK (number > 0),
    staff     text NOT NULL, -- the name of who wrote for the house; '' for the respondent
    words     text NOT NULL,
    day       text NOT NULL,
    PRIMARY KEY (survey_id, thread_id, number),
    FOREIGN KEY (survey_id, thread_id) REFERENCES threads (survey_id, id) ON DELETE CASCADE
) WITHOUT ROWID;

-- Letters of respondents to unlinkable surveys until the next day, when all of a
-- day go in at once, in no order.
CREATE TABLE letters_waiting (
    survey_id text NOT NULL,
    id        text NOT NULL, -- random
    tag       text NOT NULL, -- of the answer, under a key outside the database
    sealed    blob NOT NULL, -- under the same key
    day       text NOT NULL,
    PRIMARY KEY (survey_id, id)
) WITHOUT ROWID;
CREATE INDEX letters_waiting_tag ON letters_waiting (survey_id, tag);
