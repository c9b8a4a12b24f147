package main

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

const smallBook = `{"schema":"vod-codebook/1","version":"1","title":{"zh":"表","en":"Book"},"level1":[{"id":"all","zh":"全","en":"All"}],
"level2":[{"id":"rebate","parent":"all","zh":"返利","en":"Rebate","cues":{"zh":{"topic":["返利"],"neg":[],"pos":[]},"en":{"topic":["rebate"],"neg":[],"pos":[]}},"weak":[]},
{"id":"truck","parent":"all","zh":"送货","en":"Truck","cues":{"zh":{"topic":["送货"],"neg":[],"pos":[]},"en":{"topic":["truck"],"neg":[],"pos":[]}},"weak":[]}]}`

func TestThemesTag(t *testing.T) {
	book := file(t, "book.json", smallBook)
	got := dealervoice(`{"id":"a","text":"返利太慢"}
{"id":7,"text":"The truck is great, the rebate awful","lang":"en"}

{"text":"送货","prior":-1}
{"text":"送货","prior":"pos"}
{"id":"e","text":"无"}
`, "themes", "tag", "--codebook", book)
	if got.code != exitDone || got.err != "" {
		t.Fatalf("%+v", got)
	}
	lines := strings.Split(strings.TrimSpace(got.out), "\n")
	if len(lines) != 5 {
		t.Fatalf("%d lines: %s", len(lines), got.out)
	}
	for i, want := range []struct {
		id, themes, sentiment string
	}{{`"a"`, "rebate-", "neg"}, {"7", "rebate- truck+", "mix"}, {"", "truck-", "neg"}, {"", "truck+", "pos"}, {`"e"`, "", "neu"}} {
		var row tagged
		if err := json.Unmarshal([]byte(lines[i]), &row); err != nil {
			t.Fatal(err)
		}
		var tags []string
		for _, th := range row.Themes {
			tags = append(tags, th.ID+[]string{"-", "0", "+"}[th.Polarity+1])
			if th.Confidence <= 0 || th.Confidence > 1 || len(th.Because) == 0 {
				t.Errorf("line %d: %+v", i, th)
			}
		}
		slices.Sort(tags)
		if string(row.ID) != want.id || strings.Join(tags, " ") != want.themes || string(row.Sentiment) != want.sentiment {
			t.Errorf("line %d: %s", i, lines[i])
		}
	}
	if !strings.Contains(lines[4], `"themes":[]`) {
		t.Errorf("no theme is an empty list: %s", lines[4])
	}
}

func TestThemesTagAnswersABrokenLineAndGoesOn(t *testing.T) {
	book := file(t, "book.json", smallBook)
	got := dealervoice("{\"text\":\"返利\"}\nnot json\n{\"id\":1}\n{\"text\":\"返利\",\"prior\":5}\n{\"text\":\"送货\"}\n", "themes", "tag", "--codebook", book)
	lines := strings.Split(strings.TrimSpace(got.out), "\n")
	if got.code != exitInput || len(lines) != 5 {
		t.Fatalf("%+v", got)
	}
	for i, broken := range []bool{false, true, true, true, false} {
		if strings.HasPrefix(lines[i], `{"error":`) != broken {
			t.Errorf("line %d: %s", i, lines[i])
		}
	}
}

func TestThemesEval(t *testing.T) {
	book := file(t, "book.json", smallBook)
	rows := file(t, "rows.jsonl", `{"text":"返利太慢","themes":[{"id":"rebate","polarity":-1}]}
{"text":"返利太慢","themes":["rebate"]}
{"text":"The truck is great","lang":"en","themes":[{"id":"truck","polarity":-1}]}
{"text":"送货","themes":["rebate"]}
`)
	got := dealervoice("", "themes", "eval", "--codebook", book, "--test", rows, "--json")
	var report struct {
		Rows, Unique int
		Micro        struct {
			Precision, Recall, F1 float64
			Interval              struct{ F1 [2]float64 }
		}
		Exact    struct{ Value float64 }
		Polarity struct {
			Pairs    int
			Accuracy struct{ Value float64 }
		}
		Themes []struct{ ID string }
	}
	if err := json.Unmarshal([]byte(got.out), &report); err != nil || got.code != exitDone {
		t.Fatalf("%+v: %v", got, err)
	}
	if report.Rows != 4 || report.Unique != 3 || report.Micro.Precision != 2.0/3 || report.Micro.Recall != 2.0/3 ||
		report.Exact.Value != 2.0/3 || report.Polarity.Pairs != 2 || report.Polarity.Accuracy.Value != 0.5 || len(report.Themes) != 2 {
		t.Errorf("%s", got.out)
	}
	if i := report.Micro.Interval.F1; i[0] > 2.0/3 || i[1] < 2.0/3 {
		t.Errorf("interval %v", i)
	}
	if got := dealervoice("", "themes", "eval", "--codebook", book, "--test", rows); !strings.Contains(got.out, "micro") || got.code != exitDone {
		t.Errorf("for a person: %+v", got)
	}
}

func TestThemesLearnFromTaggedAnswers(t *testing.T) {
	var rows strings.Builder
	for range 15 {
		rows.WriteString(`{"text":"返利到账太慢","themes":["rebate"]}
{"text":"仓库堆满了","themes":[{"id":"stock","polarity":-1}]}
{"text":"今天天气不错","themes":[]}
`)
	}
	train, book := file(t, "train.jsonl", rows.String()), file(t, "book.json", smallBook)
	for name, args := range map[string][]string{
		"alone": {"themes", "tag", "--train", train}, "with a codebook": {"themes", "tag", "--codebook", book, "--train", train},
	} {
		got := dealervoice("{\"text\":\"仓库又堆满\"}\n{\"text\":\"返利慢\"}\n{\"text\":\"天气不错\"}\n", args...)
		lines := strings.Split(strings.TrimSpace(got.out), "\n")
		if got.code != exitDone || len(lines) != 3 || !strings.Contains(lines[0], `"id":"stock"`) || !strings.Contains(lines[1], `"id":"rebate"`) || !strings.Contains(lines[2], `"themes":[]`) {
			t.Errorf("%s: %+v", name, got)
		}
	}
	got := dealervoice("", "themes", "eval", "--codebook", book, "--train", train, "--test", train, "--json")
	if got.code != exitDone || !strings.Contains(got.out, `"micro":{"precision":1,"recall":1,"f1":1`) {
		t.Errorf("%+v", got)
	}
}

func TestThemesRefuseWhatTheyCannotRead(t *testing.T) {
	good := file(t, "book.json", smallBook)
	for name, c := range map[string]struct {
		args []string
		code int
	}{
		"no codebook named":     {[]string{"themes", "tag"}, exitUsage},
		"a missing codebook":    {[]string{"themes", "tag", "--codebook", "no-such.json"}, exitInput},
		"nothing to learn from": {[]string{"themes", "tag", "--train", file(t, "none.jsonl", "\n")}, exitInput},
		"a broken codebook":     {[]string{"themes", "tag", "--codebook", file(t, "x.json", "{}")}, exitInput},
		"a missing test file":   {[]string{"themes", "eval", "--codebook", good, "--test", "no-such.jsonl"}, exitInput},
		"a test row of nothing": {[]string{"themes", "eval", "--codebook", good, "--test", file(t, "r.jsonl", `{"text":"x","themes":[{"polarity":1}]}`)}, exitInput},
	} {
		if got := dealervoice("", c.args...); got.code != c.code || got.out != "" || got.err == "" {
			t.Errorf("%s: %+v", name, got)
		}
	}
}
