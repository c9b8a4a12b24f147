package analysisdb_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"dealervoice/analysis"
	"dealervoice/analysis/coding"
	"dealervoice/analysis/text"
	"dealervoice/analysis/text/codebook"
	"dealervoice/cmd/internal/db"
	"dealervoice/cmd/internal/db/analysisdb"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/cmd/internal/db/feedbackdb"
	"dealervoice/cmd/internal/jobs"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/answer"
	"dealervoice/survey/audience"
	"dealervoice/survey/fault"
)

// store puts responses r1..rn of survey "s", and one of survey "other", into the
// database.
func store(t *testing.T, d *db.DB, n int) *analysisdb.Store {
	t.Helper()
	var list []feedback.Acceptance
	add := func(id survey.ID, r string, quarantined bool) {
		list = append(list, feedback.Acceptance{Response: feedback.Response{
			SurveyID: id, ID: feedback.ID(r), Version: 1, Channel: feedback.ByImport, Quarantined: quarantined,
			Data: answer.Data{"why": "断货 " + r}, Attributes: audience.Attributes{"region": "华东"},
		}})
	}
	for i := range n {
		add("s", fmt.Sprintf("r%04d", i+1), false)
	}
	add("s", "held-back", true)
	add("other", "r0001", false)
	if _, err := feedbackdb.New(d, jobs.NewQueue(d)).AcceptAll(context.Background(), list); err != nil {
		t.Fatal(err)
	}
	return analysisdb.New(d)
}

func reading(r string, themes ...string) coding.Reading {
	out := coding.Reading{SurveyID: "s", ResponseID: feedback.ID(r), Tagger: "t1", Codebook: 1}
	for _, th := range themes {
		out.Tags = append(out.Tags, coding.Tag{
			SurveyID: "s", ResponseID: out.ResponseID, Question: "why", Theme: th, Origin: text.OriginRule,
			Polarity: text.Negative, Confidence: 0.75, Because: []text.Evidence{{Words: "断货", Start: 0, End: 6}}, Codebook: 1,
		})
	}
	return out
}

func codings(t *testing.T, s *analysisdb.Store, ids []feedback.ID) []string {
	t.Helper()
	out := []string{}
	err := s.Codings(context.Background(), "s", ids, func(c analysis.Coding) error {
		line := string(c.Response) + " " + c.Tagger
		for _, h := range c.Hits {
			line += fmt.Sprintf(" %s/%s%+d", h.Question, h.Theme, h.Polarity)
		}
		out = append(out, line)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestTheStampMovesWithResponsesAndTags(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s, ctx := store(t, d, 3), context.Background()
		if got, err := s.Stamp(ctx, "s", analysis.Everything); err != nil || got != (analysis.Stamp{Responses: 3}) {
			t.Errorf("%+v, %v", got, err)
		}
		for i := range 2 {
			if err := s.SaveReadings(ctx, "s", []coding.Reading{reading("r0001")}); err != nil {
				t.Fatal(err)
			}
			if err := s.MoveOn(ctx, "s"); err != nil {
				t.Fatal(err)
			}
			if got, err := s.Stamp(ctx, "s", analysis.Everything); err != nil || got != (analysis.Stamp{Responses: 3, Revision: int64(i + 1)}) {
				t.Errorf("%+v, %v", got, err)
			}
		}
		if got, err := s.Stamp(ctx, "other", analysis.Everything); err != nil || got != (analysis.Stamp{Responses: 1}) {
			t.Errorf("another survey moved: %+v, %v", got, err)
		}
	})
}

func TestOnlyCountedResponsesAreRead(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s, ctx := store(t, d, 1200), context.Background()
		members, err := s.Members(ctx, "s", analysis.Everything)
		ids := make([]feedback.ID, len(members))
		for i, m := range members {
			ids[i] = m.ID
		}
		if err != nil || len(ids) != 1200 || slices.Contains(ids, "held-back") {
			t.Fatalf("%d ids, %v", len(ids), err)
		}
		list, err := s.Some(ctx, "s", append(ids, "held-back", "nobody"))
		if err != nil || len(list) != 1200 || list[1199].Data["why"] != "断货 r1200" || list[0].Attributes["region"] != "华东" {
			t.Errorf("%d responses, %v", len(list), err)
		}
	})
}

