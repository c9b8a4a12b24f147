// Functions of dates: how far apart, what day, what year.

package expression

import (
	"math"
	"time"
)

func getDate(ev *evaluation, vs []any) any {
	if len(vs) < 1 || !truthy(vs[0]) {
		return nil
	}
	return ev.date(vs[0])
}

// today is the midnight that began this day, moved by days.
func today(ev *evaluation, vs []any) any {
	y, m, d := ev.Now.In(ev.Zone).Date()
	if len(vs) == 1 {
		n := toNumber(vs[0])
		if math.IsNaN(n) || math.Abs(n) > 1e8 {
			return Date{}
		}
		d += int(n)
	}
	return Date{time.Date(y, m, d, 0, 0, 0, 0, ev.Zone)}
}

// parts returns the value of f for the first argument or for today; NaN for
// an invalid date.
func part(ev *evaluation, vs []any, f func(time.Time) int) any {
	d := today(ev, nil).(Date)
	if len(vs) > 0 && truthy(vs[0]) {
		d = ev.date(vs[0])
	}
	if !d.Valid() {
		return math.NaN()
	}
	return float64(f(d.t))
}

func year(ev *evaluation, vs []any) any { return part(ev, vs, time.Time.Year) }

func month(ev *evaluation, vs []any) any {
	return part(ev, vs, func(t time.Time) int { return int(t.Month()) })
}

func day(ev *evaluation, vs []any) any { return part(ev, vs, time.Time.Day) }

// weekday counts from Sunday, 0.
func weekday(ev *evaluation, vs []any) any {
	return part(ev, vs, func(t time.Time) int { return int(t.Weekday()) })
}

func getYear(ev *evaluation, vs []any) any {
	if len(vs) != 1 || !truthy(vs[0]) {
		return nil
	}
	return year(ev, vs)
}

func age(ev *evaluation, vs []any) any {
	if len(vs) < 1 || !truthy(vs[0]) {
		return nil
	}
	return ev.apart(vs[0], nil, unit(vs, 1, "years"))
}

func dateDiff(ev *evaluation, vs []any) any {
	if len(vs) < 2 || !truthy(vs[0]) || !truthy(vs[1]) {
		return nil
	}
	kind := unit(vs, 2, "days")
	seconds, ok := map[string]float64{"hours": 3600, "minutes": 60, "seconds": 1}[kind]
	if !ok {
		return ev.apart(vs[0], vs[1], kind)
	}
	millis := math.Abs(ev.date(vs[1]).millis() - ev.date(vs[0]).millis())
	return math.Ceil(millis / (1000 * seconds))
}

func unit(vs []any, i int, fallback string) string {
	if i < len(vs) && truthy(vs[i]) {
		return toText(vs[i])
	}
	return fallback
}

// apart is the time between two dates in whole days, months or years.
func (ev *evaluation) apart(from, to any, kind string) any {
	if kind == "days" {
		return diffDays(ev, []any{from, to})
	}
	a, b := ev.date(from), ev.date(to)
	if !a.Valid() || !b.Valid() {
		if kind == "months" {
			return math.NaN()
		}
		return 0.0
	}
	months := (b.t.Year()-a.t.Year())*12 + int(b.t.Month()) - int(a.t.Month())
	if b.t.Day() < a.t.Day() {
		months--
	}
	if kind == "months" {
		return float64(months)
	}
	return float64(months / 12)
}

func diffDays(ev *evaluation, vs []any) any {
	if len(vs) != 2 || !truthy(vs[0]) || !truthy(vs[1]) {
		return 0.0
	}
	a, b := ev.date(vs[0]), ev.date(vs[1])
	if !a.Valid() || !b.Valid() {
		return math.NaN()
	}
	return math.Abs(float64(civil(b.t) - civil(a.t)))
}

// civil numbers the days of the calendar.
func civil(t time.Time) int64 {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400
}

func dateAdd(ev *evaluation, vs []any) any {
	if len(vs) < 2 || !truthy(vs[0]) || !truthy(vs[1]) {
		return nil
	}
	d := ev.date(vs[0])
	n := toNumber(vs[1])
	if !d.Valid() || math.IsNaN(n) || math.Abs(n) > 1e9 {
		return Date{}
	}
	by := int(n)
	y, mo, day := d.t.Date()
	h, mi, s := d.t.Clock()
	switch unit(vs, 2, "days") {
	case "days":
		day += by
	case "months":
		mo += time.Month(by)
	case "years":
		y += by
	case "hours":
		h += by
	case "minutes":
		mi += by
	case "seconds":
		s += by
	}
	moved := time.Date(y, mo, day, h, mi, s, d.t.Nanosecond(), ev.Zone)
	if math.Abs(float64(moved.Year())) > 200_000 {
		return Date{}
	}
	return Date{moved}
}
