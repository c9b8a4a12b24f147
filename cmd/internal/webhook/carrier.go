package webhook

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"dealervoice/survey/invitation"
	"dealervoice/survey/port"
)

// Options are what a carrier is made of.
type Options struct {
	Hooks    invitation.HookStore
	Key      func() ([]byte, error) // what secrets follow from
	Allow    Allow
	Clock    port.Clock
	Sessions int
	Patience time.Duration                                     // for one call; default 5 s
	Words    func(l invitation.Letter) (subject, intro string) // that the survey says if it has none of its own
}

// Carrier is an invitation.Carrier by webhook, and an invitation.Line.
type Carrier struct {
	options Options
	mu      sync.Mutex
	quiet   time.Time // nobody calls before
}

var (
	_ invitation.Carrier = (*Carrier)(nil)
	_ invitation.Line    = (*Carrier)(nil)
)

// New makes the carrier.
func New(o Options) *Carrier {
	if o.Patience <= 0 {
		o.Patience = 5 * time.Second
	}
	o.Sessions = max(o.Sessions, 1)
	return &Carrier{options: o}
}

// pause is how long nobody calls after the gateway could not be reached.
const pause = 30 * time.Second

// patience is how long a gateway may fail before it is turned off.
const patience = 3 * 24 * time.Hour

// maxAnswer bounds what is read of an answer.
const maxAnswer = 64 << 10

// Check refuses an address that must not be called.
func (c *Carrier) Check(_ context.Context, raw string) error {
	_, err := c.options.Allow.parse(raw)
	return err
}

// Secret is what the receiver checks signatures with.
func (c *Carrier) Secret(salt string) (string, error) {
	raw, err := c.secret(salt)
	return "whsec_" + base64.StdEncoding.EncodeToString(raw), err
}

func (c *Carrier) secret(salt string) ([]byte, error) {
	key, err := c.options.Key()
	if err != nil {
		return nil, err
	}
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte("gateway\x00" + salt))
	return mac.Sum(nil), nil
}

// Sessions is how many calls may be under way at a time.
func (c *Carrier) Sessions() int { return c.options.Sessions }

// Open tells whether the gateway may be called now.
func (c *Carrier) Open(ctx context.Context) (invitation.Session, error) {
	c.mu.Lock()
	quiet := c.options.Clock().Before(c.quiet)
	c.mu.Unlock()
	if quiet {
		return nil, &invitation.Failure{Verdict: invitation.Unreachable, Text: "the gateway was not reached a moment ago"}
	}
	h, err := c.options.Hooks.Hook(ctx)
	if err != nil {
		return nil, err
	}
	if h == nil || h.Off != "" {
		return nil, &invitation.Failure{Verdict: invitation.Off, Text: "no gateway"}
	}
	u, err := c.options.Allow.parse(h.URL)
	if err != nil {
		return nil, &invitation.Failure{Verdict: invitation.Off, Text: "the gateway's address", Cause: err}
	}
	secret, err := c.secret(h.Salt)
	if err != nil {
		return nil, err
	}
	return &session{carrier: c, hook: *h, secret: secret, client: c.client(u)}, nil
}

// client dials the address alone, and what it looks like when it is dialled.
func (c *Carrier) client(u *url.URL) *http.Client {
	dialer := &net.Dialer{Timeout: c.options.Patience, Control: c.options.Allow.control(u)}
	return &http.Client{
		Timeout:       c.options.Patience,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			DialContext: dialer.DialContext, DisableCompression: true, MaxResponseHeaderBytes: 16 << 10,
			ResponseHeaderTimeout: c.options.Patience, TLSHandshakeTimeout: c.options.Patience, MaxIdleConns: 1,
		},
	}
}

// session calls the gateway, one message after the other.
type session struct {
	carrier *Carrier
	hook    invitation.Hook
	secret  []byte
	client  *http.Client
}

// Close drops the connections.
func (s *session) Close() error {
	s.client.CloseIdleConnections()
	return nil
}

// payload is the body of a call.
type payload struct {
	Type      string    `json:"type"`
	Timestamp time.Time `json:"timestamp"`
	Data      data      `json:"data"`
}

