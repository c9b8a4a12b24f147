package coding

import (
	"time"

	"dealervoice/analysis/text/codebook"
)

// Version is a codebook as it was in use from a moment on. It never changes.
type Version struct {
	Number    int
	Book      *codebook.Book
	Note      string // what changed and why
	CreatedBy string
	CreatedAt time.Time
}
