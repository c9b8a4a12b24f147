// English personal names.

package mask

import (
	_ "embed"
	"regexp"
	"strings"
	"sync"
	"unicode"

	"dealervoice/analysis/text/nlp"
	"dealervoice/analysis/text/sense"
)

// capital is a word as names are written, in Latin letters: Chinese may follow at once.
const capital = `\p{Lu}[\p{Latin}'’-]+`

// called are names behind a title or a word of introduction.
var called = []*regexp.Regexp{
	regexp.MustCompile(`\b(?i:mr|mrs|ms|miss|mister|dr|prof|sir|madam)\b\.?\s+(` + capital + `(?:\s+` + capital + `){0,2})`),
	regexp.MustCompile(`\b(?i:mr|mrs|ms|miss|mister|dr)\b\.?\s+([a-z]{2,})\b`),
	regexp.MustCompile(`\b(?i:my name is|name is|named|called|i am|i'm|this is|contact|ask for|speak to|spoke to|spoke with|thanks to|thank you,?|thanks,?|regards,?|sincerely,?|rep|representative|merchandiser|promoter|technician|accountant|clerk|cashier|trainer|manager|driver|salesman|agent|boss|owner|colleague|call|ring|email|dealer|contact:|contact,|boss,|rep,|driver,|manager,|name:|attn:?|signed,?)\s+(` + capital + `(?:\s+` + capital + `)?)`),
}

//go:embed firstnames.txt
var firstNameList string

// firstNames are usual given names; vague words ("will", "mark") are not among them.
var firstNames = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for _, n := range strings.Fields(firstNameList) {
		m[n] = true
	}
	return m
})

var capitalised = regexp.MustCompile(capital)

// notNames begin sentences and are written with a capital for other reasons.
const notNames = " the this that these those it we you they he she i my our your their monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december china chinese english wechat app online please nothing none very good bad great price order delivery rep manager sales support team customer service training no yes all not but and or if when why what how more less thanks thank everything everyone always never new old area account head dear company mr mrs ms dr nobody everybody somebody someone anyone anybody they others both many some most there here then now maybe perhaps happy staff goods products prices returns rebates since is was are were because until after before while does did has have had can will would could should "

// englishNames hides names in Latin letters.
func (p *page) englishNames() {
	if !strings.ContainsFunc(p.answer, func(r rune) bool { return r <= 'z' && unicode.IsLetter(r) }) {
		return
	}
	for _, shape := range called {
		for _, m := range shape.FindAllStringSubmatchIndex(p.answer, -1) {
			p.hideName(m[2], m[3])
		}
	}
	inside := false // a capital letter inside a sentence: worth a closer look
	words := capitalised.FindAllStringIndex(p.answer, -1)
	for k := 0; k < len(words); k++ {
		from, to := words[k][0], words[k][1]
		if !firstNames()[strings.ToLower(strings.TrimSuffix(strings.TrimSuffix(p.answer[from:to], "'s"), "’s"))] {
			inside = inside || !opening(p.answer, from)
			continue
		}
		if k > 0 && words[k-1][1] == from-1 && p.answer[from-1] == ' ' && !common(p.answer[words[k-1][0]:words[k-1][1]]) {
			from = words[k-1][0] // Li Wei
		}
		for k+1 < len(words) && words[k+1][0] == to+1 && p.answer[to] == ' ' && !common(p.answer[words[k+1][0]:words[k+1][1]]) {
			k++
			to = words[k][1]
		}
		if place(p.answer[from:to]) {
			continue
		}
		p.hideName(from, to)
	}
	for _, shape := range acting {
		for _, m := range shape.FindAllStringSubmatchIndex(p.answer, -1) {
			if word := strings.ToLower(p.answer[m[2]:m[3]]); !common(word) && len(sense.Of(word)) == 0 {
				p.hideName(m[2], m[3])
			}
		}
	}
	if inside {
		p.recognised()
	}
}

