package feedback

// Answers as JSON, byte for byte as encoding/json writes them, which stored
// content hashes go by. encoding/json looks at every map by reflection, a tenth
// of what taking an answer in costs; what is not plain is left to it.

import (
	"encoding/json"
	"maps"
	"math"
	"slices"
	"strconv"
	"unicode/utf8"

	"dealervoice/survey/answer"
)

// encode writes answers with keys sorted at every level.
func encode(data answer.Data) ([]byte, error) {
	return appendMap(make([]byte, 0, 1024), data)
}

func appendMap(out []byte, m map[string]any) ([]byte, error) {
	if m == nil {
		return append(out, "null"...), nil
	}
	keys := slices.AppendSeq(make([]string, 0, len(m)), maps.Keys(m))
	slices.Sort(keys)
	out = append(out, '{')
	var err error
	for i, key := range keys {
		if i > 0 {
			out = append(out, ',')
		}
		if out, err = appendText(out, key); err != nil {
			return nil, err
		}
		if out, err = appendValue(append(out, ':'), m[key]); err != nil {
			return nil, err
		}
	}
	return append(out, '}'), nil
}

func appendValue(out []byte, v any) ([]byte, error) {
	switch x := v.(type) {
	case nil:
		return append(out, "null"...), nil
	case string:
		return appendText(out, x)
	case bool:
		return strconv.AppendBool(out, x), nil
	case float64:
		if x == math.Trunc(x) && math.Abs(x) < 1e15 && (x != 0 || !math.Signbit(x)) {
			return strconv.AppendInt(out, int64(x), 10), nil
		}
	case map[string]any:
		return appendMap(out, x)
	case []any:
		if x != nil {
			return appendList(out, x)
		}
	}
	raw, err := json.Marshal(v)
	return append(out, raw...), err
}

func appendList(out []byte, list []any) ([]byte, error) {
	out = append(out, '[')
	var err error
	for i, v := range list {
		if i > 0 {
			out = append(out, ',')
		}
		if out, err = appendValue(out, v); err != nil {
			return nil, err
		}
	}
	return append(out, ']'), nil
}

// appendText writes a text in quotes; what needs an escape goes to encoding/json.
func appendText(out []byte, s string) ([]byte, error) {
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if c < ' ' || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' || c == 0x7F {
				return escaped(out, s)
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError || r == '\u2028' || r == '\u2029' {
			return escaped(out, s)
		}
		i += n
	}
	out = append(out, '"')
	return append(append(out, s...), '"'), nil
}

func escaped(out []byte, s string) ([]byte, error) {
	raw, err := json.Marshal(s)
	return append(out, raw...), err
}
