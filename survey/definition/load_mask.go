// Reading input masks and the areas of pictures.

package definition

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dealervoice/survey/mask"
)

// Mask is how a field wants to be written.
type Mask = mask.Mask

// maxPattern bounds a mask's pattern.
const maxPattern = 100

// mask reads the mask of a field; nil where none is asked for. Where the format
// leaves separators and order to a locale, that is the definition's: a number
// means the same in every language of one survey.
func (l *loader) mask(o *object, inputType string) *Mask {
	kind := mask.Kind(o.oneOf("maskType", "none", "pattern", "numeric", "datetime", "currency"))
	raw, _ := o.get("maskSettings")
	if kind == "none" {
		return nil
	}
	settings, ok := raw.(map[string]any)
	if raw != nil && !ok {
		o.wrong("maskSettings", "an object")
		return nil
	}
	if inputType != "text" && inputType != "tel" {
		l.fail(o.at("maskType"), CodeUnsupported, "a field of type %s has no mask", inputType)
		return nil
	}
	s := &object{l: l, path: o.at("maskSettings"), m: settings}
	m := &Mask{Kind: kind, Keep: s.flag("saveMaskedValue")}
	switch kind {
	case mask.Pattern:
		l.maskPattern(s, m)
	case mask.DateTime:
		l.maskMoment(s, m)
	default:
		l.maskNumber(s, m)
	}
	s.done(nil, "a mask")
	return m
}

func (l *loader) maskPattern(s *object, m *Mask) {
	m.Pattern = s.str("pattern")
	if n := mask.Free(m.Pattern); n == 0 || len(m.Pattern) > maxPattern {
		l.fail(s.at("pattern"), CodeMissing, "a pattern says with 9, a and # what is to be filled in, in at most %d characters", maxPattern)
	}
}

func (l *loader) maskMoment(s *object, m *Mask) {
	m.Pattern = s.str("pattern")
	preset := s.oneOf("patternPreset", "localeDate", "localeTime", "localeDateTime")
	if m.Pattern == "" {
		day, clock := "mm/dd/yyyy", "hh:MM TT"
		if strings.HasPrefix(l.defaultTag, "zh") {
			day, clock = "yyyy/mm/dd", "HH:MM"
		}
		m.Pattern = map[string]string{"localeDate": day, "localeTime": clock, "localeDateTime": day + " " + clock}[preset]
	}
	m.Earliest, m.Latest = s.str("min"), s.str("max")
	if !mask.Whole(m.Pattern) || len(m.Pattern) > maxPattern {
		l.fail(s.at("pattern"), CodeType, "a pattern of days and times has the month of its day, the year of its month, the minute of its hour, am or pm to hours of 12")
	}
}

func (l *loader) maskNumber(s *object, m *Mask) {
	sign := func(name, otherwise string) string {
		if v, _ := s.get(name); v == "" && name == "thousandsSeparator" {
			return ""
		}
		if v := s.str(name); v != "" {
			return v
		}
		return otherwise
	}
	m.Decimal, m.Thousands = sign("decimalSeparator", "."), sign("thousandsSeparator", ",")
	if m.Thousands == m.Decimal {
		m.Thousands = ""
	}
	if len([]rune(m.Decimal)) != 1 || len([]rune(m.Thousands)) > 1 || strings.ContainsAny(m.Decimal+m.Thousands, "-0123456789") {
		l.fail(s.at("decimalSeparator"), CodeType, "must be one sign that is no part of a number")
	}
	m.Precision, m.Negative = s.count(2, "precision"), s.flagOr(true, "allowNegativeValues")
	if m.Precision < 0 || m.Precision > 9 {
		l.fail(s.at("precision"), CodeType, "must be within 0 and 9")
	}
	m.Low, m.High = optional(s, "min"), optional(s, "max")
	if m.Kind == mask.Currency {
		l.maskCurrency(s, m)
	}
}

