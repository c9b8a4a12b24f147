package feedbackdb_test

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"testing"
	"time"

	"dealervoice/cmd/internal/db"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/cmd/internal/db/feedbackdb"
	"dealervoice/cmd/internal/jobs"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/answer"
	"dealervoice/survey/audience"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

// open gives a store on a database with survey "s" and invitations "i1", "i2".
func open(t *testing.T, d *db.DB) *feedbackdb.Store {
	t.Helper()
	now := db.Now()
	run := func(sql string, args ...any) {
		if err := d.Write(context.Background()).Exec(sql, args...).Error; err != nil {
			t.Fatal(err)
		}
	}
	run(`INSERT INTO surveys (id, slug, code, state, current, wave, title_zh, title_en, source, created_at, updated_at)
		VALUES ('s', 'slug', 'CODE', 'published', 1, 1, '', '', '{}', ?, ?)`, now, now)
	for _, id := range []string{"i1", "i2"} {
		run(`INSERT INTO invitations (survey_id, id, wave, dealer_code, dealer_name, region, area, rep, attributes, created_at)
			VALUES ('s', ?, 1, ?, '永盛商贸', '华东', '苏南', 'li@example.com', '{}', ?)`, id, "D-"+id, now)
	}
	return feedbackdb.New(d, jobs.NewQueue(d))
}

func response(id feedback.ID) feedback.Response {
	at := time.Date(2026, 11, 23, 8, 0, 0, 123456000, time.UTC)
	return feedback.Response{
		SurveyID: "s", ID: id, Version: 1, Channel: feedback.ByForm, Language: language.Chinese, Wave: 1, SubmittedAt: &at,
		Data:       answer.Data{"d1": "owner", "d2": []any{"a", "b"}, "n": 12.5, "说": "𠮷😀 <b>\n=1+1", "m": map[string]any{"r": "1"}},
		Attributes: audience.Attributes{"region": "华东"}, Region: "华东", Area: "苏南", Rep: "li@example.com", ContentHash: "h-" + string(id),
	}
}

func accept(t *testing.T, s *feedbackdb.Store, a feedback.Acceptance) feedback.Outcome {
	t.Helper()
	out, err := s.Accept(context.Background(), a)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func count(t *testing.T, d *db.DB, table string) (n int) {
	t.Helper()
	if err := d.Read(context.Background()).Raw("SELECT count(*) FROM " + table).Scan(&n).Error; err != nil {
		t.Fatal(err)
	}
	return n
}

// named are the responses that jobs name.
func named(t *testing.T, d *db.DB) map[feedback.ID]bool {
	t.Helper()
	var payloads []string
	if err := d.Read(context.Background()).Raw("SELECT payload FROM jobs WHERE kind = ?", feedback.TagKind).Scan(&payloads).Error; err != nil {
		t.Fatal(err)
	}
	out := map[feedback.ID]bool{}
	for _, p := range payloads {
		var job feedback.TagJob
		if err := json.Unmarshal([]byte(p), &job); err != nil || job.Survey != "s" {
			t.Fatalf("job %s: %v", p, err)
		}
		for _, id := range job.Responses {
			if out[id] {
				t.Errorf("response %s is named twice", id)
			}
			out[id] = true
		}
	}
	return out
}

var everyone = access.Viewer{Scope: access.Scope{Level: access.All}}

func TestAnAnswerIsStoredWholeAndReadBackAsItWas(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s, ctx := open(t, d), context.Background()
		if _, err := s.SaveDraft(ctx, feedback.Draft{SurveyID: "s", Key: "k", Version: 1, Page: 2, Day: "2026-11-23", Sealed: []byte{1, 0, 2}}); err != nil {
			t.Fatal(err)
		}
		r := response("r1")
		out := accept(t, s, feedback.Acceptance{Response: r, DraftKey: "k", Participation: &feedback.Participation{
			SurveyID: "s", InvitationID: "i1", Wave: 1, ResponseID: "r1", At: *r.SubmittedAt,
		}})
		if !out.Stored || out.ResponseID != "r1" {
			t.Fatalf("outcome %+v", out)
		}
		page, err := s.Page(ctx, everyone, feedback.Query{Survey: "s"})
		if err != nil || len(page) != 1 {
			t.Fatalf("page %v, %v", page, err)
		}
		got, want := asJSON(t, page[0]), asJSON(t, r)
		if got != want {
			t.Errorf("read back\n%s\nwant\n%s", got, want)
		}
		for table, n := range map[string]int{"drafts": 0, "participations": 1, "jobs": 1} {
			if got := count(t, d, table); got != n {
				t.Errorf("%s: %d rows, want %d", table, got, n)
			}
		}
		var payload string
		var job feedback.TagJob
		if err := d.Read(ctx).Raw("SELECT payload FROM jobs WHERE kind = ?", feedback.TagKind).Scan(&payload).Error; err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(payload), &job); err != nil || job.Survey != "s" || len(job.Responses) != 1 || job.Responses[0] != "r1" {
			t.Errorf("job %s, %v", payload, err)
		}
	})
}

