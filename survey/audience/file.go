package audience

// Roster files that are too large to be carried by a page: kept, looked at,
// then entered in the background, piece by piece, with progress.

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"dealervoice/survey/access"
	"dealervoice/survey/fault"
	"dealervoice/survey/port"
)

// FileState is how far a roster file got.
type FileState string

// The states of a roster file.
const (
	FileWaiting FileState = "waiting" // for a yes
	FileQueued  FileState = "queued"  // to be entered, or being entered
	FileDone    FileState = "done"
	FileFailed  FileState = "failed" // it stopped after Done rows
)

// RosterFile is a file of dealers on its way into the roster. Its text goes when
// it is done.
type RosterFile struct {
	ID        string `gorm:"primaryKey"`
	UserID    string // who brought it; nobody else sees it
	Viewer    string // JSON: the same with the scope of then
	Name      string
	Text      string
	State     FileState
	Total     int // rows
	Done      int
	Added     int
	Changed   int
	Unchanged int
	Problem   string // JSON of a Problem: why it stopped
	CreatedAt time.Time
}

// Percent is how much of the file is entered.
func (f RosterFile) Percent() int {
	if f.Total == 0 {
		return 0
	}
	return 100 * f.Done / f.Total
}

// Stopped tells why the file stopped.
func (f RosterFile) Stopped() (p Problem) {
	if err := json.Unmarshal([]byte(f.Problem), &p); err != nil {
		return Problem{Key: "dealer.import.meanwhile"}
	}
	return p
}

// FileStore keeps roster files.
type FileStore interface {
	KeepFile(ctx context.Context, f RosterFile) error // with those of yesterday that nobody said yes to removed
	File(ctx context.Context, id string) (RosterFile, error)
	UpdateFile(ctx context.Context, f RosterFile) error
}

// ImportKind is the job that enters a kept file, with an ImportJob.
const ImportKind = "roster.import"

// ImportJob names the file.
type ImportJob struct {
	File string `json:"file"`
}

// pieceRows is how many rows are one transaction: few enough that answers to
// surveys, which wait on SQLite meanwhile, wait for about a tenth of a second.
const pieceRows = 2000

// KeepFile keeps the text of a file that was looked at, until its importer says
// yes or a day has passed.
func (r *Roster) KeepFile(ctx context.Context, v access.Viewer, name, text string) (RosterFile, error) {
	if !v.May(access.DealerEdit) {
		return RosterFile{}, fault.Forbidden("fault.forbidden")
	}
	who, err := json.Marshal(v)
	if err != nil {
		return RosterFile{}, fmt.Errorf("keep roster file: %w", err)
	}
	f := RosterFile{ID: rand.Text(), UserID: v.UserID, Viewer: string(who), Name: name, Text: text, State: FileWaiting, CreatedAt: r.calendar.Now()}
	if err := r.files.KeepFile(ctx, f); err != nil {
		return RosterFile{}, fmt.Errorf("keep roster file: %w", err)
	}
	return f, nil
}

// File gives a kept file to the one who brought it.
func (r *Roster) File(ctx context.Context, v access.Viewer, id string) (RosterFile, error) {
	f, err := r.files.File(ctx, id)
	if err != nil {
		return RosterFile{}, err
	}
	if f.UserID != v.UserID || !v.May(access.DealerEdit) {
		return RosterFile{}, fault.NotFound("dealer.import.no_file")
	}
	return f, nil
}

// BeginFile has a kept file entered in the background. Saying yes twice is one
// yes; a file that failed may be begun again and goes on where it stopped.
func (r *Roster) BeginFile(ctx context.Context, v access.Viewer, id string) error {
	return r.tx.InTx(ctx, func(ctx context.Context) error {
		f, err := r.File(ctx, v, id)
		if err != nil || f.State == FileQueued || f.State == FileDone {
			return err
		}
		read := ReadCSV(f.Text)
		if len(read.Problems) > 0 {
			return refused(read.Problems)
		}
		f.State, f.Total = FileQueued, len(read.Rows)
		if err := r.files.UpdateFile(ctx, f); err != nil {
			return fmt.Errorf("begin roster file: %w", err)
		}
		return r.queue.Enqueue(ctx, ImportKind, ImportJob{File: id})
	})
}