func (l *loader) maskCurrency(s *object, m *Mask) {
	symbol, pattern := "$", "@#"
	if strings.HasPrefix(l.defaultTag, "zh") {
		symbol = "¥"
	}
	if v, _ := s.get("currencySymbol"); v != nil {
		symbol = s.str("currencySymbol")
	}
	if own := s.str("currencyPattern"); own != "" {
		pattern = own
	}
	before, after := s.str("prefix"), s.str("suffix") // once the names of what stands around
	if before != "" || after != "" {
		pattern = before + "#" + after
	}
	if strings.Count(pattern, "#") != 1 || strings.Count(pattern, "@") > 1 || len(pattern) > maxPattern {
		l.fail(s.at("currencyPattern"), CodeType, "must have one # for the number and at most one @ for the currency")
		return
	}
	m.Prefix, m.Suffix = mask.Affixes(pattern, symbol)
}

// Area is where on a picture a choice lies: in pixels of the picture itself.
type Area struct {
	Shape  string // rect, circle, poly
	Coords []float64
}

// area reads where a choice lies.
func (l *loader) area(o *object, common string) *Area {
	shape := o.oneOf("shape", "inherit", "poly", "rect", "circle")
	if shape == "inherit" {
		shape = common
	}
	a := &Area{Shape: shape}
	for _, s := range strings.Split(o.str("coords"), ",") {
		if s = strings.TrimSpace(s); s == "" {
			continue
		}
		f, err := strconv.ParseFloat(s, 64)
		if err != nil || f < 0 || f > 100_000 {
			o.wrong("coords", "numbers with commas between")
			return nil
		}
		a.Coords = append(a.Coords, f)
	}
	least := map[string]int{"rect": 4, "circle": 3, "poly": 6}[shape]
	if len(a.Coords) < least || len(a.Coords) > 400 || shape == "poly" && len(a.Coords)%2 == 1 {
		o.wrong("coords", "the corners of the area")
		return nil
	}
	return a
}

// picture reads the link of a picture. One on another server is not shown: a form
// loads nothing from elsewhere.
func (l *loader) picture(o *object) Text {
	t := o.text("imageLink")
	for _, tag := range t.Tags() {
		if s := t.In(tag); !strings.HasPrefix(s, "data:image/") && (!strings.HasPrefix(s, "/") || strings.HasPrefix(s, "//")) {
			l.warn(o.at("imageLink"), WarnIgnored, "a picture of another server is not shown; a data: link or a path of this one is")
			break
		}
	}
	return t
}

// areaLooks are properties of areas and image maps that only change looks.
var areaLooks = []string{
	"idleFillColor", "idleStrokeColor", "idleStrokeWidth", "hoverFillColor", "hoverStrokeColor", "hoverStrokeWidth",
	"selectedFillColor", "selectedStrokeColor", "selectedStrokeWidth",
}

// imageMap reads the areas of a picture as the choices they are.
func (l *loader) imageMap(o *object, e *Element) {
	e.MultiSelect = o.flagOr(true, "multiSelect")
	e.Content = l.picture(o)
	shape := o.oneOf("shape", "poly", "rect", "circle")
	seen := map[string]bool{}
	for _, area := range o.objects(wrapChoice, "areas") {
		drawn := l.area(area, shape)
		area.read = append(area.read, areaLooks...)
		c, ok := l.choice(area)
		if !ok {
			continue
		}
		if key := fmt.Sprint(c.Value); seen[key] {
			l.fail(area.at("value"), CodeDuplicate, "the value %s stands twice", clip(key))
		} else {
			seen[key] = true
		}
		c.Area = drawn
		e.Choices = append(e.Choices, c)
	}
	o.read = append(o.read, areaLooks...)
	e.MinSelected, e.MaxSelected = o.count(0, "minSelectedAreas"), o.count(0, "maxSelectedAreas")
	if !e.MultiSelect {
		e.MinSelected, e.MaxSelected = 0, 0
	}
	if len(e.Choices) == 0 || slices.ContainsFunc(e.Choices, func(c Choice) bool { return c.ShowComment }) {
		l.fail(o.at("areas"), CodeMissing, "an image map needs areas, which have no text of their own")
	}
}