// acting are names by what they do or whom they are named with.
var acting = []*regexp.Regexp{
	regexp.MustCompile(`(?:^|[.!?]\s+|[,;]\s*)(` + capital + `)(?:\s+` + capital + `)?\s+(?:left|never|always|visits|visited|helped|helps|called|calls|promised|promises|brings|brought|came|comes|said|says|told|answers|answered|explained|replied|replies|listens|changed|quit|retired|resigned|covers|covered|runs|ran|took|takes|ignored|ignores|deserves|keeps|kept|gave|gives|refused|refuses|sold|forgot|forgets|joined|waits|solved|shipped|emailed|phoned|wrote|still|drives|knows|speaks|stopped|started|works|worked|delivered|and\s+\p{Lu}|from\s+(?:the|your|our)|in\s+(?:accounts|sales|support|service))\b`),
	regexp.MustCompile(`\b(?i:since|because|when|while|until|after|before|that|then|but)\s+(` + capital + `)\s+(?:left|took|came|joined|went|was|is|has|changed|started|stopped|said|told|quit|retired|got|became)\b`),
	regexp.MustCompile(`\b(?i:rang|phoned|called|emailed|texted|messaged|met|trust|trusted|thank|thanked|reach|reached|give|gave|told|tell|asked|ask|see|saw|blame|like|it was|it is|shout-out to|shoutout to|reply from|answer from|word from|complained to|complain to|spoke to|spoke with|spoken to|talk to|talked to|agreed with|go to|promised by|between|me,)\s+(` + capital + `)(?:\s+` + capital + `)?`),
	regexp.MustCompile(`\b(?i:credit|promised|said|signed|sent|told|delivered|done|given)\s+(?:\w+\s+)?by\s+(` + capital + `)`),
	regexp.MustCompile(`^(?:Is|Was|Has|Does|Did|Can|Will)\s+(` + capital + `)\s+(?:still|back|on|leaving|gone|coming)\b`),
	regexp.MustCompile(capital + `\s+and\s+(` + capital + `)\s+(?:are|were|have|always|never|both|from|left|helped)\b`),
	regexp.MustCompile(`\b(?i:tell|ask|told|asked|thank|thanks to|credit to|credit goes to|kudos to|with|by|from|and)\s+(` + capital + `)\s+(?:to|for|in|at|who|about|because|that|is|was|has|again|and)\b`),
}

// opening tells whether a sentence begins at a byte.
func opening(s string, at int) bool {
	before := strings.TrimRight(s[:at], " \t\"'“‘(")
	return before == "" || strings.ContainsAny(before[len(before)-1:], ".!?\n;:")
}

// place tells whether a name is that of a street.
func place(name string) bool {
	words := strings.Fields(name)
	switch words[len(words)-1] {
	case "Road", "Street", "Avenue", "Lane", "Square", "Hospital", "Airport", "Park":
		return len(words) > 1
	}
	return false
}

func common(word string) bool { return strings.Contains(notNames, " "+strings.ToLower(word)+" ") }

// hideName hides a name, without a possessive and without common words at its end.
func (p *page) hideName(from, to int) {
	for _, s := range []string{"'s", "’s"} {
		to = from + len(strings.TrimSuffix(p.answer[from:to], s))
	}
	if !common(strings.Fields(p.answer[from:to] + " ")[0]) {
		p.spans = append(p.spans, Span{Start: from, End: to, Kind: Person})
	}
}

// recognised hides what prose takes for persons, where it stands capitalised.
func (p *page) recognised() {
	for _, name := range nlp.Persons(p.answer) {
		if common(strings.Fields(name + " .")[0]) || !capitalised.MatchString(name) {
			continue
		}
		if at := strings.Index(p.answer, name); at >= 0 && len(strings.Fields(name)) > 1 {
			p.hideName(at, at+len(name))
		}
	}
}
