package forensic

// Orders in which answers may have come, and what the ballots of the history
// tell.

import (
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"

	"dealervoice/feedback"
	id "dealervoice/survey"
)

func hashOf(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// traces are the orders that the copies and the history tell: where rows lie,
// which transaction wrote them, what they say of times, which other rows name
// them and when those came.
func (s *scene) traces() map[string]trace {
	out := map[string]trace{}
	put := func(name, answer, value string) {
		if out[name] == nil {
			out[name] = trace{}
		}
		if old, ok := out[name][answer]; value != "" && (!ok || value < old) {
			out[name][answer] = value
		}
	}
	mine := s.names()
	for i, d := range append([]Dump{s.Final}, s.Backups...) {
		for table, rows := range d {
			for n, r := range rows {
				for _, answer := range mentioned(r.Values, mine) {
					if r.Place != "" {
						put(fmt.Sprintf("place in %s, copy %d", table, i), answer, fmt.Sprintf("%012d", n))
					}
					if r.Tx != "" {
						put(fmt.Sprintf("xmin of %s, copy %d", table, i), answer, fmt.Sprintf("%012s", r.Tx))
					}
					for column, v := range r.Values {
						if instant(v) {
							put("time "+table+"."+column, answer, v)
						}
					}
				}
			}
		}
	}
	for _, c := range s.History {
		for _, answer := range mentioned(c.Values, mine) {
			put("log of "+c.Table, answer, fmt.Sprintf("%09s%s", c.Tx, c.At.Format(time.RFC3339)))
			put("log within "+c.Table, answer, fmt.Sprintf("%09d", c.Seq))
		}
	}
	return out
}

// names are what rows call answers by: their ids, and the threads of letters about
// them.
func (s *scene) names() map[string]string {
	out := map[string]string{}
	for _, r := range s.replies {
		out[r.ID] = r.ID
	}
	s.eachRow(func(table string, values map[string]string) {
		if answer := values["response_id"]; table == "threads" && out[answer] != "" {
			out[values["id"]] = answer
		}
	})
	return out
}

// mentioned lists the answers that a row names, inside documents too.
func mentioned(values map[string]string, mine map[string]string) []string {
	var out []string
	for _, v := range values {
		if mine[v] != "" {
			out = append(out, mine[v])
			continue
		}
		if !strings.Contains(v, `"`) {
			continue
		}
		for _, part := range strings.Split(v, `"`) {
			if mine[part] != "" {
				out = append(out, mine[part])
			}
		}
	}
	return out
}

// instant tells a time from other text.
func instant(v string) bool {
	return len(v) > 18 && v[4] == '-' && v[7] == '-' && v[13] == ':'
}

// batch lists the answers that a transaction of the history wrote.
func (s *scene) batch(tx string) []string {
	if s.written == nil {
		s.written = map[string][]string{}
		for _, c := range s.History {
			if c.Table == "responses" && c.Op == "INSERT" && c.Values["survey_id"] == s.Survey {
				s.written[c.Tx] = append(s.written[c.Tx], c.Values["id"])
			}
		}
	}
	return s.written[tx]
}

// ballots finds whose ballot each tag is: they were cast in the order in which
// the proxy saw answers go by.
func (s *scene) ballots() map[string]holder {
	var tags []string
	seen := map[string]bool{}
	for _, c := range s.History {
		if tag := c.Values["tag"]; c.Table == "ballots" && c.Op == "INSERT" && c.Values["survey_id"] == s.Survey && !seen[tag] {
			seen[tag] = true
			tags = append(tags, tag)
		}
	}
	out := map[string]holder{}
	for i, tag := range tags {
		if i < len(s.holders) {
			out[tag] = s.holders[i]
		}
	}
	return out
}

// mixes finds which ballots were mixed in by which transaction.
func (s *scene) mixes() map[string][]string {
	out := map[string][]string{}
	for _, c := range s.History {
		if c.Table == "ballots" && c.Op == "UPDATE" && c.Values["sealed"] == "" {
			out[c.Tx] = append(out[c.Tx], c.Values["tag"])
		}
	}
	return out
}

// batches links within each batch: it knows exactly whose ballots went in.
func (s *scene) batches() map[string]string {
	out := map[string]string{}
	whose := s.ballots()
	for tx, tags := range s.mixes() {
		var people []holder
		for _, tag := range tags {
			if h, ok := whose[tag]; ok {
				people = append(people, h)
			}
		}
		for id, name := range s.guess(s.repliesOf(s.batch(tx)), people) {
			out[id] = name
		}
	}
	return out
}

func (s *scene) repliesOf(ids []string) (out []reply) {
	for _, r := range s.replies {
		if slices.Contains(ids, r.ID) {
			out = append(out, r)
		}
	}
	return out
}

// lengths links within each batch by how long what was sealed is: of the ballot,
// and of the draft that went when it was cast.
func (s *scene) lengths() map[string]string {
	size, draft, kept := map[string]int{}, map[string]int{}, map[string]int{}
	for _, c := range s.History {
		if c.Table == "drafts" && c.Op != "DELETE" {
			kept[c.Values["key"]] = len(c.Values["sealed"])
		}
	}
	gone := map[string]string{}
	for _, c := range s.History {
		if c.Table == "drafts" && c.Op == "DELETE" {
			gone[c.Tx] = c.Values["key"]
		}
	}
	for _, c := range s.History {
		if c.Table == "ballots" && c.Op == "INSERT" {
			size[c.Values["tag"]] = len(c.Values["sealed"])
			draft[c.Values["tag"]] = kept[gone[c.Tx]]
		}
	}
	out := map[string]string{}
	whose := s.ballots()
	for tx, tags := range s.mixes() {
		s.rand.Shuffle(len(tags), func(i, j int) { tags[i], tags[j] = tags[j], tags[i] })
		slices.SortStableFunc(tags, func(a, b string) int { return cmp.Or(size[a]-size[b], draft[a]-draft[b]) })
		list := s.repliesOf(s.batch(tx))
		slices.SortStableFunc(list, func(a, b reply) int { return len(a.Values["data"]) - len(b.Values["data"]) })
		for i, r := range list {
			if i < len(tags) {
				out[r.ID] = whose[tags[i]].Name
			}
		}
	}
	return out
}

// lettered takes the order in which letters came for that of the answers they are
// about: those that one transaction delivered, in the order in which it took them
// from those that waited.
func (s *scene) lettered() trace {
	came := map[string]int{}
	about := map[string][]string{}
	gone := map[string][]string{}
	names := s.names()
	for _, c := range s.History {
		switch {
		case c.Table == "letters_waiting" && c.Op == "INSERT":
			came[c.Values["id"]] = c.Seq
		case c.Table == "letters_waiting" && c.Op == "DELETE":
			gone[c.Tx] = append(gone[c.Tx], c.Values["id"])
		case c.Table == "letters" && c.Op == "INSERT":
			about[c.Tx] = append(about[c.Tx], names[c.Values["thread_id"]])
		}
	}
	out := trace{}
	for tx, answers := range about {
		slices.SortFunc(gone[tx], func(a, b string) int { return cmp.Compare(came[a], came[b]) })
		for i, answer := range answers {
			if i < len(gone[tx]) {
				out[answer] = fmt.Sprintf("%09d", came[gone[tx][i]])
			}
		}
	}
	return out
}

// computed tries what the product itself computes, with every secret that was
// found: the installation's stands in the database.
func (s *scene) computed() map[string]string {
	secrets := [][]byte{nil}
	for _, r := range s.Final["installation"] {
		if raw, err := hex.DecodeString(r.Values["secret"]); err == nil {
			secrets = append(secrets, raw)
		}
		secrets = append(secrets, []byte(r.Values["secret"]))
	}
	for _, key := range s.Keys {
		secrets = append(secrets, key)
	}
	known := map[string]bool{}
	for _, r := range s.replies {
		known[r.ID] = true
	}
	out := map[string]string{}
	for _, h := range s.holders {
		for _, secret := range secrets {
			for _, u := range []feedback.Unit{
				"b" + keyed(secret, "ballot", h.Token), "b" + keyed(secret, "ballot", s.Survey, h.Token),
				"i" + keyed(secret, "invitation", s.Survey, h.Invitation), "b" + keyed([]byte(h.Token), "ballot", s.Survey),
			} {
				if answer := string(feedback.ResponseID(id.ID(s.Survey), u)); known[answer] {
					out[answer] = h.Name
				}
			}
		}
	}
	return out
}

func keyed(key []byte, parts ...string) feedback.Unit {
	mac := hmac.New(sha256.New, key)
	for _, part := range parts {
		mac.Write([]byte(part))
		mac.Write([]byte{0})
	}
	crockford := base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)
	return feedback.Unit(crockford.EncodeToString(mac.Sum(nil))[:26])
}