func asJSON(t *testing.T, r feedback.Response) string {
	t.Helper()
	if r.SubmittedAt != nil {
		at := r.SubmittedAt.UTC()
		r.SubmittedAt = &at
	}
	raw, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestTheSecondSendingChangesNothingAndLearnsWhatStands(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := open(t, d)
		accept(t, s, feedback.Acceptance{Response: response("r1")})
		again := response("r1")
		again.Data, again.ContentHash = answer.Data{"d1": "buyer"}, "other"
		out := accept(t, s, feedback.Acceptance{Response: again})
		if out.Stored || out.ContentHash != "h-r1" {
			t.Errorf("outcome %+v", out)
		}
		page, err := s.Page(context.Background(), everyone, feedback.Query{Survey: "s"})
		if err != nil || len(page) != 1 || page[0].Data["d1"] != "owner" {
			t.Errorf("stored %v, %v", page, err)
		}
		if n := count(t, d, "jobs"); n != 1 {
			t.Errorf("%d jobs", n)
		}
	})
}

func TestAHundredAtOnceMakeOneRow(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := open(t, d)
		var wg sync.WaitGroup
		stored := make(chan bool, 100)
		for range 100 {
			wg.Go(func() {
				out, err := s.Accept(context.Background(), feedback.Acceptance{Response: response("r1")})
				if err != nil {
					t.Error(err)
				}
				stored <- out.Stored
			})
		}
		wg.Wait()
		close(stored)
		n := 0
		for ok := range stored {
			if ok {
				n++
			}
		}
		if n != 1 || count(t, d, "responses") != 1 || count(t, d, "jobs") != 1 {
			t.Errorf("%d were told it is new; %d rows, %d jobs", n, count(t, d, "responses"), count(t, d, "jobs"))
		}
	})
}

func TestAnInvitationHasOneResponseWhateverTheUnit(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := open(t, d)
		by := func(id feedback.ID) feedback.Acceptance {
			return feedback.Acceptance{Response: response(id), Participation: &feedback.Participation{
				SurveyID: "s", InvitationID: "i1", Wave: 1, ResponseID: id, At: db.Now(),
			}}
		}
		accept(t, s, by("r1"))
		out := accept(t, s, by("r2"))
		if out.Stored || out.ResponseID != "r1" || out.ContentHash != "h-r1" {
			t.Errorf("outcome %+v", out)
		}
		if n := count(t, d, "responses"); n != 1 {
			t.Errorf("%d responses", n)
		}
	})
}

func TestABatchIsStoredWholeOrNotAtAll(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := open(t, d)
		bad := feedback.Acceptance{Response: response("r2")}
		bad.Response.Channel = "smoke signal"
		if _, err := s.AcceptAll(context.Background(), []feedback.Acceptance{{Response: response("r1")}, bad}); err == nil {
			t.Error("an unknown channel was stored")
		}
		if n := count(t, d, "responses") + count(t, d, "jobs"); n != 0 {
			t.Errorf("%d rows are left of a batch that failed", n)
		}
		out, err := s.AcceptAll(context.Background(), []feedback.Acceptance{{Response: response("r1")}, {Response: response("r1")}, {Response: response("r3")}})
		if err != nil || !out[0].Stored || out[1].Stored || !out[2].Stored {
			t.Errorf("outcomes %+v, %v", out, err)
		}
	})
}

func TestADraftIsWrittenOverAndCounted(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s, ctx := open(t, d), context.Background()
		for want := 1; want <= 3; want++ {
			got, err := s.SaveDraft(ctx, feedback.Draft{SurveyID: "s", Key: "k", Version: survey.Number(want), Page: want, Day: "2026-11-23", Sealed: []byte{byte(want)}})
			if err != nil || got != want {
				t.Fatalf("revision %d, want %d (%v)", got, want, err)
			}
		}
		found, err := s.Draft(ctx, "s", "k")
		if err != nil || found == nil || found.Page != 3 || found.Revision != 3 || found.Version != 3 || string(found.Sealed) != "\x03" {
			t.Errorf("draft %+v, %v", found, err)
		}
		if none, err := s.Draft(ctx, "other", "k"); err != nil || none != nil {
			t.Errorf("a draft of another survey: %+v, %v", none, err)
		}
		if n, err := s.ExpireDrafts(ctx, "2026-11-23"); n != 0 || err != nil {
			t.Errorf("%d drafts of the same day expired (%v)", n, err)
		}
		if n, err := s.ExpireDrafts(ctx, "2026-11-24"); n != 1 || err != nil {
			t.Errorf("%d drafts expired (%v)", n, err)
		}
	})
}

