// The dictionary forms a word may stand for.

package english

import "sync"

// Forms appends to into the forms under which a word of a text may be listed:
// the word itself first, then what is left without a simple ending or instead of
// an irregular form. The order is from sure to less sure.
func Forms(word string, into []string) []string {
	into = append(into, word)
	if base, ok := irregular()[word]; ok {
		into = append(into, base)
	}
	n := len(word)
	switch {
	case n < 4:
		if n == 3 && word[2] == 's' {
			into = append(into, word[:2])
		}
	case word[n-1] == 's':
		into = plural(word, into)
	case word[n-2:] == "ed":
		into = past(word[:n-2], into)
	case n > 5 && word[n-3:] == "ing":
		into = past(word[:n-3], into)
	case n > 5 && word[n-3:] == "ily":
		into = append(into, word[:n-3]+"y")
	case n > 5 && word[n-2:] == "ly":
		into = append(into, word[:n-2])
	}
	return into
}

// Base is the form under which a word of a cue is listed: singular, and the
// infinitive of an irregular verb.
func Base(word string) string {
	if base, ok := irregular()[word]; ok {
		return base
	}
	if n := len(word); n > 4 && word[n-1] == 's' {
		forms := plural(word, nil)
		if len(forms) > 0 {
			return forms[0]
		}
	}
	return word
}

// plural strips -s, -es, -ies; nothing from -ss, -us, -is.
func plural(word string, into []string) []string {
	n := len(word)
	switch {
	case word[n-2] == 's' || word[n-2] == 'u' || word[n-2] == 'i':
		return into
	case n > 4 && word[n-3:] == "ies":
		return append(into, word[:n-3]+"y")
	case n > 4 && word[n-2] == 'e' && sibilant(word[:n-2]):
		return append(into, word[:n-2], word[:n-1])
	}
	return append(into, word[:n-1])
}

func sibilant(stem string) bool {
	n := len(stem)
	last := stem[n-1]
	return last == 's' || last == 'x' || last == 'z' || last == 'o' ||
		last == 'h' && (stem[n-2] == 'c' || stem[n-2] == 's')
}

// past restores a stem that lost -ed or -ing: shipp -> ship, arriv -> arrive,
// car -> care (a verb "car" would double its r), visit -> visit.
func past(stem string, into []string) []string {
	n := len(stem)
	if n < 2 {
		return into
	}
	last, before := stem[n-1], stem[n-2]
	switch {
	case last == 'i' && n > 2:
		return append(into, stem[:n-1]+"y")
	case last == before && n > 3 && !vowel(last):
		return append(into, stem[:n-1], stem)
	case n == 3 && !vowel(last) && vowel(before) && !vowel(stem[0]) && last != 'w' && last != 'x' && last != 'y':
		return append(into, stem+"e")
	}
	return append(into, stem, stem+"e")
}

func vowel(c byte) bool { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' }

// bare lists contractions as people type them without the apostrophe.
var bare = sync.OnceValue(func() map[string]string {
	return map[string]string{
		"cant": "can", "cannot": "can", "dont": "do", "doesnt": "do", "didnt": "do", "isnt": "be", "wasnt": "be",
		"arent": "be", "werent": "be", "wont": "will", "wouldnt": "would", "couldnt": "could", "shouldnt": "should",
		"havent": "have", "hasnt": "have", "hadnt": "have",
	}
})

// irregular maps forms that no ending explains to their base.
var irregular = sync.OnceValue(func() map[string]string {
	table := map[string]string{}
	for base, forms := range map[string][]string{
		"be": {"is", "are", "was", "were", "been", "being", "am"}, "have": {"has", "had", "having"},
		"do": {"does", "did", "done", "doing"}, "go": {"goes", "went", "gone", "going"},
		"get": {"got", "gotten", "gets", "getting"}, "take": {"took", "taken", "takes", "taking"},
		"give": {"gave", "given", "gives", "giving"}, "come": {"came", "comes", "coming"},
		"keep": {"kept"}, "pay": {"paid", "payed"}, "sell": {"sold"}, "buy": {"bought"}, "send": {"sent"},
		"lose": {"lost"}, "make": {"made", "making"}, "break": {"broke", "broken"},
		"tell": {"told"}, "say": {"said", "says"}, "see": {"saw", "seen"}, "know": {"knew", "known"},
		"find": {"found"}, "think": {"thought"}, "bring": {"brought"}, "feel": {"felt"}, "hold": {"held"},
		"hear": {"heard"}, "meet": {"met"}, "run": {"ran", "running"}, "sit": {"sat", "sitting"}, "stand": {"stood"},
		"speak": {"spoke", "spoken"}, "teach": {"taught"}, "understand": {"understood"}, "win": {"won"},
		"write": {"wrote", "written", "writing"}, "choose": {"chose", "chosen"}, "eat": {"ate", "eaten"},
		"fall": {"fell", "fallen"}, "grow": {"grew", "grown"}, "rise": {"rose", "risen"}, "drop": {"dropped"},
		"steal": {"stole", "stolen"}, "freeze": {"froze", "frozen"}, "wear": {"wore", "worn"}, "ring": {"rang", "rung"},
		"drive": {"drove", "driven"}, "forget": {"forgot", "forgotten"}, "catch": {"caught"}, "spend": {"spent"},
		"build": {"built"}, "lend": {"lent"}, "mean": {"meant"}, "deal": {"dealt"}, "begin": {"began", "begun"},
		"withdraw": {"withdrew", "withdrawn"}, "shelf": {"shelves"}, "man": {"men"}, "woman": {"women"},
		"child": {"children"}, "person": {"people"},
	} {
		for _, f := range forms {
			table[f] = base
		}
	}
	return table
})
