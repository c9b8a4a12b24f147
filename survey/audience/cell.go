package audience

// What a cell may hold.

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"dealervoice/survey/calendar"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

const (
	maxCode = 40
	maxText = 120
	maxList = 20
)

// readDealer reads one row; cell gives the cleaned text of a column.
func readDealer(cell func(column) string) (Dealer, []Problem) {
	r := rowReader{cell: cell}
	d := Dealer{
		Code: r.code(), Name: r.must(colName), Region: r.must(colRegion), Area: r.text(colArea), Tier: r.text(colTier),
		Channels: r.list(colChannels), Brands: r.list(colBrands), Rep: r.mail(colRep), OwnerGroup: r.text(colOwner),
		Exclusive: r.yes(colExclusive), Language: r.language(),
		Contact: r.text(colContact), Email: r.mail(colEmail), Phone: r.phone(), Purchases: r.amount(colPurchases), ValidFrom: r.day(colFrom), ValidTo: r.day(colTo),
	}
	if d.ValidFrom != "" && d.ValidTo != "" && d.ValidTo <= d.ValidFrom {
		r.wrong(colTo, "dealer.import.ends_early", nil)
	}
	return d, r.problems
}

type rowReader struct {
	cell     func(column) string
	problems []Problem
}

func (r *rowReader) wrong(c column, key string, args fault.Args) {
	r.problems = append(r.problems, Problem{Column: string(c), Key: key, Args: args})
}

func (r *rowReader) text(c column) string {
	s := r.cell(c)
	if utf8.RuneCountInString(s) > maxText {
		r.wrong(c, "dealer.import.too_long", fault.Args{"Max": maxText})
	}
	return s
}

func (r *rowReader) must(c column) string {
	s := r.text(c)
	if s == "" {
		r.wrong(c, "dealer.import.empty_cell", fault.Args{"Column": string(c)})
	}
	return s
}

// code accepts what can stand in an address: letters, digits, "-", "_" and ".".
func (r *rowReader) code() Code {
	s := r.must(colCode)
	bad := strings.IndexFunc(s, func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c) && !strings.ContainsRune("-_.", c)
	})
	if bad >= 0 || utf8.RuneCountInString(s) > maxCode || strings.Trim(s, ".") == "" && s != "" {
		r.wrong(colCode, "dealer.import.bad_code", fault.Args{"Value": s})
	}
	return Code(s)
}

// list splits at the marks people use between several values.
func (r *rowReader) list(c column) []string {
	out := []string{}
	for _, part := range strings.FieldsFunc(r.cell(c), func(x rune) bool { return strings.ContainsRune(";；、|/", x) }) {
		if part = clean(part); part != "" {
			out = append(out, part)
		}
		if utf8.RuneCountInString(part) > maxText || len(out) > maxList {
			r.wrong(c, "dealer.import.too_long", fault.Args{"Max": maxText})
			return out
		}
	}
	return out
}

func (r *rowReader) mail(c column) string {
	s := strings.ToLower(r.text(c))
	name, host, ok := strings.Cut(s, "@")
	if s != "" && (!ok || name == "" || host == "" || strings.ContainsAny(s, " ,;<>\"") || strings.Contains(host, "@")) {
		r.wrong(c, "dealer.import.bad_mail", fault.Args{"Value": s})
	}
	return s
}

// phone takes digits with the marks people put between them; full-width digits
// become plain ones.
func (r *rowReader) phone() string {
	s := width.Narrow.String(r.cell(colPhone))
	digits := 0
	for _, c := range s {
		if c >= '0' && c <= '9' {
			digits++
		}
	}
	if s != "" && (digits < 5 || digits > 20 || strings.Trim(s, "0123456789+-() /") != "") {
		r.wrong(colPhone, "dealer.import.bad_phone", fault.Args{"Value": s})
	}
	return s
}

// amount reads a whole number of at least 0; thousands may be grouped, and what
// stands behind the point is cut off.
func (r *rowReader) amount(c column) *int {
	s := strings.TrimLeft(strings.ReplaceAll(width.Narrow.String(r.cell(c)), ",", ""), "¥￥ ")
	if s == "" {
		return nil
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || !(f >= 0 && f < 1e15) {
		r.wrong(c, "dealer.import.bad_amount", fault.Args{"Value": r.cell(c)})
		return nil
	}
	n := int(f)
	return &n
}

func (r *rowReader) yes(c column) bool {
	switch s := strings.ToLower(r.cell(c)); s {
	case "", "0", "no", "n", "false", "否", "不是", "非独家":
		return false
	case "1", "yes", "y", "true", "是", "独家", "专营":
		return true
	default:
		r.wrong(c, "dealer.import.bad_yes_no", fault.Args{"Value": s})
		return false
	}
}

func (r *rowReader) language() language.Tag {
	s := r.cell(colLanguage)
	switch s {
	case "", "中文":
		return language.Chinese
	case "英文":
		return language.English
	}
	tag, ok := language.Parse(s)
	if !ok {
		r.wrong(colLanguage, "dealer.import.bad_language", fault.Args{"Value": s})
	}
	return tag
}

// day reads 2026-11-23, 2026/11/23, 2026.11.23 and 2026年11月23日, months and
// days with one digit or two.
func (r *rowReader) day(c column) calendar.Day {
	s := r.cell(c)
	if s == "" {
		return ""
	}
	parts := strings.FieldsFunc(s, func(x rune) bool { return strings.ContainsRune("-/.年月日", x) })
	if len(parts) == 3 && len(parts[0]) == 4 {
		for i := 1; i < 3; i++ {
			if len(parts[i]) == 1 {
				parts[i] = "0" + parts[i]
			}
		}
		if d, err := calendar.Parse(strings.Join(parts, "-")); err == nil {
			return d
		}
	}
	r.wrong(c, "dealer.import.bad_day", fault.Args{"Value": s})
	return ""
}

// clean trims, and makes every run of spaces and invisible characters one space.
func clean(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || r == '\u200B' || r == '\uFEFF' || r == '\u2060'
	}), " ")
}
