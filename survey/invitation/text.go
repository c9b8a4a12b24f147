package invitation

// What a survey says in its own words, samples of it, and its rule of reminders.

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
	"dealervoice/survey/port"
)

// The longest texts, in characters.
const (
	MaxSubject = 120
	MaxIntro   = 2000
)

// texts gives a survey's own words of a kind.
func (s *Service) texts(ctx context.Context, id survey.ID, kind Kind) (map[language.Tag]Text, error) {
	list, err := s.Store.Texts(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("read texts of mails: %w", err)
	}
	out := map[language.Tag]Text{}
	for _, t := range list {
		if t.Kind == kind {
			out[t.Language] = t
		}
	}
	return out, nil
}

// Texts gives a survey's own words of a kind, by language; what is missing says
// the usual ones.
func (s *Service) Texts(ctx context.Context, v access.Viewer, slug string, kind Kind) (map[language.Tag]Text, error) {
	sv, err := s.Surveys.Show(ctx, v, slug)
	if err != nil {
		return nil, err
	}
	return s.texts(ctx, sv.ID, kind)
}

// SaveTexts keeps a survey's own words; empty ones are the usual again.
func (s *Service) SaveTexts(ctx context.Context, v access.Viewer, slug string, list []Text) error {
	if !v.May(access.Invite) {
		return fault.Forbidden("fault.forbidden")
	}
	var wrong []fault.Field
	for _, t := range list {
		if strings.ContainsAny(t.Subject, "\r\n") || utf8.RuneCountInString(t.Subject) > MaxSubject {
			wrong = append(wrong, fault.Field{Path: "subject_" + string(t.Language), Key: "invite.bad_subject", Args: fault.Args{"Max": MaxSubject}})
		}
		if utf8.RuneCountInString(t.Intro) > MaxIntro {
			wrong = append(wrong, fault.Field{Path: "intro_" + string(t.Language), Key: "invite.bad_intro", Args: fault.Args{"Max": MaxIntro}})
		}
	}
	if len(wrong) > 0 {
		return fault.Invalid(wrong...)
	}
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		sv, err := s.Surveys.Show(ctx, v, slug)
		if err != nil {
			return err
		}
		for _, t := range list {
			t.SurveyID, t.Subject, t.Intro = sv.ID, OneLine(t.Subject, MaxSubject), strings.TrimSpace(t.Intro)
			if err := s.Store.SaveText(ctx, t); err != nil {
				return fmt.Errorf("save texts of mails: %w", err)
			}
		}
		return s.Trail.Record(ctx, v, port.Entry{Action: "mailing.text", Kind: "survey", ID: slug})
	})
}

// Sample is a letter as it would go out, to nobody and with a link to the
// preview of the survey.
func (s *Service) Sample(ctx context.Context, v access.Viewer, slug string, kind Kind) (map[language.Tag]Letter, error) {
	sv, err := s.Surveys.Show(ctx, v, slug)
	if err != nil {
		return nil, err
	}
	if sv.Current == 0 {
		return nil, fault.Conflict("survey.not_published", nil)
	}
	c, err := s.crew(ctx, sv, Mailing{SurveyID: sv.ID, Kind: kind})
	if err != nil {
		return nil, err
	}
	out := map[language.Tag]Letter{}
	for _, tag := range language.All() {
		l := c.letter(Message{Language: tag, Name: v.Name, Address: v.Email}, survey.Token{})
		l.Link, l.Leave, l.Tag = s.BaseURL+"/app/surveys/"+sv.Slug+"/preview", "", newTag(sv.Code)
		out[tag] = l
	}
	return out, nil
}

// Try sends both languages of a sample to the viewer's own address.
func (s *Service) Try(ctx context.Context, v access.Viewer, slug string, kind Kind) error {
	switch to, ok := ParseAddress(v.Email); {
	case !v.May(access.Invite):
		return fault.Forbidden("fault.forbidden")
	case !s.Can(Mail):
		return fault.Conflict("invite.no_channel", nil)
	case !ok:
		return fault.Conflict("invite.try_no_address", fault.Args{"Address": v.Email})
	default:
		v.Email = to
	}
	samples, err := s.Sample(ctx, v, slug, kind)
	if err != nil {
		return err
	}
	if err := s.Trail.Record(ctx, v, port.Entry{Action: "mailing.try", Kind: "survey", ID: slug}); err != nil {
		return err
	}
	line, err := s.Carriers[Mail].Open(ctx)
	if err != nil {
		return fault.New(fault.KindConflict, "invite.problem.unreachable", nil).Because(err)
	}
	defer line.Close()
	for _, tag := range language.All() {
		if err := line.Send(ctx, samples[tag], func(context.Context) error { return nil }); err != nil {
			return fault.New(fault.KindConflict, "invite.try_refused", nil).Because(err)
		}
	}
	return nil
}

// Rule gives a survey's rule of reminders.
func (s *Service) Rule(ctx context.Context, v access.Viewer, slug string) (Rule, error) {
	sv, err := s.Surveys.Show(ctx, v, slug)
	if err != nil {
		return Rule{}, err
	}
	return s.Store.Rule(ctx, sv.ID)
}

// SaveRule changes it.
func (s *Service) SaveRule(ctx context.Context, v access.Viewer, slug string, r Rule) error {
	if !v.May(access.Invite) {
		return fault.Forbidden("fault.forbidden")
	}
	var wrong []fault.Field
	if r.Days < 1 || r.Days > 90 {
		wrong = append(wrong, fault.Field{Path: "days", Key: "invite.bad_days"})
	}
	if r.Most < 0 || r.Most > 10 {
		wrong = append(wrong, fault.Field{Path: "most", Key: "invite.bad_most"})
	}
	if len(wrong) > 0 {
		return fault.Invalid(wrong...)
	}
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		sv, err := s.Surveys.Show(ctx, v, slug)
		if err != nil {
			return err
		}
		r.SurveyID = sv.ID
		if err := s.Store.SaveRule(ctx, r); err != nil {
			return fmt.Errorf("save the rule of reminders: %w", err)
		}
		return s.Trail.Record(ctx, v, port.Entry{Action: "mailing.rule", Kind: "survey", ID: slug, Detail: map[string]any{"days": r.Days, "most": r.Most}})
	})
}
