package analysis

import (
	"testing"

	"dealervoice/survey"
)

func TestAReleaseTakesAsManyPeopleAsAScore(t *testing.T) {
	p := protect([]survey.Version{{Mode: survey.Confidential, MinCell: 5}})
	for name, c := range map[string]struct {
		w    Waiting
		want bool
	}{
		"nobody has looked yet":                 {Waiting{Waves: map[int]int{1: 1}}, true},
		"four wait":                             {Waiting{Waves: map[int]int{1: 4}, Released: 20, Seen: true}, false},
		"five wait":                             {Waiting{Waves: map[int]int{1: 5}, Released: 20, Seen: true}, true},
		"three in each of two waves are three":  {Waiting{Waves: map[int]int{1: 3, 2: 3}, Released: 20, Seen: true}, false},
		"five of 250":                           {Waiting{Waves: map[int]int{1: 5}, Released: 250, Seen: true}, true},
		"nineteen of a thousand are too few":    {Waiting{Waves: map[int]int{1: 19}, Released: 1000, Seen: true}, false},
		"two per cent of a thousand are enough": {Waiting{Waves: map[int]int{1: 20}, Released: 1000, Seen: true}, true},
	} {
		if got := p.enough(c.w); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	strict := protect([]survey.Version{{Mode: survey.Unlinkable, MinCell: 12}})
	if strict.enough(Waiting{Waves: map[int]int{1: 11}, Released: 40, Seen: true}) {
		t.Error("a survey that asks for twelve released eleven")
	}
}
