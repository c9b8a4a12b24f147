package survey

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"dealervoice/survey/access"
	"dealervoice/survey/answer"
	"dealervoice/survey/audience"
	"dealervoice/survey/definition"
	"dealervoice/survey/fault"
)

// Deal is what a dealer, or a cluster of dealers, got of one design. It is
// written once and holds for good: in its wave, or in all.
type Deal struct {
	SurveyID ID `gorm:"primaryKey"`
	Design   string
	Wave     int    // 0: all waves
	Unit     string // a dealer's code, or the value of a cluster
	Block    string
	Number   *int // in the block, from 0
	Cell     *int // from 1, where no deck decides
}

// DealStore keeps what was dealt.
type DealStore interface {
	// Deals lists what was dealt of a design in a wave.
	Deals(ctx context.Context, id ID, design string, wave int) ([]Deal, error)
	AddDeals(ctx context.Context, list []Deal) error
}

// deal deals the designs of the current version to those who are being invited,
// and writes into their attributes what they got. The survey is locked, so the
// numbers of a block follow one another whoever else invites: in each block the
// cells differ by one at most.
func (s *Service) deal(ctx context.Context, sv Survey, list []Invitation, dealers []audience.Dealer) error {
	e, err := s.PublishedVersion(ctx, sv.ID, sv.Current)
	if err != nil {
		return err
	}
	hands := make([]answer.Hands, len(list))
	for _, d := range e.Definition.Designs() {
		if !d.Kept() {
			continue
		}
		t := dealing{seed: e.Definition.DV.Seed, design: d, survey: sv.ID}
		if d.Deal.Waves == definition.WavesNew {
			t.wave = sv.Wave
		}
		if err := t.load(ctx, s.invitations); err != nil {
			return fmt.Errorf("read deals of %s: %w", d.ID, err)
		}
		t.take(list, dealers)
		if err := s.invitations.AddDeals(ctx, t.added); err != nil {
			return fmt.Errorf("write deals of %s: %w", d.ID, err)
		}
		for i := range list {
			if got, ok := t.got[t.unit(dealers[i])]; ok {
				hands[i] = append(hands[i], got)
			}
		}
	}
	for i, h := range hands {
		if len(h) > 0 {
			list[i].Attributes[answer.DealtAttribute] = h.String()
		}
	}
	return nil
}

// dealing is the dealing of one design.
type dealing struct {
	seed   int64
	design *definition.Design
	survey ID
	wave   int

	got   map[string]answer.Hand
	next  map[string]int // number in the block
	added []Deal
}

// unit is who gets one cell: the dealer, or the cluster; "" for nobody.
func (t *dealing) unit(d audience.Dealer) string {
	switch to := t.design.Deal.To; to {
	case definition.ToRespondent:
		return string(d.Code)
	case definition.ToOwner:
		return d.OwnerGroup
	default:
		return d.Attributes()[to]
	}
}

// load takes up what was dealt before.
func (t *dealing) load(ctx context.Context, store DealStore) error {
	t.got, t.next = map[string]answer.Hand{}, map[string]int{}
	old, err := store.Deals(ctx, t.survey, t.design.ID, t.wave)
	for _, d := range old {
		h := answer.Hand{Design: d.Design, Block: d.Block}
		if d.Cell != nil {
			h.Cell = *d.Cell
		} else if d.Number != nil {
			h.Number = *d.Number
			t.next[d.Block] = max(t.next[d.Block], *d.Number+1)
		}
		t.got[d.Unit] = h
	}
	return err
}

