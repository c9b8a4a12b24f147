package feedback

import (
	"encoding/json"
	"math"
	"testing"

	"pgregory.net/rapid"

	"dealervoice/survey/answer"
)

func TestAnswersAreEncodedAsEncodingJSONDoes(t *testing.T) {
	text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"到货慢", "a<b>&c", "\u2028\u2029", "\xff\xfe", "\x00\x7f\t\n\r\b", `"\`, "𠮷", "\uFFFD", ""}))
	number := rapid.OneOf(rapid.Float64(), rapid.SampledFrom([]float64{0, math.Copysign(0, -1), 1e15, -1e15, 1e21, 1e-7, 0.1, 9007199254740993, 4}))
	value := rapid.Deferred(func() *rapid.Generator[any] { return anyValue(text, number, 3) })
	rapid.Check(t, func(rt *rapid.T) {
		data := answer.Data(rapid.MapOfN(text, value, 0, 6).Draw(rt, "data"))
		want, err := json.Marshal(data)
		got, err2 := encode(data)
		if (err == nil) != (err2 == nil) || err == nil && string(got) != string(want) {
			rt.Fatalf("wrote\n%s (%v)\nencoding/json writes\n%s (%v)", got, err2, want, err)
		}
	})
	for _, data := range []answer.Data{nil, {"a": []any(nil), "b": map[string]any(nil), "c": 3, "d": []string{"x"}}, {"e": math.NaN()}, {"f": math.Inf(1)}} {
		want, err := json.Marshal(data)
		got, err2 := encode(data)
		if (err == nil) != (err2 == nil) || err == nil && string(got) != string(want) {
			t.Errorf("%v: %s (%v), want %s (%v)", data, got, err2, want, err)
		}
	}
}

func anyValue(text *rapid.Generator[string], number *rapid.Generator[float64], depth int) *rapid.Generator[any] {
	plain := []*rapid.Generator[any]{text.AsAny(), number.AsAny(), rapid.Bool().AsAny(), rapid.Just(any(nil))}
	if depth > 0 {
		inner := rapid.Deferred(func() *rapid.Generator[any] { return anyValue(text, number, depth-1) })
		plain = append(plain, rapid.SliceOfN(inner, 0, 3).AsAny(), rapid.MapOfN(text, inner, 0, 3).AsAny())
	}
	return rapid.OneOf(plain...)
}
