package forensic

// What follows from the evidence at once: who held which link and sent when, and
// which answers there are.

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
)

// holder is a dealer in a wave, with the link that was mailed.
type holder struct {
	Name       string // dealer and wave
	Invitation string
	Wave       string
	Token      string
	Sent       time.Time // when the proxy saw the answer go by
	Invitee
}

// reply is an answer as it was found.
type reply struct {
	ID, Wave   string
	Attributes map[string]string
	Values     map[string]string
}

// scene is the evidence put in order.
type scene struct {
	Evidence
	holders []holder // who have sent, in the order in which they did
	replies []reply
	rand    *rand.Rand
	written map[string][]string // answers by transaction
}

func survey(e Evidence) *scene {
	s := &scene{Evidence: e, rand: rand.New(rand.NewPCG(7, 11))}
	s.find()
	s.meet()
	return s
}

// find lists the answers of the survey, in an order that means nothing.
func (s *scene) find() {
	for _, r := range s.Final["responses"] {
		if r.Values["survey_id"] != s.Survey {
			continue
		}
		x := reply{ID: r.Values["id"], Wave: r.Values["wave"], Values: r.Values, Attributes: map[string]string{}}
		_ = json.Unmarshal([]byte(r.Values["attributes"]), &x.Attributes) // what is none tells nothing
		s.replies = append(s.replies, x)
	}
	slices.SortFunc(s.replies, func(a, b reply) int { return cmp.Compare(a.ID, b.ID) })
}

// meet finds who held each link that the proxy saw an answer go by.
func (s *scene) meet() {
	invitation, wave := map[string]string{}, map[string]string{}
	for _, r := range s.Final["invitation_links"] {
		invitation[r.Values["token_hash"]] = r.Values["invitation_id"]
	}
	for _, r := range s.Final["invitations"] {
		wave[r.Values["id"]] = r.Values["wave"]
	}
	seen := map[string]bool{}
	for _, v := range s.Proxy {
		token, ok := strings.CutPrefix(v.Path, "/i/")
		if !ok || v.Method != "POST" || v.Status != 303 || seen[token] {
			continue
		}
		seen[token] = true
		sum := sha256.Sum256([]byte(token))
		h := holder{Name: s.Mail[token], Token: token, Sent: v.At, Invitation: invitation[hex.EncodeToString(sum[:])]}
		h.Wave = wave[h.Invitation]
		dealer, _, _ := strings.Cut(h.Name, "#")
		h.Invitee = s.Dealers[dealer]
		s.holders = append(s.holders, h)
	}
	slices.SortStableFunc(s.holders, func(a, b holder) int { return a.Sent.Compare(b.Sent) })
}

// fits tells whether an answer may be the holder's, by what stands beside it.
func fits(r reply, h holder) bool {
	at := func(name, have string) bool { return r.Attributes[name] == "" || r.Attributes[name] == have }
	return r.Wave == h.Wave && at("region", h.Region) && at("tier", h.Tier) && at("channel", h.Channel)
}

// guess links answers to holders at random among those that fit, the most
// telling answers first.
func (s *scene) guess(replies []reply, holders []holder) map[string]string {
	out := map[string]string{}
	left := slices.Clone(holders)
	s.rand.Shuffle(len(left), func(i, j int) { left[i], left[j] = left[j], left[i] })
	order := slices.Clone(replies)
	slices.SortStableFunc(order, func(a, b reply) int { return len(b.Attributes) - len(a.Attributes) })
	for _, r := range order {
		for i, h := range left {
			if fits(r, h) {
				out[r.ID] = h.Name
				left = slices.Delete(left, i, i+1)
				break
			}
		}
	}
	return out
}

// trace is an order in which answers may have come: equal values tell nothing.
type trace map[string]string

// follow links the answers in the order of a trace to the holders in the order
// in which they sent, wave by wave; where the trace says nothing, at random.
func (s *scene) follow(t trace) map[string]string {
	out := map[string]string{}
	byWave := map[string][]reply{}
	for _, r := range s.replies {
		if t[r.ID] != "" {
			byWave[r.Wave] = append(byWave[r.Wave], r)
		}
	}
	for wave, list := range byWave {
		var holders []holder
		for _, h := range s.holders {
			if h.Wave == wave {
				holders = append(holders, h)
			}
		}
		slices.SortStableFunc(list, func(a, b reply) int { return cmp.Compare(t[a.ID], t[b.ID]) })
		for from := 0; from < len(list); {
			to := from + 1
			for to < len(list) && t[list[to].ID] == t[list[from].ID] {
				to++
			}
			if from < len(holders) {
				for id, name := range s.guess(list[from:to], holders[from:min(to, len(holders))]) {
					out[id] = name
				}
			}
			from = to
		}
	}
	return out
}
