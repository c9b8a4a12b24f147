package app

import (
	"context"
	"crypto/rand"
	"fmt"
	"time"

	"gorm.io/gorm/clause"

	"dealervoice/cmd/internal/db"
)

// installation is the one row that all processes on a database agree on.
type installation struct {
	ID        int `gorm:"primaryKey"`
	Secret    []byte
	CreatedAt time.Time
}

func (installation) TableName() string { return "installation" }

// secret gives the 32 random bytes that forms are signed with. The first
// process on a database makes them; several that start at once agree, since the
// row can be inserted only once.
func secret(ctx context.Context, d *db.DB) ([]byte, error) {
	fresh := installation{ID: 1, Secret: make([]byte, 32), CreatedAt: db.Now()}
	rand.Read(fresh.Secret)
	if err := d.Write(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(&fresh).Error; err != nil {
		return nil, fmt.Errorf("make the installation's secret: %w", err)
	}
	var row installation
	if err := d.Read(ctx).Where("id = ?", 1).Take(&row).Error; err != nil {
		return nil, fmt.Errorf("read the installation's secret: %w", err)
	}
	return row.Secret, nil
}
