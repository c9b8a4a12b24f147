package coding

// Training from what people decided about answers.

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"

	"dealervoice/analysis/text"
	"dealervoice/analysis/text/codebook"
	"dealervoice/analysis/text/evaluate"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
	"dealervoice/survey/port"
)

// Label is what people decided about one open answer. No theme is a decision too.
type Label struct {
	Survey   survey.ID
	Response feedback.ID
	Question string
	Text     string
	Lang     string
	Prior    text.Polarity
	Themes   []text.Given
	Held     bool // held back: only measured on, never learned from
}

// Labels hands out all labels; whoever keeps them does.
type Labels interface {
	Labels(ctx context.Context) ([]Label, error)
}

// TrainKind is the job that trains a model, with a TrainJob.
const TrainKind = "codebook.train"

// TrainJob asks for a training.
type TrainJob struct {
	By     string
	UserID string
	Note   string
}

// MinLabels is the fewest labelled answers that a model learns from: below, the
// codebook alone does better (see analysis/text).
const MinLabels = 50

// Train has a model trained in the background from the labels of now. It is put in
// use when it is ready, unless it does worse on the labels held back.
func (s *Service) Train(ctx context.Context, v access.Viewer, note string) error {
	if !v.May(access.CodebookEdit) {
		return fault.Forbidden("fault.forbidden")
	}
	labels, err := s.labels(ctx)
	if err != nil {
		return err
	}
	if len(learnable(labels)) < MinLabels {
		return fault.Conflict("tagger.few_labels", map[string]any{"Min": MinLabels})
	}
	err = s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Queue.Enqueue(ctx, TrainKind, TrainJob{By: v.Name, UserID: v.UserID, Note: note}); err != nil {
			return err
		}
		return s.Trail.Record(ctx, v, port.Entry{Action: "tagger.train", Kind: "model"})
	})
	if err != nil {
		return fmt.Errorf("train model: %w", err)
	}
	return nil
}

// labels reads all labels in an order that is always the same.
func (s *Service) labels(ctx context.Context) ([]Label, error) {
	if s.Labels == nil {
		return nil, nil
	}
	list, err := s.Labels.Labels(ctx)
	if err != nil {
		return nil, fmt.Errorf("read labels: %w", err)
	}
	slices.SortStableFunc(list, func(a, b Label) int {
		return cmp.Or(cmp.Compare(a.Survey, b.Survey), cmp.Compare(a.Response, b.Response), cmp.Compare(a.Question, b.Question))
	})
	return list, nil
}

func learnable(labels []Label) []Label {
	return slices.DeleteFunc(slices.Clone(labels), func(l Label) bool { return l.Held })
}

// TrainModel is the handler of TrainKind. The same labels and codebook give the
// same model; one that is stored already is used, not stored twice.
func (s *Service) TrainModel(ctx context.Context, payload json.RawMessage) error {
	var job TrainJob
	if err := json.Unmarshal(payload, &job); err != nil {
		return fmt.Errorf("read job: %w", err)
	}
	labels, err := s.labels(ctx)
	if err != nil {
		return err
	}
	now, err := s.using(ctx)
	if err != nil {
		return err
	}
	newest, err := s.Store.Newest(ctx)
	if err != nil {
		return err
	}
	if labels, err = known(newest.Book, labels); err != nil {
		return err
	}
	if len(learnable(labels)) < MinLabels {
		return s.bookAlone(ctx, newest, now)
	}
	unjudged, err := s.unjudged(ctx, labels)
	if err != nil {
		return fmt.Errorf("read unjudged answers: %w", err)
	}
	m, err := fit(newest, labels, unjudged)
	if err != nil {
		return fmt.Errorf("train model on %d labels: %w", len(labels), err)
	}
	m.Note, m.CreatedBy, m.CreatedAt = job.Note, job.By, s.Calendar.Now()
	if held := heldBack(labels); len(held) > 0 {
		tagger, err := text.Load(newest.Book, m.Learned)
		if err != nil {
			return err
		}
		m.Held = &Comparison{Before: measure(now.tagger, held), After: measure(tagger, held)}
	}
	return s.keep(ctx, m, now, access.Viewer{UserID: job.UserID, Name: job.By, Roles: access.Machine("train").Roles})
}

// bookAlone puts a revised codebook in use without a model, where there are too few
// labels to train one with it.
func (s *Service) bookAlone(ctx context.Context, newest Version, now inUse) error {
	if now.use.Codebook == newest.Number && now.use.Model == 0 {
		return nil
	}
	_, err := s.take(ctx, access.Machine("train"), "tagger.use", Use{Codebook: newest.Number})
	return err
}

