package faulttest

// X01, X10: kill -9 while answers are being posted.

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/db"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/access"
)

const (
	kills       = 6
	respondents = 6
)

var machine = access.Machine("test")

// questionnaire is one open question.
const questionnaire = `{"title":{"default":"Kill","zh-cn":"中断"},"dv":{"privacy":{"mode":"identified"}},
	"pages":[{"name":"p","elements":[{"type":"comment","name":"why","isRequired":true,"title":{"default":"Why?","zh-cn":"为什么？"}}]}]}`

func TestNothingAcknowledgedIsLostOrDoubledWhenTheProgramIsKilled(t *testing.T) {
	dbtest.EachDSN(t, func(t *testing.T, dsn string) {
		a := apptest.Start(t, dsn) // the auditor; the respondents post elsewhere
		p := publish(t, a)
		s := &server{t: t, dsn: dsn, addr: freeAddress(t), folder: t.TempDir()}
		s.start()
		seed := uint64(time.Now().UnixNano())
		t.Logf("seed %d", seed)

		l := &ledger{}
		var over atomic.Bool
		var crowd sync.WaitGroup
		for i := range respondents {
			r := &respondent{name: fmt.Sprint(i), base: "http://" + s.addr, ledger: l, rng: rand.New(rand.NewPCG(seed, uint64(i)))}
			crowd.Go(func() {
				for !over.Load() {
					r.answer(&over)
				}
			})
		}
		rng := rand.New(rand.NewPCG(seed, 99))
		for n := range kills {
			l.await(t, 10*int64(n+1)) // however slow the machine, something is under way
			time.Sleep(time.Duration(rng.IntN(300)) * time.Millisecond)
			s.kill()
			s.start()
		}
		l.await(t, 10*(kills+1))
		over.Store(true)
		crowd.Wait()

		audit(t, a, p, l)
		l.sendAgain(t, "http://"+s.addr)
		s.kill()
		auditAll(t, a, p, l)
		quickWorker(t, a.App)
		everythingIsRead(t, a, p)
	})
}

func publish(t *testing.T, a *apptest.App) survey.Published {
	t.Helper()
	ctx := context.Background()
	if _, report, err := a.Surveys.Import(ctx, machine, survey.Import{Slug: "kill", Source: []byte(questionnaire)}); err != nil {
		t.Fatalf("%v\n%+v", err, report)
	}
	if _, err := a.Surveys.Publish(ctx, machine, "kill"); err != nil {
		t.Fatal(err)
	}
	p, err := a.Surveys.Published(ctx, "kill")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// entry is one answer as its respondent knows it.
type entry struct {
	text         string
	body         string // as posted
	acknowledged bool   // the whole answer 303 to the receipt was read
}

// ledger is what the respondents know.
type ledger struct {
	mu      sync.Mutex
	entries []*entry
	acks    atomic.Int64
	cut     atomic.Int64 // posts that broke off
	said    sync.Map     // status codes other than those expected
}

func (l *ledger) add(e *entry) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.entries = append(l.entries, e)
}

// await waits until so many answers have been acknowledged in all.
func (l *ledger) await(t *testing.T, acks int64) {
	t.Helper()
	for end := time.Now().Add(2 * time.Minute); l.acks.Load() < acks; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%d answers acknowledged after two minutes, want %d", l.acks.Load(), acks)
		}
	}
}

// respondent opens the form and answers it, again and again.
type respondent struct {
	name, base string
	ledger     *ledger
	rng        *rand.Rand
	n          int
}

// hidden finds the fields that the page wants to be sent back.
var hidden = regexp.MustCompile(`<input type="?hidden"? name="?([^" >]+)"? value="?([^" >]*)"?`)

