package demo

// The sales process of the demo company: version 1, written by top management
// alone.

import (
	"context"

	demoprocess "dealervoice/cmd/internal/demo/process"
)

// process imports version 1, as the vice president did before the year began.
func (l *loader) process(ctx context.Context) error {
	by, err := l.person(ctx, "vp@example.com")
	if err != nil {
		return err
	}
	l.now = before("2026-01-01", 20)
	_, err = l.rooms.Process.Import(ctx, by, demoprocess.JSON)
	return err
}
