package surveydb_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"dealervoice/cmd/internal/db"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/audience"
	"dealervoice/survey/fault"
)

var (
	suzhou = audience.Dealer{Code: "D1", Name: "苏州恒达", Region: "华东", Area: "苏南", Tier: "A", Channels: []string{"批发"}, Rep: "li@example.com"}
	canton = audience.Dealer{Code: "D2", Name: "广州兴隆", Region: "华南", Area: "粤中", Tier: "B", Rep: "wang@example.com"}
)

func (w *world) invite(t *testing.T, slug string, dealers ...audience.Dealer) []survey.Issued {
	t.Helper()
	list, err := w.Invite(ctx, analyst, slug, dealers)
	if err != nil || len(list) != len(dealers) {
		t.Fatalf("invite: %d of %d, %v", len(list), len(dealers), err)
	}
	return list
}

func TestAPersonalLinkOpensItsForm(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		sv := w.published(t, "s", "confidential")
		issued := w.invite(t, "s", suzhou, canton)[0]
		got, err := w.InvitationByToken(ctx, strings.ToLower(issued.Token.Reveal())+".")
		inv := got.Invitation
		if err != nil || inv.ID != issued.Invitation.ID || inv.SurveyID != sv.ID || inv.DealerCode != "D1" || inv.Wave != 1 ||
			inv.Attributes["tier"] != "A" || inv.Attributes["channel"] != "批发" || inv.Place() != suzhou.Place() {
			t.Errorf("invitation %+v, %v", inv, err)
		}
		if got.Survey != sv.Head || got.Version.Mode != survey.Confidential || got.Definition.Question("q1") == nil {
			t.Errorf("form %+v", got.Survey)
		}
		counted, c := db.CountStatements(ctx)
		if _, err := w.InvitationByToken(counted, issued.Token.Reveal()); err != nil || c.Reads() != 1 || c.Writes() != 0 || c.Transactions() != 0 {
			t.Errorf("%d reads, %d writes, %v", c.Reads(), c.Writes(), err)
		}
	})
}

func TestLinksThatOpenNothing(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.published(t, "a", "identified")
		b := w.published(t, "b", "identified")
		token := w.invite(t, "a", suzhou)[0].Token.Reveal()
		other := "0"
		if strings.HasSuffix(token, "0") {
			other = "1"
		}
		for name, raw := range map[string]string{
			"malformed": "x", "SQL": "' OR 1=1--", "empty": "",
			"unknown":                 token[:len(token)-1] + other,
			"moved to another survey": b.Code + token[len(b.Code):],
			"moved to no survey":      "ZZZZ" + token[4:],
		} {
			_, err := w.InvitationByToken(ctx, raw)
			if f := fault.From(err); f == nil || f.Kind != fault.KindNotFound || f.Key != "survey.link_unknown" {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

func TestANewLinkEndsTheOldAndKeepsTheInvitation(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.published(t, "s", "identified")
		first := w.invite(t, "s", suzhou, canton)
		moved := suzhou
		moved.Region, moved.Tier = "华北", "C"
		second := w.invite(t, "s", moved)
		if second[0].Invitation.ID != first[0].Invitation.ID || second[0].Invitation.Attributes["region"] != "华东" {
			t.Errorf("another invitation: %+v", second[0].Invitation)
		}
		if _, err := w.InvitationByToken(ctx, first[0].Token.Reveal()); fault.KindOf(err) != fault.KindClosed {
			t.Errorf("the old link: %v", err)
		}
		for _, i := range []survey.Issued{second[0], first[1]} {
			if got, err := w.InvitationByToken(ctx, i.Token.Reveal()); err != nil || got.Invitation.ID != i.Invitation.ID {
				t.Errorf("an open link: %v", err)
			}
		}
		if err := w.StartWave(ctx, analyst, "s", 1); err != nil {
			t.Fatal(err)
		}
		third := w.invite(t, "s", moved)[0]
		if third.Invitation.ID == first[0].Invitation.ID || third.Invitation.Wave != 2 || third.Invitation.Attributes["region"] != "华北" {
			t.Errorf("next wave: %+v", third.Invitation)
		}
		if _, err := w.InvitationByToken(ctx, second[0].Token.Reveal()); err != nil {
			t.Errorf("a link of the wave before: %v", err)
		}
		if got := w.actions(t); got != "create publish invite invite start_wave invite" {
			t.Errorf("trail: %s", got)
		}
	})
}

func TestTokensAreNowhereInTheDatabase(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.published(t, "s", "identified")
		secret := w.invite(t, "s", suzhou)[0].Token.Reveal()[4:]
		for _, c := range []struct{ table, columns string }{
			{"surveys", "id || slug || code || source"}, {"invitation_links", "survey_id || token_hash || invitation_id || state"},
			{"invitations", "survey_id || id || dealer_code || dealer_name"}, {"audit", "action || object_id || detail"},
		} {
			var rows []string
			if err := w.db.Read(ctx).Raw("SELECT " + c.columns + " FROM " + c.table).Scan(&rows).Error; err != nil || len(rows) == 0 {
				t.Fatalf("%s: %d rows, %v", c.table, len(rows), err)
			}
			if strings.Contains(strings.ToUpper(fmt.Sprint(rows)), secret) {
				t.Errorf("%s holds the token", c.table)
			}
		}
	})
}

