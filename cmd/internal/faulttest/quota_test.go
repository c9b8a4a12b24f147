package faulttest

// B9: a quota under a crowd, with two programs on one database.

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/survey"
)

// quotaForm asks one question; its quota has as many places as said.
const quotaForm = `{"title":{"default":"Quota","zh-cn":"配额"},
	"dv":{"privacy":{"mode":"identified"},"quotas":{"target":1000,"cells":[{"id":"side-a","if":"{side} = 'a'","limit":%d},{"id":"all","percent":100}]}},
	"pages":[{"name":"p","elements":[{"type":"radiogroup","name":"side","choices":["a","b"],"isRequired":true,"title":{"default":"Side?","zh-cn":"哪边？"}}]}]}`

func TestAQuotaTakesExactlyItsPlacesOfACrowdAtTwoPrograms(t *testing.T) {
	dbtest.EachDSN(t, func(t *testing.T, dsn string) {
		a := apptest.Start(t, dsn) // the auditor
		var bases []string
		for range 2 {
			s := &server{t: t, dsn: dsn, addr: freeAddress(t), folder: t.TempDir()}
			s.start()
			defer s.kill()
			bases = append(bases, "http://"+s.addr)
		}
		for _, x := range []struct {
			slug          string
			places, crowd int
		}{{"hundred", 100, 500}, {"last-place", 1, 40}} {
			p := publishQuota(t, a, x.slug, x.places)
			c := gather(t, bases, x.slug, x.crowd)
			began := time.Now()
			c.send(t)
			t.Logf("%s: %d posts to 2 programs in %s", x.slug, x.crowd, time.Since(began).Round(time.Millisecond))
			c.audit(t, a, p, x.places)
			first := c.places
			c.send(t) // everybody again: nothing changes
			c.audit(t, a, p, x.places)
			for i := range first {
				if first[i] != c.places[i] {
					t.Errorf("%s: sent again, respondent %d was told otherwise", x.slug, i)
				}
			}
		}
	})
}

func publishQuota(t *testing.T, a *apptest.App, slug string, places int) survey.Published {
	t.Helper()
	ctx := context.Background()
	if _, report, err := a.Surveys.Import(ctx, machine, survey.Import{Slug: slug, Source: fmt.Appendf(nil, quotaForm, places)}); err != nil {
		t.Fatalf("%v\n%+v", err, report)
	}
	if _, err := a.Surveys.Publish(ctx, machine, slug); err != nil {
		t.Fatal(err)
	}
	p, err := a.Surveys.Published(ctx, slug)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// crowd is people who have the form open.
type crowd struct {
	addresses, bodies []string
	places            []bool // who got one
}

var slipField = regexp.MustCompile(`name="?_sid"? value="?([^" >]+)"?`)

// gather opens the form for everybody, half of them at each program.
func gather(t *testing.T, bases []string, slug string, n int) *crowd {
	t.Helper()
	c := &crowd{places: make([]bool, n)}
	for i := range n {
		address := bases[i%len(bases)] + "/s/" + slug
		page, status, err := request(address, "")
		found := slipField.FindStringSubmatch(page)
		if err != nil || status != http.StatusOK || found == nil {
			t.Fatalf("open the form: %d, %v", status, err)
		}
		c.addresses = append(c.addresses, address)
		c.bodies = append(c.bodies, url.Values{"_sid": {found[1]}, "side": {"a"}, "_page": {"1"}, "_go": {"submit"}}.Encode()+"&_end=1")
	}
	return c
}

// send posts for everybody at once. What breaks off or is put off is sent again
// as it is, as a browser's user would.
func (c *crowd) send(t *testing.T) {
	t.Helper()
	c.places = make([]bool, len(c.bodies))
	start := make(chan struct{})
	var all sync.WaitGroup
	for i := range c.bodies {
		all.Go(func() {
			<-start
			for range 100 {
				location, status, err := post(c.addresses[i], c.bodies[i])
				if err == nil && status == http.StatusSeeOther {
					c.places[i] = !strings.Contains(location, "full=1")
					return
				}
				if err == nil && status != http.StatusServiceUnavailable {
					t.Errorf("respondent %d: answered with %d", i, status)
					return
				}
				time.Sleep(50 * time.Millisecond)
			}
			t.Errorf("respondent %d was never heard", i)
		})
	}
	close(start)
	all.Wait()
}

// post sends a form and tells where it leads.
func post(address, body string) (location string, status int, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, strings.NewReader(body))
	if err != nil {
		return "", 0, err
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		return "", 0, err
	}
	return resp.Header.Get("Location"), resp.StatusCode, resp.Body.Close()
}

// audit compares what people were told with what is stored and counted.
func (c *crowd) audit(t *testing.T, a *apptest.App, p survey.Published, places int) {
	t.Helper()
	ctx := context.Background()
	told := 0
	for _, ok := range c.places {
		if ok {
			told++
		}
	}
	var counted, aside int
	row := a.DB.Read(ctx).Raw(`SELECT sum(CASE WHEN quarantined THEN 0 ELSE 1 END), sum(CASE WHEN quarantined AND over_quota = 'side-a' THEN 1 ELSE 0 END)
		FROM responses WHERE survey_id = ?`, p.Survey.ID).Row()
	if err := row.Scan(&counted, &aside); err != nil {
		t.Fatal(err)
	}
	board, err := a.Places.Board(ctx, machine, p, []survey.Version{p.Version})
	if err != nil || len(board) != 2 {
		t.Fatalf("%+v, %v", board, err)
	}
	over := len(c.bodies) - places
	if told != places || counted != places || aside != over {
		t.Errorf("%d places: %d people were told they have one, %d answers count, %d stand aside (want %d)", places, told, counted, aside, over)
	}
	if b := board[0].Count; b.Filled != places || b.Held != 0 || b.Excess != over {
		t.Errorf("%d places: the cell counts %+v", places, b)
	}
	if b := board[1].Count; b.Filled != places || b.Held != 0 || b.Excess != 0 {
		t.Errorf("the other cell counts %+v: an answer takes all its places or none", b)
	}
	t.Logf("%d places, %d at once: %d told, %d count, %d aside", places, len(c.bodies), told, counted, aside)
}
