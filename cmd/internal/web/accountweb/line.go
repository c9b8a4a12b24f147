package accountweb

// A line of the trail as people read it: its details apart, in a stable order.

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"dealervoice/cmd/internal/audit"
)

// lineView is a line of the trail.
type lineView struct {
	audit.Line
	Actor   string // who it was where it was no account: ends a message key
	Details []detail
}

// detail is one thing that a line says beside what was done.
type detail struct {
	Name, Words string
	Family      string   // of messages that name what is in List; "" for none
	List        []string // the words apart, where they have names
}

// families are the messages that name what some details hold.
var families = map[string]string{"role": "role.", "roles": "role.", "mode": "report.mode.", "true": "trail.", "false": "trail."}

func viewsOf(lines []audit.Line) []lineView {
	out := make([]lineView, len(lines))
	for i, l := range lines {
		out[i] = lineView{Line: l, Actor: actorOf(l), Details: detailsOf(l.Detail)}
	}
	return out
}

// actorOf tells what acted where nobody with an account did; "" for a person.
func actorOf(l audit.Line) string {
	switch {
	case l.ActorID == "respondent":
		return "respondent"
	case l.ActorID == "machine" && l.ActorName == "command line":
		return "command"
	case l.ActorID == "machine":
		return "machine"
	}
	return ""
}

// detailsOf takes the details apart; what says nothing is left out.
func detailsOf(text string) (out []detail) {
	var all map[string]json.RawMessage
	if err := json.Unmarshal([]byte(text), &all); err != nil {
		return []detail{{Words: text}}
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		d := detail{Name: name, Words: plain(all[name])}
		if name == "hash" && len(d.Words) > fingerprint {
			d.Words = d.Words[:fingerprint] + "…"
		}
		if d.Family = cmp.Or(families[name], families[d.Words]); d.Family != "" {
			d.List = strings.Split(d.Words, ", ")
		}
		if d.Words != "" {
			out = append(out, d)
		}
	}
	return out
}

// fingerprint is how much of a hash is enough to tell two definitions apart.
const fingerprint = 12

// plain writes a value without the marks of JSON.
func plain(raw json.RawMessage) string {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return text
	}
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) == nil {
		words := make([]string, len(list))
		for i, x := range list {
			words[i] = plain(x)
		}
		return strings.Join(words, ", ")
	}
	var fields map[string]json.RawMessage
	if json.Unmarshal(raw, &fields) != nil {
		return string(bytes.TrimSpace(raw))
	}
	var words []string
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if w := plain(fields[name]); w != "" {
			words = append(words, w)
		}
	}
	return strings.Join(words, " · ")
}
