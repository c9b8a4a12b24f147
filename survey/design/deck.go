// Dealing: cells to units so that no cell runs ahead.

package design

import "strconv"

// Deck deals cards to the units of one block one after the other. It holds each
// card once; when it is empty the next one is shuffled. So at any moment the
// cards of a block have been dealt equally often, or differ by one.
type Deck struct {
	Seed   int64
	Design string // what is dealt
	Block  string // to whom: "华东/A"; "" for everybody
	Cards  int
}

// Card is the card of the number-th unit of the block, numbers counted from 0:
// random permuted blocks (Zelen 1974, J. Chron. Dis. 27:365-375). A number below
// 0 has none and gets the first one.
func (d Deck) Card(number int) int {
	if d.Cards < 2 || number < 0 {
		return 0
	}
	order := Order(d.Seed, d.Block, d.Design+"/deck/"+strconv.Itoa(number/d.Cards), d.Cards)
	return order[number%d.Cards]
}

// Drawn is the card of a unit to whom nobody dealt: each card as likely as the
// other, by hash(seed, unit) alone. Over n units the count of one of c cards has
// the standard deviation sqrt(n (c-1))/c: with 100 units and four cards 25 ± 4.3.
func (d Deck) Drawn(unit string) int { return Below(d.Seed, unit, d.Design+"/drawn", d.Cards) }
