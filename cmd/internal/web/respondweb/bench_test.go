package respondweb_test

// What a form costs beside the least that could be done: a bare Echo handler
// that sends the same bytes, and one that reads a form and inserts one row.
// Server and clients share the machine; the kinds take turns, so that what else
// goes on there touches all alike.

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/textproto"
	"net/url"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/cmd/internal/flat"
	"dealervoice/cmd/internal/heap"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/answer"
)

// BenchmarkForm measures the dealer questionnaire: its first screen, and a
// whole answer of 24 questions in one post. Metrics are requests a second and
// the ratios to the bare handlers.
func BenchmarkForm(b *testing.B) {
	for name, dsn := range map[string]func(testing.TB) string{"sqlite": dbtest.SQLite, "postgres": dbtest.Postgres} {
		b.Run(name, func(b *testing.B) {
			a := apptest.Start(b, dsn(b))
			l := newLoad(b, a)
			for _, clients := range []int{8, 32} {
				b.Run(fmt.Sprintf("clients=%d", clients), func(b *testing.B) { l.run(b, clients) })
			}
		})
	}
}

// load is what the clients send.
type load struct {
	app    *apptest.App
	survey survey.Published
	form   url.Values
	page   []byte
	bare   string // address of the bare server
}

func newLoad(b *testing.B, a *apptest.App) *load {
	l := &load{app: a, survey: dealers(b, a), form: url.Values(flat.Of(dealers(b, a).Definition, wholeAnswer()))}
	resp, err := http.Get(a.URL + "/s/dealer-quarterly")
	if err != nil {
		b.Fatal(err)
	}
	defer resp.Body.Close()
	if l.page, err = io.ReadAll(resp.Body); err != nil {
		b.Fatal(err)
	}
	if err := a.DB.Write(b.Context()).Exec("CREATE TABLE bare (id text NOT NULL PRIMARY KEY, data text NOT NULL)").Error; err != nil {
		b.Fatal(err)
	}
	floor := heap.Floor(heap.Server) // as serve has it
	b.Cleanup(func() { runtime.KeepAlive(floor) })
	server := httptest.NewServer(l.bareHandler())
	b.Cleanup(server.Close)
	l.bare = server.Listener.Addr().String()
	return l
}

// wholeAnswer answers every question of the dealer questionnaire that a
// satisfied dealer sees.
func wholeAnswer() answer.Data {
	grid := func(rows ...string) map[string]any {
		m := map[string]any{}
		for _, r := range rows {
			m[r] = 4.0
		}
		return m
	}
	return answer.Data{
		"d1": "owner", "d2": []any{"ka", "online"}, "d3": "gt8", "d4": "lt10", "d5": 4.0, "d6": 9.0, "d9": "到货快，业务员常来",
		"d10": grid(supply...), "d11": "0", "d14": 30.0, "d15": grid(append(slices.Clone(policy), "target")...),
		"d16": []any{"rebate_pay", "target", "price"}, "d18": 2.0, "d19": []any{"stock_count", "poster"}, "d20": grid(support...),
		"d21": 4.0, "d22": "都说好用", "d23": "yes", "d24_functional": "like", "d24_dysfunctional": "live", "d25": "more", "d26": "下单时就给到货日期", "d27": "yes",
	}
}

// bareHandler does the least: the same bytes; a form read and one row inserted.
func (l *load) bareHandler() http.Handler {
	e := echo.New()
	e.GET("/s/:slug", func(c echo.Context) error { return c.HTMLBlob(http.StatusOK, l.page) })
	e.POST("/s/:slug", func(c echo.Context) error {
		form, err := c.FormParams()
		if err != nil {
			return err
		}
		raw, err := json.Marshal(form)
		if err != nil {
			return err
		}
		sql := "INSERT INTO bare (id, data) VALUES (?, ?)"
		if err := l.app.DB.Write(c.Request().Context()).Exec(sql, form.Get("_sid"), string(raw)).Error; err != nil {
			return err
		}
		return c.Redirect(http.StatusSeeOther, "/done")
	})
	return e
}

// post is one whole answer of somebody new.
func (l *load) post() string {
	slip := feedback.Slip{Survey: l.survey.Survey.ID, Version: l.survey.Version.Number, Unit: feedback.NewUnit()}
	l.form.Set("_sid", "SID")
	body := strings.Replace(l.form.Encode(), "SID", l.app.Feedback.Keys().Sign(slip), 1) + "&_page=7&_go=submit&_end=1"
	return "POST /s/dealer-quarterly HTTP/1.1\r\nHost: x\r\nContent-Type: " + urlencoded + "\r\nContent-Length: " + strconv.Itoa(len(body)) + "\r\n\r\n" + body
}

