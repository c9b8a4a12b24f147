package api

// Proposals as they are written.

import (
	"time"

	"dealervoice/feedback/process"
	"dealervoice/feedback/proposal"
	"dealervoice/survey/access"
	"dealervoice/survey/calendar"
	"dealervoice/survey/language"
)

// proposalOut is a proposal in a list.
type proposalOut struct {
	Number        proposal.Number `json:"number"`
	State         process.State   `json:"state"`
	Type          proposal.Type   `json:"type"`
	Author        personOut       `json:"author"`
	Champion      process.RoleID  `json:"champion,omitempty"`
	Body          proposal.Body   `json:"body"`
	Edition       int             `json:"edition"`
	BaseVersion   int             `json:"base_version,omitempty"` // of the process, that the changes were drafted on
	MadeVersion   int             `json:"made_version,omitempty"` // of the process, that it made
	ReviewOn      calendar.Day    `json:"review_on,omitempty"`
	EffectiveFrom calendar.Day    `json:"effective_from,omitempty"`
	CreatedAt     time.Time       `json:"created_at"`
	UpdatedAt     time.Time       `json:"updated_at"`
}

// personOut is who did something, in which part.
type personOut struct {
	Name       string      `json:"name"`
	Role       access.Role `json:"role"`
	Department string      `json:"department,omitempty"`
}

func personOf(p proposal.Person) personOut { return personOut{p.Name, p.Role, p.Department} }

func proposalOf(p proposal.Proposal) proposalOut {
	return proposalOut{
		Number: p.Number, State: p.State, Type: p.Type, Author: personOf(p.Author), Champion: p.Champion, Body: p.Body,
		Edition: p.Edition, BaseVersion: p.Base, MadeVersion: p.Made, ReviewOn: p.ReviewOn, EffectiveFrom: p.EffectiveFrom,
		CreatedAt: p.CreatedAt.UTC(), UpdatedAt: p.UpdatedAt.UTC(),
	}
}

// wholeProposalOut is a proposal with all that hangs on it.
type wholeProposalOut struct {
	proposalOut
	Changes    []process.Change `json:"changes"`
	Evidence   []evidenceOut    `json:"evidence"`
	Comments   []commentOut     `json:"comments"`
	Reviews    []reviewOut      `json:"reviews"`
	Signatures []signatureOut   `json:"signatures"`
	Moves      []moveOut        `json:"moves"`
}

// evidenceOut is a figure as it was frozen; of one from beyond the viewer's part
// of the market neither the numbers nor the hash that would betray them.
type evidenceOut struct {
	ID      string             `json:"id"`
	Kind    proposal.Kind      `json:"kind"`
	Ref     string             `json:"ref"`
	Caption language.Text      `json:"caption"`
	Figure  *proposal.Snapshot `json:"figure"`
	Hash    *string            `json:"hash"`
	Intact  bool               `json:"intact"`
	By      personOut          `json:"by"`
	At      time.Time          `json:"at"`
}

type commentOut struct {
	By     personOut            `json:"by"`
	Kind   proposal.CommentKind `json:"kind"`
	Text   string               `json:"text"`
	At     time.Time            `json:"at"`
	Answer *answerOut           `json:"answer"`
}

type answerOut struct {
	By   personOut `json:"by"`
	Text string    `json:"text"`
	At   time.Time `json:"at"`
}

type reviewOut struct {
	By      personOut       `json:"by"`
	Edition int             `json:"edition"`
	Scores  map[string]int  `json:"scores"`
	Advice  proposal.Advice `json:"advice"`
	Text    string          `json:"text"`
	At      time.Time       `json:"at"`
}

type signatureOut struct {
	Department string    `json:"department"`
	By         personOut `json:"by"`
	Edition    int       `json:"edition"`
	Statement  string    `json:"statement"`
	At         time.Time `json:"at"`
}

type moveOut struct {
	From          process.State          `json:"from"`
	To            process.State          `json:"to"`
	By            personOut              `json:"by"`
	Reason        string                 `json:"reason"`
	Refused       bool                   `json:"refused,omitempty"`
	Participation *process.Participation `json:"participation,omitempty"`
	At            time.Time              `json:"at"`
}

func evidenceOf(v access.Viewer, e proposal.Evidence) evidenceOut {
	out := evidenceOut{ID: e.ID, Kind: e.Kind, Ref: e.Ref, Caption: e.Caption, Intact: e.Intact(), By: personOf(e.By), At: e.At.UTC()}
	if e.ShownTo(v) {
		e.Snapshot.Values = list(e.Snapshot.Values)
		out.Figure, out.Hash = &e.Snapshot, &e.Hash
	}
	return out
}

func wholeProposal(v access.Viewer, p proposal.Proposal) wholeProposalOut {
	out := wholeProposalOut{
		proposalOut: proposalOf(p), Changes: list(p.Changes), Evidence: []evidenceOut{}, Comments: []commentOut{},
		Reviews: []reviewOut{}, Signatures: []signatureOut{}, Moves: []moveOut{},
	}
	for _, e := range p.Evidence {
		out.Evidence = append(out.Evidence, evidenceOf(v, e))
	}
	for _, c := range p.Comments {
		one := commentOut{By: personOf(c.By), Kind: c.Kind, Text: c.Text, At: c.At.UTC()}
		if a := c.Answer; a != nil {
			one.Answer = &answerOut{personOf(a.By), a.Text, a.At.UTC()}
		}
		out.Comments = append(out.Comments, one)
	}
	for _, r := range p.Reviews {
		out.Reviews = append(out.Reviews, reviewOut{personOf(r.By), r.Edition, r.Scores, r.Advice, r.Text, r.At.UTC()})
	}
	for _, s := range p.Signatures {
		out.Signatures = append(out.Signatures, signatureOut{s.Department, personOf(s.By), s.Edition, s.Statement, s.At.UTC()})
	}
	for _, m := range p.Moves {
		out.Moves = append(out.Moves, moveOut{m.From, m.To, personOf(m.By), m.Reason, m.Refused, m.Participation, m.At.UTC()})
	}
	return out
}
