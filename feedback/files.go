package feedback

// Answers that hold files: the files lie beside them and become theirs in the
// same transaction.

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"dealervoice/survey"
	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
)

// Uploads keeps the files that forms bring. *upload.Service is one.
type Uploads interface {
	// Claim gives the files of a form to its answer and drops its others. It
	// tells whether all were there.
	Claim(ctx context.Context, slip Slip, refs []string) (all bool, err error)
	// Drop removes files that no answer holds any more.
	Drop(ctx context.Context, id survey.ID, refs []string) error
	// Expire removes what nobody handed in and tells how many.
	Expire(ctx context.Context) (int, error)
}

// errLost rolls back an answer that names files which are not there.
var errLost = errors.New("a file of the answer is not there")

// admit stores an answer with its files.
func (s *Service) admit(ctx context.Context, c Checked) (Outcome, error) {
	refs := References(c.acceptance.Response.Data)
	if len(refs) == 0 || c.Channel == ByImport {
		return s.put(ctx, c)
	}
	var out Outcome
	err := s.tx.InTx(ctx, func(ctx context.Context) (err error) {
		if out, err = s.put(ctx, c); err != nil || !out.Stored {
			return err
		}
		all := false
		if s.uploads != nil {
			all, err = s.uploads.Claim(ctx, c.slip(), refs)
		}
		if err == nil && !all {
			err = errLost
		}
		return err
	})
	if errors.Is(err, errLost) {
		return Outcome{}, c.lost()
	}
	return out, err
}

// lost refuses the answer at its questions for files: they are to be sent anew.
func (c Checked) lost() error {
	for _, e := range c.Edition.Definition.Questions() {
		if len(References(answer.Data{"": c.Decision.Result[e.Key]})) > 0 && e.Type != definition.Calculation {
			c.Decision.Errors[e.Name] = append(c.Decision.Errors[e.Name], answer.Error{Code: answer.CodeBadType, Key: "answer.filelost"})
		}
	}
	return &Refusal{Decision: c.Decision}
}

// References lists the files that answers name, each once.
func References(data answer.Data) []string {
	var out []string
	eachFile(data, func(f Filed) {
		if !slices.Contains(out, f.Ref) {
			out = append(out, f.Ref)
		}
	})
	return out
}

// eachFile finds what answers hold of uploaded files, also inside rows and
// panels.
func eachFile(data answer.Data, found func(Filed)) {
	if !holdsFile(map[string]any(data)) {
		return // as most answers, looked through without sorting
	}
	for _, key := range slices.Sorted(maps.Keys(data)) {
		walkFiles(data[key], func(f Filed) {
			f.Question = key
			found(f)
		})
	}
}

// holdsFile tells whether there is an uploaded file anywhere in a value.
func holdsFile(v any) bool {
	switch v := v.(type) {
	case []any:
		return slices.ContainsFunc(v, holdsFile)
	case map[string]any:
		for name, inner := range v {
			if text, ok := inner.(string); ok && name == "content" && answer.IsUpload(text) || holdsFile(inner) {
				return true
			}
		}
	}
	return false
}

func walkFiles(v any, found func(Filed)) {
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			walkFiles(item, found)
		}
	case map[string]any:
		content, _ := v["content"].(string)
		if !answer.IsUpload(content) {
			for _, name := range slices.Sorted(maps.Keys(v)) {
				walkFiles(v[name], found)
			}
			return
		}
		f := Filed{Ref: strings.TrimPrefix(content, answer.UploadPrefix)}
		f.Name, _ = v["name"].(string)
		f.Kind, _ = v["type"].(string)
		found(f)
	}
}
