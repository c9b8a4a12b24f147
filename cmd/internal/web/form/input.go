package form

// Fields as a page shows them, so that label, help, error and control hang
// together in one way everywhere (templates/layout/parts.html: "input").

import (
	"unicode/utf8"

	"dealervoice/survey/fault"
)

// Speaker says messages; a page's frame is one.
type Speaker interface {
	T(key string, args ...any) string
	Say(f fault.Field) string
}

// Kind is the control of a field.
type Kind string

// The controls.
const (
	Line   Kind = "text"
	Area   Kind = "area"
	Date   Kind = "date"
	Number Kind = "number"
	Select Kind = "select"
	Radio  Kind = "radio"
	Checks Kind = "checks"
)

// Input is one field with what was typed and what is wrong with it.
type Input struct {
	Kind     Kind
	Name     string
	Label    string
	Help     string
	Error    string
	Value    string
	Lang     string // of the text to be written, where it is not the page's
	Beside   string // shown above the control: the same text in the other language
	Optional bool
	Options  []Option
}

// Option is one choice; options with the same Group stand together in a select.
type Option struct {
	Value, Text, Help string
	Group             string
	Chosen            bool
}

// Ask is what a page asks for: Label and Help are message keys, Help may be
// empty. A field is needed unless it is Optional.
type Ask struct {
	Kind        Kind
	Name        string
	Label, Help string
	Optional    bool
}

// Input makes the field that asks for something.
func (f Form) Input(s Speaker, ask Ask) Input {
	in := Input{Kind: ask.Kind, Name: ask.Name, Label: s.T(ask.Label), Value: f.Get(ask.Name), Optional: ask.Optional}
	if ask.Optional {
		in.Label = s.T("frame.optional", "Label", in.Label)
	}
	if ask.Help != "" {
		in.Help = s.T(ask.Help)
	}
	if wrong := f.At(ask.Name); wrong.Key != "" {
		in.Error = s.Say(wrong)
	}
	return in
}

// From gives the field its options and marks those that were chosen.
func (in Input) From(f Form, options []Option) Input {
	for _, o := range options {
		o.Chosen = f.Has(in.Name, o.Value)
		in.Options = append(in.Options, o)
	}
	return in
}

// compactText is how many characters a choice may have to stand beside others.
const compactText = 12

// Compact tells whether the choices are short enough to stand beside each other.
func (in Input) Compact() bool {
	for _, o := range in.Options {
		if o.Help != "" || utf8.RuneCountInString(o.Text) > compactText {
			return false
		}
	}
	return len(in.Options) > 2
}

// Groups gives the options of a select by group, in their order.
func (in Input) Groups() []Group {
	var out []Group
	for _, o := range in.Options {
		if len(out) == 0 || out[len(out)-1].Name != o.Group {
			out = append(out, Group{Name: o.Group})
		}
		last := &out[len(out)-1]
		last.Options = append(last.Options, o)
	}
	return out
}

// Group is some options under one name.
type Group struct {
	Name    string
	Options []Option
}
