-- What managers thought dealers would say, entered before they saw the results.
-- The postgres folder holds the same tables under the same number.

-- +goose Up
CREATE TABLE guess_rounds (
    survey_id text NOT NULL REFERENCES surveys (id),
    wave      integer NOT NULL CHECK (wave > 0),
    opened_by text NOT NULL, -- the name then
    opened_at datetime NOT NULL,
    closes_at datetime NOT NULL,
    answers   integer NOT NULL, -- of the wave that were in when it was opened
    PRIMARY KEY (survey_id, wave)
);

-- Guesses are never changed: whoever has entered some has seen the results.
CREATE TABLE guesses (
    survey_id  text NOT NULL,
    wave       integer NOT NULL,
    user_id    text NOT NULL REFERENCES users (id),
    figure     text NOT NULL,
    value      real NOT NULL,
    scope      text NOT NULL, -- the part of the market it is about
    entered_at datetime NOT NULL,
    PRIMARY KEY (survey_id, wave, user_id, figure),
    FOREIGN KEY (survey_id, wave) REFERENCES guess_rounds (survey_id, wave)
);
