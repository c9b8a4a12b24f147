package form_test

import (
	"fmt"
	"testing"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/survey/fault"
)

// parrot says keys and arguments as they are.
type parrot struct{}

func (parrot) T(key string, args ...any) string { return fmt.Sprint(append([]any{key}, args...)...) }

func (parrot) Say(f fault.Field) string { return "wrong:" + f.Key }

func TestAnInputHoldsWhatWasTypedAndWhatIsWrong(t *testing.T) {
	f := form.With("type", "b", "title", "typed")
	f.Fields = []fault.Field{{Path: "title", Key: "x.short"}}
	in := f.Input(parrot{}, form.Ask{Kind: form.Line, Name: "title", Label: "x.title", Help: "x.help"})
	if in.Value != "typed" || in.Error != "wrong:x.short" || in.Label != "x.title" || in.Help != "x.help" {
		t.Errorf("input %+v", in)
	}
	in = f.Input(parrot{}, form.Ask{Kind: form.Line, Name: "note", Label: "x.note", Optional: true})
	if in.Label != "frame.optionalLabelx.note" || in.Error != "" || in.Value != "" {
		t.Errorf("an optional input %+v", in)
	}
}

func TestOptionsAreMarkedAndGrouped(t *testing.T) {
	f := form.With("type", "b")
	in := f.Input(parrot{}, form.Ask{Kind: form.Select, Name: "type", Label: "x.type"}).
		From(f, []form.Option{{Value: "a", Group: "1"}, {Value: "b", Group: "1"}, {Value: "c", Group: "2"}})
	g := in.Groups()
	if len(g) != 2 || len(g[0].Options) != 2 || g[0].Options[0].Chosen || !g[0].Options[1].Chosen || g[1].Name != "2" {
		t.Errorf("groups %+v", g)
	}
}

func TestShortChoicesStandBesideEachOther(t *testing.T) {
	f := form.Empty()
	in := func(texts ...string) form.Input {
		var o []form.Option
		for _, s := range texts {
			o = append(o, form.Option{Value: s, Text: s})
		}
		return f.Input(parrot{}, form.Ask{Kind: form.Radio, Name: "x", Label: "x.x"}).From(f, o)
	}
	if !in("支持", "反对", "疑问").Compact() || in("yes", "no").Compact() || in("1", "2", "a long answer").Compact() {
		t.Error("compact")
	}
}
