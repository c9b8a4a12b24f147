package feedback

// Handing in an answer.

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"time"

	"dealervoice/survey"
	"dealervoice/survey/answer"
	"dealervoice/survey/audience"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

// Submission is what somebody sends.
type Submission struct {
	Survey     survey.Head     // as it stands now
	Edition    *survey.Edition // the version that was filled
	Unit       Unit
	Drawer     Drawer // where the draft lies that this submission ends
	Channel    Channel
	Language   language.Tag
	Data       answer.Data
	Carried    answer.Data         // what the form itself carried, where a draft added to Data; else nil
	Attributes audience.Attributes // of nobody invited: what the API or a file says
	Invitation *survey.Invitation  // nil: nobody was invited
	Quarantine bool
	Late       bool            // the survey has ended, but a moment ago, and the form was open before
	Consent    string          // which statement the respondent read; "" for none
	Rules      *survey.Edition // whose quotas hold: the version that answers now; nil: Edition

	// Of imported rows alone: what they bring with them.
	ID        ID
	Wave      int
	Submitted *time.Time
}

// id is the row's own, else that of the unit.
func (in Submission) id() ID {
	if in.ID != "" {
		return in.ID
	}
	return ResponseID(in.Survey.ID, in.Unit)
}

// slip is the one it was sent with.
func (in Submission) slip() Slip {
	return Slip{Survey: in.Survey.ID, Version: in.Edition.Version.Number, Unit: in.Unit, Drawer: in.Drawer}
}

// wave is that of the invitation, else the survey's present one.
func (in Submission) wave() int {
	switch {
	case in.Invitation != nil:
		return in.Invitation.Wave
	case in.Wave > 0:
		return in.Wave
	}
	return in.Survey.Wave
}

// Refusal says that the answers are wrong; the Decision says where.
type Refusal struct{ Decision answer.Decision }

// Error names the questions at fault.
func (r *Refusal) Error() string { return r.fault().Error() }

// Unwrap gives the refusal as a fault with its fields.
func (r *Refusal) Unwrap() error { return r.fault() }

func (r *Refusal) fault() *fault.Error {
	var fields []fault.Field
	for _, name := range r.Decision.Visible {
		fields = append(fields, fieldsOf(name, r.Decision.Errors[name])...)
	}
	for name, list := range r.Decision.Errors {
		if !visible(r.Decision, name) {
			fields = append(fields, fieldsOf(name, list)...)
		}
	}
	return fault.Invalid(fields...)
}

func visible(d answer.Decision, name string) bool {
	for _, v := range d.Visible {
		if v == name {
			return true
		}
	}
	return false
}

func fieldsOf(name string, list []answer.Error) []fault.Field {
	fields := make([]fault.Field, len(list))
	for i, e := range list {
		fields[i] = fault.Field{Path: e.Field(name), Key: e.Key, Args: e.Args, Question: name, Code: e.Code}
		if !e.Text.IsZero() {
			fields[i].Text = language.Text{ZH: e.Text.In(string(language.Chinese)), EN: e.Text.In(string(language.English))}
		}
	}
	return fields
}

// Checked is a submission with what was decided about it, and ready to be
// stored if the answers are right.
type Checked struct {
	Submission
	Decision   answer.Decision
	acceptance Acceptance
	blank      bool
}

// Err is a *Refusal if the answers are wrong, or a fault if there is none.
func (c Checked) Err() error {
	switch {
	case !c.Decision.Valid:
		return &Refusal{Decision: c.Decision}
	case c.blank:
		return fault.Invalid(fault.Field{Key: "respond.empty"})
	}
	return nil
}

// Check decides about the answers: gate, then engine, as for every channel. It
// reads and writes nothing.
func (s *Service) Check(in Submission) (Checked, error) {
	id := in.id()
	on := s.Occasion(id, in.Language, in.wave())
	on.Attributes = in.told()
	if in.Invitation != nil {
		on.Attributes = KnownOf(in.Edition.Version.Mode, *in.Invitation)
	}
	c := Checked{Submission: in, Decision: answer.Run(in.Edition.Definition, in.Data, on)}
	if !c.Decision.Valid {
		return c, nil
	}
	content, err := contentOf(in.Data, c.Decision.Result)
	if err != nil {
		return c, err
	}
	c.blank = content.sent == 0
	r := Response{
		SurveyID: in.Survey.ID, ID: id, Version: in.Edition.Version.Number, Channel: in.Channel,
		Language: in.Language, Wave: in.wave(), Data: c.Decision.Result, ContentHash: content.hash, Quarantined: in.Quarantine, Consent: in.Consent,
		Attributes: audience.Attributes{},
	}
	if in.Carried != nil {
		if r.SentHash, err = carriedHash(in.Carried); err != nil {
			return c, err
		}
	}
	r.attribute(in.told())
	c.acceptance = Acceptance{Response: r, JSON: content.json, Claim: s.claim(c)}
	if c.acceptance.Claim != nil {
		for _, cell := range c.acceptance.Claim.Cells {
			c.acceptance.Response.Places = append(c.acceptance.Response.Places, cell.ID)
		}
	}
	now := s.calendar.Now()
	at := &now
	if in.Channel == ByImport {
		at = in.Submitted
	}
	if in.Channel == ByForm {
		c.acceptance.DraftKey = draftKey(in.slip())
	}
	c.acceptance.identify(in, at)
	return c, nil
}

