-- Weightings that have a name. They are never changed: figures were shared under it.
-- The postgres folder holds the same table under the same number.

-- +goose Up
CREATE TABLE weightings (
    name     text PRIMARY KEY,
    margins  text NOT NULL, -- behind commas
    trim     real NOT NULL,
    saved_by text NOT NULL, -- the name then
    saved_at datetime NOT NULL,
    retired  datetime -- offered until then
);
