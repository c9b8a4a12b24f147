package archtest

import (
	"slices"
	"strings"
	"testing"
)

// mayImport: survey <- feedback <- analysis <- cmd; templates imports nothing of ours.
var mayImport = map[string][]string{
	"survey":    {"survey"},
	"feedback":  {"survey", "feedback"},
	"analysis":  {"survey", "feedback", "analysis"},
	"templates": {},
	"cmd":       {"survey", "feedback", "analysis", "templates", "cmd"},
}

func TestImportsFollowTheDirectionOfTheHouse(t *testing.T) {
	for _, s := range all(t) {
		allowed, known := mayImport[room(s.pkg)]
		if !known {
			t.Errorf("%s: the top level has no room for %s", s.path, room(s.pkg))
		}
		for _, i := range s.imports {
			ours, ok := strings.CutPrefix(i, module+"/")
			if ok && !slices.Contains(allowed, room(ours)) && !s.test {
				t.Errorf("%s imports %s", s.path, ours)
			}
		}
	}
}

// machinery is what the business must not know. log/slog is not in it: a secret
// says by slog.LogValuer that it must not be logged.
var machinery = []string{
	"database/sql", "net/http", "os", "os/exec", "net", "net/smtp", "log", "html/template",
	"github.com/labstack/echo/v4", "gorm.io/", "github.com/jackc/", "modernc.org/",
}

func TestTheBusinessKnowsNoMachinery(t *testing.T) {
	for _, s := range all(t) {
		if r := room(s.pkg); s.test || r == "cmd" || r == "templates" || s.file.Name.Name == "main" {
			continue
		}
		for _, i := range s.imports {
			for _, m := range machinery {
				if i == m || strings.HasSuffix(m, "/") && strings.HasPrefix(i, m) || strings.HasPrefix(i, m+"/") && strings.Contains(m, ".") {
					t.Errorf("%s imports %s", s.path, i)
				}
			}
		}
	}
}

// owners: each of these libraries is imported below one folder only, which owns
// its pitfalls.
var owners = map[string][]string{
	"github.com/wcharczuk/go-chart/v2":   {"analysis/chart"},
	"github.com/jdkato/prose/v2":         {"analysis/text"},
	"github.com/go-ego/gse":              {"analysis/text", "cmd/internal/dictgen"},
	"github.com/nicksnyder/go-i18n/v2":   {"cmd/internal/i18n"},
	"github.com/caarlos0/env/v11":        {"cmd/internal/config"},
	"github.com/alexedwards/argon2id":    {"cmd/internal/account"},
	"github.com/pressly/goose/v3":        {"cmd/internal/db"},
	"github.com/libtnb/sqlite":           {"cmd/internal/db"},
	"gorm.io/driver/postgres":            {"cmd/internal/db"},
	"github.com/microcosm-cc/bluemonday": {"cmd/internal/web"},
}

func TestEachLibraryHasOneOwner(t *testing.T) {
	for _, s := range all(t) {
		for _, i := range s.imports {
			for lib, folders := range owners {
				if i != lib && !strings.HasPrefix(i, lib+"/") {
					continue
				}
				if !slices.ContainsFunc(folders, func(f string) bool { return s.pkg == f || strings.HasPrefix(s.pkg, f+"/") }) {
					t.Errorf("%s imports %s, which %v owns", s.path, i, folders)
				}
			}
		}
	}
}

func TestTestingStaysInTests(t *testing.T) {
	for _, s := range all(t) {
		if !s.test && !strings.HasSuffix(s.pkg, "test") && slices.Contains(s.imports, "testing") {
			t.Errorf("%s imports testing", s.path)
		}
	}
}
