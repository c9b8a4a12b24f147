// Dates and times of the language.

package expression

import (
	"math"
	"regexp"
	"strings"
	"time"
)

// Date is an instant as the language's date functions give it, in the time
// zone of the scope. The zero Date is an invalid date, which has no parts.
type Date struct{ t time.Time }

// Time returns the instant; zero for an invalid date.
func (d Date) Time() time.Time { return d.t }

// Valid tells whether it is a date at all.
func (d Date) Valid() bool { return !d.t.IsZero() }

// String is how a date is stored as an answer: "2006-01-02", with the time
// behind it where it is not midnight. An invalid date is empty.
func (d Date) String() string {
	switch {
	case !d.Valid():
		return ""
	case d.midnight():
		return d.t.Format(time.DateOnly)
	case d.t.Second() == 0:
		return d.t.Format("2006-01-02T15:04")
	}
	return d.t.Format("2006-01-02T15:04:05")
}

func (d Date) midnight() bool {
	h, m, s := d.t.Clock()
	return h+m+s == 0
}

// millis is the value of a date in arithmetic: milliseconds since 1970.
func (d Date) millis() float64 {
	if !d.Valid() {
		return math.NaN()
	}
	return float64(d.t.UnixMilli())
}

var (
	dateOnly   = regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})$`)
	layouts    = []string{"2006-01-02T15:04", "2006-01-02T15:04:05", "2006-01-02T15:04:05.999", "2006/1/2", "1/2/2006", "2006-1-2 15:04", "2006/1/2 15:04", "2006/1/2 15:04:05", "Jan 2, 2006", "Jan 2 2006"}
	utcLayouts = []string{"2006", "2006-01", "2006-01-02T15:04Z07:00", time.RFC3339, "2006-01-02T15:04:05.999Z07:00"}
)

// ParseDate reads a date as the language does: ISO 8601 and a few common
// forms. A day that its month does not have (30 February) runs over into the
// next one.
func ParseDate(s string, zone *time.Location) Date {
	s = strings.TrimSpace(s)
	if m := dateOnly.FindStringSubmatch(s); m != nil {
		y, mo, d := atoi(m[1]), atoi(m[2]), atoi(m[3])
		if mo < 1 || mo > 12 || d < 1 || d > 31 {
			return Date{}
		}
		return Date{time.Date(y, time.Month(mo), d, 0, 0, 0, 0, zone)}
	}
	for _, layout := range utcLayouts {
		if t, err := time.Parse(layout, s); err == nil {
			return Date{t.In(zone)}
		}
	}
	for _, layout := range layouts {
		if t, err := time.ParseInLocation(layout, s, zone); err == nil {
			return Date{t}
		}
	}
	return Date{}
}

func atoi(digits string) int {
	n := 0
	for _, c := range digits {
		n = n*10 + int(c-'0')
	}
	return n
}

// date turns a value into a date: a text by ParseDate, a number as
// milliseconds since 1970; nothing is now.
func (ev *evaluation) date(v any) Date {
	switch x := v.(type) {
	case Date:
		return x
	case string:
		if x != "" {
			return ParseDate(x, ev.Zone)
		}
	case float64:
		if x != 0 {
			if math.Abs(x) > 8.64e15 {
				return Date{}
			}
			return Date{time.UnixMilli(int64(x)).In(ev.Zone)}
		}
	case nil:
	default:
		return Date{}
	}
	return Date{ev.Now.In(ev.Zone)}
}

// datesFor prepares a date and a text for comparison: the text is read as a
// date, and the date is cut to the precision the text is written in.
func datesFor(a, b any) (any, any) {
	if d, ok := a.(Date); ok {
		if s, ok := b.(string); ok {
			return d.cut(len(s)), asDateLike(s, d.cut(len(s)))
		}
	}
	if d, ok := b.(Date); ok {
		if s, ok := a.(string); ok {
			return asDateLike(s, d.cut(len(s))), d.cut(len(s))
		}
	}
	return a, b
}

func (d Date) cut(textLength int) Date {
	if !d.Valid() {
		return d
	}
	y, mo, day := d.t.Date()
	h, mi, s := d.t.Clock()
	if textLength < 17 {
		s = 0
	}
	if textLength < 14 {
		mi = 0
	}
	if textLength < 11 {
		h = 0
	}
	return Date{time.Date(y, mo, day, h, mi, s, 0, d.t.Location())}
}

// asDateLike reads a text as a date; against a date at midnight only its day
// counts.
func asDateLike(s string, other Date) Date {
	if !other.Valid() {
		return Date{}
	}
	d := ParseDate(s, other.t.Location())
	if d.Valid() && other.midnight() {
		y, m, day := d.t.Date()
		return Date{time.Date(y, m, day, 0, 0, 0, 0, d.t.Location())}
	}
	return d
}
