package forensic

// The attacker: every method that the catalogue of leaks suggests, each on its
// own. It is given more than anybody would have at once.

import (
	"fmt"
	"slices"
	"strings"
)

// Finding is what one method made of the evidence: answers linked to dealers.
type Finding struct {
	Method string
	Leaks  string // of the catalogue
	Links  map[string]string
}

// Attack tries every method.
func Attack(e Evidence) []Finding {
	s := survey(e)
	out := []Finding{
		{"names and hashes", "L1 L10 L11 L12 L13", s.named()},
		{"what the secrets give", "L1 L13 L23", s.computed()},
		{"same transaction", "L5 L6", s.together()},
		{"batches", "L6 L7 L17", s.batches()},
		{"lengths", "L6 L12", s.lengths()},
		{"pages of the server log", "L8 L15 L23", s.logged()},
		{"letters as they came", "L2 L4 L6", s.follow(s.lettered())},
		{"backups compared", "L7", s.compared()},
		{"exports compared", "L7 L17", s.exported()},
		{"stamped attributes", "L19", s.guess(s.replies, s.holders)},
	}
	for name, t := range s.traces() {
		out = append(out, Finding{"order: " + name, "L2 L3 L4 L6 L14 L21", s.follow(t)})
	}
	slices.SortFunc(out, func(a, b Finding) int { return strings.Compare(a.Method, b.Method) })
	return out
}

// named links where anything that belongs to a holder stands in an answer's row,
// or in a row that names the answer.
func (s *scene) named() map[string]string {
	mine := map[string]string{}
	for _, h := range s.holders {
		dealer, _, _ := strings.Cut(h.Name, "#")
		for _, mark := range []string{h.Invitation, h.Token, hashOf(h.Token), dealer} {
			if mark != "" {
				mine[mark+"#"+h.Wave] = h.Name
			}
		}
	}
	out := map[string]string{}
	look := func(r reply, values map[string]string) {
		for _, v := range values {
			if name, ok := mine[v+"#"+r.Wave]; ok {
				out[r.ID] = name
			}
		}
	}
	byID := map[string]reply{}
	for _, r := range s.replies {
		byID[r.ID] = r
		look(r, r.Values)
	}
	s.eachRow(func(_ string, values map[string]string) {
		for _, v := range values {
			if r, ok := byID[v]; ok {
				look(r, values)
			}
		}
	})
	return out
}

// eachRow hands every row of every copy and of the history to fn.
func (s *scene) eachRow(fn func(table string, values map[string]string)) {
	for _, d := range append([]Dump{s.Final}, s.Backups...) {
		for table, rows := range d {
			for _, r := range rows {
				fn(table, r.Values)
			}
		}
	}
	for _, c := range s.History {
		fn(c.Table, c.Values)
	}
}

// together links where one transaction wrote an answer and something that
// belongs to one holder alone.
func (s *scene) together() map[string]string {
	owner := map[string]string{}
	for _, h := range s.holders {
		owner[h.Invitation] = h.Name
	}
	answers, people := map[string]map[string]bool{}, map[string]map[string]bool{}
	note := func(into map[string]map[string]bool, tx, what string) {
		if into[tx] == nil {
			into[tx] = map[string]bool{}
		}
		into[tx][what] = true
	}
	see := func(tx, table string, values map[string]string) {
		if tx == "" {
			return
		}
		if table == "responses" && values["survey_id"] == s.Survey {
			note(answers, tx, values["id"])
		}
		for _, v := range values {
			if name, ok := owner[v]; ok && v != "" {
				note(people, tx, name)
			}
		}
	}
	for i, d := range append([]Dump{s.Final}, s.Backups...) {
		for table, rows := range d {
			for _, r := range rows {
				if r.Tx != "" {
					see(fmt.Sprint("x", i, ".", r.Tx), table, r.Values)
				}
			}
		}
	}
	for _, c := range s.History {
		see("h"+c.Tx, c.Table, c.Values)
	}
	out := map[string]string{}
	for tx, ids := range answers {
		if len(ids) != 1 || len(people[tx]) != 1 {
			continue
		}
		for id := range ids {
			for name := range people[tx] {
				out[id] = name
			}
		}
	}
	return out
}

// logged links where the server's log names an answer, or a receipt of it.
func (s *scene) logged() map[string]string {
	t := trace{}
	for i, line := range strings.Split(s.Log, "\n") {
		for _, r := range s.replies {
			if _, seen := t[r.ID]; !seen && strings.Contains(line, r.ID) {
				t[r.ID] = fmt.Sprintf("%09d", i)
			}
		}
	}
	return s.follow(t)
}

// compared links what is new from one copy to the next to those who sent between
// them.
func (s *scene) compared() map[string]string {
	seen, out := map[string]bool{}, map[string]string{}
	copies := append(slices.Clone(s.Backups), s.Final)
	from := 0
	for i, d := range copies {
		to := len(s.holders)
		if i < len(s.BackupsAt) {
			to = 0
			for to < len(s.holders) && !s.holders[to].Sent.After(s.BackupsAt[i]) {
				to++
			}
		}
		var fresh []reply
		for _, row := range d["responses"] {
			id := row.Values["id"]
			if seen[id] {
				continue
			}
			seen[id] = true
			for _, r := range s.replies {
				if r.ID == id {
					fresh = append(fresh, r)
				}
			}
		}
		for id, name := range s.guess(fresh, s.holders[from:to]) {
			out[id] = name
		}
		from = to
	}
	return out
}

// exported does the same with what staff were given.
func (s *scene) exported() map[string]string {
	t := trace{}
	for i, list := range s.Exports {
		for n, record := range list {
			id := fmt.Sprint(record["id"])
			if _, ok := t[id]; !ok {
				t[id] = fmt.Sprintf("%03d%09d", i, n)
			}
		}
	}
	return s.follow(t)
}
