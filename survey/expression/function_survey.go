// Functions that ask the survey around the formula.

package expression

import "unicode/utf16"

func displayValue(ev *evaluation, vs []any) any {
	if len(vs) < 1 || ev.Display == nil {
		return nil
	}
	name, ok := vs[0].(string)
	if !ok {
		return nil
	}
	var value any
	if len(vs) > 1 {
		value = vs[1]
	}
	return ev.Display(name, value)
}

func getComment(ev *evaluation, vs []any) any {
	if len(vs) < 1 || ev.Comment == nil {
		return nil
	}
	name, ok := vs[0].(string)
	if !ok {
		return nil
	}
	var item any
	if len(vs) > 1 {
		item = vs[1]
	}
	return ev.Comment(name, item)
}

func isContainerReady(ev *evaluation, vs []any) any {
	if len(vs) < 1 || ev.Ready == nil {
		return false
	}
	name, ok := vs[0].(string)
	if !ok {
		return false
	}
	index := -1
	if len(vs) > 1 {
		index = int(toNumber(vs[1]))
	}
	return ev.Ready(name, index)
}

func utf16Of(s string) []uint16 { return utf16.Encode([]rune(s)) }

func textOf(units []uint16) string { return string(utf16.Decode(units)) }
