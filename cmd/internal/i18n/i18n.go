package i18n

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"strings"

	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	ours "dealervoice/survey/language"
)

// Catalogue holds the messages of all languages; safe for concurrent use.
type Catalogue struct {
	speakers map[ours.Tag]*Speaker
	keys     map[ours.Tag]map[string]bool
}

// Load reads messages/LANGUAGE/*.json from files.
func Load(files fs.FS) (*Catalogue, error) {
	c := &Catalogue{speakers: map[ours.Tag]*Speaker{}, keys: map[ours.Tag]map[string]bool{}}
	for _, tag := range ours.All() {
		bundle := goi18n.NewBundle(language.MustParse(string(tag)))
		bundle.RegisterUnmarshalFunc("json", json.Unmarshal)
		c.keys[tag] = map[string]bool{}
		names, err := fs.Glob(files, path.Join("messages", string(tag), "*.json"))
		if err != nil {
			return nil, fmt.Errorf("list messages of %s: %w", tag, err)
		}
		for _, name := range names {
			if err := c.add(bundle, files, name, tag); err != nil {
				return nil, err
			}
		}
		c.speakers[tag] = &Speaker{Tag: tag, localizer: goi18n.NewLocalizer(bundle, string(tag))}
	}
	return c, nil
}

// add reads one file. The path go-i18n is told carries the language, as it
// takes it from there.
func (c *Catalogue) add(bundle *goi18n.Bundle, files fs.FS, name string, tag ours.Tag) error {
	raw, err := fs.ReadFile(files, name)
	if err != nil {
		return fmt.Errorf("read messages %s: %w", name, err)
	}
	area := strings.TrimSuffix(path.Base(name), ".json")
	file, err := bundle.ParseMessageFileBytes(raw, area+"."+string(tag)+".json")
	if err != nil {
		return fmt.Errorf("parse messages %s: %w", name, err)
	}
	for _, m := range file.Messages {
		if c.keys[tag][m.ID] {
			return fmt.Errorf("messages %s: key %s stands twice in %s", name, m.ID, tag)
		}
		c.keys[tag][m.ID] = true
	}
	return nil
}

// In gives the speaker of a language; the default language's for an unknown one.
func (c *Catalogue) In(tag ours.Tag) *Speaker {
	if s, ok := c.speakers[tag]; ok {
		return s
	}
	return c.speakers[ours.Chinese]
}

// Keys lists the keys of a language, for the tests of catalogues.
func (c *Catalogue) Keys(tag ours.Tag) map[string]bool { return c.keys[tag] }

// Speaker says messages in one language.
type Speaker struct {
	Tag       ours.Tag
	localizer *goi18n.Localizer
}

// T says the message of a key. Args come in pairs, name then value: T("x.of",
// "N", 3). An argument named Count also chooses the plural form. A key that is
// not in the catalogue is shown in brackets, so that nobody overlooks it.
func (s *Speaker) T(key string, args ...any) string {
	data := make(map[string]any, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		data[fmt.Sprint(args[i])] = args[i+1]
	}
	return s.Say(key, data)
}

// Say says the message of a key with named arguments.
func (s *Speaker) Say(key string, args map[string]any) string {
	text, err := s.localizer.Localize(&goi18n.LocalizeConfig{
		MessageID: key, TemplateData: args, PluralCount: args["Count"],
	})
	if err != nil {
		return "[" + key + "]"
	}
	return text
}

// Knows tells whether the catalogue has the key.
func (s *Speaker) Knows(key string) bool {
	_, err := s.localizer.Localize(&goi18n.LocalizeConfig{MessageID: key})
	return err == nil
}
