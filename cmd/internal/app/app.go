package app

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"time"

	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/audit"
	"dealervoice/cmd/internal/config"
	"dealervoice/cmd/internal/db"
	"dealervoice/cmd/internal/i18n"
	"dealervoice/cmd/internal/jobs"
	"dealervoice/cmd/internal/keyfile"
	"dealervoice/cmd/internal/mail"
	"dealervoice/survey/port"
	"dealervoice/templates"
)

// App is the program put together: the machine, and the services of each room.
type App struct {
	Config    config.Config
	Log       *slog.Logger
	Clock     port.Clock
	Zone      *time.Location
	DB        *db.DB
	Queue     *jobs.Queue
	Trail     *audit.Trail
	Catalogue *i18n.Catalogue
	Accounts  *account.Service
	Letters   *mail.Writer
	Rooms
	keys   *keyfile.Store // outside the database
	secret []byte         // what forms are signed with
}

// New opens the database (applying pending migrations) and builds everything.
// Close gives it all back.
func New(ctx context.Context, c config.Config, log *slog.Logger) (*App, error) {
	return NewAt(ctx, c, log, time.Now)
}

// NewAt is New on another clock: tests move theirs on instead of waiting.
func NewAt(ctx context.Context, c config.Config, log *slog.Logger, clock port.Clock) (*App, error) {
	zone, err := c.Zone()
	if err != nil {
		return nil, err
	}
	catalogue, err := i18n.Load(templates.FS)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(c.DataDir, 0o700); err != nil {
		return nil, fmt.Errorf("make data folder: %w", err)
	}
	keys, err := keyfile.Open(keyfile.Folder(c.DataDir))
	if err != nil {
		return nil, err
	}
	d, err := db.Open(ctx, db.Options{DSN: c.DatabaseURL, Log: log})
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	a := &App{Config: c, Log: log, Clock: clock, Zone: zone, DB: d, Catalogue: catalogue, Queue: jobs.NewQueue(d), keys: keys}
	a.Trail = audit.New(d, a.Clock)
	if a.Accounts, err = account.New(d, a.Trail, a.Clock); err == nil {
		err = a.furnish(ctx)
	}
	if err != nil {
		return nil, fmt.Errorf("build app: %w (%v)", err, d.Close())
	}
	return a, nil
}

// Close stops what is being counted and closes the database.
func (a *App) Close() error {
	a.Analysis.Close()
	return a.DB.Close()
}
