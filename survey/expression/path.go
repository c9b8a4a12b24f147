// How a dotted name is found in nested values.

package expression

import (
	"strconv"
	"strings"
)

// Find looks a name such as "q1", "matrix.row", "list[0].field" or
// "list.length" up in values. Keys match in either case; a key that itself
// contains dots wins over a path.
func Find(values map[string]any, name string) (any, bool) {
	if v, ok := values[name]; ok {
		return v, v != nil
	}
	return find(values, name, 0)
}

// find takes the longest key that begins the name and goes on from there.
func find(in any, name string, depth int) (any, bool) {
	if name == "" {
		return in, in != nil
	}
	if depth > 32 {
		return nil, false
	}
	end := len(name)
	if at := strings.IndexByte(name, '['); at >= 0 {
		if close := strings.IndexByte(name[at:], ']'); close > 0 {
			end = at
		}
	}
	for cut := end; cut > 0; cut = strings.LastIndexByte(name[:cut], '.') {
		v, ok := field(in, name[:cut])
		if !ok {
			continue
		}
		rest := name[cut:]
		if strings.HasPrefix(rest, "[") {
			v, rest, ok = indexed(v, rest)
			if !ok {
				return nil, false
			}
		}
		return find(v, strings.TrimPrefix(rest, "."), depth+1)
	}
	return nil, false
}

// field returns an entry of an object, or the length of a list or text.
func field(in any, key string) (any, bool) {
	switch x := native(in).(type) {
	case map[string]any:
		if v, ok := x[key]; ok {
			return v, v != nil
		}
		return foldedField(x, key)
	case []any:
		return float64(len(x)), key == "length"
	case string:
		return float64(len(utf16Of(x))), key == "length"
	}
	return nil, false
}

// foldedField finds a key in another case; of several the first in order.
func foldedField(values map[string]any, key string) (any, bool) {
	found := ""
	for k := range values {
		if len(k) == len(key) && strings.EqualFold(k, key) && (found == "" || k < found) {
			found = k
		}
	}
	v := values[found]
	return v, v != nil
}

// indexed applies "[n]"; a negative n counts from the end.
func indexed(v any, rest string) (item any, after string, ok bool) {
	close := strings.IndexByte(rest, ']')
	n, err := strconv.Atoi(strings.TrimSpace(rest[1:close]))
	items, isList := native(v).([]any)
	if err != nil || !isList {
		return nil, "", false
	}
	if n < 0 {
		n += len(items)
	}
	if n < 0 || n >= len(items) {
		return nil, "", false
	}
	return items[n], rest[close+1:], items[n] != nil
}
