package analysis

// Who might have answered: those who were asked, else the dealers of the roster. A
// figure tells how many of them answered, so the guard must know of those who did
// not: a group may not be shown where it says of somebody that they were silent.

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"dealervoice/analysis/internal/column"
	"dealervoice/analysis/internal/ledger"
	"dealervoice/survey/access"
	"dealervoice/survey/audience"
)

// roll are the people who might have answered, one row for each in each wave.
type roll struct {
	table *column.Table
	marks []uint64 // what stands for each in the ties
	codes []string // the dealer of each
	// sign is of all of them, where the ties of another roll say nothing of this one:
	// dealers of a roster come, go and move. 0 where they do: who was asked once stays
	// asked, as who they were then.
	sign uint64
	// called are those who had been asked when a release and those before it were first
	// looked at, by release; nil: everybody (pin.go).
	called []column.Bits
	// silent are those whose answer is not counted; told says whether that is known:
	// not from a roster alone, nor where answers are tied to nobody.
	silent column.Bits
	told   bool
}

// callRoll reads who might have answered, in surveys that protect it. A wave in which
// nobody has answered yet is left out: that all are silent then tells of nobody.
func (s *Service) callRoll(ctx context.Context, next *snapshot) error {
	if next.promise.open || next.outline.audience == audienceConsumers {
		return nil
	}
	invited, err := s.store.Invited(ctx, next.survey.ID)
	if err != nil {
		return fmt.Errorf("read who was asked: %w", err)
	}
	if len(invited) > 0 {
		next.roll = rollOfInvited(invited, next.table)
		return nil
	}
	if s.roster == nil {
		return nil
	}
	dealers, err := s.roster.All(ctx, access.Machine("guard"), audience.Query{})
	if err != nil {
		return fmt.Errorf("read who might have answered: %w", err)
	}
	next.roll = rollOfRoster(dealers)
	return nil
}

func rollOfInvited(invited []Invitee, answers *column.Table) *roll {
	waves := answers.Dim(DimWave)
	w := column.New().Extend()
	var silent column.Bits
	told := false
	var codes []string
	for _, i := range invited {
		wave := strconv.Itoa(i.Wave)
		if i.Wave > 0 && waves.Chose(wave).Count() == 0 || !w.Row(wave+" "+i.Dealer, column.NoDay) {
			continue
		}
		enroll(w, i.Place, i.Attributes)
		if i.Wave > 0 {
			w.Dim(DimWave, wave)
		}
		if _, came := answers.Position(string(i.Response)); i.Response == "" || !came {
			silent = silent.Set(len(codes))
		}
		told = told || i.Response != ""
		codes = append(codes, i.Dealer)
	}
	out := finishRoll(w, codes)
	out.silent, out.told, out.sign = silent, told, 0
	return out
}

func rollOfRoster(dealers []audience.Dealer) *roll {
	w := column.New().Extend()
	var codes []string
	for _, d := range dealers {
		if w.Row(string(d.Code), column.NoDay) {
			enroll(w, d.Place(), d.Attributes())
			codes = append(codes, string(d.Code))
		}
	}
	return finishRoll(w, codes)
}

// of are those of the roll who are one of the dealers.
func (r *roll) of(dealers []string) column.Bits {
	named := map[string]bool{}
	for _, d := range dealers {
		named[d] = true
	}
	var out column.Bits
	for row, code := range r.codes {
		if named[code] {
			out = out.Set(row)
		}
	}
	return out
}

// enroll enters what is known of somebody whether they answer or not.
func enroll(w *column.Writer, at access.Place, attributes audience.Attributes) {
	for name, value := range attributes {
		switch name {
		case DimRegion, DimArea, dimRep, DimWave, DimVersion, DimLang, DimQuarter, dimDealer:
		default:
			if value != "" {
				w.Dim(name, value)
			}
		}
	}
	for _, k := range []Key{{DimRegion, at.Region}, {DimArea, at.Area}, {dimRep, at.Rep}} {
		if k.Value != "" {
			w.Dim(k.Dim, k.Value)
		}
	}
}

func finishRoll(w *column.Writer, codes []string) *roll {
	r := &roll{table: w.Table(), codes: codes}
	for i := range r.table.Len() {
		r.marks = append(r.marks, ledger.Mark(r.table.ID(i)))
	}
	r.sign = ledger.Sum(r.marks, r.table.All())
	return r
}

// more are the values of a dimension that those asked have and no answer has.
func (r *roll) more(dim string, than []string) []string {
	if r == nil || dim == DimWave || !slices.Contains(Margins(), dim) {
		return nil
	}
	var out []string
	for _, v := range r.table.Dim(dim).Options() {
		if !slices.Contains(than, v) {
			out = append(out, v)
		}
	}
	return out
}

// call is who of the roll a group is about, and whose answers those are. What is
// known of answers alone (a question, a day, a quarter) narrows neither: nobody can
// say on which side of it the silent stand. So a group of those in the east who chose
// one answer stands for the whole east here, and is shown where that could be: the
// groups of all the answers would add up to it.
type call struct {
	asked column.Bits
	in    column.Bits
	known bool // the group is one of those asked, not one that answers make
}

// as is the call as it stood at a release, with the answers of it. Who was silent then
// may have answered since: that they were is told all the same. Who was asked later
// was not silent.
func (r *roll) as(c call, release int, answers column.Bits) call {
	c.in = c.in.And(answers)
	if c.known {
		c.asked = c.asked.And(r.calledBy(release))
	}
	return c
}

// calling is the call of everybody in a scope.
func (s *snapshot) calling(sc access.Scope) call {
	if s.roll == nil {
		return call{}
	}
	asked := scopeOf(s.roll.table, sc).And(s.roll.calledBy(len(s.releases)))
	return call{asked: asked, in: s.scope(sc), known: true}
}

// in narrows the call to values of a dimension.
func (s *snapshot) in(c call, dim string, values ...string) call {
	if !c.known || s.roll.table.Dim(dim) == nil {
		return c
	}
	var asked, in column.Bits
	for _, v := range values {
		asked, in = asked.Or(s.roll.table.Dim(dim).Chose(v)), in.Or(s.table.Dim(dim).Chose(v))
	}
	c.asked, c.in = c.asked.And(asked), c.in.And(in)
	return c
}

// silence is what the guard knows of those who did not answer.
type silence struct {
	*roll
	total call // everybody in the viewer's scope
}

// all tells whether everybody of a small group answered, or everybody outside of it
// in the same waves: that is told of each of them. A viewer's whole is shown all the
// same, and that of a wave.
func (s silence) all(c call, least int) bool {
	if s.roll == nil || !s.told || !c.known {
		return false
	}
	total := s.total.asked
	if waves := s.table.Dim(DimWave); waves != nil {
		total = nil
		for _, in := range segments(waves) {
			if column.CountAnd(in, c.asked) > 0 {
				total = total.Or(in.And(s.total.asked))
			}
		}
	}
	if c.asked.Equal(total) {
		return false
	}
	few := func(asked column.Bits) bool {
		n := asked.Count()
		return n > 0 && n < least && column.CountAnd(asked, s.silent) == 0
	}
	return few(c.asked) || few(total.Without(c.asked))
}
