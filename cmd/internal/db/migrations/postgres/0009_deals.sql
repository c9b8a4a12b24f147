-- What was dealt to whom when people were invited: cells of a survey's designs.
-- The sqlite folder holds the same table under the same number.

-- +goose Up
CREATE TABLE deals (
    survey_id text    NOT NULL REFERENCES surveys (id),
    design    text    NOT NULL,
    wave      bigint  NOT NULL, -- 0: what holds in all waves
    unit      text    NOT NULL, -- a dealer's code, or the value of a cluster
    block     text    NOT NULL, -- '' for one block
    number    bigint, -- in the block, from 0: a deck says which cell that is; nothing where no deck decides
    cell      bigint, -- from 1, where no deck decides
    PRIMARY KEY (survey_id, design, wave, unit),
    CHECK ((number IS NULL) <> (cell IS NULL))
);
CREATE UNIQUE INDEX deals_number ON deals (survey_id, design, wave, block, number);
