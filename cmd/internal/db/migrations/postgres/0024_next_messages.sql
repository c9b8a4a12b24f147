-- The messages that a mailing takes next, in their order: without it each batch sorts
-- all that wait (50,000: 90 ms a batch on PostgreSQL and 40 on SQLite; with it 1.3 and 0.4).
-- The sqlite folder holds the same index under the same number.

-- +goose Up
CREATE INDEX messages_next ON messages (survey_id, mailing_id, next_at, invitation_id) WHERE state IN ('queued', 'sending');
