-- Sending: invitations and reminders by mail or by a gateway, message by message.
-- The postgres folder holds the same tables under the same number.

-- +goose Up
-- What a personal link follows from, with a key outside the database; '' for
-- links that were drawn.
ALTER TABLE invitation_links ADD COLUMN salt text NOT NULL DEFAULT '';

-- One sending to many: an invitation or a reminder of a wave.
CREATE TABLE mailings (
    survey_id  text NOT NULL REFERENCES surveys (id),
    id         text NOT NULL, -- random
    wave       integer NOT NULL CHECK (wave > 0),
    kind       text NOT NULL CHECK (kind IN ('invite', 'reminder')),
    channel    text NOT NULL CHECK (channel IN ('mail', 'gateway')),
    who        text NOT NULL CHECK (who IN ('new', 'unreached', 'open')),
    state      text NOT NULL CHECK (state IN ('planned', 'gathering', 'sending', 'done', 'stopped')),
    filter     text NOT NULL, -- JSON: of the roster
    due_at     datetime NOT NULL,
    cursor     text NOT NULL, -- how far gathering got
    total      integer NOT NULL, -- messages
    left_out   integer NOT NULL, -- dealers without an address, unsubscribed or refused
    problem    text NOT NULL, -- message key: why it waits
    failures   integer NOT NULL, -- in a row
    next_at    datetime NOT NULL, -- not before
    viewer     text NOT NULL, -- JSON: who asked, with the scope of then
    created_by text NOT NULL, -- a name
    created_at datetime NOT NULL,
    ended_at   datetime,
    PRIMARY KEY (survey_id, id)
);
CREATE INDEX mailings_open ON mailings (next_at) WHERE state IN ('planned', 'gathering', 'sending');

-- One message to one invited dealer. No text and no link: both are made when it
-- is sent.
CREATE TABLE messages (
    survey_id     text NOT NULL,
    mailing_id    text NOT NULL,
    invitation_id text NOT NULL,
    tag           text NOT NULL, -- random: in the return path and the way out
    address       text NOT NULL, -- e-mail or telephone
    name          text NOT NULL, -- of the dealer
    language      text NOT NULL,
    state         text NOT NULL CHECK (state IN ('queued', 'sending', 'handing', 'sent', 'bounced', 'returned', 'failed', 'uncertain', 'dropped')),
    attempt       text NOT NULL, -- who is at it
    tries         integer NOT NULL,
    next_at       datetime NOT NULL, -- queued: not before; sending, handing: taken until
    code          integer NOT NULL, -- what the other side said
    detail        text NOT NULL, -- the same in words, or why it was dropped
    at            datetime NOT NULL, -- when it came to its state
    PRIMARY KEY (survey_id, mailing_id, invitation_id),
    FOREIGN KEY (survey_id, mailing_id) REFERENCES mailings (survey_id, id),
    FOREIGN KEY (survey_id, invitation_id) REFERENCES invitations (survey_id, id)
);
CREATE UNIQUE INDEX messages_tag ON messages (survey_id, tag);
CREATE INDEX messages_due ON messages (survey_id, mailing_id, state, next_at);
CREATE INDEX messages_of ON messages (survey_id, invitation_id);

-- Addresses that get nothing more.
CREATE TABLE address_stops (
    address text NOT NULL PRIMARY KEY, -- case folded
    reason  text NOT NULL CHECK (reason IN ('unsubscribed', 'bounced')),
    detail  text NOT NULL,
    at      datetime NOT NULL
);

-- Subjects and first lines that a survey says in its own words, and how often it
-- reminds.
CREATE TABLE mail_texts (
    survey_id text NOT NULL REFERENCES surveys (id),
    kind      text NOT NULL CHECK (kind IN ('invite', 'reminder')),
    language  text NOT NULL,
    subject   text NOT NULL,
    intro     text NOT NULL,
    PRIMARY KEY (survey_id, kind, language)
);
CREATE TABLE reminder_rules (
    survey_id text NOT NULL PRIMARY KEY REFERENCES surveys (id),
    days      integer NOT NULL CHECK (days > 0), -- least between two messages
    most      integer NOT NULL CHECK (most >= 0) -- reminders in a wave
);

-- The gateway for text messages and WeChat: at most one. Its secret follows from
-- a key outside the database and the salt.
CREATE TABLE gateways (
    id          integer NOT NULL PRIMARY KEY CHECK (id = 1),
    url         text NOT NULL,
    salt        text NOT NULL,
    off         text NOT NULL, -- '' in use; else message key: why not
    failing     datetime, -- since when nothing went through
    changed_by  text NOT NULL, -- a name
    changed_at  datetime NOT NULL
);

-- Every call of the gateway.
CREATE TABLE deliveries (
    id            integer NOT NULL PRIMARY KEY AUTOINCREMENT,
    tag           text NOT NULL, -- of the message, the same at each try
    survey_id     text NOT NULL,
    mailing_id    text NOT NULL,
    invitation_id text NOT NULL,
    at            datetime NOT NULL,
    status        integer NOT NULL, -- of HTTP; 0 for no answer
    problem       text NOT NULL, -- message key; '' if it was taken
    millis        integer NOT NULL
);
CREATE INDEX deliveries_of ON deliveries (survey_id, mailing_id, id);
