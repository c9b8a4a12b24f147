package archtest

import (
	"go/ast"
	"go/token"
	"io/fs"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"dealervoice/cmd/internal/i18n"
	"dealervoice/survey/language"
	"dealervoice/templates"
)

var (
	keyShape    = regexp.MustCompile(`^[a-z][a-z0-9_]*(\.[a-zA-Z0-9_%-]+)+$`)
	prefixShape = regexp.MustCompile(`^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*\.(%s)?$`)
	quoted      = regexp.MustCompile(`"[a-z][a-z0-9_.%]*"`) // in templates; attributes may stand around
	placeholder = regexp.MustCompile(`\{\{\s*\.([A-Za-z]+)\s*\}\}`)
)

// mentions collects the strings of Go files and templates that may be keys, and
// prefixes ("role.") that stand for whole families.
func mentions(t *testing.T) (keys map[string]bool, prefixes []string) {
	t.Helper()
	keys = map[string]bool{}
	add := func(s string) {
		switch {
		case prefixShape.MatchString(s):
			prefixes = append(prefixes, strings.TrimSuffix(s, "%s"))
		case keyShape.MatchString(s):
			keys[s] = true
		}
	}
	for _, s := range all(t) {
		if s.test {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
				if v, err := strconv.Unquote(l.Value); err == nil {
					add(v)
				}
			}
			return true
		})
	}
	err := fs.WalkDir(templates.FS, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".html") {
			return err
		}
		raw, err := fs.ReadFile(templates.FS, path)
		for _, m := range quoted.FindAllString(string(raw), -1) {
			add(strings.Trim(m, `"`))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return keys, prefixes
}

func load(t *testing.T) *i18n.Catalogue {
	t.Helper()
	c, err := i18n.Load(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestNoMessageIsMissingInALanguage(t *testing.T) {
	c := load(t)
	for _, tag := range language.All() {
		for _, other := range language.All() {
			for key := range c.Keys(tag) {
				if !c.Keys(other)[key] {
					t.Errorf("%s is in %s and not in %s", key, tag, other)
				}
			}
		}
	}
}

func TestNoMessageIsUnusedAndEveryUsedOneIsThere(t *testing.T) {
	known := load(t).Keys(language.English)
	keys, prefixes := mentions(t)
	for key := range known {
		used := keys[key]
		for _, p := range prefixes {
			used = used || strings.HasPrefix(key, p)
		}
		if !used {
			t.Errorf("message %s is used nowhere", key)
		}
	}
}

// called finds the keys that templates say directly: .T "key".
var called = regexp.MustCompile(`\.T "([^"]+)"`)

func TestTemplatesSayOnlyMessagesThatExist(t *testing.T) {
	known := load(t).Keys(language.English)
	eachTemplate(t, func(path, text string) {
		for _, m := range called.FindAllStringSubmatch(text, -1) {
			if !known[m[1]] {
				t.Errorf("%s says %s, which is in no catalogue", path, m[1])
			}
		}
	})
}

func TestPlaceholdersAreTheSameInBothLanguages(t *testing.T) {
	texts := map[language.Tag]map[string]string{}
	for _, tag := range language.All() {
		texts[tag] = rawMessages(t, string(tag))
	}
	for key, zh := range texts[language.Chinese] {
		en := texts[language.English][key]
		for _, m := range placeholder.FindAllStringSubmatch(zh, -1) {
			if !strings.Contains(en, "."+m[1]) {
				t.Errorf("%s: {{.%s}} stands in Chinese and not in English", key, m[1])
			}
		}
	}
}

// letters in a template's text are words nobody translated.
var (
	action    = regexp.MustCompile(`(?s)\{\{.*?\}\}`)
	htmlTag   = regexp.MustCompile(`(?s)<[^>]*>`)
	attribute = regexp.MustCompile(`[a-z-]+="[^"]*"`) // of a part that holds attributes only
	entity    = regexp.MustCompile(`&[a-z#0-9]+;`)
	anyLetter = regexp.MustCompile(`\p{L}{2,}`)
)

func TestTemplatesHoldNoLiteralText(t *testing.T) {
	allowed := map[string]bool{"中文": true, "English": true, "NPS": true, "PNG": true, "SVG": true, "CSV": true, "JSON": true, "QR": true}
	eachTemplate(t, func(path, text string) {
		text = action.ReplaceAllString(text, " ")
		text = htmlTag.ReplaceAllString(text, " ")
		text = attribute.ReplaceAllString(text, " ")
		text = entity.ReplaceAllString(text, " ")
		for _, w := range anyLetter.FindAllString(text, -1) {
			if !allowed[w] {
				t.Errorf("%s holds the literal text %q", path, w)
			}
		}
	})
}

func eachTemplate(t *testing.T, fn func(path, text string)) {
	t.Helper()
	err := fs.WalkDir(templates.FS, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".html") {
			return err
		}
		raw, err := fs.ReadFile(templates.FS, path)
		fn(path, string(raw))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
