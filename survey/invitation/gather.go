package invitation

// Putting messages down, piece by piece: each piece and how far it got are one
// transaction, so a job that was killed goes on behind the last one.

import (
	"context"
	"fmt"
	"time"

	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/audience"
	"dealervoice/survey/language"
)

// piece is how many dealers are one transaction: on SQLite those who answer wait
// meanwhile.
const piece = 500

// gathered is the cursor of a mailing whose messages are all there.
const gathered = "."

// gather puts down the next piece and gives the mailing as it stands then.
func (s *Service) gather(ctx context.Context, sv survey.Survey, m Mailing) (Mailing, error) {
	v, err := viewerOf(m)
	if err != nil {
		return m, err
	}
	if sv.State != survey.Open || sv.Wave != m.Wave && m.Kind == Invite {
		return s.settled(ctx, m, func(next *Mailing) { next.State, next.Cursor = Sending, gathered })
	}
	bring := s.gatherInvitations
	if m.Kind == Reminder {
		bring = s.gatherReminders
		if m.Cursor == "" { // whoever was invited without a mailing was not counted yet
			if err := s.Store.Learn(ctx); err != nil {
				return m, err
			}
		}
	}
	next, err := bring(ctx, v, sv, m)
	if err == nil && doubled(m.Total, next.Total) {
		err = s.Store.Learn(ctx)
	}
	return next, err
}

// doubled tells whether a mailing has become twice as large as it was when that was
// last told.
func doubled(before, after int) bool {
	for at := piece; at <= after; at *= 2 {
		if before < at {
			return true
		}
	}
	return false
}

// settled changes a mailing; where somebody else has, it gives that.
func (s *Service) settled(ctx context.Context, m Mailing, change func(*Mailing)) (Mailing, error) {
	next := m
	change(&next)
	ok, err := s.Store.Change(ctx, m, next)
	if err != nil {
		return m, fmt.Errorf("bring mailing %s on: %w", m.ID, err)
	}
	if !ok {
		return s.Store.Mailing(ctx, m.SurveyID, m.ID)
	}
	return next, nil
}

func (s *Service) gatherInvitations(ctx context.Context, v access.Viewer, sv survey.Survey, m Mailing) (Mailing, error) {
	part, err := s.piece(ctx, v, m)
	if err != nil {
		return m, err
	}
	err = s.Tx.InTx(ctx, func(ctx context.Context) error {
		var p Plan
		r := Request{Slug: sv.Slug, Kind: m.Kind, Channel: m.Channel, Who: m.Who}
		if err := s.weigh(ctx, sv, r, part.dealers, &p); err != nil {
			return err
		}
		later := 0
		if m.Beyond == Queue {
			later = len(p.Later())
		}
		next := m
		if next.Cursor = string(part.next); next.Cursor == "" {
			next.State, next.Cursor = Sending, gathered
		}
		next.Total, next.LeftOut = m.Total+len(p.Ask), m.LeftOut+p.LeftOut()+part.gone()-later
		if err := s.change(ctx, m, next); err != nil { // first: it locks out others
			return err
		}
		if err := s.settleWaits(ctx, m, part.waited); err != nil {
			return err
		}
		if later > 0 {
			if _, err := s.postpone(ctx, sv, m, p.Refused); err != nil {
				return err
			}
		}
		if len(p.Ask) > 0 {
			if err := s.invite(ctx, v, sv, m, p.Ask); err != nil {
				return err
			}
		}
		m = next
		return nil
	})
	if err != nil {
		return m, fmt.Errorf("gather mailing %s: %w", m.ID, err)
	}
	return m, nil
}

// portion is a piece of those a mailing is for.
type portion struct {
	dealers []audience.Dealer
	waited  []audience.Code // all who waited for it, those included who are not asked
	next    audience.Code   // where the one behind it begins; "" if it was the last
}

// gone counts those who waited and cannot be asked any more.
func (p portion) gone() int { return max(0, len(p.waited)-len(p.dealers)) }

// piece is the next piece of those a mailing is for.
func (s *Service) piece(ctx context.Context, v access.Viewer, m Mailing) (portion, error) {
	if m.Source != "" {
		return s.waiting(ctx, v, m)
	}
	q := m.Filter.Query()
	q.After, q.Limit = audience.Code(m.Cursor), piece
	page, err := s.Roster.List(ctx, v, q)
	return portion{dealers: page.Dealers, next: page.Next}, err
}

