package mail

import (
	"context"
	"errors"
	"fmt"
	"net/mail"
	"net/textproto"
	"regexp"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
	"github.com/wneessen/go-mail/smtp"
	"golang.org/x/time/rate"

	"dealervoice/survey/invitation"
)

// Options are what a carrier is made of.
type Options struct {
	URL      string // of the server
	From     string // "Name <address>": whom letters come from
	Return   string // where reports go, "bounce@host"; empty: to From
	Rate     float64
	Sessions int
	Writer   *Writer
	Patience time.Duration // for one letter; default 2 minutes
}

// Carrier is an invitation.Carrier by mail.
type Carrier struct {
	options Options
	server  server
	from    *mail.Address
	back    *mail.Address
	pace    *rate.Limiter // for all lines together
}

var _ invitation.Carrier = (*Carrier)(nil)

// New makes the carrier; it reaches nobody yet.
func New(o Options) (*Carrier, error) {
	s, err := parseURL(o.URL)
	if err != nil {
		return nil, err
	}
	c := &Carrier{options: o, server: s}
	if c.from, err = ParseFrom(o.From); err != nil {
		return nil, fmt.Errorf("MAIL_FROM: %w", err)
	}
	c.back = &mail.Address{Address: c.from.Address}
	if o.Return != "" {
		if c.back, err = ParseFrom(o.Return); err != nil {
			return nil, fmt.Errorf("MAIL_RETURN: %w", err)
		}
	}
	if c.options.Patience <= 0 {
		c.options.Patience = 2 * time.Minute
	}
	c.options.Sessions = max(o.Sessions, 1)
	c.pace = rate.NewLimiter(rate.Inf, 1)
	if o.Rate > 0 {
		c.pace = rate.NewLimiter(rate.Limit(o.Rate), 1)
	}
	return c, nil
}

// ParseFrom reads "Name <address>" with an address of our grammar.
func ParseFrom(s string) (*mail.Address, error) {
	a, err := mail.ParseAddress(s)
	if err != nil {
		return nil, fmt.Errorf("%q is no address", s)
	}
	address, ok := invitation.ParseAddress(a.Address)
	if !ok {
		return nil, fmt.Errorf("%q is no address", s)
	}
	return &mail.Address{Name: invitation.OneLine(a.Name, 80), Address: address}, nil
}

// Sessions is how many lines may be open at a time.
func (c *Carrier) Sessions() int { return c.options.Sessions }

// Open dials the server and gets through TLS and authentication.
func (c *Carrier) Open(ctx context.Context) (invitation.Session, error) {
	s, err := c.open(ctx)
	if err != nil {
		return nil, err
	}
	return s, nil
}

func (c *Carrier) open(ctx context.Context) (*session, error) {
	client, err := gomail.NewClient(c.server.host, c.server.options...)
	if err != nil {
		return nil, fmt.Errorf("set up the line to the mail server: %w", err)
	}
	line, err := client.DialToSMTPClientWithContext(ctx)
	if err != nil {
		return nil, &invitation.Failure{Verdict: invitation.Unreachable, Text: "dial", Cause: err}
	}
	return &session{carrier: c, client: client, line: line}, nil
}

// session is a line to the server.
type session struct {
	carrier *Carrier
	client  *gomail.Client
	line    *smtp.Client
	broken  bool
}

// Close ends the dialogue, or cuts the line where the dialogue is lost.
func (s *session) Close() error {
	if s.broken {
		return s.line.Close()
	}
	_ = s.line.UpdateDeadline(5 * time.Second)
	return s.client.CloseWithSMTPClient(s.line)
}

// Send hands one letter over.
func (s *session) Send(ctx context.Context, l invitation.Letter, handing func(context.Context) error) error {
	msg, err := s.carrier.compose(l)
	if err != nil {
		return &invitation.Failure{Verdict: invitation.Never, Text: "compose", Cause: err}
	}
	return s.hand(ctx, parcel{back: s.carrier.returnPath(l.Tag), to: l.To, msg: msg}, handing)
}

// parcel is a message on its way.
type parcel struct {
	back string // the return path
	to   string
	msg  *gomail.Msg
}

