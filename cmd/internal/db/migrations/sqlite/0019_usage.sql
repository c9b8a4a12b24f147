-- Who opened the report of a closed survey, and when first.
-- The postgres folder holds the same table under the same number.

-- +goose Up
CREATE TABLE report_reads (
    survey_id text     NOT NULL REFERENCES surveys (id) ON DELETE CASCADE,
    closed_at datetime NOT NULL, -- the closing after which it was opened
    user_id   text     NOT NULL,
    read_at   datetime NOT NULL, -- the first time
    PRIMARY KEY (survey_id, closed_at, user_id)
);
