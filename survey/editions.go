package survey

import (
	"fmt"
	"sync"

	"dealervoice/survey/definition"
	"dealervoice/survey/fault"
)

// Accepting returns nil if the form takes answers, else the fault that says why
// not.
func (p Published) Accepting() error {
	if p.Survey.State == Open {
		return nil
	}
	return fault.Closed("survey.closed")
}

func errNotFound() *fault.Error { return fault.NotFound("survey.not_found") }

// parse reads a stored version. It passed Check when it was published.
func parse(v Version) (*Edition, error) {
	def, err := definition.Load([]byte(v.Source))
	if err != nil {
		return nil, fmt.Errorf("load version %d of survey %s: %w", v.Number, v.SurveyID, err)
	}
	return &Edition{Version: v, Definition: def}, nil
}

type versionKey struct {
	id ID
	n  Number
}

// maxEditions bounds the memory: a parsed questionnaire takes a few hundred KB.
const maxEditions = 256

// editions keeps parsed versions. They never change, so nothing expires; when
// the shelf is full any one makes room.
type editions struct {
	mu   sync.RWMutex
	kept map[versionKey]*Edition
}

func newEditions() *editions { return &editions{kept: map[versionKey]*Edition{}} }

// get gives the kept edition or makes it. Two callers at once may both make it;
// one stays.
func (e *editions) get(key versionKey, make func() (*Edition, error)) (*Edition, error) {
	e.mu.RLock()
	found := e.kept[key]
	e.mu.RUnlock()
	if found != nil {
		return found, nil
	}
	made, err := make()
	if err != nil {
		return nil, err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if found = e.kept[key]; found != nil {
		return found, nil
	}
	if len(e.kept) >= maxEditions {
		for old := range e.kept {
			delete(e.kept, old)
			break
		}
	}
	e.kept[key] = made
	return made, nil
}

// forget drops what was kept under a number before it was published: read in a
// transaction that was rolled back later.
func (e *editions) forget(key versionKey) {
	e.mu.Lock()
	defer e.mu.Unlock()
	delete(e.kept, key)
}
