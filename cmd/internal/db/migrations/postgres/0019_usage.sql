-- Who opened the report of a closed survey, and when first.
-- The sqlite folder holds the same table under the same number.

-- +goose Up
CREATE TABLE report_reads (
    survey_id text     NOT NULL REFERENCES surveys (id) ON DELETE CASCADE,
    closed_at timestamptz NOT NULL, -- the closing after which it was opened
    user_id   text     NOT NULL,
    read_at   timestamptz NOT NULL, -- the first time
    PRIMARY KEY (survey_id, closed_at, user_id)
);
