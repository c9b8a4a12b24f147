-- Places of quotas, what respondents were told, and how much one dealer may be
-- asked. The postgres folder holds the same tables under the same number.

-- +goose Up
ALTER TABLE responses ADD COLUMN over_quota text NOT NULL DEFAULT ''; -- the full cell it met: then it is held back (quarantined) for that
ALTER TABLE responses ADD COLUMN consent text NOT NULL DEFAULT ''; -- which statement the respondent read: an id of consents; '' for none

-- How many places of a cell are taken. The row is the lock: whoever takes, holds
-- or gives back a place of a cell has it.
CREATE TABLE quota_cells (
    survey_id text NOT NULL,
    wave      integer NOT NULL,
    cell      text NOT NULL, -- its id in the definition
    filled    integer NOT NULL CHECK (filled >= 0),
    held      integer NOT NULL CHECK (held >= 0), -- rows of quota_holds
    excess    integer NOT NULL CHECK (excess >= 0), -- answers that came when it was full
    PRIMARY KEY (survey_id, wave, cell)
);

-- Places kept for somebody who is still answering.
CREATE TABLE quota_holds (
    survey_id text NOT NULL,
    holder    text NOT NULL, -- a hash of survey and unit, no other table has it
    wave      integer NOT NULL,
    cell      text NOT NULL,
    until     datetime NOT NULL, -- then it is free again
    PRIMARY KEY (survey_id, holder, wave, cell)
);
CREATE INDEX quota_holds_until ON quota_holds (survey_id, wave, cell, until);

-- What the first page said, word for word.
CREATE TABLE consents (
    survey_id text NOT NULL,
    id        text NOT NULL, -- a hash of the texts in all languages
    language  text NOT NULL,
    version   integer NOT NULL, -- the version of the survey that said so first
    label     text NOT NULL, -- the author's name of it; '' for none
    text      text NOT NULL,
    PRIMARY KEY (survey_id, id, language)
);

-- How much one dealer may be asked in a quarter, all surveys together.
CREATE TABLE burden_budget (
    id      integer NOT NULL PRIMARY KEY CHECK (id = 1), -- one row
    minutes integer NOT NULL CHECK (minutes > 0),
    surveys integer NOT NULL CHECK (surveys > 0)
);
CREATE INDEX invitations_dealer ON invitations (dealer_code, created_at);