// hand leads the dialogue about one message.
func (s *session) hand(ctx context.Context, p parcel, handing func(context.Context) error) error {
	if err := s.carrier.pace.Wait(ctx); err != nil {
		return &invitation.Failure{Verdict: invitation.Unreachable, Text: "stopping", Cause: err}
	}
	if err := s.line.UpdateDeadline(s.carrier.options.Patience); err != nil {
		return s.lost(err)
	}
	if err := s.line.Mail("<" + p.back + ">"); err != nil {
		return s.refused(err, invitation.Never)
	}
	if err := s.line.Rcpt("<" + p.to + ">"); err != nil {
		return s.refused(err, invitation.Hard)
	}
	body, err := s.line.Data()
	if err != nil {
		return s.refused(err, invitation.Never)
	}
	if _, err := p.msg.WriteTo(body); err != nil {
		return s.lost(err)
	}
	if err := handing(ctx); err != nil {
		return s.lost(err) // the line is cut: a letter without its end is none
	}
	if err := body.Close(); err != nil {
		var reply *textproto.Error
		if errors.As(err, &reply) {
			return s.refused(err, invitation.Never)
		}
		s.broken = true
		return &invitation.Failure{Verdict: invitation.Unknown, Text: "no answer to the end of the letter", Cause: err}
	}
	return nil
}

// lost is a failure of the line itself.
func (s *session) lost(err error) error {
	s.broken = true
	return &invitation.Failure{Verdict: invitation.Unreachable, Text: "the line broke", Cause: err}
}

// enhanced finds a status as in RFC 3463.
var enhanced = regexp.MustCompile(`^([245])\.(\d{1,3}\.\d{1,3})\b`)

// refused reads what the server said; most is the worst that it may mean at this
// point: that there is no such mailbox is said to RCPT alone.
func (s *session) refused(err error, most invitation.Verdict) error {
	var reply *textproto.Error
	if !errors.As(err, &reply) {
		return s.lost(err)
	}
	verdict := invitation.Judge(reply.Code, enhanced.FindString(reply.Msg))
	if reply.Code == 421 {
		s.broken, verdict = true, invitation.Unreachable
	}
	if verdict == invitation.Hard && most != invitation.Hard {
		verdict = invitation.Never
	}
	if verdict != invitation.Unreachable {
		if e := s.line.Reset(); e != nil {
			s.broken = true
		}
	}
	return &invitation.Failure{Verdict: verdict, Code: reply.Code, Text: reply.Msg, Cause: err}
}

// returnPath is the message's own: bounce+TAG@host.
func (c *Carrier) returnPath(t invitation.Tag) string {
	local, host, _ := strings.Cut(c.back.Address, "@")
	return local + "+" + string(t) + "@" + host
}

// compose writes a letter as MIME.
func (c *Carrier) compose(l invitation.Letter) (*gomail.Msg, error) {
	if to, ok := invitation.ParseAddress(l.To); !ok || to != l.To {
		return nil, errors.New("no address")
	}
	w, err := c.options.Writer.Write(l)
	if err != nil {
		return nil, err
	}
	return c.message(envelope{to: l.To, name: l.Name, id: string(l.Tag), language: string(l.Language), leave: l.Leave}, w), nil
}

// envelope is what stands around a letter's words.
type envelope struct{ to, name, id, language, leave string }

// message lays a letter out as MIME.
func (c *Carrier) message(e envelope, w Written) *gomail.Msg {
	m := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	m.FromMailAddress(c.from)
	m.ToMailAddress(&mail.Address{Name: invitation.OneLine(e.name, 80), Address: e.to})
	m.Subject(w.Subject)
	_, host, _ := strings.Cut(c.from.Address, "@")
	m.SetMessageIDWithValue(e.id + "@" + host)
	m.SetDate()
	m.SetBulk()
	m.SetGenHeader("Auto-Submitted", "auto-generated")
	m.SetGenHeader("Content-Language", e.language)
	if e.leave != "" {
		m.SetListUnsubscribe(e.leave)
		m.SetListUnsubscribePost()
	}
	m.SetBodyString(gomail.TypeTextPlain, w.Text)
	m.AddAlternativeString(gomail.TypeTextHTML, w.HTML)
	return m
}
