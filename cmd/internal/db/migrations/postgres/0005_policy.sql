-- The register of policies: each with its versions, their clauses, and the
-- questions and themes by which dealers react to it.
-- The sqlite folder holds the same tables under the same number.

-- +goose Up
CREATE TABLE policy_counters (
    type text    NOT NULL PRIMARY KEY,
    last bigint  NOT NULL -- the number last given within the type
);

CREATE TABLE policies (
    id         text     NOT NULL PRIMARY KEY, -- type at registration and number: 'rebate-1'
    type       text     NOT NULL,
    title_zh   text     NOT NULL,
    title_en   text     NOT NULL,
    revision   bigint   NOT NULL, -- optimistic lock of type and title
    created_by text     NOT NULL,
    created_at timestamptz NOT NULL
);

CREATE TABLE policy_versions (
    policy_id  text     NOT NULL REFERENCES policies (id),
    number     bigint   NOT NULL CHECK (number > 0),
    summary_zh text     NOT NULL,
    summary_en text     NOT NULL,
    valid_from text     NOT NULL, -- a day
    valid_to   text     NOT NULL, -- the last day; '' until a later version takes over
    regions    text     NOT NULL, -- JSON list; both lists empty: everywhere
    areas      text     NOT NULL, -- JSON list
    note       text     NOT NULL,
    created_by text     NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (policy_id, number),
    CHECK (valid_to = '' OR valid_to >= valid_from)
);

CREATE TABLE policy_clauses (
    policy_id text    NOT NULL,
    version   bigint  NOT NULL,
    id        text    NOT NULL, -- kept by a clause that is carried over to the next version
    place     bigint  NOT NULL,
    text_zh   text    NOT NULL,
    text_en   text    NOT NULL,
    PRIMARY KEY (policy_id, version, id),
    FOREIGN KEY (policy_id, version) REFERENCES policy_versions (policy_id, number)
);

CREATE TABLE policy_links (
    id        text    NOT NULL PRIMARY KEY, -- random
    policy_id text    NOT NULL REFERENCES policies (id),
    version   bigint  NOT NULL, -- 0: every version
    clause    text    NOT NULL, -- '': the version as a whole
    survey    text    NOT NULL, -- slug; '' where it is a theme
    question  text    NOT NULL,
    matrix_row text   NOT NULL,
    theme     text    NOT NULL,
    place     bigint  NOT NULL, -- order of linking
    UNIQUE (policy_id, version, clause, survey, question, matrix_row, theme),
    CHECK ((theme = '') = (survey <> ''))
);

-- +goose StatementBegin
CREATE FUNCTION policy_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is never changed', TG_TABLE_NAME;
END $$;
-- +goose StatementEnd
CREATE TRIGGER policy_versions_never_change BEFORE UPDATE OR DELETE ON policy_versions
    FOR EACH ROW EXECUTE FUNCTION policy_never_changes();
CREATE TRIGGER policy_clauses_never_change BEFORE UPDATE OR DELETE ON policy_clauses
    FOR EACH ROW EXECUTE FUNCTION policy_never_changes();
