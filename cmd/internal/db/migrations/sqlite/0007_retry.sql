-- What tells a retry from another answer, and which links are told that an
-- answer is there.
-- The postgres folder holds the same tables under the same number.

-- +goose Up
-- What the form itself carried, where its draft added to it: the draft is gone
-- when the same form is sent again. '' where the form carried everything.
ALTER TABLE responses ADD COLUMN sent_hash text NOT NULL DEFAULT '';

-- The tag of the only link that is told of the answer; '' for any link, which is
-- for identified surveys. Of older answers nobody knows which link it was.
ALTER TABLE participations ADD COLUMN link text NOT NULL DEFAULT '';
UPDATE participations SET link = 'unknown' WHERE EXISTS (
    SELECT 1 FROM responses r JOIN survey_versions v ON v.survey_id = r.survey_id AND v.number = r.version
    WHERE r.survey_id = participations.survey_id AND r.id = participations.response_id AND v.mode <> 'identified');

-- What came by another link of somebody who had answered: that something came,
-- so that each link answers its holder as if it were the only one.
CREATE TABLE set_aside (
    survey_id    text NOT NULL,
    link         text NOT NULL, -- a tag, not the token
    content_hash text NOT NULL,
    sent_hash    text NOT NULL,
    PRIMARY KEY (survey_id, link)
);
