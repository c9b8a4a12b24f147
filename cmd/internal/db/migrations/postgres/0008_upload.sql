-- Files that respondents send. The sqlite folder holds the same table under
-- the same number.

-- +goose Up
CREATE TABLE uploads (
    survey_id text    NOT NULL,
    id        text    NOT NULL, -- a hash of the reference that the answer holds
    owner     text    NOT NULL, -- a hash of the form it was sent with; '' once an answer holds it
    kind      text    NOT NULL, -- media type, as told by its bytes
    bytes     bigint  NOT NULL, -- how large it is
    day       text    NOT NULL, -- sent; '' once an answer holds it
    content   bytea   NOT NULL, -- under a key that follows from the reference
    thumb     bytea,            -- a small picture under the same key; nothing: there is none
    PRIMARY KEY (survey_id, id)
);
CREATE INDEX uploads_waiting ON uploads (survey_id, owner) WHERE owner <> '';