func (r *respondent) answer(over *atomic.Bool) {
	page, status, err := request(r.base+"/s/kill", "")
	if err != nil || status != http.StatusOK {
		time.Sleep(10 * time.Millisecond)
		return
	}
	r.n++
	e := &entry{text: fmt.Sprintf("返利兑现太慢 %s-%d %x", r.name, r.n, r.rng.Uint64())}
	values, end := url.Values{}, ""
	for _, m := range hidden.FindAllStringSubmatch(page, -1) {
		if m[1] == "_end" {
			end = "&_end=" + m[2]
			continue
		}
		values.Set(m[1], m[2])
	}
	values.Set("why", e.text)
	values.Set("_go", "submit")
	e.body = values.Encode() + end
	r.ledger.add(e)
	for tries := 0; ; tries++ {
		_, status, err := request(r.base+"/s/kill", e.body)
		switch {
		case err == nil && status == http.StatusSeeOther:
			e.acknowledged = true
			r.ledger.acks.Add(1)
			return
		case err == nil:
			r.ledger.said.Store(status, e.text)
		default:
			r.ledger.cut.Add(1)
		}
		// Half of them give up after a failure; the others send the same again.
		if over.Load() || r.rng.IntN(2) == 0 || tries > 100 {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// request gets a page, or posts a body, and reads the whole answer.
func request(address, body string) (string, int, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 15*time.Second)
	defer cancel()
	method := http.MethodGet
	if body != "" {
		method = http.MethodPost
	}
	req, err := http.NewRequestWithContext(ctx, method, address, strings.NewReader(body))
	if err != nil {
		return "", 0, err
	}
	if body != "" {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	resp, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		return "", 0, err
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	return string(text), resp.StatusCode, err
}

// stored counts the stored answers by their text.
func stored(t *testing.T, a *apptest.App, p survey.Published) map[string]int {
	t.Helper()
	texts := map[string]int{}
	err := a.Feedback.Each(context.Background(), machine, feedback.Query{Survey: p.Survey.ID, Quarantined: true}, func(r feedback.Response) error {
		texts[fmt.Sprint(r.Data["why"])]++
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

// audit compares the books while some posts were given up.
func audit(t *testing.T, a *apptest.App, p survey.Published, l *ledger) {
	t.Helper()
	texts := stored(t, a, p)
	acknowledged, given, ghosts := 0, 0, 0
	for _, e := range l.entries {
		n := texts[e.text]
		switch {
		case e.acknowledged && n != 1:
			t.Errorf("acknowledged and stored %d times: %s", n, e.text)
		case n > 1:
			t.Errorf("not acknowledged and stored %d times: %s", n, e.text)
		}
		if e.acknowledged {
			acknowledged++
		} else {
			given++
			ghosts += n
		}
		delete(texts, e.text)
	}
	for text := range texts {
		t.Errorf("stored and never posted like that: %s", text)
	}
	l.said.Range(func(status, text any) bool {
		if status != http.StatusServiceUnavailable {
			t.Errorf("a post was answered with %v: %s", status, text)
		}
		return true
	})
	t.Logf("%d acknowledged, %d given up (%d of them stored), %d posts cut off, %d kills", acknowledged, given, ghosts, l.cut.Load(), kills)
	if l.cut.Load() == 0 {
		t.Error("no post was cut off: the test shows nothing")
	}
}

// sendAgain posts everything that was not acknowledged once more, and some of
// what was: retries converge.
func (l *ledger) sendAgain(t *testing.T, base string) {
	t.Helper()
	for i, e := range l.entries {
		if e.acknowledged && i%10 != 0 {
			continue
		}
		if _, status, err := request(base+"/s/kill", e.body); err != nil || status != http.StatusSeeOther {
			t.Errorf("sent again: %d, %v: %s", status, err, e.text)
		}
		e.acknowledged = true
	}
}

// auditAll wants every entry of the ledger exactly once.
func auditAll(t *testing.T, a *apptest.App, p survey.Published, l *ledger) {
	t.Helper()
	texts := stored(t, a, p)
	for _, e := range l.entries {
		if texts[e.text] != 1 {
			t.Errorf("after everything was sent again, stored %d times: %s", texts[e.text], e.text)
		}
	}
	if len(texts) != len(l.entries) {
		t.Errorf("%d answers stored, %d in the ledger", len(texts), len(l.entries))
	}
}

// everythingIsRead wants each stored answer to have been through the worker.
func everythingIsRead(t *testing.T, a *apptest.App, p survey.Published) {
	t.Helper()
	ctx := context.Background()
	var unread int64
	err := a.DB.Read(ctx).Raw(`SELECT count(*) FROM responses r WHERE r.survey_id = ? AND NOT EXISTS
		(SELECT 1 FROM readings x WHERE x.survey_id = r.survey_id AND x.response_id = r.id)`, p.Survey.ID).Scan(&unread).Error
	if err != nil || unread != 0 {
		t.Errorf("%d answers were never read (%v): a job was lost", unread, err)
	}
	if a.DB.Dialect() == db.SQLite {
		var verdict string
		if err := a.DB.Read(ctx).Raw("PRAGMA integrity_check").Scan(&verdict).Error; err != nil || verdict != "ok" {
			t.Errorf("integrity check: %s (%v)", verdict, err)
		}
	}
}