// known brings labels over to the book. Answers of whose themes it has none any
// more, or knows not which, are left out.
func known(book *codebook.Book, labels []Label) ([]Label, error) {
	carrier := NewCarrier(book)
	out := make([]Label, 0, len(labels))
	for _, l := range labels {
		carried, sure, err := carrier.Carry(text.Input{Text: l.Text, Lang: l.Lang, Prior: l.Prior}, l.Themes)
		if err != nil {
			return nil, err
		}
		if sure && (len(carried) > 0 || len(l.Themes) == 0) {
			l.Themes = carried
			out = append(out, l)
		}
	}
	return out, nil
}

// While few answers are judged the words of some that nobody judged help (see
// analysis/text/model); of the model they are not to be read.
const (
	fewJudged   = 2000
	maxUnjudged = 4000
)

// unjudged reads open answers without a label, in the order of their random ids.
func (s *Service) unjudged(ctx context.Context, labels []Label) ([]text.Example, error) {
	if len(learnable(labels)) > fewJudged {
		return nil, nil
	}
	judged := map[string]bool{}
	for _, l := range labels {
		judged[l.Text] = true
	}
	var out []text.Example
	err := s.eachOpen(ctx, func(r feedback.Response, o Open) error {
		if !judged[o.Text] {
			out = append(out, text.Example{Text: o.Text, Lang: string(r.Language), Unknown: true})
		}
		if len(out) == maxUnjudged {
			return errEnough
		}
		return nil
	})
	return out, err
}

// fit trains on the labels that are not held back, and on unjudged answers.
func fit(v Version, labels []Label, unjudged []text.Example) (Model, error) {
	learn := learnable(labels)
	examples := make([]text.Example, len(learn), len(learn)+len(unjudged))
	for i, l := range learn {
		examples[i] = text.Example{Text: l.Text, Lang: l.Lang, Themes: l.Themes}
	}
	examples = append(examples, unjudged...)
	tagger, err := text.Train(v.Book, examples)
	if err != nil {
		return Model{}, err
	}
	learned, err := tagger.Learned()
	if err != nil {
		return Model{}, err
	}
	data, err := json.Marshal(examples)
	if err != nil {
		return Model{}, err
	}
	sum := sha256.Sum256(data)
	return Model{Codebook: v.Number, Tagger: tagger.Version(), Labels: len(learn), Digest: hex.EncodeToString(sum[:]), Learned: learned}, nil
}

func heldBack(labels []Label) []Label {
	return slices.DeleteFunc(slices.Clone(labels), func(l Label) bool { return !l.Held })
}

// measure holds a tagger against labels.
func measure(tagger *text.Tagger, labels []Label) evaluate.Report {
	rows := make([]evaluate.Row, len(labels))
	for i, l := range labels {
		rows[i].Text = l.Text
		for _, g := range l.Themes {
			rows[i].Gold = append(rows[i].Gold, evaluate.Tag{Theme: g.ID, Polarity: int(g.Polarity), Rated: g.Rated})
		}
		for _, th := range tagger.Tag(text.Input{Text: l.Text, Lang: l.Lang, Prior: l.Prior}).Themes {
			rows[i].Guess = append(rows[i].Guess, evaluate.Tag{Theme: th.ID, Polarity: int(th.Polarity), Rated: true})
		}
	}
	return evaluate.Measure(rows, evaluate.Seed)
}

// keep stores the model, unless it is stored, and puts it in use if it is no worse,
// or serves a codebook that waits for it.
func (s *Service) keep(ctx context.Context, m Model, now inUse, v access.Viewer) error {
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		stored, err := s.Store.Models(ctx)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(stored, func(x Model) bool {
			return x.Digest == m.Digest && x.Codebook == m.Codebook && x.Tagger == m.Tagger
		})
		if i >= 0 {
			m.Number = stored[i].Number
		} else {
			m.Number = 1
			if len(stored) > 0 {
				m.Number = stored[0].Number + 1
			}
			if err := s.Store.AddModel(ctx, m); err != nil {
				return err
			}
		}
		if m.Held != nil && !m.Held.Better() && now.use.Codebook == m.Codebook {
			return nil
		}
		_, err = s.take(ctx, v, "tagger.use", Use{Codebook: m.Codebook, Model: m.Number})
		return err
	})
	if err != nil {
		return fmt.Errorf("keep model: %w", err)
	}
	return nil
}
