-- What is asked and who is asked: surveys, their published versions, the roster
-- of dealers, invitations and the hashes of their links.
-- The postgres folder holds the same tables under the same number.

-- +goose Up
CREATE TABLE surveys (
    id           text        NOT NULL PRIMARY KEY, -- random
    slug         text        NOT NULL UNIQUE,
    code         text        NOT NULL UNIQUE, -- in front of personal links
    state        text        NOT NULL CHECK (state IN ('draft', 'published', 'closed')),
    current      integer     NOT NULL, -- the version that answers now; 0 before the first
    wave         integer     NOT NULL CHECK (wave > 0),
    title_zh     text        NOT NULL,
    title_en     text        NOT NULL,
    source       text        NOT NULL, -- the draft: JSON as it was given
    created_at   datetime NOT NULL,
    updated_at   datetime NOT NULL,
    published_at datetime,
    closed_at    datetime,
    CHECK ((state = 'draft') = (current = 0))
);

CREATE TABLE survey_versions (
    survey_id      text        NOT NULL REFERENCES surveys (id),
    number         integer     NOT NULL CHECK (number > 0),
    source         text        NOT NULL, -- JSON as it was published
    hash           text        NOT NULL,
    mode           text        NOT NULL CHECK (mode IN ('identified', 'confidential', 'unlinkable')),
    min_cell       integer     NOT NULL,
    first_language text        NOT NULL,
    published_at   datetime NOT NULL,
    published_by   text        NOT NULL,
    PRIMARY KEY (survey_id, number)
);

-- +goose StatementBegin
CREATE TRIGGER a_version_is_not_changed BEFORE UPDATE ON survey_versions
BEGIN
    SELECT RAISE(ABORT, 'a published version never changes');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER a_version_is_not_removed BEFORE DELETE ON survey_versions
BEGIN
    SELECT RAISE(ABORT, 'a published version never changes');
END;
-- +goose StatementEnd

CREATE TABLE dealers (
    code        text    NOT NULL,
    valid_from  text    NOT NULL, -- a day
    valid_to    text    NOT NULL, -- the first day on which it holds no more; '' for no end
    name        text    NOT NULL,
    region      text    NOT NULL,
    area        text    NOT NULL,
    tier        text    NOT NULL,
    channels    text    NOT NULL, -- JSON list, the main one first
    brands      text    NOT NULL, -- JSON list
    rep         text    NOT NULL, -- e-mail, case folded
    owner_group text    NOT NULL,
    exclusive   boolean NOT NULL,
    language    text    NOT NULL,
    PRIMARY KEY (code, valid_from),
    CHECK (valid_to = '' OR valid_to > valid_from)
);
CREATE UNIQUE INDEX dealers_open ON dealers (code) WHERE valid_to = '';
CREATE INDEX dealers_region ON dealers (region, code);

CREATE TABLE invitations (
    survey_id   text        NOT NULL REFERENCES surveys (id),
    id          text        NOT NULL, -- random
    wave        integer     NOT NULL CHECK (wave > 0),
    dealer_code text        NOT NULL,
    dealer_name text        NOT NULL,
    region      text        NOT NULL, -- with area and rep: where the dealer stood when invited
    area        text        NOT NULL,
    rep         text        NOT NULL,
    attributes  text        NOT NULL, -- what the answer is counted under
    created_at  datetime NOT NULL,
    PRIMARY KEY (survey_id, id)
);
CREATE UNIQUE INDEX invitations_once ON invitations (survey_id, wave, dealer_code);

CREATE TABLE invitation_links (
    survey_id     text        NOT NULL,
    token_hash    text        NOT NULL, -- SHA-256; the token itself is nowhere
    invitation_id text        NOT NULL,
    state         text        NOT NULL CHECK (state IN ('open', 'replaced', 'withdrawn')),
    created_at    datetime NOT NULL,
    ended_at      datetime,
    PRIMARY KEY (survey_id, token_hash),
    FOREIGN KEY (survey_id, invitation_id) REFERENCES invitations (survey_id, id)
);
CREATE UNIQUE INDEX invitation_links_open ON invitation_links (survey_id, invitation_id) WHERE state = 'open';
CREATE INDEX invitation_links_of ON invitation_links (survey_id, invitation_id);