const get = "GET /s/dealer-quarterly HTTP/1.1\r\nHost: x\r\n\r\n"

func (l *load) run(b *testing.B, clients int) {
	ours := strings.TrimPrefix(l.app.URL, "http://")
	kinds := []kind{
		{"get-bare", l.bare, 200, func() string { return get }},
		{"get", ours, 200, func() string { return get }},
		{"post-bare", l.bare, 303, l.post},
		{"post", ours, 303, l.post},
	}
	rates, cost, slow := map[string]float64{}, map[string]float64{}, map[string][]time.Duration{}
	const rounds = 5
	for range rounds {
		for _, k := range kinds {
			h := hammer(b, clients, k)
			n := float64(len(h.times))
			cost[k.name] += float64(h.cpu.Microseconds()) / n / rounds
			rates[k.name] += n / h.took.Seconds() / rounds
			slow[k.name] = append(slow[k.name], h.times...)
		}
	}
	for b.Loop() { // the work is done; nothing here is per iteration
	}
	for _, k := range kinds {
		b.ReportMetric(rates[k.name], k.name+"/s")
		b.ReportMetric(cost[k.name], k.name+"-cpu-us")
	}
	b.ReportMetric(rates["get"]/rates["get-bare"], "get-ratio")
	b.ReportMetric(rates["post"]/rates["post-bare"], "post-ratio")
	slices.Sort(slow["post"])
	b.ReportMetric(float64(slow["post"][len(slow["post"])*99/100].Microseconds())/1000, "post-p99-ms")
	b.ReportMetric(0, "ns/op")
}

// processor is the processor time that this process has used, clients and
// server together, PostgreSQL not among them: steadier than rates where other
// work goes on beside.
func processor(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// kind is one sort of request, to one server.
type kind struct {
	name, addr string
	want       int
	next       func() string
}

// hammered is what came of sending requests for a while.
type hammered struct {
	times     []time.Duration
	took, cpu time.Duration
}

// hammer sends requests over keep-alive connections for a while.
func hammer(b *testing.B, clients int, k kind) (h hammered) {
	b.Helper()
	const each = 700 * time.Millisecond
	prepared := make([][]string, clients)
	for i := range prepared {
		for range 4000 / clients {
			prepared[i] = append(prepared[i], k.next())
		}
	}
	var wg sync.WaitGroup
	var mu sync.Mutex
	runtime.GC()
	start, cpu := time.Now(), processor(b)
	for i := range clients {
		wg.Go(func() {
			mine, err := talk(k.addr, k.want, prepared[i], each)
			if err != nil {
				b.Error(err)
			}
			mu.Lock()
			h.times = append(h.times, mine...)
			mu.Unlock()
		})
	}
	wg.Wait()
	h.took, h.cpu = time.Since(start), processor(b)-cpu
	return h
}

// talk is one client: as little work as can be done for a request.
func talk(addr string, want int, requests []string, each time.Duration) (times []time.Duration, err error) {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	r := bufio.NewReaderSize(conn, 64<<10)
	begin := time.Now()
	for i := 0; time.Since(begin) < each; i++ {
		if i == len(requests) {
			if want == http.StatusSeeOther {
				return times, nil // each answer is handed in once
			}
			i = 0
		}
		sent := time.Now()
		if _, err := io.WriteString(conn, requests[i]); err != nil {
			return times, err
		}
		if err := skip(r, want); err != nil {
			return times, err
		}
		times = append(times, time.Since(sent))
	}
	return times, nil
}

// skip reads an answer and throws it away.
func skip(r *bufio.Reader, want int) error {
	t := textproto.NewReader(r)
	status, err := t.ReadLine()
	if err != nil {
		return err
	}
	if !strings.HasPrefix(status, "HTTP/1.1 "+strconv.Itoa(want)) {
		rest, _ := r.Peek(min(r.Buffered(), 2000))
		return fmt.Errorf("answered %s\n%s", status, rest)
	}
	head, err := t.ReadMIMEHeader()
	if err != nil {
		return err
	}
	if head.Get("Transfer-Encoding") == "chunked" {
		_, err = io.Copy(io.Discard, httputil.NewChunkedReader(r))
		if err == nil {
			_, err = t.ReadLine() // the end of the trailers
		}
		return err
	}
	length, _ := strconv.ParseInt(head.Get("Content-Length"), 10, 64)
	_, err = io.CopyN(io.Discard, r, length)
	return err
}
