-- Weightings that have a name. They are never changed: figures were shared under it.
-- The sqlite folder holds the same table under the same number.

-- +goose Up
CREATE TABLE weightings (
    name     text PRIMARY KEY,
    margins  text NOT NULL, -- behind commas
    trim     double precision NOT NULL,
    saved_by text NOT NULL, -- the name then
    saved_at timestamptz NOT NULL,
    retired  timestamptz -- offered until then
);
