package db

// Scope in queries, once for every table: rows carry where they belong in the
// columns region, area and rep.

import (
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"dealervoice/survey/access"
)

// InScope keeps the rows of a table (its name or alias in the query) that the
// viewer's scope takes in. An unknown or empty scope takes in nothing.
func InScope(s access.Scope, table string) func(*gorm.DB) *gorm.DB {
	column := map[access.Level]string{access.Region: "region", access.Area: "area", access.Own: "rep"}[s.Level]
	return func(q *gorm.DB) *gorm.DB {
		switch {
		case s.Level == access.All:
			return q
		case column == "" || s.Value == "":
			return q.Where("1 = 0")
		}
		return q.Where(clause.Eq{Column: clause.Column{Table: table, Name: column}, Value: s.Value})
	}
}
