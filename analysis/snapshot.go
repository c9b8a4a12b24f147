package analysis

// One survey in memory at one moment, and how it is made.

import (
	"context"
	"fmt"
	"slices"

	"dealervoice/analysis/internal/column"
	"dealervoice/analysis/internal/ledger"
	"dealervoice/analysis/text/codebook"
	"dealervoice/analysis/text/mask"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/definition"
)

// snapshot is everything figures of one survey are made of. It never changes
// once it is handed out, but for what the register has shown.
type snapshot struct {
	survey     survey.Survey
	outline    *outline
	book       *codebook.Book
	mode       survey.Mode
	promise    protection
	table      *column.Table
	couldWrite column.Bits // who was asked for a text that is read for themes
	coded      column.Bits // whose texts were read
	shown      *register
	scales     *scales         // what answers weigh
	dealers    []string        // the dealer that each response was asked of, where that is known
	people     ledger.Crowd    // who is behind the responses
	places     []int           // the position of each response, in surveys that release in batches
	releases   []column.Bits   // the answers of each release and those before it
	stamp      Stamp           // of the stored answers it was made from
	pending    map[string]bool // responses that the tagger in use has not read, as far as the table knows
	tagger     string
	masker     *mask.Masker
	roll       *roll // who might have answered; nil where nobody need be protected
	versions   int
}

// Stamp tells two states of a survey's stored answers apart.
type Stamp struct {
	Responses int   // how many are counted
	Revision  int64 // of the tags: grows with every change
}

// Coding is what the tagger, or a person, found in a response.
type Coding struct {
	Response feedback.ID
	Tagger   string // what read it
	Hits     []Hit
}

// Hit is one theme of one open answer.
type Hit struct {
	Question string
	Theme    string
	Polarity int
}

// Store reads what figures are made of.
type Store interface {
	// Joined tells whether the context carries a transaction.
	Joined(ctx context.Context) bool
	// Stamp is cheap: it is asked at most once a second for a survey.
	Stamp(ctx context.Context, id survey.ID, extent Extent) (Stamp, error)
	// Members lists the responses that are counted, released ones by position.
	Members(ctx context.Context, id survey.ID, extent Extent) ([]Member, error)
	// Release releases the answers that were read and wait, if enough says that
	// they may be.
	Release(ctx context.Context, id survey.ID, enough func(Waiting) bool) error
	// Shown reads the account of what was shown.
	Shown(ctx context.Context, id survey.ID) (Shown, error)
	// Places is the position that the next released response will get, at least.
	Places(ctx context.Context, id survey.ID) (int, error)
	// Show enters groups into it; a conflict if others were entered since the
	// revision.
	Show(ctx context.Context, id survey.ID, more Shown) error
	// Invited reads who was asked, and the responses that came of it.
	Invited(ctx context.Context, id survey.ID) ([]Invitee, error)
	// Some reads responses by id; those that are not counted are left out.
	Some(ctx context.Context, id survey.ID, ids []feedback.ID) ([]feedback.Response, error)
	// Words reads the tags of themes in responses, with the words that caused them.
	Words(ctx context.Context, q WordsQuery) (map[feedback.ID][]Words, error)
	// Codings hands out what was found in the responses, of all that were read
	// if ids is nil. What a person said of an answer stands in the place of what
	// the tagger did.
	Codings(ctx context.Context, id survey.ID, ids []feedback.ID, fn func(Coding) error) error
	// Corrected lists the responses whose tags people changed since the revision.
	Corrected(ctx context.Context, id survey.ID, since int64) ([]feedback.ID, error)
}

// Surveys finds surveys and their versions; survey.Store does.
type Surveys interface {
	BySlug(ctx context.Context, slug string) (survey.Survey, error)
	List(ctx context.Context) ([]survey.Survey, error)
	Versions(ctx context.Context, id survey.ID) ([]survey.Version, error) // newest first
}

// Editions gives published versions with their definitions; survey.Service does.
type Editions interface {
	PublishedVersion(ctx context.Context, id survey.ID, n survey.Number) (*survey.Edition, error)
}

// Books gives the codebook in use; coding.Service does.
type Books interface {
	Current(ctx context.Context) (book *codebook.Book, tagger string, err error)
}

// begin is a snapshot of a survey without answers.
func (s *Service) begin(ctx context.Context, sv survey.Survey) (*snapshot, error) {
	versions, err := s.surveys.Versions(ctx, sv.ID)
	if err != nil {
		return nil, fmt.Errorf("list versions: %w", err)
	}
	defs := map[int]*definition.Definition{}
	var order []int
	for _, v := range versions {
		e, err := s.editions.PublishedVersion(ctx, sv.ID, v.Number)
		if err != nil {
			return nil, err
		}
		defs[int(v.Number)] = e.Definition
		order = append(order, int(v.Number))
	}
	book, tagger, err := s.books.Current(ctx)
	if err != nil {
		return nil, fmt.Errorf("read codebook: %w", err)
	}
	masker, err := s.mask(ctx)
	if err != nil {
		return nil, err
	}
	return &snapshot{
		masker: masker, survey: sv, book: book, tagger: tagger, outline: outlineOf(defs, order), mode: survey.Sternest(versions), promise: protect(versions),
		table: column.New(), versions: len(versions), scales: &scales{roster: s.roster, calendar: s.calendar},
	}, nil
}

// finish derives what depends on the whole table.
func (s *snapshot) finish() {
	s.couldWrite, s.coded = nil, nil
	for _, name := range s.outline.analysed() {
		c := s.table.Question(name)
		s.couldWrite = s.couldWrite.Or(c.Asked())
		s.coded = s.coded.Or(c.Answered())
	}
	s.coded = s.coded.And(s.table.Tagged())
	s.people = s.crowd()
	s.shown = &register{k: s.promise.threshold(score), crowd: s.people, planned: s.planned(), places: s.places, roll: s.roll, release: len(s.releases)}
	s.shown.reset()
}

// planned are the groups whose figures are wanted most: everybody, each wave and
// each region, of each kind the largest first.
func (s *snapshot) planned() []group {
	whole := group{in: s.table.All(), call: s.calling(access.Scope{Level: access.All})}
	out := []group{whole}
	for _, dim := range []string{DimWave, DimRegion} {
		c := s.table.Dim(dim)
		var list []group
		for _, v := range c.Options() {
			list = append(list, group{in: c.Chose(v), call: s.in(whole.call, dim, v)})
		}
		slices.SortStableFunc(list, func(a, b group) int { return b.in.Count() - a.in.Count() })
		out = append(out, list...)
	}
	return out
}

func segments(c *column.Column) []column.Bits {
	var out []column.Bits
	for _, v := range c.Options() {
		out = append(out, c.Chose(v))
	}
	return out
}

// waves lists the waves with answers, first to last.
func (s *snapshot) waves() []string {
	return dimension{name: DimWave, column: s.table.Dim(DimWave)}.values()
}
