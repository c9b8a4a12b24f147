package consent

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"sync"

	"dealervoice/survey"
	"dealervoice/survey/definition"
	"dealervoice/survey/language"
)

// Statement is what a first page said, in one language.
type Statement struct {
	SurveyID survey.ID
	ID       string
	Language language.Tag
	Version  survey.Number // that said so first
	Label    string        // the author's name of it
	Text     string
}

// Words gives the product's promise as the first page prints it.
type Words interface {
	Promise(name string, minCell int, tag language.Tag) string
}

// Store keeps statements.
type Store interface {
	// Keep writes statements that are not there yet.
	Keep(ctx context.Context, list []Statement) error
	// Find lists the texts of a statement; none if it is not known.
	Find(ctx context.Context, survey survey.ID, id string) ([]Statement, error)
	// Open lists the surveys that take answers now.
	Open(ctx context.Context) ([]survey.Head, error)
}

// Editions gives published versions. *survey.Service is one.
type Editions interface {
	PublishedVersion(ctx context.Context, id survey.ID, n survey.Number) (*survey.Edition, error)
}

// Service holds the use cases.
type Service struct {
	store    Store
	words    Words
	editions Editions
	ids      sync.Map // key -> id
}

// New makes the service.
func New(store Store, words Words, editions Editions) *Service {
	return &Service{store: store, words: words, editions: editions}
}

// Promise names the product's promise to whoever comes to a version by a
// personal link, or by the public one.
func Promise(mode survey.Mode, personal bool) string {
	switch {
	case mode == survey.Unlinkable || personal:
		return string(mode)
	case mode == survey.Identified:
		return "open"
	}
	return "public"
}

// TextIn is the author's own text in a language, else in any other; "" for none.
func TextIn(def *definition.Definition, tag language.Tag) string {
	found := ""
	for _, name := range def.Languages {
		for t, text := range def.DV.Consent.Text {
			read, ok := language.Parse(t)
			if ok && read == tag {
				return text
			}
			if strings.EqualFold(t, name) && found == "" {
				found = text
			}
		}
	}
	if found == "" {
		for _, t := range language.All() {
			found = cmp.Or(found, def.DV.Consent.Text[string(t)])
		}
	}
	return found
}

type key struct {
	survey   survey.ID
	version  survey.Number
	personal bool
}

// ID is the id of what the first page of a version says. It reads and writes
// nothing.
func (s *Service) ID(e *survey.Edition, personal bool) string {
	k := key{e.Version.SurveyID, e.Version.Number, personal}
	if id, ok := s.ids.Load(k); ok {
		return id.(string)
	}
	id := s.statements(e, personal)[0].ID
	s.ids.Store(k, id)
	return id
}

// idChars is the length of an id: 80 bits.
const idChars = 20

// statements gives what the first page says in each language.
func (s *Service) statements(e *survey.Edition, personal bool) []Statement {
	v := e.Version
	texts := map[language.Tag]string{}
	for _, tag := range language.All() {
		texts[tag] = strings.TrimSpace(s.words.Promise(Promise(v.Mode, personal), v.MinCell, tag) + "\n\n" + TextIn(e.Definition, tag))
	}
	raw, err := json.Marshal([]any{e.Definition.DV.Consent.Label, texts})
	if err != nil {
		raw = nil // a map of texts can always be written
	}
	sum := sha256.Sum256(raw)
	var out []Statement
	for _, tag := range language.All() {
		out = append(out, Statement{
			SurveyID: v.SurveyID, ID: hex.EncodeToString(sum[:])[:idChars], Language: tag, Version: v.Number,
			Label: e.Definition.DV.Consent.Label, Text: texts[tag],
		})
	}
	return out
}

// Published writes down what the first page of a version says. It is a
// survey.Consents.
func (s *Service) Published(ctx context.Context, e *survey.Edition) error {
	list := append(s.statements(e, false), s.statements(e, true)...)
	if err := s.store.Keep(ctx, list); err != nil {
		return fmt.Errorf("keep what version %d says to respondents: %w", e.Version.Number, err)
	}
	return nil
}

// KeepAll does so for every survey that takes answers.
func (s *Service) KeepAll(ctx context.Context) error {
	heads, err := s.store.Open(ctx)
	if err != nil {
		return fmt.Errorf("list open surveys: %w", err)
	}
	for _, h := range heads {
		e, err := s.editions.PublishedVersion(ctx, h.ID, h.Current)
		if err == nil {
			err = s.Published(ctx, e)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// Find gives a statement in a language, else in another; nil if it is not known.
func (s *Service) Find(ctx context.Context, id survey.ID, statement string, tag language.Tag) (*Statement, error) {
	if statement == "" {
		return nil, nil
	}
	list, err := s.store.Find(ctx, id, statement)
	if err != nil {
		return nil, fmt.Errorf("find what respondents read: %w", err)
	}
	for i := range list {
		if list[i].Language == tag || i == len(list)-1 {
			return &list[i], nil
		}
	}
	return nil, nil
}
