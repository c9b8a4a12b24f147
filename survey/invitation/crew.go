package invitation

// Those who hand messages over, several at a time.

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/url"
	"sync"
	"time"

	"dealervoice/survey"
	"dealervoice/survey/language"
)

// crew sends messages of one mailing.
type crew struct {
	*Service
	carrier Carrier
	survey  survey.Survey
	edition *survey.Edition
	mailing Mailing
	texts   map[language.Tag]Text
}

func (s *Service) crew(ctx context.Context, sv survey.Survey, m Mailing) (*crew, error) {
	e, err := s.Surveys.PublishedVersion(ctx, sv.ID, sv.Current)
	if err != nil {
		return nil, err
	}
	texts, err := s.texts(ctx, sv.ID, m.Kind)
	if err != nil {
		return nil, err
	}
	return &crew{Service: s, carrier: s.Carriers[m.Channel], survey: sv, edition: e, mailing: m, texts: texts}, nil
}

// batch takes and sends some messages. It tells how many it took, and the key of
// the trouble if the other side cannot be reached at all.
func (c *crew) batch(ctx context.Context) (n int, trouble string, err error) {
	if c.carrier == nil {
		return 0, "invite.problem.no_channel", nil
	}
	attempt, now := rand.Text(), c.Calendar.Now()
	list, err := c.Store.Claim(ctx, Claim{
		Survey: c.survey.ID, Mailing: c.mailing.ID, Attempt: attempt, Most: batch, Now: now, Until: now.Add(c.Hold),
	})
	if err != nil || len(list) == 0 {
		return 0, "", err
	}
	letters, err := c.letters(ctx, list)
	if err == nil {
		trouble, err = c.hand(ctx, letters)
	}
	// Whatever happened: what nobody came to is free again.
	after, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	if e := c.Store.Release(after, c.mailing, attempt, c.Calendar.Now()); e != nil {
		err = errors.Join(err, fmt.Errorf("give back messages: %w", e))
	}
	if err == nil {
		err = ctx.Err()
	}
	return len(list), trouble, err
}

// parcel is a message with what goes out.
type parcel struct {
	Message
	letter Letter
}

