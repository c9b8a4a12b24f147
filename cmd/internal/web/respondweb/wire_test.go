package respondweb_test

// Bad input below the form: bodies that never end, break off or lie about their
// size (A13, A14, A23), written to the socket by hand.

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"dealervoice/cmd/internal/apptest"
)

// wire sends raw bytes and reads the answer's status; 0 if the server said
// nothing.
func wire(t *testing.T, a *apptest.App, write func(w io.Writer), hangUp bool) int {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(a.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(20 * time.Second)); err != nil {
		t.Fatal(err)
	}
	write(conn)
	if hangUp {
		if err := conn.(*net.TCPConn).CloseWrite(); err != nil {
			t.Fatal(err)
		}
	}
	resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		return 0
	}
	defer resp.Body.Close()
	return resp.StatusCode
}

func head(path, more string) string {
	return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + urlencoded + "\r\n" + more + "\r\n"
}

func TestABodyThatIsNotWhatItSaysIsNeverABlankAnswer(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		publish(t, a, "small", small)
		id := sid(t, visitor(a), "/s/small")
		good := "q1=1&_sid=" + id + "&_end=1"
		for _, c := range []struct {
			name   string
			write  func(w io.Writer)
			hangUp bool
			want   int
		}{
			{"chunks without end beyond the limit", func(w io.Writer) {
				fmt.Fprint(w, head("/s/small", "Transfer-Encoding: chunked\r\n"))
				for range 200 {
					if _, err := fmt.Fprintf(w, "1000\r\n%s\r\n", strings.Repeat("x", 0x1000)); err != nil {
						return
					}
				}
				fmt.Fprint(w, "0\r\n\r\n")
			}, false, 413},
			{"shorter than announced", func(w io.Writer) {
				fmt.Fprint(w, head("/s/small", "Content-Length: 1000\r\n")+good)
			}, true, 400},
			{"a chunk that breaks off", func(w io.Writer) {
				fmt.Fprintf(w, "%s%x\r\n%s", head("/s/small", "Transfer-Encoding: chunked\r\n"), len(good)+50, good)
			}, true, 400},
			{"ten gigabytes announced", func(w io.Writer) {
				fmt.Fprint(w, head("/s/small", "Content-Length: 10000000000\r\nExpect: 100-continue\r\n"))
			}, false, 413},
			{"two lengths", func(w io.Writer) {
				fmt.Fprint(w, head("/s/small", "Content-Length: 5\r\nContent-Length: 6\r\n")+"q1=1&x")
			}, false, 400},
		} {
			t.Run(c.name, func(t *testing.T) {
				if got := wire(t, a, c.write, c.hangUp); got != c.want {
					t.Errorf("status %d, want %d", got, c.want)
				}
				if n := count(t, a, "responses") + count(t, a, "drafts"); n != 0 {
					t.Errorf("%d rows were written", n)
				}
			})
		}
		if got := wire(t, a, func(w io.Writer) {
			fmt.Fprintf(w, "%s%x\r\n%s\r\n0\r\n\r\n", head("/s/small", "Transfer-Encoding: chunked\r\n"), len(good), good)
		}, false); got != 303 {
			t.Errorf("a good form in chunks: %d", got)
		}
		calm(t, a)
	})
}