// identify writes down when and by whom, as far as the mode allows.
func (a *Acceptance) identify(in Submission, at *time.Time) {
	if in.Edition.Version.Mode == survey.Unlinkable {
		a.blur(in.Invitation)
		return
	}
	a.Response.SubmittedAt = at
	if in.Invitation != nil && at != nil {
		a.invite(in, *at)
	}
}

// Submit stores a checked answer. A retry gets the receipt of the first time;
// other content under the same unit is a conflict, except where that would tell
// who answered: there the first one stands and nothing is said (retry.go). Wrong
// answers come back as a *Refusal.
func (s *Service) Submit(ctx context.Context, c Checked) (Receipt, error) {
	if err := c.Err(); err != nil {
		return Receipt{}, err
	}
	out, err := s.accept(ctx, c)
	if err != nil {
		return Receipt{}, fmt.Errorf("store response to %s: %w", c.Survey.Slug, err)
	}
	receipt := Receipt{ID: out.ResponseID, Code: s.keys.receipt(c.Survey.ID, out.ResponseID), Again: !out.Stored, Over: out.Over}
	if out.Stored || c.Edition.Version.Mode == survey.Unlinkable {
		return receipt, nil
	}
	stands := out.ContentHash
	if c.acceptance.Link != "" {
		if stands, err = s.setAside(ctx, c); err != nil {
			return Receipt{}, fmt.Errorf("store response to %s: %w", c.Survey.Slug, err)
		}
	}
	if stands == c.acceptance.Response.ContentHash {
		return receipt, nil
	}
	return receipt, fault.Conflict("respond.conflict", nil)
}

// accept stores the answer of an open survey. A closed one takes none, but still
// knows those it has: the retry of an answer whose receipt got lost is no news.
func (s *Service) accept(ctx context.Context, c Checked) (Outcome, error) {
	closed := survey.Published{Survey: c.Survey, Edition: c.Edition}.Accepting()
	if closed == nil || c.Late {
		return s.admit(ctx, c)
	}
	r := c.acceptance.Response
	stands, err := s.stands(ctx, c.Submission)
	if err != nil {
		return Outcome{}, err
	}
	if stands.Content != r.ContentHash {
		return Outcome{}, closed
	}
	return Outcome{ContentHash: stands.Content, ResponseID: r.ID, Over: stands.Over}, nil
}

// attribute sets what the response is counted under, and from that its place.
func (r *Response) attribute(list audience.Attributes) {
	maps.Copy(r.Attributes, list)
	r.Region, r.Area, r.Rep = list["region"], list["area"], list["rep"]
}

// invite ties the response to its invitation. Where staff may know who answered
// any link of the invitation is told; else only the one it came by, since staff
// can have further ones made.
func (a *Acceptance) invite(in Submission, at time.Time) {
	inv := *in.Invitation
	a.Response.attribute(inv.Attributes)
	a.Response.Region, a.Response.Area, a.Response.Rep = inv.Region, inv.Area, inv.Rep
	a.Participation = &Participation{
		SurveyID: inv.SurveyID, InvitationID: inv.ID, Wave: inv.Wave, ResponseID: a.Response.ID, At: at,
	}
	a.Link = linkTag(in.slip())
	if in.Edition.Version.Mode != survey.Identified {
		a.Participation.Link = cmp.Or(a.Link, noLink)
	}
}

// blurred are the attributes that an unlinkable response keeps of its
// invitation: few enough to point at nobody (the representative and the area
// would).
var blurred = []string{"region", "tier", "channel"}

// blur counts the response under what an invitation has in common with many,
// and under nothing else.
func (a *Acceptance) blur(inv *survey.Invitation) {
	if inv != nil {
		a.Response.attribute(blur(inv.Attributes))
	}
}

func blur(list audience.Attributes) audience.Attributes {
	kept := audience.Attributes{}
	for _, name := range blurred {
		if v, ok := list[name]; ok {
			kept[name] = v
		}
	}
	return kept
}

// told is what a submission says of its respondent, as far as the mode lets a
// response that is given now keep it. A file brings what was promised elsewhere.
func (in Submission) told() audience.Attributes {
	if in.Edition.Version.Mode == survey.Unlinkable && in.Channel != ByImport {
		return blur(in.Attributes)
	}
	return in.Attributes
}