func TestReadingsReplaceOlderOnesAndLeaveWhatAPersonSet(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s, ctx := store(t, d, 3), context.Background()
		save := func(list ...coding.Reading) {
			t.Helper()
			if err := s.SaveReadings(ctx, "s", list); err != nil {
				t.Fatal(err)
			}
		}
		byHand := reading("r0002", "money.rebate")
		byHand.Tags[0].Origin = text.OriginPerson
		save(reading("r0001", "supply.stockout", "money.rebate"), byHand, reading("r0003"))
		again := reading("r0001", "supply.stockout")
		again.Tagger = "t2"
		save(again, reading("r0002", "supply.stockout"))
		want := []string{
			"r0001 t2 why/supply.stockout-1",
			"r0002 t1 why/money.rebate-1 why/supply.stockout-1",
			"r0003 t1",
		}
		if got := codings(t, s, nil); !slices.Equal(got, want) {
			t.Errorf("all: %q", got)
		}
		if got := codings(t, s, []feedback.ID{"r0003", "r0001", "nobody"}); !slices.Equal(got, []string{want[0], want[2]}) {
			t.Errorf("some: %q", got)
		}
	})
}

func TestCodingsComeInPagesWithNothingLostOrDoubled(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		const n = 4100
		s, list := store(t, d, n), []coding.Reading{}
		for i := range n {
			list = append(list, reading(fmt.Sprintf("r%04d", i+1), "a.b", "c.d"))
		}
		if err := s.SaveReadings(context.Background(), "s", list); err != nil {
			t.Fatal(err)
		}
		got := codings(t, s, nil)
		if len(got) != n || got[0] != "r0001 t1 why/a.b-1 why/c.d-1" || !slices.IsSorted(got) || len(slices.Compact(got)) != n {
			t.Errorf("%d codings, first %q", len(got), got[0])
		}
	})
}

func TestUnreadIsWhatThisTaggerHasNotSeen(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s, ctx := store(t, d, 3), context.Background()
		if err := s.SaveReadings(ctx, "s", []coding.Reading{reading("r0001"), reading("r0002", "a.b")}); err != nil {
			t.Fatal(err)
		}
		for name, c := range map[string]struct {
			q    coding.UnreadQuery
			want []feedback.ID
		}{
			"of this tagger":    {coding.UnreadQuery{Survey: "s", Tagger: "t1", Limit: 10}, []feedback.ID{"r0003"}},
			"of another tagger": {coding.UnreadQuery{Survey: "s", Tagger: "t2", Limit: 2}, []feedback.ID{"r0001", "r0002"}},
			"one that is read":  {coding.UnreadQuery{Survey: "s", Tagger: "t1", Only: []feedback.ID{"r0002"}, Limit: 1}, nil},
			"one that is not":   {coding.UnreadQuery{Survey: "s", Tagger: "t1", Only: []feedback.ID{"r0003"}, Limit: 1}, []feedback.ID{"r0003"}},
			"one held back":     {coding.UnreadQuery{Survey: "s", Tagger: "t1", Only: []feedback.ID{"held-back"}, Limit: 1}, nil},
		} {
			list, err := s.Unread(ctx, c.q)
			var got []feedback.ID
			for _, r := range list {
				got = append(got, r.ID)
			}
			if err != nil || !slices.Equal(got, c.want) {
				t.Errorf("%s: %v, %v", name, got, err)
			}
		}
	})
}

func TestACodebookVersionIsWrittenOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s, ctx := analysisdb.New(d), context.Background()
		if v, err := s.Newest(ctx); err != nil || v.Number != 0 {
			t.Fatalf("%+v, %v", v, err)
		}
		book := &codebook.Book{Schema: codebook.Schema, Version: "1", Groups: []codebook.Group{{ID: "supply", ZH: "供货", EN: "Supply"}},
			Themes: []codebook.Theme{{ID: "supply.stockout", Parent: "supply", ZH: "断货", EN: "Stockouts",
				Cues: map[string]codebook.Cues{"zh": {Negative: []string{"断货"}}}}}}
		for i := range 2 {
			v := coding.Version{Number: i + 1, Book: book, Note: "n", CreatedBy: "王", CreatedAt: db.Now()}
			if err := s.AddVersion(ctx, v); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.AddVersion(ctx, coding.Version{Number: 2, Book: book}); fault.KindOf(err) != fault.KindConflict {
			t.Errorf("the same number again: %v", err)
		}
		v, err := s.Newest(ctx)
		if err != nil || v.Number != 2 || v.Book.Hash() != book.Hash() || v.CreatedBy != "王" {
			t.Errorf("%+v, %v", v, err)
		}
		if _, err := s.Version(ctx, 3); fault.KindOf(err) != fault.KindNotFound {
			t.Errorf("version 3: %v", err)
		}
		list, err := s.Versions(ctx)
		if err != nil || len(list) != 2 || list[0].Number != 2 || list[0].Book != nil {
			t.Errorf("%+v, %v", list, err)
		}
		for _, sql := range []string{"UPDATE codebooks SET note = 'x'", "DELETE FROM codebooks"} {
			if err := d.Write(ctx).Exec(sql).Error; err == nil {
				t.Errorf("%s passed", sql)
			}
		}
	})
}

