package invitation

import (
	"context"
	"fmt"
	"strings"
	"unicode"

	"dealervoice/survey"
	"dealervoice/survey/language"
)

// Letter is what a carrier takes to one person. Subject and Intro are the
// survey's own words; where they are empty the carrier says the usual ones, by
// Fill.
type Letter struct {
	Tag      Tag
	Kind     Kind
	To       string
	Name     string // of the dealer
	Language language.Tag
	Subject  string
	Intro    string
	Survey   string // its title in the language
	Slug     string
	Mode     survey.Mode
	MinCell  int
	Link     string // the personal one; a secret
	Leave    string // where nothing more can be asked for; "" in samples
}

// Fill puts names into a text: {dealer} and {survey}. What is put in is not
// looked at again.
func (l Letter) Fill(text string) string {
	return strings.NewReplacer("{dealer}", l.Name, "{survey}", l.Survey).Replace(text)
}

// OneLine makes a text fit for a header: no line ends, no control characters, no
// marks that turn the direction of writing, no encoded words, bounded.
func OneLine(s string, most int) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\r', r == '\t', r == '\u2028', r == '\u2029':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	s = strings.Join(strings.Fields(s), " ")
	s = strings.ReplaceAll(s, "=?", "= ?") // no word that readers would decode
	if runes := []rune(s); len(runes) > most {
		s = string(runes[:most-1]) + "…"
	}
	return s
}

// Carrier hands messages over to the outside.
type Carrier interface {
	// Open begins a session. An error says that nobody can be reached now.
	Open(ctx context.Context) (Session, error)
	// Sessions is how many may be open at a time.
	Sessions() int
}

// Session is a line to the other side.
type Session interface {
	// Send hands one letter over. At the point of no return it calls handing,
	// once; where that fails, nothing is handed over. It returns nil when the
	// other side has taken the letter, else a *Failure.
	Send(ctx context.Context, l Letter, handing func(context.Context) error) error
	Close() error
}

// Verdict is what a failure means.
type Verdict int

// The verdicts.
const (
	Unreachable Verdict = iota // nothing was handed over and the session is broken
	Later                      // this message may be tried again
	Never                      // this message is refused
	Hard                       // there is no such address
	Unknown                    // handed over, and no answer came
	Off                        // the other side wants nothing more of us at all
)

// Failure is why a letter was not taken.
type Failure struct {
	Verdict Verdict
	Code    int
	Text    string // what the other side said
	Cause   error
}

// Error says it for logs.
func (f *Failure) Error() string { return fmt.Sprintf("%d %s: %v", f.Code, f.Text, f.Cause) }

// Unwrap gives the cause.
func (f *Failure) Unwrap() error { return f.Cause }

// Judge tells what a refusal means: by its enhanced status ("5.1.1", RFC 3463)
// where there is one, else by the reply code (RFC 5321, 4.2.3).
func Judge(code int, status string) Verdict {
	class, rest, _ := strings.Cut(status, ".")
	if class == "4" || status == "" && code >= 400 && code < 500 {
		return Later
	}
	if class == "5" {
		switch rest {
		case "1.0", "1.1", "1.2", "1.3", "1.6", "1.10", "2.1", "4.4":
			return Hard
		case "0.0": // nothing said: the code must tell
		default:
			return Never
		}
	}
	switch code {
	case 550, 551, 553, 521, 556:
		return Hard
	case 0: // a report without a code that says it failed for good
		return Hard
	}
	return Never
}
