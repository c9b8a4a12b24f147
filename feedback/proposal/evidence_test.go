package proposal

import (
	"testing"
	"time"

	"dealervoice/survey/access"
	"dealervoice/survey/language"
)

func frozen(t *testing.T) Evidence {
	t.Helper()
	e, err := freeze(Figure{Kind: KindPolicy, Ref: "/app/policies/reactions?region=华东", Caption: language.Text{ZH: "返利反应", EN: "Rebate reaction"},
		Snapshot: Snapshot{Policy: "rebate-1", N: 41, Counted: Dealers, Unit: Share, Scope: "all",
			Values: []Value{{Label: language.Text{ZH: "不满"}, Count: 27, Value: 0.6585, Low: 0.505, High: 0.784}}}},
		Person{ID: "a"}, time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestTheHashCoversEverythingThatIsShown(t *testing.T) {
	if !frozen(t).Intact() {
		t.Fatal("fresh evidence is not intact")
	}
	for name, alter := range map[string]func(*Evidence){
		"a number": func(e *Evidence) {
			e.Frozen = string([]byte(e.Frozen[:len(e.Frozen)-2])) + "0\"}"
		},
		"the address":                    func(e *Evidence) { e.Ref += "&wave=2" },
		"the caption":                    func(e *Evidence) { e.Caption.EN = "Everybody is happy" },
		"the kind":                       func(e *Evidence) { e.Kind = KindTheme },
		"the hash":                       func(e *Evidence) { e.Hash = e.Hash[:60] + "0000" },
		"what moves between its parts":   func(e *Evidence) { e.Caption.ZH, e.Caption.EN = e.Caption.ZH+e.Caption.EN, "" },
		"what moves from text to number": func(e *Evidence) { e.Ref, e.Frozen = e.Ref+"x", e.Frozen[1:] },
	} {
		e := frozen(t)
		alter(&e)
		if e.Intact() {
			t.Errorf("%s was altered and nobody noticed", name)
		}
	}
}

func TestFrozenNumbersThaw(t *testing.T) {
	e := frozen(t)
	want := e.Snapshot
	e.Snapshot = Snapshot{}
	if err := e.Thaw(); err != nil {
		t.Fatal(err)
	}
	if e.Snapshot.N != 41 || e.Snapshot.Values[0] != want.Values[0] || !e.Snapshot.TakenAt.Equal(want.TakenAt) {
		t.Errorf("thawed %+v", e.Snapshot)
	}
}

func TestOnlyAddressesOfTheProductBecomeEvidence(t *testing.T) {
	for ref, want := range map[string]bool{
		"/app/surveys/dealer-quarterly/report?region=east&wave=2#d15": true,
		"/app/policies/reactions":                                     true,
		"https://evil.example/app/x":                                  false,
		"//evil.example/app/":                                         false,
		"javascript:alert(1)":                                         false,
		"/app/../logout":                                              false,
		"/app//evil":                                                  false,
		"/s/dealer-quarterly":                                         false,
		"":                                                            false,
		"/app/\x00":                                                   false,
		"/app/%5c%5cevil":                                             false,
	} {
		if _, ok := cleanRef(ref); ok != want {
			t.Errorf("cleanRef(%q) = %v", ref, ok)
		}
	}
}

func TestTodaysFigureIsTakenInTheMarketOfTheFrozenOne(t *testing.T) {
	east := access.Scope{Level: access.Region, Value: "华东"}
	for _, c := range []struct {
		name   string
		scope  access.Scope
		frozen string
		ok     bool
		as     access.Scope
	}{
		{"who sees all sees the region", access.Scope{Level: access.All}, "region:华东", true, east},
		{"the region sees itself", east, "region:华东", true, east},
		{"the region does not see all", east, "all", false, east},
		{"nor another region", east, "region:华北", false, east},
		{"a scope nobody can read", access.Scope{Level: access.All}, "planet:earth", false, access.Scope{Level: access.All}},
	} {
		v, ok := viewedAs(access.Viewer{Scope: c.scope}, c.frozen)
		if ok != c.ok || v.Scope != c.as {
			t.Errorf("%s: %v as %v", c.name, ok, v.Scope)
		}
	}
}
