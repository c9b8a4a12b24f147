package coding

// Deciding on candidates.

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"dealervoice/analysis/text/codebook"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
	"dealervoice/survey/port"
)

// Choice takes a candidate into a theme.
type Choice struct {
	Language string
	Cue      string
	Theme    string
	Polarity string // "topic", "weak" (a topic, where nothing stronger stands), "neg" or "pos"
}

// Accept makes the candidate a cue of the theme: a new version of the codebook,
// and everything is read again.
func (s *Service) Accept(ctx context.Context, v access.Viewer, c Choice) (Version, error) {
	var next Version
	err := s.Tx.InTx(ctx, func(ctx context.Context) (err error) {
		next, err = s.revise(ctx, v, "codebook.accept_cue", func(old *codebook.Book) (*codebook.Book, string, error) {
			return s.adopt(ctx, v, old, c)
		})
		return err
	})
	if err != nil {
		return Version{}, fmt.Errorf("accept cue: %w", err)
	}
	return next, nil
}

func (s *Service) adopt(ctx context.Context, v access.Viewer, old *codebook.Book, c Choice) (*codebook.Book, string, error) {
	book, err := withCue(old, c)
	if err != nil {
		return nil, "", err
	}
	now := s.Calendar.Now()
	err = s.Store.Decide(ctx, Candidate{
		Language: c.Language, Cue: c.Cue, State: Accepted, Theme: c.Theme, Polarity: c.Polarity, DecidedBy: v.Name, DecidedAt: &now,
	})
	return book, fmt.Sprintf("+ %s → %s (%s)", c.Cue, c.Theme, c.Polarity), err
}

// withCue is the book with one more cue.
func withCue(old *codebook.Book, c Choice) (*codebook.Book, error) {
	var raw bytes.Buffer
	if err := old.Write(&raw); err != nil {
		return nil, err
	}
	book, err := codebook.Read(&raw)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(book.Themes, func(t codebook.Theme) bool { return t.ID == c.Theme })
	if at < 0 {
		return nil, fault.Invalid(fault.Field{Path: "theme", Key: "codebook.error.theme"})
	}
	th := &book.Themes[at]
	if th.Cues == nil {
		th.Cues = map[string]codebook.Cues{}
	}
	cues := th.Cues[c.Language]
	list := map[string]*[]string{"topic": &cues.Topic, "weak": &cues.Topic, "neg": &cues.Negative, "pos": &cues.Positive}[c.Polarity]
	if list == nil {
		return nil, fault.Invalid(fault.Field{Path: "polarity", Key: "codebook.error.polarity"})
	}
	if !slices.Contains(*list, c.Cue) {
		*list = append(*list, c.Cue)
	}
	if c.Polarity == "weak" && !slices.Contains(th.Weak, c.Cue) {
		th.Weak = append(th.Weak, c.Cue)
	}
	th.Cues[c.Language] = cues
	if bad := book.Check(); len(bad) > 0 {
		return nil, fault.Invalid(bad...)
	}
	return book, nil
}

// Dismiss puts a candidate aside; it is not proposed again.
func (s *Service) Dismiss(ctx context.Context, v access.Viewer, c Choice) error {
	if !v.May(access.CodebookEdit) {
		return fault.Forbidden("fault.forbidden")
	}
	now := s.Calendar.Now()
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		gone := Candidate{Language: c.Language, Cue: c.Cue, State: Dismissed, DecidedBy: v.Name, DecidedAt: &now}
		if err := s.Store.Decide(ctx, gone); err != nil {
			return err
		}
		return s.Trail.Record(ctx, v, port.Entry{Action: "codebook.dismiss_cue", Kind: "codebook", ID: c.Cue})
	})
	if err != nil {
		return fmt.Errorf("dismiss cue: %w", err)
	}
	return nil
}

// Shelf is the codebook as its page shows it.
type Shelf struct {
	Version    Version
	Versions   []Version // newest first, without books
	Candidates []Candidate
	Unread     bool // some responses are still to be read with this version
}

// Open gives the codebook in use with its history and the candidates that wait.
func (s *Service) Open(ctx context.Context, v access.Viewer) (Shelf, error) {
	if !v.May(access.CodebookRead) {
		return Shelf{}, fault.Forbidden("fault.forbidden")
	}
	now, err := s.using(ctx)
	if err != nil {
		return Shelf{}, err
	}
	out := Shelf{Version: now.version}
	if out.Versions, err = s.Store.Versions(ctx); err != nil {
		return Shelf{}, err
	}
	if out.Candidates, err = s.Store.Candidates(ctx); err != nil {
		return Shelf{}, err
	}
	out.Unread, err = s.Store.AnyUnread(ctx, now.tagger.Version())
	return out, err
}