type data struct {
	ID       invitation.Tag  `json:"id"`
	Kind     invitation.Kind `json:"kind"`
	To       string          `json:"to"`
	Name     string          `json:"name"`
	Language string          `json:"language"`
	Survey   string          `json:"survey"`
	Text     string          `json:"text"`
	Link     string          `json:"link"`
	Leave    string          `json:"leave"`
}

// Send makes one call. There is no point of no return: the receiver takes an id
// once.
func (s *session) Send(ctx context.Context, l invitation.Letter, _ func(context.Context) error) error {
	began := s.carrier.options.Clock()
	status, err := s.call(ctx, l, began)
	verdict, problem := judge(status, err)
	d := invitation.Delivery{
		Tag: l.Tag, At: began.UTC().Truncate(time.Microsecond), Status: status, Problem: problem,
		Millis: int(s.carrier.options.Clock().Sub(began).Milliseconds()),
	}
	log, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	if e := s.carrier.options.Hooks.AddDelivery(log, d); e != nil {
		return fmt.Errorf("note a call of the gateway: %w", e)
	}
	if e := s.carrier.note(log, s.hook, verdict, problem); e != nil {
		return e
	}
	if problem == "" {
		return nil
	}
	return &invitation.Failure{Verdict: verdict, Code: status, Text: problem, Cause: err}
}

// call posts a letter and gives the status of the answer.
func (s *session) call(ctx context.Context, l invitation.Letter, now time.Time) (int, error) {
	_, intro := s.carrier.options.Words(l)
	if l.Intro != "" {
		intro = l.Intro
	}
	body, err := json.Marshal(payload{Type: "invitation.send", Timestamp: now.UTC().Truncate(time.Second), Data: data{
		ID: l.Tag, Kind: l.Kind, To: l.To, Name: l.Name, Language: string(l.Language), Survey: l.Survey,
		Text: l.Fill(intro), Link: l.Link, Leave: l.Leave,
	}})
	if err != nil {
		return 0, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.hook.URL, strings.NewReader(string(body)))
	if err != nil {
		return 0, err
	}
	stamp := strconv.FormatInt(now.Unix(), 10)
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "dealervoice")
	req.Header.Set("webhook-id", string(l.Tag))
	req.Header.Set("webhook-timestamp", stamp)
	req.Header.Set("webhook-signature", Sign(s.secret, string(l.Tag), stamp, body))
	res, err := s.client.Do(req)
	if err != nil {
		return 0, err
	}
	defer res.Body.Close()
	_, _ = io.Copy(io.Discard, io.LimitReader(res.Body, maxAnswer)) // the status is all that counts
	return res.StatusCode, nil
}

// Sign is the signature of Standard Webhooks.
func Sign(secret []byte, id, timestamp string, body []byte) string {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(id + "." + timestamp + "."))
	mac.Write(body)
	return "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// judge tells what an answer means.
func judge(status int, err error) (invitation.Verdict, string) {
	switch {
	case errors.Is(err, errForbidden):
		return invitation.Off, "gateway.private"
	case err != nil:
		return invitation.Unreachable, "gateway.no_answer"
	case status >= 200 && status < 300:
		return invitation.Later, ""
	case status == http.StatusGone:
		return invitation.Off, "gateway.off.gone"
	case status == http.StatusRequestTimeout, status == http.StatusTooManyRequests, status >= 500:
		return invitation.Unreachable, "gateway.busy"
	case status >= 300 && status < 400:
		return invitation.Never, "gateway.redirect"
	}
	return invitation.Never, "gateway.refused"
}

// note keeps how the gateway does: quiet for a while, or turned off.
func (c *Carrier) note(ctx context.Context, h invitation.Hook, v invitation.Verdict, problem string) error {
	now := c.options.Clock().UTC().Truncate(time.Microsecond)
	was := h
	switch {
	case problem == "":
		h.Failing = nil
	case v == invitation.Off:
		h.Off = problem
	case v == invitation.Unreachable:
		c.mu.Lock()
		c.quiet = now.Add(pause)
		c.mu.Unlock()
		if h.Failing == nil {
			h.Failing = &now
		} else if now.Sub(*h.Failing) > patience {
			h.Off = "gateway.off.failing"
		}
	}
	if (was.Failing == nil) == (h.Failing == nil) && was.Off == h.Off {
		return nil
	}
	if err := c.options.Hooks.SaveHook(ctx, h); err != nil {
		return fmt.Errorf("note how the gateway does: %w", err)
	}
	return nil
}