// EnterFile is the job of ImportKind. The whole file is checked before anything
// is written; then each piece is written together with how far it got, so that
// a job that was killed goes on behind the last piece.
func (r *Roster) EnterFile(ctx context.Context, payload json.RawMessage) error {
	var job ImportJob
	if err := json.Unmarshal(payload, &job); err != nil {
		return fmt.Errorf("read import job: %w", err)
	}
	f, err := r.files.File(ctx, job.File)
	if fault.KindOf(err) == fault.KindNotFound {
		return nil
	}
	if err != nil || f.State != FileQueued {
		return err
	}
	var v access.Viewer
	if err := json.Unmarshal([]byte(f.Viewer), &v); err != nil {
		return fmt.Errorf("read importer of %s: %w", f.ID, err)
	}
	read := ReadCSV(f.Text)
	p := Plan{Problems: read.Problems}
	if err := r.plan(ctx, v, read.Rows[f.Done:], &p); err != nil {
		return err
	}
	if !p.OK() {
		return r.stop(ctx, f, p.Problems[0])
	}
	for f.Done < len(read.Rows) {
		rows := read.Rows[f.Done:min(f.Done+pieceRows, len(read.Rows))]
		next, err := r.enterPiece(ctx, v, f, rows)
		if p, stops := why(err, rows[0].Line); stops {
			return r.stop(ctx, f, p)
		}
		if err != nil {
			return err
		}
		f = next
	}
	return r.finish(ctx, v, f)
}

// halt is why a piece cannot be entered.
type halt struct{ problem Problem }

func (h halt) Error() string { return "enter dealers: " + h.problem.Key }

// why is the reason for which a file stops; false where the piece is to be tried
// again. The whole file was checked before: a problem now follows from what
// others have entered since, and is told as what it is.
func why(err error, line int) (Problem, bool) {
	var h halt
	if errors.As(err, &h) {
		return h.problem, true
	}
	if bad := fault.From(err); bad != nil && bad.Kind != fault.KindUnavailable {
		return Problem{Line: line, Key: bad.Key, Args: bad.Args}, true
	}
	return Problem{}, false
}

// enterPiece writes some rows and how far the file got.
func (r *Roster) enterPiece(ctx context.Context, v access.Viewer, f RosterFile, rows []Row) (RosterFile, error) {
	err := r.tx.InTx(ctx, func(ctx context.Context) error {
		p := Plan{}
		if err := r.plan(ctx, v, rows, &p); err != nil {
			return err
		}
		if !p.OK() {
			return halt{p.Problems[0]}
		}
		if err := r.put(ctx, p); err != nil {
			return err
		}
		next := f
		next.Done += len(rows)
		next.Added, next.Changed, next.Unchanged = f.Added+len(p.Added), f.Changed+len(p.Changed), f.Unchanged+p.Unchanged
		if err := r.files.UpdateFile(ctx, next); err != nil {
			return err
		}
		f = next
		return nil
	})
	return f, err
}

// stop says why a file was not entered, or not to its end.
func (r *Roster) stop(ctx context.Context, f RosterFile, p Problem) error {
	raw, err := json.Marshal(p)
	if err != nil {
		return fmt.Errorf("stop roster file: %w", err)
	}
	f.State, f.Problem = FileFailed, string(raw)
	return r.files.UpdateFile(ctx, f)
}

// finish drops the text and writes the line of the audit trail.
func (r *Roster) finish(ctx context.Context, v access.Viewer, f RosterFile) error {
	f.State, f.Text = FileDone, ""
	return r.tx.InTx(ctx, func(ctx context.Context) error {
		if err := r.files.UpdateFile(ctx, f); err != nil {
			return err
		}
		return r.trail.Record(ctx, v, port.Entry{
			Action: "dealer.import", Kind: "roster", ID: string(r.Today()),
			Detail: map[string]any{"added": f.Added, "changed": f.Changed, "unchanged": f.Unchanged},
		})
	})
}
