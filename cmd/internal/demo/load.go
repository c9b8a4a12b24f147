package demo

// Loading the demo company, all or nothing.

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/app"
	questionnaire "dealervoice/cmd/internal/demo/surveys"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/answer"
	"dealervoice/survey/audience"
	"dealervoice/survey/language"
)

// waves are the days on which the two waves of the dealer survey began.
var waves = [2]time.Time{
	time.Date(2026, 8, 17, 2, 0, 0, 0, time.UTC),
	time.Date(2026, 11, 9, 2, 0, 0, 0, time.UTC),
}

// consumers is how many consumers answered: eight in the outlets of each dealer.
const consumers = 480

// Load brings the demo company into an empty installation, in one transaction.
// All accounts get the password.
func Load(ctx context.Context, a *app.App, password string) error {
	return a.DB.InTx(ctx, func(ctx context.Context) error {
		l := &loader{app: a, by: access.Machine("demo"), r: rand.New(rand.NewPCG(seed, 2)), now: waves[0]}
		var err error
		if l.rooms, err = a.At(ctx, func() time.Time { return l.now }); err != nil {
			return err
		}
		for _, step := range []func(context.Context) error{
			func(ctx context.Context) error { return l.people(ctx, password) },
			l.roster, l.surveys, l.policies, l.process, l.dealerWaves, l.consumers, l.policyTest, l.read, l.proposals,
		} {
			if err := step(ctx); err != nil {
				return fmt.Errorf("load demo company: %w", err)
			}
		}
		return nil
	})
}

// read has the open answers read for themes, so that figures can be cited.
func (l *loader) read(ctx context.Context) error {
	for _, slug := range questionnaire.Slugs() {
		p, err := l.rooms.Surveys.Published(ctx, slug)
		if err != nil {
			return err
		}
		if err := l.rooms.Coding.ReadAll(ctx, p.Survey.ID); err != nil {
			return err
		}
	}
	return nil
}

// loader carries what the steps share.
type loader struct {
	app   *app.App
	rooms app.Rooms // whose clock stands at now
	now   time.Time
	by    access.Viewer
	r     *rand.Rand
	list  []audience.Dealer
	bases []float64 // how satisfied each dealer is on the whole
}

func (l *loader) people(ctx context.Context, password string) error {
	for _, p := range People() {
		_, err := l.app.Accounts.Add(ctx, l.by, account.NewUser{
			Email: p.Email, Name: p.Name, Password: password, Roles: p.Roles,
			Department: p.Department, Scope: p.Scope, Language: p.Language,
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) roster(ctx context.Context) error {
	l.list = dealers()
	rows := make([]audience.Row, len(l.list))
	for i := range l.list {
		l.list[i].ValidFrom = "2026-01-01"
		rows[i] = audience.Row{Line: i + 1, Dealer: l.list[i]}
	}
	_, err := l.app.Roster.Enter(ctx, l.by, rows)
	return err
}

func (l *loader) surveys(ctx context.Context) error {
	for _, slug := range questionnaire.Slugs() {
		raw, err := questionnaire.Definition(slug)
		if err != nil {
			return err
		}
		if _, _, err := l.rooms.Surveys.Import(ctx, l.by, survey.Import{Slug: slug, Source: raw}); err != nil {
			return err
		}
		if _, err := l.rooms.Surveys.Publish(ctx, l.by, slug); err != nil {
			return err
		}
	}
	return nil
}

// dealerWaves invites all dealers twice; about nine in ten answer, within two
// weeks.
func (l *loader) dealerWaves(ctx context.Context) error {
	say, err := readTexts(dealerTexts)
	if err != nil {
		return err
	}
	l.bases = make([]float64, len(l.list))
	for i := range l.bases {
		l.bases[i] = 3.3 + l.r.NormFloat64()*.6
	}
	for w, start := range waves {
		l.now = start
		if w > 0 {
			if err := l.rooms.Surveys.StartWave(ctx, l.by, "dealer-quarterly", w); err != nil {
				return err
			}
		}
		issued, err := l.rooms.Surveys.Invite(ctx, l.by, "dealer-quarterly", l.list)
		if err != nil {
			return err
		}
		for i, is := range issued {
			if l.r.IntN(10) == 0 {
				continue
			}
			m := mood{dealer: l.list[i], wave: w + 1, base: l.bases[i], r: l.r}
			l.now = start.Add(time.Duration(l.r.IntN(13*24*60)) * time.Minute)
			if err := l.answerInvited(ctx, is.Token, dealerAnswer(m, say)); err != nil {
				return fmt.Errorf("dealer %s, wave %d: %w", l.list[i].Code, w+1, err)
			}
		}
	}
	return nil
}

// answerInvited hands in an answer by a personal link.
func (l *loader) answerInvited(ctx context.Context, token survey.Token, d answer.Data) error {
	in, err := l.rooms.Surveys.InvitationByToken(ctx, token.Reveal())
	if err != nil {
		return err
	}
	unit, err := l.rooms.Feedback.UnitOf(ctx, in, token)
	if err != nil {
		return err
	}
	return l.submit(ctx, feedback.Submission{
		Survey: in.Survey, Edition: in.Edition, Channel: feedback.ByForm, Language: language.Chinese, Unit: unit,
		Data: d, Invitation: &in.Invitation,
	})
}

// submit checks and stores.
func (l *loader) submit(ctx context.Context, in feedback.Submission) error {
	checked, err := l.rooms.Feedback.Check(in)
	if err != nil {
		return err
	}
	_, err = l.rooms.Feedback.Submit(ctx, checked)
	return err
}

// consumers answer the public survey over the weeks of both waves, at the
// shelves of all regions.
func (l *loader) consumers(ctx context.Context) error {
	say, err := readTexts(consumerTexts)
	if err != nil {
		return err
	}
	for i := range consumers {
		l.now = waves[0].Add(time.Duration(l.r.IntN(98*24*60)) * time.Minute)
		p, err := l.rooms.Surveys.Published(ctx, "consumer-after-purchase")
		if err != nil {
			return err
		}
		tag := languageOf(l.r)
		shop := l.list[i%len(l.list)]
		err = l.submit(ctx, feedback.Submission{
			Survey: p.Survey, Edition: p.Edition, Channel: feedback.ByForm, Language: tag, Unit: feedback.NewUnit(),
			Data:       consumerAnswer(l.r, tag, say, l.bases[i%len(l.list)]),
			Attributes: audience.Attributes{"region": shop.Region, "area": shop.Area, "dealer": string(shop.Code), "outlet": fmt.Sprintf("%s-S%d", shop.Code, min(i/len(l.list)%8/5, 1)+1)},
		})
		if err != nil {
			return fmt.Errorf("consumer %d: %w", i+1, err)
		}
	}
	return nil
}