func TestTagsGoWithTheirResponse(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s, ctx := store(t, d, 2), context.Background()
		if err := s.SaveReadings(ctx, "s", []coding.Reading{reading("r0001", "a.b"), reading("r0002", "a.b")}); err != nil {
			t.Fatal(err)
		}
		if err := d.Write(ctx).Exec("DELETE FROM responses WHERE survey_id = 's' AND id = 'r0001'").Error; err != nil {
			t.Fatal(err)
		}
		if got := codings(t, s, nil); len(got) != 1 {
			t.Errorf("left behind: %q", got)
		}
	})
}

func TestWordsComeWithWhatCausedThem(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s, ctx := store(t, d, 2), context.Background()
		if err := s.SaveReadings(ctx, "s", []coding.Reading{reading("r0001", "supply.stockout", "supply.excess_aging", "money.rebate"), reading("r0002", "money.rebate")}); err != nil {
			t.Fatal(err)
		}
		words, err := s.Words(ctx, analysis.WordsQuery{Survey: "s", Themes: []string{"supply.stockout", "supply.excess_aging"}, Responses: []feedback.ID{"r0001", "r0002"}})
		if err != nil || len(words) != 1 || len(words["r0001"]) != 1 {
			t.Fatalf("%+v, %v", words, err)
		}
		w := words["r0001"][0]
		if w.Question != "why" || w.Polarity != text.Negative || len(w.Because) != 2 || w.Because[0] != (text.Evidence{Words: "断货", Start: 0, End: 6}) {
			t.Errorf("%+v", w)
		}
	})
}

func TestCandidatesWaitUntilSomebodyDecides(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s, ctx := analysisdb.New(d), context.Background()
		propose := func(cues ...string) {
			t.Helper()
			var list []coding.Candidate
			for i, c := range cues {
				list = append(list, coding.Candidate{Language: "zh", Cue: c, Answers: 5 * (i + 1), Themes: []string{"a.b"}, State: coding.Proposed})
			}
			if err := s.ReplaceProposed(ctx, list); err != nil {
				t.Fatal(err)
			}
		}
		waiting := func() string {
			t.Helper()
			list, err := s.Candidates(ctx)
			if err != nil {
				t.Fatal(err)
			}
			out := ""
			for _, c := range list {
				out += c.Cue + fmt.Sprint(c.Answers, c.Themes, " ")
			}
			return out
		}
		propose("回款", "兑付", "返点")
		if got := waiting(); got != "返点15 [a.b] 兑付10 [a.b] 回款5 [a.b] " {
			t.Errorf("waiting %q", got)
		}
		now := db.Now()
		gone := coding.Candidate{Language: "zh", Cue: "兑付", State: coding.Dismissed, DecidedBy: "王", DecidedAt: &now}
		if err := s.Decide(ctx, gone); err != nil {
			t.Fatal(err)
		}
		if err := s.Decide(ctx, gone); fault.KindOf(err) != fault.KindConflict {
			t.Errorf("decided twice: %v", err)
		}
		propose("兑付", "新词")
		if got := waiting(); got != "新词10 [a.b] " {
			t.Errorf("waiting after a second search %q", got)
		}
		propose()
		if got := waiting(); got != "" {
			t.Errorf("waiting after an empty search %q", got)
		}
	})
}

func TestUnreadResponsesShow(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s, ctx := store(t, d, 1), context.Background()
		if err := d.Write(ctx).Exec("DELETE FROM responses WHERE survey_id = 'other'").Error; err != nil {
			t.Fatal(err)
		}
		if any, err := s.AnyUnread(ctx, "t1"); err != nil || !any {
			t.Errorf("%v, %v", any, err)
		}
		if err := s.SaveReadings(ctx, "s", []coding.Reading{reading("r0001")}); err != nil {
			t.Fatal(err)
		}
		if any, err := s.AnyUnread(ctx, "t1"); err != nil || any {
			t.Errorf("%v, %v", any, err)
		}
		if any, err := s.AnyUnread(ctx, "t2"); err != nil || !any {
			t.Errorf("another tagger: %v, %v", any, err)
		}
	})
}
