-- Which places of quotas an answer took, so that they return with it; and dealers
-- who wait until their budget has room.
-- The sqlite folder holds the same tables under the same number.

-- +goose Up
ALTER TABLE responses ADD COLUMN places text NOT NULL DEFAULT ''; -- JSON: ids of cells, '' for none; what met a full one (over_quota) took none

ALTER TABLE mailings ADD COLUMN beyond text NOT NULL DEFAULT ''; -- what becomes of those over the budget: '' left out, 'queue'
ALTER TABLE mailings ADD COLUMN source text NOT NULL DEFAULT ''; -- the mailing whose waiting dealers this one asks; '' for none

CREATE TABLE mailing_waits (
    survey_id   text NOT NULL,
    mailing_id  text NOT NULL, -- the one that will ask
    dealer_code text NOT NULL,
    dealer_name text NOT NULL,
    region      text NOT NULL,
    area        text NOT NULL,
    rep         text NOT NULL,
    reason      text NOT NULL, -- message key
    args        text NOT NULL, -- JSON: of the message
    PRIMARY KEY (survey_id, mailing_id, dealer_code),
    FOREIGN KEY (survey_id, mailing_id) REFERENCES mailings (survey_id, id)
);