func TestStandingTellsDraftAndParticipationByOneRead(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s, ctx := open(t, d), context.Background()
		by := feedback.Sender{Survey: "s", Invitation: "i1", Link: "first"}
		draft, part, err := s.Standing(ctx, "k", by)
		if err != nil || draft != nil || part != nil {
			t.Fatalf("at first: %v %v %v", draft, part, err)
		}
		if _, err := s.SaveDraft(ctx, feedback.Draft{SurveyID: "s", Key: "k", Version: 1, Page: 4, Day: "2026-11-23", Sealed: []byte("x")}); err != nil {
			t.Fatal(err)
		}
		counting, c := db.CountStatements(ctx)
		draft, part, err = s.Standing(counting, "k", by)
		if err != nil || part != nil || draft == nil || draft.Page != 4 || draft.Revision != 1 || c.Reads() != 1 {
			t.Errorf("with a draft: %+v %v %v, %d reads", draft, part, err, c.Reads())
		}
		accept(t, s, feedback.Acceptance{Response: response("r1"), Participation: &feedback.Participation{
			SurveyID: "s", InvitationID: "i1", Wave: 1, ResponseID: "r1", At: db.Now(),
		}})
		_, part, err = s.Standing(ctx, "k", by)
		if err != nil || part == nil || part.ResponseID != "r1" {
			t.Errorf("answered: %+v, %v", part, err)
		}
	})
}

func TestOnlyTheScopeIsRead(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s, ctx := open(t, d), context.Background()
		for i := range 5 {
			r := response(feedback.ID(fmt.Sprint("r", i)))
			if i%2 == 1 {
				r.Region, r.Area, r.Rep = "华北", "京津", "wu@example.com"
			}
			r.Quarantined = i == 4
			accept(t, s, feedback.Acceptance{Response: r})
		}
		for scope, want := range map[string]int{
			"all": 4, "region:华东": 2, "region:华北": 2, "area:京津": 2, "own:wu@example.com": 2, "region:西北": 0,
		} {
			sc, err := access.ParseScope(scope)
			if err != nil {
				t.Fatal(err)
			}
			page, err := s.Page(ctx, access.Viewer{Scope: sc}, feedback.Query{Survey: "s"})
			if err != nil || len(page) != want {
				t.Errorf("%s: %d responses, want %d (%v)", scope, len(page), want, err)
			}
		}
		if page, err := s.Page(ctx, access.Viewer{}, feedback.Query{Survey: "s"}); err != nil || len(page) != 0 {
			t.Errorf("no scope sees %d responses (%v)", len(page), err)
		}
		if page, err := s.Page(ctx, everyone, feedback.Query{Survey: "s", Quarantined: true, Limit: 3}); err != nil || len(page) != 3 {
			t.Errorf("a page of three has %d (%v)", len(page), err)
		}
		elsewhere := access.Viewer{Scope: access.Scope{Level: access.Region, Value: "华北"}}
		if _, err := s.Identity(ctx, elsewhere, "s", "r0"); fault.KindOf(err) != fault.KindNotFound {
			t.Errorf("a foreign answer: %v", err)
		}
	})
}

func TestIdentityNamesTheDealerOfAnInvitation(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s, ctx := open(t, d), context.Background()
		accept(t, s, feedback.Acceptance{Response: response("r1"), Participation: &feedback.Participation{
			SurveyID: "s", InvitationID: "i2", Wave: 1, ResponseID: "r1", At: db.Now(),
		}})
		accept(t, s, feedback.Acceptance{Response: response("r2")})
		known, err := s.Identity(ctx, everyone, "s", "r1")
		if err != nil || known.Dealer != "D-i2" || known.DealerName != "永盛商贸" || known.Response.Data["d1"] != "owner" {
			t.Errorf("invited: %+v, %v", known, err)
		}
		unknown, err := s.Identity(ctx, everyone, "s", "r2")
		if err != nil || unknown.Dealer != "" {
			t.Errorf("not invited: %+v, %v", unknown, err)
		}
	})
}

func TestOneThatCannotBeStoredTakesNoOthersWithIt(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := open(t, d)
		var wg sync.WaitGroup
		for i := range 60 {
			wg.Go(func() {
				a := feedback.Acceptance{Response: response(feedback.ID(fmt.Sprint("r", i))), DraftKey: fmt.Sprint("k", i)}
				if i%10 == 3 {
					a.Response.Channel = "smoke signal" // the schema refuses it
				}
				out, err := s.Accept(context.Background(), a)
				if (err != nil) != (i%10 == 3) || err == nil && !out.Stored {
					t.Errorf("answer %d: %+v, %v", i, out, err)
				}
			})
		}
		wg.Wait()
		if r, j := count(t, d, "responses"), len(named(t, d)); r != 54 || j != 54 {
			t.Errorf("%d responses stored and %d in jobs, of 54 good ones", r, j)
		}
	})
}

func TestAnAnswerInsideATransactionIsPartOfIt(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := open(t, d)
		err := d.InTx(context.Background(), func(ctx context.Context) error {
			if _, err := s.Accept(ctx, feedback.Acceptance{Response: response("r1")}); err != nil {
				return err
			}
			return fault.NotFound("x")
		})
		if fault.KindOf(err) != fault.KindNotFound || count(t, d, "responses") != 0 {
			t.Errorf("%v, %d responses", err, count(t, d, "responses"))
		}
	})
}
