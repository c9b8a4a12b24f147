package apptest

// Starting the real program and entering it.

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net/http/cookiejar"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/app"
	"dealervoice/cmd/internal/config"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/survey/access"
	"dealervoice/survey/language"
)

// App is the running program.
type App struct {
	*app.App
	URL  string // http://127.0.0.1:port, without a slash at the end
	t    testing.TB
	log  *logBook
	user atomic.Int32
	late atomic.Int64 // how far its clock is ahead
}

// Later moves the program's clock on, for what it believes for a while. Jobs go by
// the database's clock and do not notice.
func (a *App) Later(d time.Duration) { a.late.Add(int64(d)) }

func (a *App) now() time.Time { return time.Now().Add(time.Duration(a.late.Load())) }

// Each runs fn as two subtests, on SQLite and on PostgreSQL, each with a program
// of its own on a fresh database.
func Each(t *testing.T, fn func(t *testing.T, a *App)) {
	t.Helper()
	dbtest.EachDSN(t, func(t *testing.T, dsn string) { fn(t, Start(t, dsn)) })
}

// Start runs the program on a database until the test ends. Background jobs run
// only when Work is called, so that a test knows when they have. change sets what
// its configuration has beside the usual.
func Start(t testing.TB, dsn string, change ...func(*config.Config)) *App {
	t.Helper()
	server := httptest.NewUnstartedServer(nil)
	a := &App{URL: "http://" + server.Listener.Addr().String(), t: t, log: &logBook{}}
	c := config.Config{
		DatabaseURL: dsn, Addr: server.Listener.Addr().String(), BaseURL: a.URL,
		DataDir: t.TempDir(), TimeZone: "Asia/Shanghai",
	}
	for _, set := range change {
		set(&c)
	}
	level := slog.LevelDebug // all that could be logged is looked through
	if _, timed := t.(*testing.B); timed {
		level = slog.LevelInfo // as the program is started
	}
	log := slog.New(slog.NewTextHandler(a.log, &slog.HandlerOptions{Level: level}))
	var err error
	if a.App, err = app.NewAt(context.Background(), c, log, a.now); err != nil {
		server.Close()
		t.Fatalf("start app: %v", err)
	}
	server.Config = a.Web().HTTP(c.Addr)
	server.Start()
	t.Cleanup(func() {
		server.Close()
		if err := a.Close(); err != nil {
			t.Errorf("close app: %v", err)
		}
	})
	return a
}

// Visitor is a client that nobody knows: no cookies, the language of its
// browser.
func (a *App) Visitor(tag language.Tag) *Client {
	jar, err := cookiejar.New(nil)
	if err != nil {
		a.t.Fatal(err)
	}
	return &Client{T: a.t, Base: a.URL, Language: tag, jar: jar}
}

// Password is that of every account that LogIn makes.
const Password = "correct horse battery staple"

// LogIn makes an account with the roles, which sees everything, and logs in
// through the form.
func (a *App) LogIn(t testing.TB, roles ...access.Role) *Client {
	t.Helper()
	return a.LogInAs(t, account.NewUser{Roles: roles})
}

// LogInAs is LogIn with the account described; what is missing is filled in.
func (a *App) LogInAs(t testing.TB, n account.NewUser) *Client {
	t.Helper()
	if n.Email == "" {
		n.Email = fmt.Sprintf("user%d@example.com", a.user.Add(1))
	}
	if n.Department == "" {
		n.Department = "finance"
	}
	if n.Language == "" {
		n.Language = language.Chinese
	}
	if n.Scope.Level == "" {
		n.Scope = access.Scope{Level: access.All}
	}
	n.Password = Password
	if _, err := a.Accounts.Add(context.Background(), access.Machine("test"), n); err != nil {
		t.Fatalf("add account: %v", err)
	}
	c := a.Visitor(n.Language)
	c.T = t
	p := c.Get("/login").Form("form[action='/login']").Set("email", n.Email).Set("password", Password).Submit()
	p.Expect(Status(200), At("/app"))
	return c
}

// Work runs the background jobs that are due until none is left.
func (a *App) Work() {
	a.t.Helper()
	if err := a.Worker().Drain(context.Background()); err != nil {
		a.t.Fatalf("work: %v", err)
	}
}

// Statements counts the SQL statements that the program runs during do: reads
// and writes. Nothing else may be going on.
func (a *App) Statements(do func()) (reads, writes int) {
	total := a.DB.Total()
	reads, writes = total.Reads(), total.Writes()
	do()
	return total.Reads() - reads, total.Writes() - writes
}

// Logged is everything that the program has logged so far, debug level included.
func (a *App) Logged() string { return a.log.String() }

// logBook keeps the log for tests of what must not stand in it.
type logBook struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *logBook) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

func (l *logBook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}
