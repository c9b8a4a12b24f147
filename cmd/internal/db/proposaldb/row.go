package proposaldb

import (
	"time"

	"dealervoice/feedback/process"
	"dealervoice/feedback/proposal"
	"dealervoice/survey/access"
	"dealervoice/survey/calendar"
	"dealervoice/survey/language"
)

// person is proposal.Person in columns.
type person struct {
	ID         string
	Name       string
	Role       access.Role
	Department string
}

type proposalRow struct {
	Number        proposal.Number `gorm:"primaryKey;autoIncrement:false"`
	State         process.State
	Type          proposal.Type
	Author        person `gorm:"embedded;embeddedPrefix:author_"`
	Champion      process.RoleID
	Body          proposal.Body `gorm:"serializer:json"`
	Base          int
	Changes       []process.Change `gorm:"serializer:json"`
	Edition       int
	Revision      int
	ReviewOn      calendar.Day
	EffectiveFrom calendar.Day
	Made          int
	CreatedAt     time.Time
	UpdatedAt     time.Time `gorm:"autoUpdateTime:false"`
}

type evidenceRow struct {
	Proposal  proposal.Number
	ID        string
	Kind      proposal.Kind
	Ref       string
	CaptionZH string `gorm:"column:caption_zh"`
	CaptionEN string `gorm:"column:caption_en"`
	Frozen    string
	Hash      string
	By        person `gorm:"embedded;embeddedPrefix:by_"`
	At        time.Time
}

type commentRow struct {
	Proposal proposal.Number
	ID       string
	Kind     proposal.CommentKind
	Text     string
	Answer   *proposal.Answer `gorm:"serializer:json"`
	By       person           `gorm:"embedded;embeddedPrefix:by_"`
	At       time.Time
}

type reviewRow struct {
	Proposal proposal.Number
	Edition  int
	Scores   map[string]int `gorm:"serializer:json"`
	Advice   proposal.Advice
	Text     string
	By       person `gorm:"embedded;embeddedPrefix:by_"`
	At       time.Time
}

type signatureRow struct {
	Proposal   proposal.Number
	Department string
	Edition    int
	Statement  string
	By         person `gorm:"embedded;embeddedPrefix:by_"`
	At         time.Time
}

type moveRow struct {
	Proposal      proposal.Number
	Place         int
	FromState     process.State
	ToState       process.State
	Reason        string
	Refused       bool
	Participation *process.Participation `gorm:"serializer:json"`
	By            person                 `gorm:"embedded;embeddedPrefix:by_"`
	At            time.Time
}

func (proposalRow) TableName() string  { return "proposals" }
func (evidenceRow) TableName() string  { return "proposal_evidence" }
func (commentRow) TableName() string   { return "proposal_comments" }
func (reviewRow) TableName() string    { return "proposal_reviews" }
func (signatureRow) TableName() string { return "proposal_signatures" }
func (moveRow) TableName() string      { return "proposal_moves" }

func rowOf(p proposal.Proposal) proposalRow {
	changes := p.Changes
	if changes == nil {
		changes = []process.Change{}
	}
	return proposalRow{p.Number, p.State, p.Type, person(p.Author), p.Champion, p.Body, p.Base, changes, p.Edition, p.Revision,
		p.ReviewOn, p.EffectiveFrom, p.Made, p.CreatedAt, p.UpdatedAt}
}

func (r proposalRow) proposal() proposal.Proposal {
	p := proposal.Proposal{Number: r.Number, State: r.State, Type: r.Type, Author: proposal.Person(r.Author), Champion: r.Champion,
		Body: r.Body, Base: r.Base, Edition: r.Edition, Revision: r.Revision, ReviewOn: r.ReviewOn,
		EffectiveFrom: r.EffectiveFrom, Made: r.Made, CreatedAt: r.CreatedAt, UpdatedAt: r.UpdatedAt}
	if len(r.Changes) > 0 {
		p.Changes = r.Changes
	}
	return p
}

func (r evidenceRow) evidence() (proposal.Evidence, error) {
	e := proposal.Evidence{ID: r.ID, Kind: r.Kind, Ref: r.Ref, Caption: language.Text{ZH: r.CaptionZH, EN: r.CaptionEN},
		Frozen: r.Frozen, Hash: r.Hash, By: proposal.Person(r.By), At: r.At}
	return e, e.Thaw()
}

func (r commentRow) comment() proposal.Comment {
	return proposal.Comment{ID: r.ID, By: proposal.Person(r.By), Kind: r.Kind, Text: r.Text, At: r.At, Answer: r.Answer}
}

func (r reviewRow) review() proposal.Review {
	return proposal.Review{By: proposal.Person(r.By), Edition: r.Edition, Scores: r.Scores, Advice: r.Advice, Text: r.Text, At: r.At}
}

func (r signatureRow) signature() proposal.Signature {
	return proposal.Signature{Department: r.Department, By: proposal.Person(r.By), Edition: r.Edition, Statement: r.Statement, At: r.At}
}

func (r moveRow) move() proposal.Move {
	return proposal.Move{From: r.FromState, To: r.ToState, By: proposal.Person(r.By), Reason: r.Reason, Refused: r.Refused,
		Participation: r.Participation, At: r.At}
}
