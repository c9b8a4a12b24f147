package policydb

import (
	"time"

	"dealervoice/survey/calendar"
	"dealervoice/survey/language"
	"dealervoice/survey/policy"
)

type policyRow struct {
	ID        policy.ID
	Type      policy.Type
	TitleZH   string `gorm:"column:title_zh"`
	TitleEN   string `gorm:"column:title_en"`
	Revision  int
	CreatedBy string
	CreatedAt time.Time
}

type versionRow struct {
	PolicyID  policy.ID
	Number    int
	SummaryZH string       `gorm:"column:summary_zh"`
	SummaryEN string       `gorm:"column:summary_en"`
	From      calendar.Day `gorm:"column:valid_from"`
	To        calendar.Day `gorm:"column:valid_to"`
	Regions   []string     `gorm:"serializer:json"`
	Areas     []string     `gorm:"serializer:json"`
	Note      string
	CreatedBy string
	CreatedAt time.Time
}

type clauseRow struct {
	PolicyID policy.ID
	Version  int
	ID       policy.ClauseID
	Place    int
	TextZH   string `gorm:"column:text_zh"`
	TextEN   string `gorm:"column:text_en"`
}

type linkRow struct {
	ID        string
	PolicyID  policy.ID
	Version   int
	Clause    policy.ClauseID
	Survey    string
	Question  string
	MatrixRow string
	Theme     string
	Place     int
}

func (policyRow) TableName() string  { return "policies" }
func (versionRow) TableName() string { return "policy_versions" }
func (clauseRow) TableName() string  { return "policy_clauses" }
func (linkRow) TableName() string    { return "policy_links" }

func rowOf(p policy.Policy) policyRow {
	return policyRow{p.ID, p.Type, p.Title.ZH, p.Title.EN, p.Revision, p.CreatedBy, p.CreatedAt}
}

func (r policyRow) policy() policy.Policy {
	return policy.Policy{ID: r.ID, Type: r.Type, Title: language.Text{ZH: r.TitleZH, EN: r.TitleEN},
		Revision: r.Revision, CreatedBy: r.CreatedBy, CreatedAt: r.CreatedAt}
}

func versionRowOf(id policy.ID, v policy.Version) versionRow {
	return versionRow{id, v.Number, v.Summary.ZH, v.Summary.EN, v.From, v.To, list(v.Reach.Regions), list(v.Reach.Areas), v.Note, v.CreatedBy, v.CreatedAt}
}

// list keeps an empty list as [], not null.
func list(names []string) []string {
	if names == nil {
		return []string{}
	}
	return names
}

func (r versionRow) version() policy.Version {
	v := policy.Version{Number: r.Number, Summary: language.Text{ZH: r.SummaryZH, EN: r.SummaryEN}, From: r.From, To: r.To,
		Note: r.Note, CreatedBy: r.CreatedBy, CreatedAt: r.CreatedAt}
	if len(r.Regions) > 0 {
		v.Reach.Regions = r.Regions
	}
	if len(r.Areas) > 0 {
		v.Reach.Areas = r.Areas
	}
	return v
}

func clauseRowsOf(id policy.ID, v policy.Version) []clauseRow {
	rows := make([]clauseRow, len(v.Clauses))
	for i, c := range v.Clauses {
		rows[i] = clauseRow{id, v.Number, c.ID, i + 1, c.Text.ZH, c.Text.EN}
	}
	return rows
}

func (r clauseRow) clause() policy.Clause {
	return policy.Clause{ID: r.ID, Text: language.Text{ZH: r.TextZH, EN: r.TextEN}}
}

func (r linkRow) link() policy.Link {
	return policy.Link{ID: r.ID, Version: r.Version, Clause: r.Clause,
		Target: policy.Target{Survey: r.Survey, Question: r.Question, Row: r.MatrixRow, Theme: r.Theme}}
}
