package analysisdb

// Releases: which answers of a survey that promised confidence may be counted.

import (
	"context"
	"fmt"

	"dealervoice/analysis"
	"dealervoice/feedback"
	"dealervoice/survey"
)

const (
	stampOfAll = `SELECT
	(SELECT count(*) FROM responses WHERE survey_id = ? AND NOT quarantined),
	COALESCE((SELECT revision FROM coding_states WHERE survey_id = ?), 0)`
	stampOfReleased = `SELECT
	(SELECT count(*) FROM release_members WHERE survey_id = ?),
	COALESCE((SELECT revision FROM coding_states WHERE survey_id = ?), 0)`
)

// Joined tells whether the context carries a transaction of the database.
func (s *Store) Joined(ctx context.Context) bool { return s.db.Joined(ctx) }

// Stamp tells two states of a survey's stored answers apart.
func (s *Store) Stamp(ctx context.Context, id survey.ID, extent analysis.Extent) (analysis.Stamp, error) {
	sql := stampOfAll
	if extent == analysis.Released {
		sql = stampOfReleased
	}
	var out analysis.Stamp
	if err := s.db.Read(ctx).Raw(sql, id, id).Row().Scan(&out.Responses, &out.Revision); err != nil {
		return analysis.Stamp{}, fmt.Errorf("read stamp of survey %s: %w", id, err)
	}
	return out, nil
}

const (
	everyMember = `SELECT id, 0 AS release, 0 AS position, '' AS dealer FROM responses WHERE survey_id = ? AND NOT quarantined ORDER BY id`
	// everyAsked is the same of a survey in which dealers were asked by name.
	everyAsked = `SELECT r.id, 0 AS release, 0 AS position, COALESCE(i.dealer_code, '') AS dealer FROM responses r
		LEFT JOIN participations p ON p.survey_id = r.survey_id AND p.response_id = r.id
		LEFT JOIN invitations i ON i.survey_id = p.survey_id AND i.id = p.invitation_id
		WHERE r.survey_id = ? AND NOT r.quarantined ORDER BY r.id`
	anybodyAsked  = `SELECT count(*) FROM (SELECT 1 FROM participations WHERE survey_id = ? LIMIT 1) AS one`
	releasedSoFar = `SELECT m.response_id AS id, m.release, m.position, COALESCE(i.dealer_code, '') AS dealer FROM release_members m
		LEFT JOIN participations p ON p.survey_id = m.survey_id AND p.response_id = m.response_id
		LEFT JOIN invitations i ON i.survey_id = p.survey_id AND i.id = p.invitation_id
		WHERE m.survey_id = ? ORDER BY m.position`
)

// Members lists the responses that are counted, released ones by position.
func (s *Store) Members(ctx context.Context, id survey.ID, extent analysis.Extent) ([]analysis.Member, error) {
	sql := everyMember
	if extent == analysis.Released {
		sql = releasedSoFar
	} else {
		var asked int
		if err := s.db.Read(ctx).Raw(anybodyAsked, id).Row().Scan(&asked); err != nil {
			return nil, fmt.Errorf("look for participations in survey %s: %w", id, err)
		}
		if asked > 0 {
			sql = everyAsked
		}
	}
	var out []analysis.Member
	if err := s.db.Read(ctx).Raw(sql, id).Scan(&out).Error; err != nil {
		return nil, fmt.Errorf("list responses of survey %s: %w", id, err)
	}
	return out, nil
}

const nextPlace = `SELECT
	COALESCE((SELECT places FROM disclosures WHERE survey_id = ?), 0),
	COALESCE((SELECT max(position) + 1 FROM release_members WHERE survey_id = ?), 0)`

// Places is the position that the next released response will get, at least.
func (s *Store) Places(ctx context.Context, id survey.ID) (int, error) {
	var kept, given int
	if err := s.db.Read(ctx).Raw(nextPlace, id, id).Row().Scan(&kept, &given); err != nil {
		return 0, fmt.Errorf("read places of survey %s: %w", id, err)
	}
	return max(kept, given), nil
}

const (
	beginDisclosure = `INSERT INTO disclosures (survey_id, release, revision) VALUES (?, 0, 0) ON CONFLICT (survey_id) DO NOTHING`
	// holdDisclosure changes nothing and keeps others out until the transaction
	// ends.
	holdDisclosure = `UPDATE disclosures SET release = release WHERE survey_id = ?`
	waiting        = `SELECT d.response_id AS id, r.wave FROM readings d
		JOIN responses r ON r.survey_id = d.survey_id AND r.id = d.response_id
		LEFT JOIN release_members m ON m.survey_id = d.survey_id AND m.response_id = d.response_id
		WHERE d.survey_id = ? AND m.response_id IS NULL AND NOT r.quarantined ORDER BY d.response_id`
	standing = `SELECT release,
		(SELECT count(*) FROM release_members WHERE survey_id = ?) AS members,
		(SELECT COALESCE(max(position), -1) FROM release_members WHERE survey_id = ?) AS last, places,
		(SELECT count(*) FROM shown_groups g WHERE g.survey_id = ? AND g.release = disclosures.release) AS shown
		FROM disclosures WHERE survey_id = ?`
	setRelease = `UPDATE disclosures SET release = ? WHERE survey_id = ?`
)

// Release releases the answers that wait, if enough finds them enough. As long as
// nobody has looked at the newest release they join it.
func (s *Store) Release(ctx context.Context, id survey.ID, enough func(analysis.Waiting) bool) error {
	var list []struct {
		ID   feedback.ID
		Wave int
	}
	if err := s.db.Read(ctx).Raw(waiting, id).Scan(&list).Error; err != nil {
		return fmt.Errorf("list answers that wait: %w", err)
	}
	if len(list) == 0 {
		return nil
	}
	return s.db.InTx(ctx, func(ctx context.Context) error {
		tx := s.db.Write(ctx)
		if err := tx.Exec(beginDisclosure, id).Error; err != nil {
			return fmt.Errorf("begin disclosure: %w", err)
		}
		if err := tx.Exec(holdDisclosure, id).Error; err != nil {
			return fmt.Errorf("hold disclosure: %w", err)
		}
		var now struct {
			Release, Members, Last, Shown, Places int
		}
		if err := tx.Raw(standing, id, id, id, id).Scan(&now).Error; err != nil {
			return fmt.Errorf("read disclosure: %w", err)
		}
		list = list[:0]
		if err := tx.Raw(waiting, id).Scan(&list).Error; err != nil {
			return fmt.Errorf("list answers that wait: %w", err)
		}
		w := analysis.Waiting{Released: now.Members, Seen: now.Shown > 0, Waves: map[int]int{}}
		for _, r := range list {
			w.Waves[r.Wave]++
		}
		if len(list) == 0 || !enough(w) {
			return nil
		}
		release := max(1, now.Release)
		if w.Seen {
			release = now.Release + 1
		}
		rows, first := make([]member, len(list)), max(now.Last+1, now.Places)
		for i, r := range list {
			rows[i] = member{SurveyID: id, ResponseID: r.ID, Release: release, Position: first + i}
		}
		if err := tx.Table("release_members").CreateInBatches(&rows, chunk).Error; err != nil {
			return fmt.Errorf("release answers: %w", err)
		}
		return tx.Exec(setRelease, release, id).Error
	})
}

type member struct {
	SurveyID   survey.ID
	ResponseID feedback.ID
	Release    int
	Position   int
}
