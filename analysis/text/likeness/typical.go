package likeness

// Which answers stand for the others.

// sameAgain is how much an answer loses for being like one that was chosen already.
const sameAgain = 0.8

// Typical chooses at most n answers that stand for all: near the middle of what is
// said, and unlike each other (maximal marginal relevance, Carbonell and Goldstein
// 1998). It gives their places, the most typical first; where answers have too few
// words to tell, they stay in their order. Words are those of each answer, each once.
func Typical(answers [][]string, n int) []int {
	weights := Weights(answers)
	vectors := make([]Vector, len(answers))
	middle := Vector{}
	for i, words := range answers {
		vectors[i] = VectorOf(words, weights)
		for w, x := range vectors[i] {
			middle[w] += x
		}
	}
	centre := middle.Unit()
	worth := make([]float64, len(answers))
	like := make([]float64, len(answers)) // to the likest one chosen
	for i, v := range vectors {
		worth[i] = v.Dot(centre)
	}
	var out []int
	taken := make([]bool, len(answers))
	for len(out) < min(n, len(answers)) {
		best := -1
		for i := range answers {
			if !taken[i] && (best < 0 || worth[i]-sameAgain*like[i] > worth[best]-sameAgain*like[best]+1e-12) {
				best = i
			}
		}
		taken[best] = true
		out = append(out, best)
		for i := range answers {
			if !taken[i] {
				like[i] = max(like[i], vectors[i].Dot(vectors[best]))
			}
		}
	}
	return out
}