// take deals to those who have nothing yet, in the order of their invitations'
// ids, which are random: an order by the roster, or by a hash that whoever knows
// the definition can compute, would tell who stands behind a confidential answer
// by the cells it was given on.
func (t *dealing) take(list []Invitation, dealers []audience.Dealer) {
	type turn struct{ id, unit, block string }
	var turns []turn
	seen := map[string]bool{}
	for i, d := range dealers {
		unit := t.unit(d)
		if _, has := t.got[unit]; unit == "" || has || seen[unit] {
			continue
		}
		seen[unit] = true
		turns = append(turns, turn{string(list[i].ID), unit, answer.Block(t.design.Deal.BlockBy, list[i].Attributes)})
	}
	slices.SortFunc(turns, func(a, b turn) int { return cmp.Compare(a.id, b.id) })
	for _, x := range turns {
		t.give(x.id, x.unit, x.block)
	}
}

// give deals to one unit: what was chosen by hand, what is drawn, or the next
// number of its block.
func (t *dealing) give(id, unit, block string) {
	h := answer.Hand{Design: t.design.ID}
	d := Deal{SurveyID: t.survey, Design: t.design.ID, Wave: t.wave, Unit: unit}
	switch cell := t.design.Fixed(unit); {
	case cell >= 0:
		h.Cell = cell + 1
	case t.design.Deal.Method == definition.DealDrawn:
		h.Cell = t.design.Deck(t.seed, "").Drawn(id) + 1
	default:
		h.Block, h.Number = block, t.next[block]
		t.next[block]++
	}
	if d.Block = h.Block; h.Cell > 0 {
		d.Cell = &h.Cell
	} else {
		d.Number = &h.Number
	}
	t.got[unit] = h
	t.added = append(t.added, d)
}

// Dealt is a deal read again: the cell is computed anew from the seed and the
// number, so that a list of them proves how everything was dealt.
type Dealt struct {
	Design string `json:"design"`
	Wave   int    `json:"wave"`           // 0: all waves
	Unit   string `json:"unit,omitempty"` // where staff may know who got what
	Block  string `json:"block"`
	Number *int   `json:"number,omitempty"`
	Value  any    `json:"value"`
}

// Dealt lists what was dealt in a survey by the current version's designs. Where
// staff must not know who answered, the list says what was dealt, not to whom:
// with the cells behind an answer a dealer could be found.
func (s *Service) Dealt(ctx context.Context, v access.Viewer, slug string) ([]Dealt, error) {
	if !v.May(access.ResponseExport) {
		return nil, fault.Forbidden("fault.forbidden")
	}
	p, err := s.Published(ctx, slug)
	if err != nil {
		return nil, err
	}
	versions, err := s.store.Versions(ctx, p.Survey.ID)
	if err != nil {
		return nil, fmt.Errorf("list versions of survey %s: %w", slug, err)
	}
	open := Sternest(versions) == Identified
	var out []Dealt
	for _, d := range p.Definition.Designs() {
		for wave := range p.Survey.Wave + 1 {
			list, err := s.invitations.Deals(ctx, p.Survey.ID, d.ID, wave)
			if err != nil {
				return nil, fmt.Errorf("read deals of %s: %w", d.ID, err)
			}
			for _, x := range list {
				out = append(out, x.read(p.Definition.DV.Seed, d, open))
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Dealt) int {
		return cmp.Or(cmp.Compare(a.Design, b.Design), cmp.Compare(a.Wave, b.Wave), cmp.Compare(a.Block, b.Block), byNumber(a, b))
	})
	return out, nil
}

func byNumber(a, b Dealt) int {
	if a.Number == nil || b.Number == nil {
		return 0
	}
	return cmp.Compare(*a.Number, *b.Number)
}

func (d Deal) read(seed int64, x *definition.Design, open bool) Dealt {
	out := Dealt{Design: d.Design, Wave: d.Wave, Block: d.Block, Number: d.Number}
	if open || x.Clustered() && x.Deal.To != definition.ToOwner {
		out.Unit = d.Unit
	}
	if d.Number != nil {
		out.Value = x.Value(x.Deck(seed, d.Block).Card(*d.Number))
	} else if d.Cell != nil {
		out.Value = x.Value(*d.Cell - 1)
	}
	return out
}
