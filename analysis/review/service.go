package review

import (
	"context"
	"sync"
	"time"

	"dealervoice/analysis"
	"dealervoice/analysis/coding"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/calendar"
	"dealervoice/survey/port"
)

// Store keeps verdicts and rounds. Each method joins the transaction of ctx.
type Store interface {
	// AddVerdict appends a verdict and gives it its number.
	AddVerdict(ctx context.Context, v Verdict) (Verdict, error)
	// Settle makes the verdict the one that counts: its themes become the person's
	// tags of the answer, and the survey's revision moves on.
	Settle(ctx context.Context, s Settled) error
	// Settled lists the verdicts that count in a survey.
	Settled(ctx context.Context, id survey.ID) ([]Settled, error)
	// Verdicts lists all verdicts on one answer, first to last.
	Verdicts(ctx context.Context, k Key) ([]Verdict, error)
	// Recent lists the newest verdicts of a coder in a survey, newest first.
	Recent(ctx context.Context, id survey.ID, coder string) ([]Verdict, error)

	AddRound(ctx context.Context, r Round, answers []Key) (Round, error)
	Rounds(ctx context.Context, id survey.ID) ([]Round, error) // newest first
	RoundAnswers(ctx context.Context, r Round) ([]Key, error)
	RoundVerdicts(ctx context.Context, r Round) ([]Verdict, error)
}

// Corpora opens the texts of a survey; analysis.Service does.
type Corpora interface {
	Corpus(ctx context.Context, v access.Viewer, slug string) (*analysis.Corpus, error)
}

// Books gives the codebook and the tagger in use; coding.Service does.
type Books interface {
	Using(ctx context.Context) (coding.InUse, error)
}

// Surveys lists surveys; survey.Store does.
type Surveys interface {
	List(ctx context.Context) ([]survey.Survey, error)
}

// Responses reads answers as they were given; analysisdb.Store does.
type Responses interface {
	Some(ctx context.Context, id survey.ID, ids []feedback.ID) ([]feedback.Response, error)
}

// Editions gives published versions with their definitions; survey.Service does.
type Editions interface {
	PublishedVersion(ctx context.Context, id survey.ID, n survey.Number) (*survey.Edition, error)
}

// Coder is somebody who may judge.
type Coder struct {
	ID, Name string
}

// Staff lists those who may judge answers.
type Staff interface {
	Coders(ctx context.Context) ([]Coder, error)
}

// Needs is what the service is made of.
type Needs struct {
	Store   Store
	Corpora Corpora
	Books   Books
	Surveys Surveys
	Staff   Staff

	Responses Responses
	Editions  Editions

	Tx       port.Tx
	Trail    port.Trail
	Calendar calendar.Calendar
}

// Service holds the use cases of judging answers.
type Service struct {
	Needs

	mu     sync.Mutex
	pools  map[poolKey]*pool
	claims map[Key]claim
	scores map[string]scored
}

// New makes the service.
func New(n Needs) *Service {
	return &Service{Needs: n, pools: map[poolKey]*pool{}, claims: map[Key]claim{}, scores: map[string]scored{}}
}

// claim keeps an answer that somebody has before them from being given to others.
type claim struct {
	coder   string
	until   time.Time
	skipped bool
}

// claimed is how long: longer than anybody looks at one answer.
const claimed = 10 * time.Minute

// claim notes that the coder has the answer, or wants another one.
func (s *Service) claim(k Key, c claim) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.Calendar.Clock()
	for key, old := range s.claims {
		if now.After(old.until) {
			delete(s.claims, key)
		}
	}
	c.until = now.Add(claimed)
	s.claims[k] = c
}

// free tells whether the coder may be given the answer.
func (s *Service) free(k Key, coder string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, ok := s.claims[k]
	if !ok || s.Calendar.Clock().After(c.until) {
		return true
	}
	return (c.coder == coder) != c.skipped
}

// ids lists the responses of keys.
func ids(keys []Key) []feedback.ID {
	out := make([]feedback.ID, 0, len(keys))
	seen := map[feedback.ID]bool{}
	for _, k := range keys {
		if !seen[k.ResponseID] {
			seen[k.ResponseID] = true
			out = append(out, k.ResponseID)
		}
	}
	return out
}
