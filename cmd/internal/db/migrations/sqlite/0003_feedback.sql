-- What came back: responses, who has taken part, and what is still being written.
-- The postgres folder holds the same tables under the same number.
-- Everything here grows with the answers, so the survey comes first in every key.

-- +goose Up
CREATE TABLE responses (
    survey_id    text    NOT NULL,
    id           text    NOT NULL, -- a hash of survey and unit, or the id an imported row came with
    version      integer NOT NULL, -- the version that was filled
    channel      text    NOT NULL CHECK (channel IN ('form', 'api', 'import')),
    language     text    NOT NULL, -- '' if unknown
    wave         integer NOT NULL, -- 0 if unknown
    submitted_at datetime, -- nothing: unknown, or the mode keeps no times
    data         text    NOT NULL, -- answers by question
    attributes   text    NOT NULL, -- what it is counted under
    region       text    NOT NULL, -- with area and rep: the place, for scope
    area         text    NOT NULL,
    rep          text    NOT NULL,
    content_hash text    NOT NULL, -- of the answers as sent
    quarantined  boolean NOT NULL, -- held back, counted nowhere
    -- No foreign key to survey_versions: every insert would lock the same row.
    PRIMARY KEY (survey_id, id)
) WITHOUT ROWID; -- a rowid would tell in which order they came

CREATE TABLE participations (
    survey_id     text        NOT NULL,
    invitation_id text        NOT NULL,
    wave          integer     NOT NULL,
    response_id   text        NOT NULL,
    at            datetime    NOT NULL,
    PRIMARY KEY (survey_id, invitation_id),
    FOREIGN KEY (survey_id, invitation_id) REFERENCES invitations (survey_id, id),
    FOREIGN KEY (survey_id, response_id) REFERENCES responses (survey_id, id)
);
CREATE UNIQUE INDEX participations_response ON participations (survey_id, response_id);

CREATE TABLE drafts (
    survey_id text    NOT NULL,
    key       text    NOT NULL, -- a hash of survey and unit, another one than the response's id
    version   integer NOT NULL,
    revision  integer NOT NULL, -- counts the times it was kept
    page      integer NOT NULL, -- how far it got
    day       text    NOT NULL, -- last kept; no time
    sealed    blob    NOT NULL, -- answers, under a key that is not here
    PRIMARY KEY (survey_id, key)
);
CREATE INDEX drafts_day ON drafts (day);
