package audit

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"dealervoice/cmd/internal/db"
	"dealervoice/survey/access"
	"dealervoice/survey/port"
)

// Line is one stored entry.
type Line struct {
	ID         int64
	At         time.Time
	ActorID    string
	ActorName  string
	Action     string
	ObjectKind string
	ObjectID   string
	Detail     string // JSON
}

// TableName is GORM's name for the table.
func (Line) TableName() string { return "audit" }

// Trail writes and reads lines.
type Trail struct {
	db    *db.DB
	clock port.Clock
}

// New makes the trail on a database.
func New(d *db.DB, clock port.Clock) *Trail { return &Trail{db: d, clock: clock} }

// Record writes the entry in the transaction of ctx.
func (t *Trail) Record(ctx context.Context, by access.Viewer, e port.Entry) error {
	if e.Detail == nil {
		e.Detail = map[string]any{}
	}
	detail, err := json.Marshal(e.Detail)
	if err != nil {
		return fmt.Errorf("record %s: %w", e.Action, err)
	}
	line := Line{
		At: t.clock().UTC().Truncate(time.Microsecond), ActorID: by.UserID, ActorName: by.Name,
		Action: e.Action, ObjectKind: e.Kind, ObjectID: e.ID, Detail: string(detail),
	}
	if err := t.db.Write(ctx).Create(&line).Error; err != nil {
		return fmt.Errorf("record %s: %w", e.Action, err)
	}
	return nil
}

// List gives the newest lines first: those before the id (0: from the newest),
// of one kind of object if kind is not empty.
func (t *Trail) List(ctx context.Context, kind string, before int64, limit int) ([]Line, error) {
	q := t.db.Read(ctx).Order("id DESC").Limit(max(1, min(limit, 500)))
	if before > 0 {
		q = q.Where("id < ?", before)
	}
	if kind != "" {
		q = q.Where("object_kind = ?", kind)
	}
	var lines []Line
	if err := q.Find(&lines).Error; err != nil {
		return nil, fmt.Errorf("list audit lines: %w", err)
	}
	return lines, nil
}
