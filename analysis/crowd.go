package analysis

// Who is behind the answers of a survey: dealers answer in every wave, and
// figures must protect the dealer, not the answer.

import (
	"dealervoice/analysis/internal/ledger"
)

// dimDealer is the attribute that names the dealer a response is about.
const dimDealer = "dealer"

// crowd tells whose the responses of the table are: the dealer that was invited,
// else the dealer they were given under, else nobody knows. A consumer's answer
// names the dealer it is about, not who gave it. A wave is a round in which
// nobody answers twice.
func (s *snapshot) crowd() ledger.Crowd {
	n := s.table.Len()
	units, rounds := make([]int, n), make([]int, n)
	at := map[string]int{}
	for row := range units {
		units[row] = -1
		if row < len(s.dealers) && s.dealers[row] != "" {
			units[row] = numbered(at, s.dealers[row])
		}
	}
	if c := s.table.Dim(dimDealer); s.outline.audience != audienceConsumers {
		for _, dealer := range c.Options() {
			c.Chose(dealer).Each(func(row int) {
				if units[row] < 0 {
					units[row] = numbered(at, dealer)
				}
			})
		}
	}
	for w, in := range segments(s.table.Dim(DimWave)) {
		in.Each(func(row int) { rounds[row] = w + 1 })
	}
	return ledger.NewCrowd(units, rounds)
}

func numbered(at map[string]int, name string) int {
	n, ok := at[name]
	if !ok {
		n = len(at)
		at[name] = n
	}
	return n
}
