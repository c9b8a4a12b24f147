package db

// Long lists are read page by page, each page starting behind the last key of
// the one before it: as fast at the end as at the start, and nothing is skipped
// or shown twice when rows come in between.

import (
	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// Page asks for at most Limit rows behind the key After ("" from the start).
type Page struct {
	After string
	Limit int
}

// PageLimit is the largest page, and the size when none is asked for.
const (
	PageLimit   = 1000
	defaultPage = 50
)

// Size is the number of rows this page may hold.
func (p Page) Size() int {
	if p.Limit <= 0 {
		return defaultPage
	}
	return min(p.Limit, PageLimit)
}

// By returns a GORM scope that reads the page in the order of column, which
// must be unique within the query, and one row more, from which Cut tells
// whether there is a next page.
func (p Page) By(column string) func(*gorm.DB) *gorm.DB {
	c := clause.Column{Name: column}
	return func(g *gorm.DB) *gorm.DB {
		if p.After != "" {
			g = g.Where(clause.Gt{Column: c, Value: p.After})
		}
		return g.Order(clause.OrderByColumn{Column: c}).Limit(p.Size() + 1)
	}
}

// Cut takes the surplus row off what By has read; next is the After of the
// following page, "" on the last one.
func Cut[T any](p Page, rows []T, key func(T) string) (page []T, next string) {
	if len(rows) <= p.Size() {
		return rows, ""
	}
	page = rows[:p.Size()]
	return page, key(page[len(page)-1])
}
