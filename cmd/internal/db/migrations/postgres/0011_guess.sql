-- What managers thought dealers would say, entered before they saw the results.
-- The sqlite folder holds the same tables under the same number.

-- +goose Up
CREATE TABLE guess_rounds (
    survey_id text NOT NULL REFERENCES surveys (id),
    wave      bigint NOT NULL CHECK (wave > 0),
    opened_by text NOT NULL, -- the name then
    opened_at timestamptz NOT NULL,
    closes_at timestamptz NOT NULL,
    answers   bigint NOT NULL, -- of the wave that were in when it was opened
    PRIMARY KEY (survey_id, wave)
);

-- Guesses are never changed: whoever has entered some has seen the results.
CREATE TABLE guesses (
    survey_id  text NOT NULL,
    wave       bigint NOT NULL,
    user_id    text NOT NULL REFERENCES users (id),
    figure     text NOT NULL,
    value      double precision NOT NULL,
    scope      text NOT NULL, -- the part of the market it is about
    entered_at timestamptz NOT NULL,
    PRIMARY KEY (survey_id, wave, user_id, figure),
    FOREIGN KEY (survey_id, wave) REFERENCES guess_rounds (survey_id, wave)
);