// invite makes invitations and links, and puts the messages down.
func (s *Service) invite(ctx context.Context, v access.Viewer, sv survey.Survey, m Mailing, list []Planned) error {
	dealers := make([]audience.Dealer, len(list))
	by := map[audience.Code]audience.Dealer{}
	for i, x := range list {
		dealers[i], by[x.Dealer.Code] = x.Dealer, x.Dealer
	}
	asked, err := s.Surveys.Ask(ctx, v, survey.Asking{Slug: sv.Slug, Dealers: dealers, Anew: m.Who == Unreached})
	if err != nil {
		return err
	}
	if s.Budget != nil {
		if err := s.Budget.Granted(ctx, list); err != nil {
			return fmt.Errorf("write down what is asked of dealers: %w", err)
		}
	}
	first, now := s.firstLanguage(ctx, sv), s.Calendar.Now()
	messages := make([]Message, len(asked))
	for i, inv := range asked {
		d := by[inv.DealerCode]
		messages[i] = Message{
			SurveyID: sv.ID, MailingID: m.ID, InvitationID: inv.ID, Tag: newTag(sv.Code), Address: d.Email, Name: inv.DealerName,
			Language: tongue(d, first), State: Queued, NextAt: now, At: now,
		}
	}
	return s.Store.AddMessages(ctx, messages)
}

// firstLanguage is what a dealer without a language is written in.
func (s *Service) firstLanguage(ctx context.Context, sv survey.Survey) language.Tag {
	e, err := s.Surveys.PublishedVersion(ctx, sv.ID, sv.Current)
	if err != nil || e.Version.FirstLanguage == "" {
		return language.Chinese
	}
	return e.Version.FirstLanguage
}

func tongue(d audience.Dealer, first language.Tag) language.Tag {
	if tag, ok := language.Parse(string(d.Language)); ok {
		return tag
	}
	return first
}

// gatherReminders puts down reminders for those who may have one now.
func (s *Service) gatherReminders(ctx context.Context, v access.Viewer, sv survey.Survey, m Mailing) (Mailing, error) {
	rule, err := s.Store.Rule(ctx, sv.ID)
	if err != nil {
		return m, fmt.Errorf("read the rule of reminders: %w", err)
	}
	r, err := s.reminding(ctx, sv, m, rule)
	if err != nil {
		return m, err
	}
	list, err := s.Store.Remindable(ctx, r)
	if err != nil {
		return m, fmt.Errorf("find who may be reminded: %w", err)
	}
	messages, left, err := s.reminders(ctx, v, sv, m, list)
	if err != nil {
		return m, err
	}
	err = s.Tx.InTx(ctx, func(ctx context.Context) error {
		next := m
		next.Total, next.LeftOut = m.Total+len(messages), m.LeftOut+left
		if len(list) < piece {
			next.State, next.Cursor = Sending, gathered
		} else {
			next.Cursor = string(list[len(list)-1].InvitationID)
		}
		if err := s.change(ctx, m, next); err != nil {
			return err
		}
		m = next
		return s.Store.AddMessages(ctx, messages)
	})
	if err != nil {
		return m, fmt.Errorf("gather mailing %s: %w", m.ID, err)
	}
	return m, nil
}

// reminding asks for the next piece of those who may be reminded: the last
// message to them is at least the rule's days old.
func (s *Service) reminding(ctx context.Context, sv survey.Survey, m Mailing, rule Rule) (Reminding, error) {
	mode, err := s.mode(ctx, sv)
	if err != nil {
		return Reminding{}, err
	}
	before, err := s.Calendar.Today().Plus(1 - rule.Days).Start(s.Calendar.Zone)
	return Reminding{
		Survey: sv.ID, Wave: m.Wave, Everybody: mode == survey.Unlinkable, LastBefore: before.UTC().Truncate(time.Microsecond),
		Most: rule.Most, After: survey.InvitationID(m.Cursor), Limit: piece,
	}, err
}

// reminders makes the messages for those of the list that lie in the viewer's
// scope and in the filter and can be reached, and counts those that cannot.
func (s *Service) reminders(ctx context.Context, v access.Viewer, sv survey.Survey, m Mailing, list []Remindable) (messages []Message, left int, err error) {
	if len(list) == 0 {
		return nil, 0, nil
	}
	ids := make([]survey.InvitationID, len(list))
	of := map[audience.Code]survey.InvitationID{}
	q := m.Filter.Query()
	for i, x := range list {
		ids[i], of[x.DealerCode] = x.InvitationID, x.InvitationID
		q.Codes = append(q.Codes, x.DealerCode)
	}
	dealers, err := s.Roster.All(ctx, v, q)
	if err != nil {
		return nil, 0, err
	}
	tokens, err := s.Surveys.Tokens(ctx, sv.Slug, ids)
	if err != nil {
		return nil, 0, err
	}
	var p Plan
	if err := s.sort(ctx, sv, Request{Kind: Reminder, Channel: m.Channel}, dealers, &p); err != nil {
		return nil, 0, err
	}
	first, now := s.firstLanguage(ctx, sv), s.Calendar.Now()
	for _, x := range p.Ask {
		id := of[x.Dealer.Code]
		if _, ok := tokens[id]; !ok {
			p.Undone++
			continue
		}
		messages = append(messages, Message{
			SurveyID: sv.ID, MailingID: m.ID, InvitationID: id, Tag: newTag(sv.Code), Address: x.Dealer.Email, Name: x.Dealer.Name,
			Language: tongue(x.Dealer, first), State: Queued, NextAt: now, At: now,
		})
	}
	return messages, p.LeftOut() + p.Undone, nil
}
