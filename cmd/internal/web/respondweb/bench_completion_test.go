package respondweb_test

// A completion is what one respondent costs: the form is opened, twenty
// questions are answered, the answer is handed in. Beside it the least that
// could be done: an Echo page of the same bytes, and an Echo handler that reads
// the same form and inserts one row. Both in one run, taking turns.

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/db/dbtest"
)

// twenty is a form of twenty questions on one page: the types that dealers are
// asked most, with a condition.
func twenty() string {
	var list []string
	for i := range 20 {
		q := fmt.Sprintf(`"name":"q%d","title":{"default":"Question %d","zh-cn":"第 %d 题"}`, i, i, i)
		switch i % 5 {
		case 0:
			q = `{"type":"radiogroup",` + q + `,"isRequired":true,"choices":["a","b","c","d"]}`
		case 1:
			q = `{"type":"rating",` + q + `,"rateMin":0,"rateMax":10}`
		case 2:
			q = `{"type":"checkbox",` + q + `,"choices":["k","l","m","n"]}`
		case 3:
			q = `{"type":"comment",` + q + fmt.Sprintf(`,"maxLength":2000,"visibleIf":"{q%d} notempty"}`, i-3)
		default:
			q = `{"type":"matrix",` + q + `,"columns":[1,2,3,4,5],"rows":["r1","r2","r3"]}`
		}
		list = append(list, q)
	}
	return `{"title":"Twenty","pages":[{"name":"p","elements":[` + strings.Join(list, ",") + `]}]}`
}

// twentyAnswered are the fields of a whole answer.
func twentyAnswered() string {
	var b strings.Builder
	for i := range 20 {
		switch i % 5 {
		case 0:
			fmt.Fprintf(&b, "q%d=b&", i)
		case 1:
			fmt.Fprintf(&b, "q%d=%d&", i, i%11)
		case 2:
			fmt.Fprintf(&b, "q%d=k&q%d=m&", i, i)
		case 3:
			fmt.Fprintf(&b, "q%d=%s&", i, "%E5%88%B0%E8%B4%A7%E6%99%9A%EF%BC%8C%E8%BF%94%E5%88%A9%E6%85%A2")
		default:
			fmt.Fprintf(&b, "q%d.r1=4&q%d.r2=5&q%d.r3=2&", i, i, i)
		}
	}
	return b.String()
}

// BenchmarkCompletion prints completions a second of the product and of the
// bare handlers, their ratio, and the product's 99th percentile.
func BenchmarkCompletion(b *testing.B) {
	for _, d := range []struct {
		name string
		dsn  func(testing.TB) string
	}{{"sqlite", dbtest.SQLite}, {"postgres", dbtest.Postgres}} {
		b.Run(d.name, func(b *testing.B) {
			a := apptest.Start(b, d.dsn(b))
			l := newLoad(b, a)
			publish(b, a, "twenty", twenty())
			l.page = []byte(visitor(a).Get("/s/twenty").Body)
			for _, clients := range []int{8, 32} {
				b.Run(fmt.Sprintf("clients=%d", clients), func(b *testing.B) { l.complete(b, clients) })
			}
		})
	}
}

func (l *load) complete(b *testing.B, clients int) {
	const rounds = 5
	kinds := map[string]string{"bare": l.bare, "ours": strings.TrimPrefix(l.app.URL, "http://")}
	rates, times := map[string]float64{}, map[string][]time.Duration{}
	for range rounds {
		for _, name := range []string{"bare", "ours"} {
			took, all := completions(b, kinds[name], clients)
			rates[name] += float64(len(all)) / took.Seconds() / rounds
			times[name] = append(times[name], all...)
		}
	}
	for b.Loop() { // the work is done; nothing here is per iteration
	}
	for name, list := range times {
		slices.Sort(list)
		b.ReportMetric(rates[name], name+"/s")
		b.ReportMetric(float64(list[len(list)*99/100].Microseconds())/1000, name+"-p99-ms")
	}
	b.ReportMetric(rates["ours"]/rates["bare"], "ratio")
	b.ReportMetric(0, "ns/op")
}

// completions lets clients complete forms over keep-alive connections for a
// while.
func completions(b *testing.B, addr string, clients int) (took time.Duration, all []time.Duration) {
	b.Helper()
	var wg sync.WaitGroup
	var mu sync.Mutex
	runtime.GC()
	start := time.Now()
	for i := range clients {
		wg.Go(func() {
			mine, err := complete(addr, fmt.Sprintf("%d-%d", i, start.UnixNano()), start.Add(800*time.Millisecond))
			if err != nil {
				b.Error(err)
			}
			mu.Lock()
			all = append(all, mine...)
			mu.Unlock()
		})
	}
	wg.Wait()
	return time.Since(start), all
}

var answered = twentyAnswered()

// complete opens the form and hands it in, again and again. The bare page has
// no submission id of its own, so one is made up.
func complete(addr, name string, end time.Time) (times []time.Duration, err error) {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	r := bufio.NewReaderSize(conn, 64<<10)
	bare := true
	for n := 0; time.Now().Before(end); n++ {
		begin := time.Now()
		if _, err := io.WriteString(conn, "GET /s/twenty HTTP/1.1\r\nHost: x\r\n\r\n"); err != nil {
			return times, err
		}
		page, err := body(r)
		if err != nil {
			return times, err
		}
		sid := name + "-" + strconv.Itoa(n)
		if n == 0 {
			bare = page.head.Get("Content-Security-Policy") == ""
		}
		if !bare {
			_, rest, _ := strings.Cut(page.text, `name="_sid" value="`)
			sid, _, _ = strings.Cut(rest, `"`)
		}
		post := answered + "_sid=" + sid + "&_page=1&_go=submit&_end=1"
		if _, err := fmt.Fprintf(conn, "POST /s/twenty HTTP/1.1\r\nHost: x\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s", urlencoded, len(post), post); err != nil {
			return times, err
		}
		if err := skip(r, 303); err != nil {
			return times, err
		}
		times = append(times, time.Since(begin))
	}
	return times, nil
}

// sent is a page as it came.
type sent struct {
	head http.Header
	text string
}

// body reads a page.
func body(r *bufio.Reader) (sent, error) {
	resp, err := http.ReadResponse(r, nil)
	if err != nil {
		return sent{}, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode != http.StatusOK {
		err = fmt.Errorf("answered %s", resp.Status)
	}
	return sent{resp.Header, string(raw)}, err
}
