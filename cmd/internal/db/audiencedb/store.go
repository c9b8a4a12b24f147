package audiencedb

import (
	"context"
	"encoding/json"
	"errors"
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"dealervoice/cmd/internal/db"
	"dealervoice/survey/access"
	"dealervoice/survey/audience"
	"dealervoice/survey/calendar"
	"dealervoice/survey/fault"
)

// Store implements audience.Store.
type Store struct{ db *db.DB }

// New makes the store.
func New(d *db.DB) Store { return Store{db: d} }

var _ audience.Store = Store{}

// holding keeps the entries that hold on the day.
func holding(on calendar.Day) func(*gorm.DB) *gorm.DB {
	return func(q *gorm.DB) *gorm.DB {
		return q.Where("valid_from <= ? AND (valid_to = '' OR valid_to > ?)", on, on)
	}
}

// narrow applies what the query asks for.
func narrow(q audience.Query) func(*gorm.DB) *gorm.DB {
	return func(g *gorm.DB) *gorm.DB {
		for _, eq := range []struct{ column, value string }{{"region", q.Region}, {"area", q.Area}, {"tier", q.Tier}} {
			if eq.value != "" {
				g = g.Where(clause.Eq{Column: clause.Column{Name: eq.column}, Value: eq.value})
			}
		}
		if len(q.Codes) > 0 {
			g = g.Where("code IN ?", q.Codes)
		}
		if q.Channel != "" {
			g = g.Where(`channels LIKE ? ESCAPE '\'`, "%"+escape(quoted(q.Channel))+"%")
		}
		if q.Search != "" {
			like := "%" + escape(strings.ToLower(q.Search)) + "%"
			g = g.Where(`(lower(code) LIKE ? ESCAPE '\' OR lower(name) LIKE ? ESCAPE '\')`, like, like)
		}
		return g
	}
}

// escape takes the meaning from the marks of LIKE.
func escape(s string) string {
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(s)
}

// quoted is how a value stands in a JSON list as GORM's serializer writes it.
func quoted(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		return s
	}
	return string(b)
}

// List gives a page of the dealers in scope, by code.
func (s Store) List(ctx context.Context, v access.Viewer, q audience.Query) (audience.Page, error) {
	base := s.db.Read(ctx).Model(&audience.Dealer{}).
		Scopes(db.InScope(v.Scope, "dealers"), holding(q.On), narrow(q)).Session(&gorm.Session{})
	var total int64
	if err := base.Count(&total).Error; err != nil {
		return audience.Page{}, err
	}
	page := db.Page{After: string(q.After), Limit: q.Limit}
	var list []audience.Dealer
	if err := base.Scopes(page.By("code")).Find(&list).Error; err != nil {
		return audience.Page{}, err
	}
	list, next := db.Cut(page, list, func(d audience.Dealer) string { return string(d.Code) })
	return audience.Page{Dealers: list, Next: audience.Code(next), Total: int(total)}, nil
}

// History gives the entries of a dealer in scope, newest first.
func (s Store) History(ctx context.Context, v access.Viewer, code audience.Code) ([]audience.Dealer, error) {
	var list []audience.Dealer
	err := s.db.Read(ctx).Scopes(db.InScope(v.Scope, "dealers")).
		Where("code = ?", code).Order("valid_from DESC").Find(&list).Error
	return list, err
}

// Latest gives the newest entry of each code that has one, whatever the scope.
func (s Store) Latest(ctx context.Context, codes []audience.Code) (map[audience.Code]audience.Dealer, error) {
	raw, err := json.Marshal(codes)
	if err != nil {
		return nil, err
	}
	// One list as JSON: a thousand parameters would be compared with each row
	// one by one wherever PostgreSQL takes the table for small.
	q := s.db.Read(ctx)
	if s.db.Dialect() == db.PostgreSQL {
		q = q.Where("code IN (SELECT jsonb_array_elements_text(?::jsonb))", string(raw)).Clauses(clause.Locking{Strength: "UPDATE"})
	} else {
		q = q.Where("code IN (SELECT value FROM json_each(?))", string(raw))
	}
	var list []audience.Dealer
	if err := q.Find(&list).Error; err != nil {
		return nil, err
	}
	out := make(map[audience.Code]audience.Dealer, len(list))
	for _, d := range list {
		if d.ValidFrom >= out[d.Code].ValidFrom {
			out[d.Code] = d
		}
	}
	return out, nil
}

// Put writes entries in the order given.
func (s Store) Put(ctx context.Context, list []audience.Dealer) error {
	err := s.db.Write(ctx).Clauses(clause.OnConflict{
		Columns:   []clause.Column{{Name: "code"}, {Name: "valid_from"}},
		UpdateAll: true,
	}).CreateInBatches(list, 500).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return fault.Conflict("dealer.import.meanwhile", nil).Because(err)
	}
	return err
}
