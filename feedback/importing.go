package feedback

// Taking in responses that were given elsewhere: same gate and engine as the
// form; good rows in, bad rows named.

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/answer"
	"dealervoice/survey/audience"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
	"dealervoice/survey/port"
)

// Row is one response to take in.
type Row struct {
	Line       int // where it stands in its file
	ID         ID  // its own; "": it follows from content and line
	Version    survey.Number
	Language   language.Tag
	Wave       int
	Submitted  *time.Time
	Consent    string // which statement was read
	Data       answer.Data
	Attributes audience.Attributes
}

// Editions gives the versions that rows may belong to. *survey.Service is one.
type Editions interface {
	PublishedVersion(ctx context.Context, id survey.ID, n survey.Number) (*survey.Edition, error)
}

// Import is what to take in, and where.
type Import struct {
	Into     survey.Published // rows without a version belong to the current one
	Editions Editions
	// Rows yields row after row; a fault beside a row says why it could not be
	// read, any other error ends the import.
	Rows iter.Seq2[Row, error]
	// Refused is told of each row that was not taken.
	Refused func(Row, error)
}

// Imported counts what became of the rows.
type Imported struct {
	Rows    int `json:"rows"`
	Added   int `json:"added"`
	Same    int `json:"same"` // were there already
	Refused int `json:"refused"`
	Over    int `json:"over_quota"` // of those added: came when a quota was full, kept and not counted
}

// batchSize is how many rows are one transaction.
const batchSize = 200

// maxRowID bounds a row's own id, in characters.
const maxRowID = 128

// Import takes in the rows, batch by batch, each batch one transaction with a
// line in the audit trail. Rows that are there already are counted and left as
// they are; so an import that broke off is simply run again.
func (s *Service) Import(ctx context.Context, v access.Viewer, in Import) (Imported, error) {
	if !v.May(access.ResponseImport) {
		return Imported{}, fault.Forbidden("fault.forbidden")
	}
	b := importer{s: s, v: v, in: in}
	for row, err := range in.Rows {
		if err != nil && fault.From(err) == nil {
			return b.done, fmt.Errorf("read rows: %w", err)
		}
		b.done.Rows++
		if err := b.take(ctx, row, err); err != nil {
			return b.done, err
		}
	}
	return b.done, b.flush(ctx)
}

// importer fills batches.
type importer struct {
	s     *Service
	v     access.Viewer
	in    Import
	done  Imported
	rows  []Row
	batch []Acceptance
}

// take checks a row and puts it into the batch.
func (b *importer) take(ctx context.Context, row Row, err error) error {
	var c Checked
	if err == nil {
		c, err = b.check(ctx, &row)
	}
	if err == nil {
		err = c.Err()
	}
	if err != nil {
		if fault.From(err) == nil {
			return fmt.Errorf("import line %d: %w", row.Line, err)
		}
		b.refuse(row, err)
		return nil
	}
	b.rows, b.batch = append(b.rows, row), append(b.batch, c.acceptance)
	if len(b.batch) < batchSize {
		return nil
	}
	return b.flush(ctx)
}

func (b *importer) refuse(row Row, err error) {
	b.done.Refused++
	b.in.Refused(row, err)
}

func (b *importer) check(ctx context.Context, row *Row) (Checked, error) {
	edition := b.in.Into.Edition
	if row.Version != 0 && row.Version != edition.Version.Number {
		var err error
		if edition, err = b.in.Editions.PublishedVersion(ctx, b.in.Into.Survey.ID, row.Version); err != nil {
			return Checked{}, err
		}
	}
	if err := row.identify(); err != nil {
		return Checked{}, err
	}
	return b.s.Check(Submission{
		Survey: b.in.Into.Survey, Edition: edition, Channel: ByImport, Language: row.Language, Data: row.Data,
		Attributes: cleaned(row.Attributes), ID: row.ID, Wave: row.Wave, Submitted: row.Submitted,
		Rules: b.in.Into.Edition, Consent: row.Consent,
	})
}

// identify checks the row's own id, or makes one that the same line of the same
// file always gets.
func (r *Row) identify() error {
	if r.ID == "" {
		c, err := contentOf(r.Data, r.Data)
		if err != nil {
			return err
		}
		r.ID = ID("row-" + short(digest("row", c.hash, fmt.Sprint(r.Line))))
		return nil
	}
	id := string(r.ID)
	odd := func(c rune) bool { return !unicode.IsPrint(c) }
	if utf8.RuneCountInString(id) > maxRowID || !utf8.ValidString(id) || strings.ContainsFunc(id, odd) || strings.TrimSpace(id) != id {
		return fault.Invalid(fault.Field{Path: "id", Key: "respond.import.id", Args: fault.Args{"Max": maxRowID}})
	}
	return nil
}

// cleaned gives attributes as every database can keep them, without empty ones.
func cleaned(list audience.Attributes) audience.Attributes {
	out := audience.Attributes{}
	for name, value := range list {
		value = strings.TrimSpace(strings.ReplaceAll(strings.ToValidUTF8(value, "\uFFFD"), "\x00", ""))
		if name != "" && value != "" {
			out[name] = value
		}
	}
	return out
}

// flush stores the batch.
func (b *importer) flush(ctx context.Context) error {
	if len(b.batch) == 0 {
		return nil
	}
	rows, batch := b.rows, b.batch
	b.rows, b.batch = nil, nil
	var out []Outcome
	err := b.s.tx.InTx(ctx, func(ctx context.Context) (err error) {
		if out, err = b.s.store.AcceptAll(ctx, batch); err != nil {
			return err
		}
		return b.s.trail.Record(ctx, b.v, port.Entry{
			Action: "response.import", Kind: "survey", ID: b.in.Into.Survey.Slug,
			Detail: map[string]any{"from": rows[0].Line, "to": rows[len(rows)-1].Line, "rows": len(rows)},
		})
	})
	if err != nil {
		return fmt.Errorf("import lines %d to %d: %w", rows[0].Line, rows[len(rows)-1].Line, err)
	}
	for i, o := range out {
		switch {
		case o.Stored:
			b.done.Added++
			if o.Over != "" {
				b.done.Over++
			}
		case o.ContentHash == batch[i].Response.ContentHash:
			b.done.Same++
		default:
			b.refuse(rows[i], fault.Conflict("respond.import.conflict", nil))
		}
	}
	return nil
}