// letters makes what goes out, and drops what must not.
func (c *crew) letters(ctx context.Context, list []Message) ([]parcel, error) {
	ids, addresses := make([]survey.InvitationID, len(list)), make([]string, len(list))
	for i, m := range list {
		ids[i], addresses[i] = m.InvitationID, m.Address
	}
	answered := map[survey.InvitationID]bool{}
	if mode := c.edition.Version.Mode; mode == survey.Identified || mode == survey.Confidential && c.mailing.Kind == Reminder {
		var err error
		if answered, err = c.Store.Answered(ctx, c.survey.ID, ids); err != nil {
			return nil, err
		}
	}
	stops, err := c.Store.Stops(ctx, addresses)
	if err != nil {
		return nil, fmt.Errorf("read stopped addresses: %w", err)
	}
	tokens, err := c.Surveys.Tokens(ctx, c.survey.Slug, ids)
	if err != nil {
		return nil, err
	}
	var out []parcel
	for _, m := range list {
		token, ok := tokens[m.InvitationID]
		why := ""
		switch _, stopped := stops[m.Address]; {
		case answered[m.InvitationID]:
			why = "invite.dropped.answered"
		case stopped:
			why = "invite.dropped.stopped"
		case !ok:
			why = "invite.dropped.no_link"
		}
		if why == "" {
			out = append(out, parcel{m, c.letter(m, token)})
			continue
		}
		m.Detail = why
		if err := c.Store.Settle(ctx, Fate{Message: m, To: Dropped, Now: c.Calendar.Now(), NextAt: m.NextAt}); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (c *crew) letter(m Message, token survey.Token) Letter {
	t := c.texts[m.Language]
	return Letter{
		Tag: m.Tag, Kind: c.mailing.Kind, To: m.Address, Name: m.Name, Language: m.Language, Subject: t.Subject, Intro: t.Intro,
		Survey: title(c.edition, m.Language, c.survey), Slug: c.survey.Slug, Mode: c.edition.Version.Mode, MinCell: c.edition.Version.MinCell,
		Link:  c.BaseURL + "/i/" + token.Reveal() + "?lang=" + url.QueryEscape(string(m.Language)),
		Leave: c.BaseURL + "/u/" + string(m.Tag) + "?lang=" + url.QueryEscape(string(m.Language)),
	}
}

// title is the survey's name to a reader.
func title(e *survey.Edition, tag language.Tag, sv survey.Survey) string {
	if t := e.Definition.Title.In(string(tag)); t != "" {
		return t
	}
	return sv.Slug
}

// hand has the crew hand the letters over. It gives the key of the trouble where
// nobody could be reached and nothing went out.
func (c *crew) hand(ctx context.Context, letters []parcel) (trouble string, err error) {
	work := make(chan parcel)
	var wg sync.WaitGroup
	var mu sync.Mutex
	var failed error
	through := 0
	quit := make(chan struct{}, c.carrier.Sessions())
	hands := min(c.carrier.Sessions(), len(letters))
	for range hands {
		wg.Go(func() {
			n, why, err := c.one(ctx, work)
			mu.Lock()
			defer mu.Unlock()
			if through += n; why != "" {
				trouble = why
			}
			if failed == nil {
				failed = err
			}
			quit <- struct{}{}
		})
	}
	gone := 0
give:
	for _, p := range letters {
		select {
		case work <- p:
		case <-ctx.Done():
			break give
		case <-quit:
			if gone++; gone == hands {
				break give
			}
		}
	}
	close(work)
	wg.Wait()
	if through > 0 && trouble != "invite.problem.off" {
		trouble = "" // somebody got through: no more than one line was cut
	}
	return trouble, failed
}

// one is one pair of hands: it sends until there is no more work or the line is
// broken.
func (c *crew) one(ctx context.Context, work <-chan parcel) (through int, trouble string, err error) {
	var line Session
	hangUp := func() {
		if line != nil {
			_ = line.Close() // that the other side was gone already is no failure
			line = nil
		}
	}
	defer hangUp()
	for p := range work {
		if ctx.Err() != nil {
			return through, "", nil
		}
		if line == nil {
			if line, err = c.carrier.Open(ctx); err != nil {
				return through, troubleOf(err), nil
			}
		}
		sent := line.Send(ctx, p.letter, func(ctx context.Context) error { return c.handing(ctx, p.Message) })
		if verdict(sent) == Off {
			return through, "invite.problem.off", nil
		}
		if err := c.settle(ctx, c.judge(p.Message, sent)); err != nil {
			return through, "", err
		}
		through++
		if v := verdict(sent); sent != nil && (v == Unreachable || v == Unknown) {
			hangUp()
		}
	}
	return through, "", nil
}

// errTaken says that another has the message now.
var errTaken = errors.New("another attempt has the message")

// handing is the point of no return.
func (c *crew) handing(ctx context.Context, m Message) error {
	ok, err := c.Store.Handing(ctx, m, c.Calendar.Now())
	if err == nil && !ok {
		err = errTaken
	}
	return err
}

// settle writes what became of a message, also when the worker is being stopped.
func (c *crew) settle(ctx context.Context, f Fate) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 30*time.Second)
	defer cancel()
	return c.Tx.InTx(ctx, func(ctx context.Context) error {
		if f.To == Bounced {
			stop := Stop{Address: f.Address, Reason: NoMailbox, Detail: f.Detail, At: f.Now}
			if err := c.Store.AddStop(ctx, stop); err != nil {
				return err
			}
		}
		return c.Store.Settle(ctx, f)
	})
}

func troubleOf(err error) string {
	if verdict(err) == Off {
		return "invite.problem.off"
	}
	return "invite.problem.unreachable"
}

// verdict is that of a failure in the chain; what is none broke the line.
func verdict(err error) Verdict {
	var f *Failure
	if errors.As(err, &f) {
		return f.Verdict
	}
	return Unreachable
}

// most is how often one message is tried.
const most = 20

// judge tells what becomes of a message. A line that broke while it was sent
// counts as a try: the message may be the reason.
func (c *crew) judge(m Message, err error) Fate {
	now := c.Calendar.Now()
	f := Fate{Message: m, To: Sent, Now: now, NextAt: now}
	f.Code, f.Detail = 0, ""
	if err == nil {
		return f
	}
	var bad *Failure
	if errors.As(err, &bad) {
		f.Code, f.Detail = bad.Code, OneLine(bad.Text, 300)
	}
	switch verdict(err) {
	case Never:
		f.To = Failed
	case Hard:
		f.To = Bounced
	case Unknown:
		f.To = Uncertain
	default:
		f.To, f.Tries = Queued, m.Tries+1
		f.NextAt = now.Add(min(30*time.Second<<f.Tries, 4*time.Hour))
		if f.Tries >= most {
			f.To = Failed
		}
	}
	return f
}
