// Package lexicon holds the words that carry sentiment, negation, contrast and
// wishes in general Chinese and English, and the ways of saying "nothing to
// add". A codebook may bring more of its own kind; it never takes any away.
//
// The lists (zh.txt, en.txt) are written from general knowledge of both
// languages for this product, not drawn from any labelled set, and hold no words
// of a trade: those are a codebook's. In a list words stand apart by spaces;
// lines with "|" hold phrases.
package lexicon
