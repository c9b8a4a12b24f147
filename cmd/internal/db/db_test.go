package db_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"gorm.io/gorm"

	"dealervoice/cmd/internal/db"
	"dealervoice/cmd/internal/db/dbtest"
)

type attempt struct {
	Key          string `gorm:"primaryKey"`
	Failures     int
	WindowStart  time.Time
	BlockedUntil *time.Time
}

func (attempt) TableName() string { return "login_attempts" }

func count(t *testing.T, ctx context.Context, d *db.DB) int64 {
	t.Helper()
	var n int64
	if err := d.Read(ctx).Model(&attempt{}).Count(&n).Error; err != nil {
		t.Fatal(err)
	}
	return n
}

func TestATransactionStoresAllOrNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		boom := errors.New("boom")
		err := d.InTx(ctx, func(ctx context.Context) error {
			if err := d.Write(ctx).Create(&attempt{Key: "a", WindowStart: db.Now()}).Error; err != nil {
				return err
			}
			if n := count(t, ctx, d); n != 1 {
				t.Errorf("inside the transaction Read sees %d rows, want its own 1", n)
			}
			return boom
		})
		if !errors.Is(err, boom) {
			t.Fatalf("got %v, want boom", err)
		}
		if n := count(t, ctx, d); n != 0 {
			t.Errorf("%d rows after rollback", n)
		}
		dup := d.InTx(ctx, func(ctx context.Context) error {
			for range 2 {
				if err := d.Write(ctx).Create(&attempt{Key: "a", WindowStart: db.Now()}).Error; err != nil {
					return err
				}
			}
			return nil
		})
		if !errors.Is(dup, gorm.ErrDuplicatedKey) {
			t.Errorf("got %v, want a duplicated key", dup)
		}
	})
}
