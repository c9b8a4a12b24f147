package mailtest

import (
	"bytes"
	"crypto/tls"
	"errors"
	"io"
	"mime"
	"net"
	"net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// Letter is a message that the server has taken.
type Letter struct {
	From, To string // of the envelope
	Raw      []byte
}

// Header reads a header of the letter, its words decoded.
func (l Letter) Header(t testing.TB, name string) string {
	t.Helper()
	m, err := mail.ReadMessage(bytes.NewReader(l.Raw))
	if err != nil {
		t.Fatalf("read letter: %v\n%s", err, l.Raw)
	}
	text, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get(name))
	if err != nil {
		t.Fatalf("header %s: %v", name, err)
	}
	return text
}

// Stage is where a script may speak.
type Stage string

// The stages of a dialogue.
const (
	Rcpt  Stage = "rcpt"  // instead of taking the recipient
	Begin Stage = "begin" // instead of taking the letter, once it came
	End   Stage = "end"   // the letter is kept; instead of saying so
)

// ErrHang cuts the line without an answer.
var ErrHang = errors.New("cut the line")

// Reply is an answer of the server.
func Reply(code int, status [3]int, text string) error {
	return &smtp.SMTPError{Code: code, EnhancedCode: status, Message: text}
}

// Server is a mail server.
type Server struct {
	Addr string
	mu   sync.Mutex
	box  []Letter
	say  func(Stage, string) error
	smtp *smtp.Server
	user string
}

// Options of a server.
type Options struct {
	TLS      *tls.Config // offered by STARTTLS, or spoken from the start
	Implicit bool
	User     string // "name:password" that must log in
}

// Start runs a server until the test ends.
func Start(t testing.TB, o Options) *Server {
	t.Helper()
	s := &Server{say: func(Stage, string) error { return nil }, user: o.User}
	s.smtp = smtp.NewServer(s)
	s.smtp.Domain, s.smtp.TLSConfig = "mail.example.com", o.TLS
	s.smtp.AllowInsecureAuth = o.TLS == nil
	s.smtp.ReadTimeout, s.smtp.WriteTimeout = time.Minute, time.Minute
	s.smtp.ErrorLog = quiet{}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.Addr = l.Addr().String()
	if o.Implicit {
		l = tls.NewListener(l, o.TLS)
	}
	go func() { _ = s.smtp.Serve(l) }()
	t.Cleanup(func() { _ = s.smtp.Close() })
	return s
}

type quiet struct{}

func (quiet) Printf(string, ...any) {}
func (quiet) Println(...any)        {}

// Say sets the script: it is asked at each stage with the recipient.
func (s *Server) Say(script func(Stage, string) error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.say = script
}

func (s *Server) script(at Stage, to string) error {
	s.mu.Lock()
	say := s.say
	s.mu.Unlock()
	return say(at, to)
}

// Box is what the server has taken so far.
func (s *Server) Box() []Letter {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Letter(nil), s.box...)
}

// Counts tells how many letters each recipient got.
func (s *Server) Counts() map[string]int {
	out := map[string]int{}
	for _, l := range s.Box() {
		out[l.To]++
	}
	return out
}

// Empty forgets what was taken.
func (s *Server) Empty() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.box = nil
}

// NewSession begins a dialogue.
func (s *Server) NewSession(c *smtp.Conn) (smtp.Session, error) {
	return &session{server: s, conn: c}, nil
}

type session struct {
	server   *Server
	conn     *smtp.Conn
	known    bool
	from, to string
}

func (s *session) AuthMechanisms() []string {
	if s.server.user == "" {
		return nil
	}
	return []string{sasl.Plain}
}

func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, name, password string) error {
		if s.known = name+":"+password == s.server.user; !s.known {
			return Reply(535, [3]int{5, 7, 8}, "wrong password")
		}
		return nil
	}), nil
}

func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	if s.server.user != "" && !s.known {
		return Reply(530, [3]int{5, 7, 0}, "log in first")
	}
	s.from = from
	return nil
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.to = to
	return s.answer(Rcpt)
}

func (s *session) answer(at Stage) error {
	err := s.server.script(at, s.to)
	if errors.Is(err, ErrHang) {
		_ = s.conn.Conn().Close()
	}
	return err
}

func (s *session) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if err := s.answer(Begin); err != nil {
		return err
	}
	s.server.mu.Lock()
	s.server.box = append(s.server.box, Letter{From: s.from, To: s.to, Raw: raw})
	s.server.mu.Unlock()
	return s.answer(End)
}

func (s *session) Reset() { s.from, s.to = "", "" }

func (s *session) Logout() error { return nil }

// URL is how the program is told of the server.
func (s *Server) URL() string { return "smtp://" + s.Addr }

// Lines gives a letter's text as one line of words, for looking for some.
func (l Letter) Lines() string { return strings.Join(strings.Fields(string(l.Raw)), " ") }
