package faulttest

// The program as a process that can be killed.

import (
	"bufio"
	"context"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"dealervoice/cmd/internal/app"
	"dealervoice/cmd/internal/config"
	"dealervoice/cmd/internal/jobs"
)

// The environment of a process that is to be the server.
const (
	dsnEnv    = "DEALERVOICE_TEST_SERVER"
	addrEnv   = "DEALERVOICE_TEST_ADDR"
	folderEnv = "DEALERVOICE_TEST_FOLDER"
	smtpEnv   = "DEALERVOICE_TEST_SMTP" // empty: no mail
)

func TestMain(m *testing.M) {
	if dsn := os.Getenv(dsnEnv); dsn != "" {
		if err := serve(dsn, os.Getenv(addrEnv)); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// serve is what the serve command does, without its flags and its manners.
func serve(dsn, addr string) error {
	ctx := context.Background()
	c := config.Config{DatabaseURL: dsn, Addr: addr, BaseURL: "http://" + addr, DataDir: os.Getenv(folderEnv), TimeZone: "Asia/Shanghai"}
	if c.SMTPURL = os.Getenv(smtpEnv); c.SMTPURL != "" {
		c.MailFrom, c.MailConnections = sender, 2
	}
	a, err := app.New(ctx, c, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	fmt.Println(ready)
	go a.Worker().Run(ctx)
	return a.Web().HTTP(addr).Serve(listener)
}

const ready = "ready"

// sender is whom letters come from.
const sender = "Voice <voice@maker.example.com>"

// server starts the process and starts it again after each kill.
type server struct {
	t      *testing.T
	dsn    string
	addr   string
	folder string
	smtp   string
	cmd    *exec.Cmd
}

func (s *server) start() {
	s.t.Helper()
	s.cmd = exec.Command(os.Args[0])
	s.cmd.Env = append(os.Environ(), dsnEnv+"="+s.dsn, addrEnv+"="+s.addr, folderEnv+"="+s.folder, smtpEnv+"="+s.smtp)
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		s.t.Fatal(err)
	}
	if err := s.cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if strings.TrimSpace(line) != ready {
		s.t.Fatalf("the server said %q (%v)", line, err)
	}
}

func (s *server) kill() {
	s.t.Helper()
	if err := s.cmd.Process.Kill(); err != nil {
		s.t.Fatal(err)
	}
	_ = s.cmd.Wait()
}

// freeAddress is one that nobody listens on just now.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// quickWorker takes over jobs of workers that were killed, without waiting for
// the usual lease: it works on a database where those leases are let run out.
func quickWorker(t *testing.T, a *app.App) {
	t.Helper()
	ctx := context.Background()
	if err := a.DB.Write(ctx).Exec("UPDATE jobs SET locked_until = ? WHERE locked_until IS NOT NULL", time.Now().Add(-time.Hour).UTC()).Error; err != nil {
		t.Fatal(err)
	}
	w := a.Worker()
	if err := w.Drain(ctx); err != nil {
		t.Fatal(err)
	}
	counts, err := a.Queue.Stats(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range counts {
		want := jobs.Count{Kind: c.Kind}
		if slices.Contains(w.Recurring(), c.Kind) {
			want.Waiting = 1 // the next one
		}
		if c != want {
			t.Errorf("jobs left: %+v", c)
		}
	}
}
