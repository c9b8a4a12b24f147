package analysisdb

// What was shown, for good.

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"dealervoice/analysis"
	"dealervoice/survey"
	"dealervoice/survey/fault"
)

const shownSoFar = `SELECT g.base, s.members FROM shown_groups g
	JOIN shown_sets s ON s.survey_id = g.survey_id AND s.digest = g.digest WHERE g.survey_id = ? ORDER BY g.base, g.digest`

// Shown reads the account of a survey. The revision is read first: groups that
// come in between are read again with the next one.
func (s *Store) Shown(ctx context.Context, id survey.ID) (analysis.Shown, error) {
	var out analysis.Shown
	if err := s.db.Read(ctx).Raw("SELECT revision FROM disclosures WHERE survey_id = ?", id).Scan(&out.Revision).Error; err != nil {
		return analysis.Shown{}, fmt.Errorf("read disclosure: %w", err)
	}
	if err := s.db.Read(ctx).Raw(shownSoFar, id).Scan(&out.Groups).Error; err != nil {
		return analysis.Shown{}, fmt.Errorf("read what was shown: %w", err)
	}
	return out, nil
}

const nextRevision = `UPDATE disclosures SET revision = revision + 1 WHERE survey_id = ? AND revision = ?`

type shownSet struct {
	SurveyID survey.ID
	Digest   string
	Members  []byte
}

type shownGroup struct {
	SurveyID survey.ID
	Base     string
	Digest   string
	Release  int
}

// Show enters groups, unless others were entered since the revision: a conflict.
func (s *Store) Show(ctx context.Context, id survey.ID, more analysis.Shown) error {
	return s.db.InTx(ctx, func(ctx context.Context) error {
		tx := s.db.Write(ctx)
		done := tx.Exec(nextRevision, id, more.Revision)
		if done.Error != nil {
			return fmt.Errorf("hold disclosure: %w", done.Error)
		}
		if done.RowsAffected == 0 {
			return fault.Conflict("report.busy", nil)
		}
		var release int
		if err := tx.Raw("SELECT release FROM disclosures WHERE survey_id = ?", id).Scan(&release).Error; err != nil {
			return fmt.Errorf("read release: %w", err)
		}
		return enter(tx, id, release, more.Groups)
	})
}

func enter(tx *gorm.DB, id survey.ID, release int, list []analysis.ShownGroup) error {
	sets := make([]shownSet, len(list))
	groups := make([]shownGroup, len(list))
	for i, g := range list {
		sum := sha256.Sum256(g.Members)
		digest := hex.EncodeToString(sum[:])
		sets[i] = shownSet{SurveyID: id, Digest: digest, Members: g.Members}
		groups[i] = shownGroup{SurveyID: id, Base: g.Base, Digest: digest, Release: release}
	}
	once := clause.OnConflict{DoNothing: true}
	if err := tx.Table("shown_sets").Clauses(once).CreateInBatches(&sets, chunk).Error; err != nil {
		return fmt.Errorf("enter shown sets: %w", err)
	}
	if err := tx.Table("shown_groups").Clauses(once).CreateInBatches(&groups, chunk).Error; err != nil {
		return fmt.Errorf("enter shown groups: %w", err)
	}
	return nil
}
