package mask

// Days and times: d day, m month, y year, h hour of 12, H hour of 24, M minute,
// s second, t am or pm; all else stands between.

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// piece is a run of one sign of a pattern.
type piece struct {
	sign  byte // of "dmyhHMst", 0 for what stands between
	text  string
	count int
}

func pieces(pattern string) []piece {
	var out []piece
	for _, r := range pattern {
		if r < 128 && strings.ContainsRune("dmyhHMstT", r) {
			sign := byte(r)
			if n := len(out); n > 0 && out[n-1].sign == sign {
				out[n-1].count++
				continue
			}
			out = append(out, piece{sign: sign, count: 1})
			continue
		}
		out = append(out, piece{text: string(r)})
	}
	return out
}

// Whole tells whether a pattern of days and times says enough to be stored: a
// day has its month, a month its year, an hour its minute.
func Whole(pattern string) bool {
	has := func(signs string) bool {
		return slices.ContainsFunc(pieces(pattern), func(p piece) bool { return p.sign != 0 && strings.IndexByte(signs, p.sign) >= 0 })
	}
	hour, minute := has("hH"), has("M")
	return (has("y") || hour) && (!has("d") || has("m")) && (!has("m") || has("y")) && hour == minute && (!has("s") || minute) && (!has("h") || has("tT"))
}

var run = regexp.MustCompile(`\d+`)

// readMoment reads what was written in the order of the pattern, whatever stands
// between, or as ISO writes it.
func (m *Mask) readMoment(s string) (any, error) {
	list := pieces(m.Pattern)
	var fields []piece
	for _, p := range list {
		if p.sign != 0 && p.sign != 't' && p.sign != 'T' {
			fields = append(fields, p)
		}
	}
	got, ok := assign(fields, run.FindAllString(s, -1))
	if !ok {
		return nil, ErrForm
	}
	half := strings.ToLower(strings.Trim(s, "0123456789 /-.:,年月日时分秒"))
	if _, twelve := got['h']; twelve {
		if got['h'] > 12 || got['h'] < 1 || half != "am" && half != "pm" && half != "a" && half != "p" {
			return nil, ErrForm
		}
		got['H'] = got['h'] % 12
		if half[0] == 'p' {
			got['H'] += 12
		}
	} else if half != "" && half != "t" {
		return nil, ErrForm
	}
	iso, ok := m.iso(got)
	switch {
	case !ok:
		return nil, ErrForm
	case beyond(m.Earliest, iso):
		return nil, ErrLow
	case m.Latest != "" && beyond(iso, m.Latest):
		return nil, ErrHigh
	}
	return iso, nil
}

// beyond tells whether a moment is later than another, as far as both say.
func beyond(a, b string) bool {
	n := min(len(a), len(b))
	return a[:n] > b[:n]
}

// assign gives each field its number: one run of digits each, or one run for
// all; where the first has four digits and a year is not first, ISO's order.
func assign(fields []piece, runs []string) (map[byte]int, bool) {
	if len(runs) == 1 && len(fields) > 1 {
		var cut []string
		rest := runs[0]
		for _, f := range fields {
			if len(rest) < f.count {
				return nil, false
			}
			cut, rest = append(cut, rest[:f.count]), rest[f.count:]
		}
		if rest != "" {
			return nil, false
		}
		runs = cut
	}
	if len(fields) == 0 || len(runs) != len(fields) {
		return nil, false
	}
	if len(runs[0]) == 4 && fields[0].sign != 'y' {
		fields = slices.Clone(fields)
		slices.SortStableFunc(fields, func(a, b piece) int {
			return strings.IndexByte("ymdhHMs", a.sign) - strings.IndexByte("ymdhHMs", b.sign)
		})
	}
	got := map[byte]int{}
	for i, f := range fields {
		n, err := strconv.Atoi(runs[i])
		if err != nil || len(runs[i]) > 4 || f.sign != 'y' && len(runs[i]) > 2 || f.sign == 'y' && len(runs[i]) != f.count && len(runs[i]) != 4 {
			return nil, false
		}
		if f.sign == 'y' && len(runs[i]) == 2 {
			if n += 2000; n > 2068 {
				n -= 100 // survey-core's turn of the century
			}
		}
		got[f.sign] = n
	}
	return got, true
}

// iso writes the parts; ok is false where there is no such day or time.
func (m *Mask) iso(got map[byte]int) (string, bool) {
	year, dated := got['y']
	month, day := max(got['m'], 1), max(got['d'], 1)
	at := time.Date(year, time.Month(month), day, got['H'], got['M'], got['s'], 0, time.UTC)
	_, monthly := got['m']
	_, daily := got['d']
	_, timed := got['H']
	_, exact := got['s']
	switch {
	case monthly && got['m'] < 1, daily && got['d'] < 1, at.Month() != time.Month(month), at.Day() != day:
		return "", false
	case got['H'] > 23, got['M'] > 59, got['s'] > 59:
		return "", false
	case dated && (year < 1900 || year > 2100):
		return "", false
	}
	out := ""
	if dated {
		out = fmt.Sprintf("%04d", year)
		if monthly {
			out += fmt.Sprintf("-%02d", month)
		}
		if daily {
			out += fmt.Sprintf("-%02d", day)
		}
	}
	if timed {
		if dated {
			out += "T"
		}
		out += fmt.Sprintf("%02d:%02d", got['H'], got['M'])
		if exact {
			out += fmt.Sprintf(":%02d", got['s'])
		}
	}
	return out, true
}

// showMoment writes what ISO wrote in the order of the pattern.
func (m *Mask) showMoment(iso string) string {
	var at time.Time
	var err error = ErrForm
	for _, layout := range []string{"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02", "2006-01", "2006", "15:04:05", "15:04"} {
		if at, err = time.Parse(layout, iso); err == nil {
			break
		}
	}
	if err != nil {
		return iso
	}
	var b strings.Builder
	for _, p := range pieces(m.Pattern) {
		switch p.sign {
		case 0:
			b.WriteString(p.text)
		case 'y':
			if p.count == 2 {
				fmt.Fprintf(&b, "%02d", at.Year()%100)
			} else {
				fmt.Fprintf(&b, "%d", at.Year())
			}
		case 't':
			b.WriteString(at.Format("pm"))
		case 'T':
			b.WriteString(at.Format("PM"))
		default:
			n := map[byte]int{'m': int(at.Month()), 'd': at.Day(), 'h': (at.Hour()+11)%12 + 1, 'H': at.Hour(), 'M': at.Minute(), 's': at.Second()}[p.sign]
			fmt.Fprintf(&b, "%0*d", p.count, n)
		}
	}
	return b.String()
}
