package mask_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"os"
	"testing"

	"dealervoice/survey/mask"
)

// vector is what survey-core shows for a value, and stores of what it shows.
type vector struct {
	Kind     mask.Kind
	Settings struct {
		Pattern, CurrencySymbol, CurrencyPattern string
		DecimalSeparator, ThousandsSeparator     *string
		Precision                                *int
		AllowNegativeValues                      *bool
		Min, Max                                 *float64
	}
	Typed, Shown string
	Stored       any
}

func (v vector) mask() *mask.Mask {
	s := v.Settings
	m := &mask.Mask{Kind: v.Kind, Pattern: s.Pattern, Decimal: ".", Thousands: ",", Precision: 2, Negative: true, Low: s.Min, High: s.Max}
	if s.DecimalSeparator != nil {
		m.Decimal = *s.DecimalSeparator
	}
	if s.ThousandsSeparator != nil {
		m.Thousands = *s.ThousandsSeparator
	}
	if s.Precision != nil {
		m.Precision = *s.Precision
	}
	if s.AllowNegativeValues != nil {
		m.Negative = *s.AllowNegativeValues
	}
	m.Prefix, m.Suffix = mask.Affixes(s.CurrencyPattern, s.CurrencySymbol)
	return m
}

func TestMasksReadAndShowAsSurveyCore(t *testing.T) {
	f, err := os.Open("testdata/masks.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n, agree := 0, 0
	for lines := bufio.NewScanner(f); lines.Scan(); n++ {
		var v vector
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		m := v.mask()
		got, err := m.Read(v.Typed)
		if err != nil || got != v.Stored {
			t.Errorf("%s: %q is read as %v (%v), want %v", lines.Bytes(), v.Typed, got, err, v.Stored)
			continue
		}
		if shown := m.Show(got); shown != v.Shown {
			t.Errorf("%s: %v is shown as %q", lines.Bytes(), got, shown)
			continue
		}
		m.Keep = true
		if kept, err := m.Read(v.Typed); err != nil || kept != v.Shown {
			t.Errorf("%s: kept as %v (%v)", lines.Bytes(), kept, err)
			continue
		}
		agree++
	}
	if n < 450 || agree != n {
		t.Errorf("%d of %d agree", agree, n)
	}
}

func TestSlipsAreForgivenAndNothingIsThrownAway(t *testing.T) {
	low, high := 10.0, 5000.0
	phone := &mask.Mask{Kind: mask.Pattern, Pattern: "+1(999)-999-9999"}
	article := &mask.Mask{Kind: mask.Pattern, Pattern: "SKU-99aa"}
	amount := &mask.Mask{Kind: mask.Currency, Decimal: ".", Thousands: ",", Precision: 2, Prefix: "¥"}
	german := &mask.Mask{Kind: mask.Numeric, Decimal: ",", Thousands: ".", Precision: 2, Negative: true}
	bounded := &mask.Mask{Kind: mask.Numeric, Decimal: ".", Thousands: ",", Low: &low, High: &high}
	day := &mask.Mask{Kind: mask.DateTime, Pattern: "dd/mm/yyyy", Earliest: "2020-01-01", Latest: "2026-12-31"}
	clock := &mask.Mask{Kind: mask.DateTime, Pattern: "hh:MM TT"}
	for _, c := range []struct {
		m     *mask.Mask
		typed string
		want  any
	}{
		{phone, "+1(234)-567-8901", "12345678901"}, {phone, "2345678901", "12345678901"}, {phone, "12345678901", "12345678901"}, {phone, "（234）567 8901", "12345678901"},
		{phone, "123456789", mask.ErrForm}, {phone, "123456789012", mask.ErrForm}, {phone, "234567890x", mask.ErrForm}, {phone, "", mask.ErrForm},
		{article, "SKU-12ab", "SKU12ab"}, {article, "12ab", "SKU12ab"}, {article, "12 ab", "SKU12ab"}, {article, "ab12", mask.ErrForm},
		{amount, "￥1,234.50", 1234.5}, {amount, "１２３４．５", 1234.5}, {amount, "1234.50", 1234.5}, {amount, "1,23", mask.ErrForm}, {amount, "1.005", mask.ErrDecimals},
		{amount, "-5", mask.ErrLow}, {amount, "$5", mask.ErrForm}, {amount, "1e5", mask.ErrForm}, {amount, "NaN", mask.ErrForm}, {amount, "¥", mask.ErrForm},
		{german, "1.234,5", 1234.5}, {german, "1234,5", 1234.5}, {german, "1234.5", 1234.5}, {german, "12.34.5", mask.ErrForm}, {german, "-0", 0.0},
		{bounded, "10", 10.0}, {bounded, "9", mask.ErrLow}, {bounded, "5,001", mask.ErrHigh}, {bounded, "10.5", mask.ErrDecimals}, {bounded, "9999999999999999", mask.ErrForm},
		{day, "23/11/2026", "2026-11-23"}, {day, "23.11.2026", "2026-11-23"}, {day, "23112026", "2026-11-23"}, {day, "2026-11-23", "2026-11-23"}, {day, "3/1/2026", "2026-01-03"},
		{day, "30/02/2026", mask.ErrForm}, {day, "11/23/2026", mask.ErrForm}, {day, "23/11", mask.ErrForm}, {day, "31/12/2019", mask.ErrLow}, {day, "01/01/2027", mask.ErrHigh}, {day, "0/1/2026", mask.ErrForm},
		{clock, "02:30 pm", "14:30"}, {clock, "12:05 AM", "00:05"}, {clock, "14:30", mask.ErrForm}, {clock, "13:00 pm", mask.ErrForm},
	} {
		got, err := c.m.Read(c.typed)
		if want, isErr := c.want.(error); isErr {
			if !errors.Is(err, want) {
				t.Errorf("%q: %v, %v, want %v", c.typed, got, err, want)
			}
		} else if err != nil || got != c.want {
			t.Errorf("%q: %v, %v, want %v", c.typed, got, err, c.want)
		}
	}
}

func TestTheExampleIsReadAsOne(t *testing.T) {
	high := 50.0
	for _, m := range []*mask.Mask{
		{Kind: mask.Pattern, Pattern: "+1(999)-999 aaa#"}, {Kind: mask.Pattern, Pattern: `a\9-99`}, {Kind: mask.Numeric, Decimal: ",", Thousands: " ", Precision: 2},
		{Kind: mask.Currency, Decimal: ".", Thousands: ",", High: &high, Suffix: " 元"}, {Kind: mask.DateTime, Pattern: "dd.mm.yyyy hh:MM tt"}, {Kind: mask.DateTime, Pattern: "mm/yy"},
	} {
		if v, err := m.Read(m.Example()); err != nil {
			t.Errorf("%+v: example %q: %v", m, m.Example(), err)
		} else if m.Show(v) != m.Example() {
			t.Errorf("%+v: example %q is shown as %q", m, m.Example(), m.Show(v))
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("pattern", "+1(999)-a#\\9", "2345678901")
	f.Add("numeric", "", "-1,234.56")
	f.Add("datetime", "dd/mm/yy HH:MM:ss t", "01/02/03 04:05:06 am")
	f.Fuzz(func(t *testing.T, kind, pattern, typed string) {
		m := &mask.Mask{Kind: mask.Kind(kind), Pattern: pattern, Decimal: ".", Thousands: ",", Precision: 2, Negative: true, Suffix: "x"}
		v, err := m.Read(typed)
		_ = m.Example()
		if err != nil {
			return
		}
		if f, isNumber := v.(float64); isNumber && m.Check(f) != nil {
			t.Errorf("%q was read as %v, which it refuses", typed, v)
		}
	})
}
