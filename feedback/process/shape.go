package process

// The first of two checks of a process: does the JSON have the shape of the
// format? encoding/json would stop at the first wrong type, names no index and
// can refuse unknown names only one at a time, so the tree is walked along the
// Go types here.

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"dealervoice/survey/fault"
)

// shape lists where the tree departs from the type: unknown names, wrong types.
// What is missing is left to validate, which knows what is needed.
func shape(v any, t reflect.Type, path string) []fault.Field {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if v == nil || t.Kind() == reflect.Interface {
		return nil
	}
	if reflect.PointerTo(t).Implements(reflect.TypeFor[json.Unmarshaler]()) {
		return shapeOfOwn(v, t, path)
	}
	switch t.Kind() {
	case reflect.Struct:
		return shapeOfObject(v, t, path)
	case reflect.Map:
		return shapeOfMap(v, t, path)
	case reflect.Slice:
		return shapeOfList(v, t, path)
	}
	return shapeOfValue(v, t, path)
}

// shapeOfOwn tries types that read themselves.
func shapeOfOwn(v any, t reflect.Type, path string) []fault.Field {
	raw, err := json.Marshal(v)
	if err == nil {
		err = json.Unmarshal(raw, reflect.New(t).Interface())
	}
	if f := fault.From(err); f != nil && len(f.Fields) > 0 {
		out := slices.Clone(f.Fields)
		for i := range out {
			out[i].Path = join(path, out[i].Path)
		}
		return out
	}
	if err != nil {
		return []fault.Field{{Path: path, Key: "process.error.bad_value"}}
	}
	return nil
}

func shapeOfObject(v any, t reflect.Type, path string) []fault.Field {
	m, ok := v.(map[string]any)
	if !ok {
		return expected(path, "process.error.not_object")
	}
	var out []fault.Field
	known := map[string]reflect.Type{}
	namesOf(t, known)
	for _, name := range sortedKeys(m) {
		ft, ok := known[name]
		if !ok {
			out = append(out, fault.Field{Path: join(path, name), Key: "process.error.unknown_name", Args: fault.Args{"Name": name}})
			continue
		}
		out = append(out, shape(m[name], ft, join(path, name))...)
	}
	return out
}

// namesOf collects the JSON names of a struct, those of embedded structs included.
func namesOf(t reflect.Type, into map[string]reflect.Type) {
	for f := range fieldsOf(t) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous && name == "" {
			namesOf(f.Type, into)
		} else {
			into[name] = f.Type
		}
	}
}

// fieldsOf walks a struct's fields.
func fieldsOf(t reflect.Type) func(func(reflect.StructField) bool) {
	return func(yield func(reflect.StructField) bool) {
		for i := range t.NumField() {
			if !yield(t.Field(i)) {
				return
			}
		}
	}
}

func shapeOfMap(v any, t reflect.Type, path string) []fault.Field {
	m, ok := v.(map[string]any)
	if !ok {
		return expected(path, "process.error.not_object")
	}
	var out []fault.Field
	for _, name := range sortedKeys(m) {
		out = append(out, shape(m[name], t.Elem(), join(path, name))...)
	}
	return out
}

func shapeOfList(v any, t reflect.Type, path string) []fault.Field {
	list, ok := v.([]any)
	if !ok {
		return expected(path, "process.error.not_list")
	}
	var out []fault.Field
	for i, item := range list {
		out = append(out, shape(item, t.Elem(), fmt.Sprintf("%s[%d]", path, i))...)
	}
	return out
}

func shapeOfValue(v any, t reflect.Type, path string) []fault.Field {
	switch t.Kind() {
	case reflect.String:
		if _, ok := v.(string); !ok {
			return expected(path, "process.error.not_text")
		}
	case reflect.Bool:
		if _, ok := v.(bool); !ok {
			return expected(path, "process.error.not_bool")
		}
	default:
		n, ok := v.(json.Number)
		if !ok || json.Unmarshal([]byte(n.String()), reflect.New(t).Interface()) != nil {
			return expected(path, "process.error.not_number")
		}
	}
	return nil
}

func expected(path, key string) []fault.Field { return []fault.Field{{Path: path, Key: key}} }

func join(path, name string) string {
	if path == "" || name == "" || strings.HasPrefix(name, "[") {
		return path + name
	}
	return path + "." + name
}

func sortedKeys(m map[string]any) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
