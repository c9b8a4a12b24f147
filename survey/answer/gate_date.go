// The gate for days and times: ISO 8601 as HTML fields send it, days that the
// calendar has, between 1900 and 2100.

package answer

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

const firstYear, lastYear = 1900, 2100

// moments reads each kind of day and time; it returns the one form that is
// stored, or false.
var moments = map[string]func(string) (string, bool){
	"date":           readDate,
	"datetime-local": readDateTime,
	"time":           readTime,
	"month":          readMonth,
	"week":           readWeek,
}

func moment(read func(string) (string, bool), s string, to sink) any {
	out, ok := read(strings.TrimSpace(s))
	if !ok {
		to(newError(CodeBadDate, map[string]any{"First": firstYear, "Last": lastYear}))
		return nil
	}
	return out
}

var writtenDate = regexp.MustCompile(`^(\d{4})([-/.])(\d{1,2})([-/.])(\d{1,2})$`)

// readDate reads 2026-02-28, and 2026/2/28 from browsers without a date field.
func readDate(s string) (string, bool) {
	m := writtenDate.FindStringSubmatch(s)
	if m == nil || m[2] != m[4] {
		return "", false
	}
	y, month, d := number(m[1]), number(m[3]), number(m[5])
	t := time.Date(y, time.Month(month), d, 0, 0, 0, 0, time.UTC)
	if t.Year() != y || int(t.Month()) != month || t.Day() != d || y < firstYear || y > lastYear {
		return "", false
	}
	return t.Format(time.DateOnly), true
}

func number(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return -1
	}
	return n
}

func readTime(s string) (string, bool) {
	for _, layout := range []string{"15:04", "15:04:05"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Format(layout), true
		}
	}
	return "", false
}

// readDateTime keeps local time as written; which instant it is depends on the
// survey's time zone.
func readDateTime(s string) (string, bool) {
	day, clock, ok := strings.Cut(s, "T")
	if !ok {
		day, clock, ok = strings.Cut(s, " ")
	}
	day, okDay := readDate(day)
	clock, okTime := readTime(clock)
	return day + "T" + clock, ok && okDay && okTime
}

func readMonth(s string) (string, bool) {
	day, ok := readDate(s + "-01")
	if !ok {
		return "", false
	}
	return day[:7], true
}

// readWeek reads 2026-W05 and knows how many weeks a year has (ISO 8601).
func readWeek(s string) (string, bool) {
	year, week, ok := strings.Cut(s, "-W")
	y, w := number(year), number(week)
	if !ok || len(year) != 4 || len(week) != 2 || y < firstYear || y > lastYear {
		return "", false
	}
	_, last := time.Date(y, 12, 28, 0, 0, 0, 0, time.UTC).ISOWeek()
	return s, w >= 1 && w <= last
}