func TestWhoMayNotBeInvited(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.published(t, "open", "identified")
		w.published(t, "secret", "unlinkable")
		w.published(t, "over", "identified")
		if err := w.Close(ctx, analyst, "over"); err != nil {
			t.Fatal(err)
		}
		if _, _, err := w.Create(ctx, analyst, survey.Import{Slug: "draft", Source: []byte(form("D", "identified"))}); err != nil {
			t.Fatal(err)
		}
		east := analyst
		east.Scope = access.Scope{Level: access.Region, Value: "华东"}
		for name, c := range map[string]struct {
			v       access.Viewer
			slug    string
			dealers []audience.Dealer
			kind    fault.Kind
		}{
			"an unlinkable survey":       {analyst, "secret", []audience.Dealer{suzhou}, fault.KindConflict},
			"a closed survey":            {analyst, "over", []audience.Dealer{suzhou}, fault.KindConflict},
			"a draft":                    {analyst, "draft", []audience.Dealer{suzhou}, fault.KindConflict},
			"no survey":                  {analyst, "none", []audience.Dealer{suzhou}, fault.KindNotFound},
			"nobody":                     {analyst, "open", nil, fault.KindInvalid},
			"a reader":                   {reader, "open", []audience.Dealer{suzhou}, fault.KindForbidden},
			"a dealer outside the scope": {east, "open", []audience.Dealer{suzhou, canton}, fault.KindNotFound},
		} {
			if _, err := w.Invite(ctx, c.v, c.slug, c.dealers); fault.KindOf(err) != c.kind {
				t.Errorf("%s: %v", name, err)
			}
		}
		var n int64
		if err := w.db.Read(ctx).Table("invitations").Count(&n).Error; err != nil || n != 0 {
			t.Errorf("%d invitations, %v", n, err)
		}
	})
}

func TestInvitationsAreListedAndWithdrawnInScope(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		sv := w.published(t, "s", "identified")
		issued := w.invite(t, "s", canton, suzhou)
		east := analyst
		east.Scope = access.Scope{Level: access.Region, Value: "华东"}
		show := func(v access.Viewer) string {
			t.Helper()
			list, err := w.Invitations(ctx, v, survey.InvitationQuery{SurveyID: sv.ID, Wave: 1})
			if err != nil {
				t.Fatal(err)
			}
			var out []string
			for _, l := range list {
				out = append(out, fmt.Sprintf("%s %s", l.Invitation.DealerCode, l.Link))
			}
			return strings.Join(out, ", ")
		}
		if got := show(analyst); got != "D1 open, D2 open" {
			t.Errorf("all: %s", got)
		}
		ids := []survey.InvitationID{issued[0].Invitation.ID, issued[1].Invitation.ID}
		if err := w.Withdraw(ctx, east, "s", ids); err != nil {
			t.Fatal(err)
		}
		if got := show(analyst); got != "D1 withdrawn, D2 open" {
			t.Errorf("after a withdrawal in the east: %s", got)
		}
		if got := show(east); got != "D1 withdrawn" {
			t.Errorf("the east sees: %s", got)
		}
		if got := show(access.Viewer{Roles: access.Roles()}); got != "" {
			t.Errorf("no scope sees: %s", got)
		}
		if _, err := w.InvitationByToken(ctx, issued[1].Token.Reveal()); fault.KindOf(err) != fault.KindClosed {
			t.Errorf("a withdrawn link: %v", err)
		}
		w.invite(t, "s", suzhou)
		if got := show(east); got != "D1 open" {
			t.Errorf("invited again: %s", got)
		}
	})
}

func TestInvitingAtOnceLeavesOneOpenLink(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.published(t, "s", "identified")
		var wg sync.WaitGroup
		var mu sync.Mutex
		var tokens []survey.Token
		for range 6 {
			wg.Go(func() {
				list, err := w.another().Invite(ctx, analyst, "s", []audience.Dealer{suzhou, canton})
				if err != nil {
					t.Errorf("invite: %v", err)
					return
				}
				mu.Lock()
				defer mu.Unlock()
				tokens = append(tokens, list[0].Token)
			})
		}
		wg.Wait()
		open := 0
		for _, tok := range tokens {
			if _, err := w.InvitationByToken(ctx, tok.Reveal()); err == nil {
				open++
			} else if fault.KindOf(err) != fault.KindClosed {
				t.Error(err)
			}
		}
		if open != 1 || len(tokens) != 6 {
			t.Errorf("%d of %d links open", open, len(tokens))
		}
	})
}

func TestManyDealersAreInvitedInBatches(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.published(t, "s", "identified")
		var dealers []audience.Dealer
		for i := range 1201 {
			d := suzhou
			d.Code = audience.Code(fmt.Sprintf("D%05d", i))
			dealers = append(dealers, d)
		}
		var list []survey.Issued
		err := w.db.InTx(ctx, func(ctx context.Context) (err error) {
			list, err = w.Invite(ctx, analyst, "s", dealers)
			return err
		})
		if err != nil || len(list) != len(dealers) {
			t.Fatalf("%d of %d, %v", len(list), len(dealers), err)
		}
		for _, i := range []int{0, 499, 500, 1200} {
			got, err := w.InvitationByToken(ctx, list[i].Token.Reveal())
			if err != nil || got.Invitation.DealerCode != dealers[i].Code {
				t.Errorf("link %d opens %s, %v", i, got.Invitation.DealerCode, errors.Unwrap(err))
			}
		}
	})
}
