package surveyweb

import (
	"fmt"
	"slices"
	"testing"

	"dealervoice/survey"
	"dealervoice/survey/definition"
)

func TestCountsGoInStepsWhereNobodyMayTellWho(t *testing.T) {
	for _, c := range []struct {
		n    int
		mode survey.Mode
		cell int
		want Count
	}{
		{3, survey.Identified, 5, Count{N: 3, Exact: true, Step: 5}},
		{0, survey.Confidential, 5, Count{N: 0, Step: 5}},
		{4, survey.Confidential, 5, Count{N: 0, Step: 5}},
		{5, survey.Confidential, 5, Count{N: 5, Step: 5}},
		{29, survey.Unlinkable, 5, Count{N: 25, Step: 5}},
		{29, survey.Unlinkable, 8, Count{N: 24, Step: 8}},
		{9, survey.Confidential, 1, Count{N: 5, Step: 5}}, // a definition may only raise the threshold
	} {
		if got := countOf(c.n, c.mode, c.cell); got != c.want {
			t.Errorf("countOf(%d, %s, %d) = %+v, want %+v", c.n, c.mode, c.cell, got, c.want)
		}
	}
}

// One more answer must not show unless it completes a group, in any figure of
// the page.
func TestOneMoreAnswerDoesNotShow(t *testing.T) {
	v := survey.Version{Mode: survey.Confidential, MinCell: 5}
	list := make([]survey.Listed, 0, 19)
	for i := range 19 {
		region := []string{"华东", "华南", "华北"}[min(i/8, 2)] // 8, 8, 3
		list = append(list, survey.Listed{Invitation: survey.Invitation{ID: survey.InvitationID(fmt.Sprint(i)), Region: region}})
	}
	answered := map[survey.InvitationID]bool{}
	show := func() string {
		rows, total := turnout(list, answered, v)
		return fmt.Sprint(rows, total)
	}
	for _, id := range []survey.InvitationID{"0", "1", "2", "3", "8", "9", "16", "17", "18"} {
		before := show()
		byRegion, all := tallies(list, answered)
		answered[id] = true
		regionAfter, allAfter := tallies(list, answered)
		crossed := all/5 != allAfter/5
		for region := range regionAfter {
			crossed = crossed || region != "华北" && byRegion[region]/5 != regionAfter[region]/5
		}
		if after := show(); after != before && !crossed {
			t.Errorf("answer %s shows: %s became %s", id, before, after)
		}
	}
	rows, _ := turnout(list, answered, v)
	i := slices.IndexFunc(rows, func(r turnoutRow) bool { return r.Region == "华北" })
	if !rows[i].Hidden || rows[i].Answered.N != 0 {
		t.Errorf("a region of three is shown: %+v", rows[i])
	}
	// everybody of ten, and of five: no row says so
	for n, want := range map[int]turnoutRow{
		10: {Region: "华东", Invited: 10, Answered: Count{N: 5, Step: 5}},
		11: {Region: "华东", Invited: 11, Answered: Count{N: 10, Step: 5}},
		5:  {Region: "华东", Invited: 5, Answered: Count{Step: 5}, Hidden: true},
	} {
		var all []survey.Listed
		done := map[survey.InvitationID]bool{}
		for i := range n {
			id := survey.InvitationID(fmt.Sprint(i))
			all, done[id] = append(all, survey.Listed{Invitation: survey.Invitation{ID: id, Region: "华东"}}), true
		}
		rows, total := turnout(all, done, v)
		same := want
		same.Region = ""
		if rows[0] != want || total != same {
			t.Errorf("all of %d: %+v, %+v", n, rows[0], total)
		}
	}
	v.Mode = survey.Identified
	if rows, total := turnout(list, answered, v); rows[i].Hidden || rows[i].Answered.N != 3 || total.Answered.N != 9 || total.Share() != 9.0/19 {
		t.Errorf("identified: %+v, %+v", rows, total)
	}
}

func tallies(list []survey.Listed, answered map[survey.InvitationID]bool) (byRegion map[string]int, all int) {
	byRegion = map[string]int{}
	for _, l := range list {
		if answered[l.Invitation.ID] {
			byRegion[l.Invitation.Region]++
			all++
		}
	}
	return byRegion, all
}

func TestPathsAreFoundInTheText(t *testing.T) {
	source := "{\n \"title\": \"T\",\n \"pages\": [\n  {\"name\": \"p\",\n   \"elements\": [\n    {\"type\": \"x\"},\n    {\"type\": \"y\",\n     \"visibleIf\": \"{a}\"}\n   ]}\n ]\n}"
	at := lines(source)
	for path, want := range map[string]int{
		"": 1, "title": 2, "pages": 3, "pages[0]": 4, "pages[0].elements": 5, "pages[0].elements[0].type": 6,
		"pages[0].elements[1]": 7, "pages[0].elements[1].visibleIf": 8, "pages[0].elements[1].visibleIf.deep[3]": 8, "unknown": 1,
	} {
		if got := lineOf(at, path); got != want {
			t.Errorf("%q is in line %d, want %d", path, got, want)
		}
	}
	for _, broken := range []string{"", "{", "[1", `{"a":`, `{"a" 1}`, "\xff"} {
		if got := lineOf(lines(broken), "a.b[0]"); got > 1 {
			t.Errorf("%q: line %d", broken, got)
		}
	}
}

func TestTheOutlineSaysWhatIsAsked(t *testing.T) {
	def, err := definition.Load([]byte(`{"title":"T","pages":[{"name":"p","title":"<b>Page</b> 1","elements":[
		{"type":"rating","name":"q1","title":{"default":"Recommend?","zh-cn":"推荐？"},"rateMin":0,"rateMax":10,"isRequired":true,"dv":{"metric":"nps"}},
		{"type":"text","name":"q2","inputType":"number","visibleIf":"{q1} > 5"},
		{"type":"expression","name":"e","expression":"1"},
		{"type":"panel","name":"g","title":"Group","visibleIf":"{q1} = 1","elements":[{"type":"comment","name":"q3","title":"a < b","dv":{"analyze":true}}]}]}]}`))
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprintf("%+v", outline(def, "zh-CN").Pages)
	want := "[{Title:Page 1 Questions:[{Number:1 Name:q1 Title:推荐？ Kind:nps Required:true Conditional:false Themes:false} " +
		"{Number:2 Name:q2 Title:q2 Kind:number Required:false Conditional:true Themes:false} " +
		"{Number:3 Name:q3 Title:Group a < b Kind:comment Required:false Conditional:true Themes:true}]}]"
	if got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

func TestCellsAreNoFormulas(t *testing.T) {
	for in, want := range map[string]string{
		"=HYPERLINK(1)": "'=HYPERLINK(1)", "+86": "'+86", "@x": "'@x", "-1": "'-1", "＝1": "'＝1", "\tx": "'\tx", "": "", "苏州恒达": "苏州恒达", "D-1": "D-1",
	} {
		if got := harmless(in); got != want {
			t.Errorf("%q becomes %q", in, got)
		}
	}
}
