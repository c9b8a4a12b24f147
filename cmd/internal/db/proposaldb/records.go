package proposaldb

// What hangs on a proposal: evidence, comments, reviews, signatures, moves.

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"dealervoice/feedback/proposal"
	"dealervoice/survey/fault"
)

// AddEvidence writes a frozen figure.
func (s Store) AddEvidence(ctx context.Context, n proposal.Number, e proposal.Evidence) error {
	return s.create(ctx, n, &evidenceRow{n, e.ID, e.Kind, e.Ref, e.Caption.ZH, e.Caption.EN, e.Frozen, e.Hash, person(e.By), e.At})
}

// DropEvidence takes one away.
func (s Store) DropEvidence(ctx context.Context, n proposal.Number, id string) error {
	res := s.db.Write(ctx).Where("proposal = ? AND id = ?", n, id).Delete(&evidenceRow{})
	if res.Error != nil {
		return fmt.Errorf("delete evidence of proposal %d: %w", n, res.Error)
	}
	if res.RowsAffected == 0 {
		return fault.NotFound("proposal.error.no_evidence")
	}
	return nil
}

// AddComment writes a comment.
func (s Store) AddComment(ctx context.Context, n proposal.Number, c proposal.Comment) error {
	return s.create(ctx, n, &commentRow{n, c.ID, c.Kind, c.Text, c.Answer, person(c.By), c.At})
}

// SetAnswer writes the answer of a comment that has none; the first one stands.
func (s Store) SetAnswer(ctx context.Context, n proposal.Number, comment string, a proposal.Answer) error {
	raw, err := json.Marshal(a)
	if err != nil {
		return fmt.Errorf("write answer: %w", err)
	}
	res := s.db.Write(ctx).Model(&commentRow{}).
		Where("proposal = ? AND id = ? AND (answer IS NULL OR answer = 'null')", n, comment).
		UpdateColumn("answer", gorm.Expr("?", string(raw)))
	if res.Error != nil {
		return fmt.Errorf("answer a comment on proposal %d: %w", n, res.Error)
	}
	if res.RowsAffected == 0 {
		return fault.Conflict("proposal.error.answered", nil)
	}
	return nil
}

// AddReview writes an expert's review; each expert has one an edition.
func (s Store) AddReview(ctx context.Context, n proposal.Number, r proposal.Review) error {
	return s.create(ctx, n, &reviewRow{n, r.Edition, r.Scores, r.Advice, r.Text, person(r.By), r.At})
}

// AddSignature writes a signature; each department has one an edition.
func (s Store) AddSignature(ctx context.Context, n proposal.Number, g proposal.Signature) error {
	return s.create(ctx, n, &signatureRow{n, g.Department, g.Edition, g.Statement, person(g.By), g.At})
}

// AddMove writes a step, the last of its proposal.
func (s Store) AddMove(ctx context.Context, n proposal.Number, m proposal.Move) error {
	row := moveRow{Proposal: n, FromState: m.From, ToState: m.To, Reason: m.Reason, Refused: m.Refused,
		Participation: m.Participation, By: person(m.By), At: m.At}
	err := s.db.Write(ctx).Model(&moveRow{}).Where("proposal = ?", n).Select("coalesce(max(place), 0) + 1").Scan(&row.Place).Error
	if err != nil {
		return fmt.Errorf("count moves of proposal %d: %w", n, err)
	}
	return s.create(ctx, n, &row)
}

// create inserts a row; one that is there already is a conflict.
func (s Store) create(ctx context.Context, n proposal.Number, row any) error {
	err := s.db.Write(ctx).Create(row).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return fault.Conflict("proposal.error.there_already", nil).Because(err)
	}
	if err != nil {
		return fmt.Errorf("add %T to proposal %d: %w", row, n, err)
	}
	return nil
}

// whole gives the proposals of the rows with all that hangs on them, in one
// query a table.
func (s Store) whole(ctx context.Context, rows []proposalRow) ([]proposal.Proposal, error) {
	out := make([]proposal.Proposal, len(rows))
	numbers := make([]proposal.Number, len(rows))
	at := map[proposal.Number]*proposal.Proposal{}
	for i, r := range rows {
		out[i], numbers[i] = r.proposal(), r.Number
		at[r.Number] = &out[i]
	}
	if len(rows) == 0 {
		return out, nil
	}
	var evidence []evidenceRow
	var comments []commentRow
	var reviews []reviewRow
	var signatures []signatureRow
	var moves []moveRow
	for _, list := range []any{&evidence, &comments, &reviews, &signatures} {
		if err := s.db.Read(ctx).Where("proposal IN ?", numbers).Order("proposal, at").Find(list).Error; err != nil {
			return nil, err
		}
	}
	if err := s.db.Read(ctx).Where("proposal IN ?", numbers).Order("proposal, place").Find(&moves).Error; err != nil {
		return nil, err
	}
	for _, r := range evidence {
		e, err := r.evidence()
		if err != nil {
			return nil, err
		}
		at[r.Proposal].Evidence = append(at[r.Proposal].Evidence, e)
	}
	for _, r := range comments {
		at[r.Proposal].Comments = append(at[r.Proposal].Comments, r.comment())
	}
	for _, r := range reviews {
		at[r.Proposal].Reviews = append(at[r.Proposal].Reviews, r.review())
	}
	for _, r := range signatures {
		at[r.Proposal].Signatures = append(at[r.Proposal].Signatures, r.signature())
	}
	for _, r := range moves {
		at[r.Proposal].Moves = append(at[r.Proposal].Moves, r.move())
	}
	return out, nil
}
