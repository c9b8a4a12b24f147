package respondweb

// The first screen of a version, rendered and compressed once for everybody.

import (
	"bytes"
	"fmt"
	"html"
	"net/http"
	"slices"
	"strconv"
	"sync"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/flat"
	"dealervoice/cmd/internal/web/respondweb/press"
	"dealervoice/survey/answer"
	"dealervoice/survey/calendar"
	"dealervoice/survey/definition"
	"dealervoice/survey/language"
)

// pressed is a first screen ready to be filled; page is nil where it cannot be
// the same for everybody. It holds for a wave and a day: conditions and texts
// may speak of both.
type pressed struct {
	wave  int
	day   calendar.Day
	page  *press.Page
	fixed map[string][]bool // of a group: the places that keep what stands there
}

// pressKey is what a first screen depends on besides version, wave and day.
type pressKey struct {
	tag      language.Tag
	personal bool
}

// press gives the pressed first screen of this version in this language; nil
// where there is none.
func (v *visit) press() (*pressed, error) {
	key := pressKey{tag: v.words.Tag(), personal: v.invited != nil}
	on := v.occasion("")
	wave, day := v.head.Wave, v.h.Feedback.Today()
	if v.invited != nil {
		wave = v.invited.Wave
	}
	if kept, ok := v.plan.pressed.Load(key); ok {
		if p := kept.(*pressed); p.wave == wave && p.day == day {
			return p.orNil(), nil
		}
	}
	p := &pressed{wave: wave, day: day}
	if !shuffles(v.plan.def) {
		if err := v.pressInto(p, on); err != nil {
			return nil, err
		}
	}
	v.plan.pressed.Store(key, p)
	return p.orNil(), nil
}

func (p *pressed) orNil() *pressed {
	if p.page == nil {
		return nil
	}
	return p
}

// shuffles tells whether respondents may see different screens before they have
// answered: whole questions stand in an order of their own, which groups do not
// cover, or the form shows what was dealt to them.
func shuffles(def *definition.Definition) bool {
	random := func(order string) bool { return order == "random" }
	return random(def.Layout.QuestionOrder) || def.Individual() || def.ShufflesPages() ||
		slices.ContainsFunc(def.Pages, func(p *definition.Page) bool { return random(p.QuestionOrder) }) ||
		slices.ContainsFunc(def.Elements(), func(e *definition.Element) bool { return random(e.QuestionOrder) })
}

func (v *visit) pressInto(p *pressed, on answer.Occasion) error {
	whole := *v
	whole.slip.Unit = "p" // whatever stands here is cut out again
	on.Unit = ""
	data := answer.Initial(v.plan.def, on)
	whole.fields = flat.Of(v.plan.def, data)
	d := answer.Run(v.plan.def, data, on)
	whole.number = v.plan.after(&d, 0)
	marks := press.NewMarks()
	page := whole.form(&d, look{marks: marks, fixed: &p.fixed})
	page.Slip, page.Action = marks.Slot("sid"), marks.Slot("action")
	var b bytes.Buffer
	if err := formTemplate.Template().Execute(&b, page); err != nil {
		return fmt.Errorf("render form: %w", err)
	}
	var err error
	p.page, err = press.Cut(marks, b.String())
	return err
}

// sendPressed fills the first screen and sends it, compressed if the browser
// takes that.
func (v *visit) sendPressed(p *pressed) error {
	unit := string(v.slip.ID())
	fill := press.Fill{
		Slots: map[string]string{"sid": v.h.Feedback.Keys().Sign(v.slip), "action": html.EscapeString(v.action)},
		Order: func(group string, n int) []int { return arrange(p.fixed[group], v.plan.def.DV.Seed, unit, group) },
	}
	b := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(b)
	b.Reset()
	head := v.c.Response().Header()
	head.Set(echo.HeaderVary, "Accept-Encoding, Accept-Language")
	if zips(v.c) {
		head.Set(echo.HeaderContentEncoding, "gzip")
		p.page.Gzip(b, fill)
	} else {
		p.page.Plain(b, fill)
	}
	head.Set(echo.HeaderContentLength, strconv.Itoa(b.Len()))
	return v.c.HTMLBlob(http.StatusOK, b.Bytes())
}

// buffers are kept between pages.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// arrange is the order in which the engine shows a list to the unit: what is
// fixed keeps its place, the rest is shuffled among the other places.
func arrange(fixed []bool, seed int64, unit, name string) []int {
	out := make([]int, len(fixed))
	var free []int
	for i := range fixed {
		out[i] = i
		if !fixed[i] {
			free = append(free, i)
		}
	}
	for k, i := range answer.Order(seed, unit, name, len(free)) {
		out[free[k]] = free[i]
	}
	return out
}
