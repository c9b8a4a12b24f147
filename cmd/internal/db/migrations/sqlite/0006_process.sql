-- The sales process with its versions, and the proposals that change it.
-- The postgres folder holds the same tables under the same number.

-- +goose Up
CREATE TABLE process_head (
    id   integer NOT NULL PRIMARY KEY CHECK (id = 1), -- one row
    last integer NOT NULL -- the version number last given
);
INSERT INTO process_head (id, last) VALUES (1, 0);

CREATE TABLE process_versions (
    number         integer  NOT NULL PRIMARY KEY CHECK (number > 0),
    effective_from text     NOT NULL, -- a day
    proposal       integer  NOT NULL, -- 0: imported from a file
    met            boolean  NOT NULL, -- the participation rule
    overridden     boolean  NOT NULL,
    authors        text     NOT NULL, -- JSON list of role and count
    participation  text     NOT NULL, -- JSON: the rule as it was judged
    body           text     NOT NULL, -- JSON: the process
    created_by     text     NOT NULL,
    created_at     datetime NOT NULL
);
CREATE UNIQUE INDEX process_versions_proposal ON process_versions (proposal) WHERE proposal > 0;

CREATE TABLE proposal_head (
    id   integer NOT NULL PRIMARY KEY CHECK (id = 1), -- one row
    last integer NOT NULL -- the number last given
);
INSERT INTO proposal_head (id, last) VALUES (1, 0);

CREATE TABLE proposals (
    number            integer  NOT NULL PRIMARY KEY CHECK (number > 0),
    state             text     NOT NULL,
    type              text     NOT NULL,
    author_id         text     NOT NULL,
    author_name       text     NOT NULL,
    author_role       text     NOT NULL,
    author_department text     NOT NULL,
    champion          text     NOT NULL, -- a role of the process; '' for none
    body              text     NOT NULL, -- JSON: the texts and the expected effect
    base              integer  NOT NULL, -- process version the changes were drafted on
    changes           text     NOT NULL, -- JSON list
    edition           integer  NOT NULL, -- counts rewordings
    revision          integer  NOT NULL, -- counts writes: the optimistic lock
    review_on         text     NOT NULL, -- a day; '' until accepted
    effective_from    text     NOT NULL, -- a day; '' until active
    made              integer  NOT NULL, -- the process version it made; 0 for none
    created_at        datetime NOT NULL,
    updated_at        datetime NOT NULL
);
CREATE INDEX proposals_state ON proposals (state, number);

CREATE TABLE proposal_evidence (
    proposal   integer  NOT NULL REFERENCES proposals (number),
    id         text     NOT NULL, -- random
    kind       text     NOT NULL,
    ref        text     NOT NULL, -- address of the figure with its filter
    caption_zh text     NOT NULL,
    caption_en text     NOT NULL,
    frozen     text     NOT NULL, -- JSON, byte for byte as it was hashed
    hash       text     NOT NULL,
    by_id         text  NOT NULL,
    by_name       text  NOT NULL,
    by_role       text  NOT NULL,
    by_department text  NOT NULL,
    at         datetime NOT NULL,
    PRIMARY KEY (proposal, id)
);

CREATE TABLE proposal_comments (
    proposal      integer  NOT NULL REFERENCES proposals (number),
    id            text     NOT NULL, -- random
    kind          text     NOT NULL CHECK (kind IN ('support', 'objection', 'question')),
    text          text     NOT NULL,
    answer        text, -- JSON: who, what, when
    by_id         text     NOT NULL,
    by_name       text     NOT NULL,
    by_role       text     NOT NULL,
    by_department text     NOT NULL,
    at            datetime NOT NULL,
    PRIMARY KEY (proposal, id)
);

CREATE TABLE proposal_reviews (
    proposal      integer  NOT NULL REFERENCES proposals (number),
    by_id         text     NOT NULL,
    edition       integer  NOT NULL,
    scores        text     NOT NULL, -- JSON: criterion -> 1..5
    advice        text     NOT NULL CHECK (advice IN ('for', 'change', 'not')),
    text          text     NOT NULL,
    by_name       text     NOT NULL,
    by_role       text     NOT NULL,
    by_department text     NOT NULL,
    at            datetime NOT NULL,
    PRIMARY KEY (proposal, by_id, edition)
);

CREATE TABLE proposal_signatures (
    proposal      integer  NOT NULL REFERENCES proposals (number),
    department    text     NOT NULL,
    edition       integer  NOT NULL,
    statement     text     NOT NULL,
    by_id         text     NOT NULL,
    by_name       text     NOT NULL,
    by_role       text     NOT NULL,
    by_department text     NOT NULL,
    at            datetime NOT NULL,
    PRIMARY KEY (proposal, department, edition)
);

CREATE TABLE proposal_moves (
    proposal      integer  NOT NULL REFERENCES proposals (number),
    place         integer  NOT NULL CHECK (place > 0),
    from_state    text     NOT NULL,
    to_state      text     NOT NULL,
    reason        text     NOT NULL,
    refused       boolean  NOT NULL, -- tried and refused by the participation rule
    participation text, -- JSON: the rule as it was judged
    by_id         text     NOT NULL,
    by_name       text     NOT NULL,
    by_role       text     NOT NULL,
    by_department text     NOT NULL,
    at            datetime NOT NULL,
    PRIMARY KEY (proposal, place)
);

-- +goose StatementBegin
CREATE TRIGGER process_versions_are_not_changed BEFORE UPDATE ON process_versions
BEGIN
    SELECT RAISE(ABORT, 'process_versions are never changed');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER process_versions_are_not_removed BEFORE DELETE ON process_versions
BEGIN
    SELECT RAISE(ABORT, 'process_versions are never removed');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER proposal_moves_are_not_changed BEFORE UPDATE ON proposal_moves
BEGIN
    SELECT RAISE(ABORT, 'proposal_moves are never changed');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER proposal_moves_are_not_removed BEFORE DELETE ON proposal_moves
BEGIN
    SELECT RAISE(ABORT, 'proposal_moves are never removed');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER proposal_evidence_are_not_changed BEFORE UPDATE ON proposal_evidence
BEGIN
    SELECT RAISE(ABORT, 'proposal_evidence are never changed');
END;
-- +goose StatementEnd
