package feedback

import (
	"testing"
	"time"

	"dealervoice/survey"
	"dealervoice/survey/answer"
)

// Which links are told of an answer: in an identified survey every one, else
// the one it came by, and where it came by none, none.
func TestWhichLinksAreToldOfAnAnswer(t *testing.T) {
	for _, x := range []struct {
		mode   survey.Mode
		drawer Drawer
		all    bool // ""
		same   bool // the link's own tag
	}{
		{survey.Identified, "token", true, false},
		{survey.Identified, "", true, true},
		{survey.Confidential, "token", false, true},
		{survey.Confidential, "", false, false},
	} {
		in := Submission{
			Survey: survey.Head{ID: "s"}, Edition: &survey.Edition{Version: survey.Version{Mode: x.mode, Number: 1}},
			Unit: "iunit", Drawer: x.drawer, Channel: ByForm, Data: answer.Data{}, Invitation: &survey.Invitation{SurveyID: "s", ID: "i"},
		}
		var a Acceptance
		now := time.Now()
		a.Response.Attributes = map[string]string{}
		a.identify(in, &now)
		got := a.Participation.Link
		if (got == "") != x.all || (got == linkTag(in.slip())) != x.same {
			t.Errorf("%s by %q: told %q", x.mode, x.drawer, got)
		}
	}
}
