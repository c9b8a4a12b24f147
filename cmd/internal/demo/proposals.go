package demo

// One proposal of the demo company, under discussion: the first of the sample
// proposals in the process file, with people speaking about it.

import (
	"context"
	"fmt"
	"time"

	"dealervoice/analysis"
	demoprocess "dealervoice/cmd/internal/demo/process"
	"dealervoice/feedback/process"
	"dealervoice/feedback/proposal"
	"dealervoice/survey/access"
	"dealervoice/survey/calendar"
)

// proposed is the morning after the second wave closed.
var proposed = time.Date(2026, 11, 23, 1, 30, 0, 0, time.UTC)

// person gives the viewer that an account of the demo company is.
func (l *loader) person(ctx context.Context, email string) (access.Viewer, error) {
	users, err := l.app.Accounts.List(ctx)
	if err != nil {
		return access.Viewer{}, err
	}
	for _, u := range users {
		if u.Email == email {
			return u.Viewer(), nil
		}
	}
	return access.Viewer{}, fmt.Errorf("the demo company has no account %s", email)
}

// proposals opens the first sample proposal: a rep writes it, the product team
// attaches the figure behind it, colleagues speak.
func (l *loader) proposals(ctx context.Context) error {
	f, err := process.Parse(demoprocess.JSON)
	if err != nil {
		return err
	}
	sample := f.Samples[0]
	author, err := l.person(ctx, rep(0, 0))
	if err != nil {
		return err
	}
	analyst, err := l.person(ctx, "analyst@example.com")
	if err != nil {
		return err
	}
	l.now = proposed
	p, err := l.rooms.Proposals.Propose(ctx, author, wordsOf(sample), "")
	if err != nil {
		return err
	}
	for _, c := range sample.Changes {
		l.now = l.now.Add(4 * time.Minute)
		if p, err = l.rooms.Proposals.Rewrite(ctx, author, p.Number, proposal.Rewriting{Change: c, Revision: p.Revision}); err != nil {
			return err
		}
	}
	l.now = l.now.Add(25 * time.Minute)
	secondWave := analysis.Filter{}.With(analysis.DimWave, "2")
	if _, err = l.rooms.Proposals.Cite(ctx, analyst, p.Number, analysis.FigureRef("dealer-quarterly", "d10.date_answer", secondWave)); err != nil {
		return err
	}
	l.now = l.now.Add(3 * time.Minute)
	if _, err = l.rooms.Proposals.Move(ctx, author, p.Number, proposal.Step{To: process.Discussion, Reason: "证据齐了，请大家看看做不做得到。"}); err != nil {
		return err
	}
	return l.discuss(ctx, p.Number)
}

// wordsOf writes out the sample proposal.
func wordsOf(s process.Sample) proposal.Words {
	return proposal.Words{Type: proposal.Type(s.Type), Champion: s.Champion, Body: proposal.Body{
		Title: s.Title,
		Problem: both("客户问“什么时候能订到货”，订单负责人要两天才能答复，往往还是“再等等”。经销商没法安排自己的客户，只好多囤货，或者转去进别家的货。",
			"When goods are short, dealers wait two days for an answer, and it is often “soon”. They cannot plan for their own customers, so they hoard, or buy elsewhere."),
		Gains: both("常断货地区的经销商当天就知道能不能订、哪天到，可以如实答复自己的门店；我们少收一批“保险单”。",
			"Dealers in regions with shortages know the same day whether and when they can order, and can tell their shops the truth; we get fewer orders placed just in case."),
		Alternatives: both("只催订单台加快：试过，没有计划数据就只能猜。让业务员自己查库存：看不到排产。",
			"Telling the order desk to hurry: tried, but without the plan they can only guess. Letting reps look up stock: they cannot see production."),
		Cost: both("信息部接通排产表约三周；订单台旺季需要增加一人轮班。", "About three weeks of IT to connect the production plan; one more person per shift at the order desk in season."),
		Risks: both("为赶 4 小时乱给日期。对策：依据只能选“可用量”或“问过生产”，每月核对承诺兑现率。",
			"Dates given just to meet the four hours. Hence the basis can only be stock available to promise or an answer from production, and kept promises are checked monthly."),
		Effect: proposal.Effect{Metric: s.Effect.Metric, From: s.Effect.From, To: s.Effect.To, Share: true,
			By: calendar.Of(proposed, time.UTC).Plus(s.Effect.ByDays)},
	}}
}

// discuss has people speak: reps of three regions, the order desk and IT.
func (l *loader) discuss(ctx context.Context, n proposal.Number) error {
	order := "order_desk@dept.example.com"
	for _, say := range []struct {
		email string
		kind  proposal.CommentKind
		text  string
	}{
		{rep(0, 2), proposal.Support, "上海这边一样。上周两家门店因为等不到日期，直接换了别的牌子。"},
		{rep(3, 1), proposal.Support, "川南经销商最常问的就是这句。哪怕答“三周后”，也比“再等等”强。"},
		{order, proposal.Objection, "旺季一天两百多单，4 小时做不到。我们看不到排产计划，只能一个个打电话问。"},
		{rep(4, 0), proposal.Question, "夜里下的单从几点起算？"},
		{"it@dept.example.com", proposal.Support, "排产表每天导出一次没有问题，接进订货系统要三周。"},
	} {
		by, err := l.person(ctx, say.email)
		if err != nil {
			return err
		}
		l.now = l.now.Add(37 * time.Minute)
		p, err := l.rooms.Proposals.Comment(ctx, by, n, proposal.Remark{Kind: say.kind, Text: say.text})
		if err != nil {
			return err
		}
		if say.kind != proposal.Question {
			continue
		}
		author, err := l.person(ctx, rep(0, 0))
		if err != nil {
			return err
		}
		l.now = l.now.Add(12 * time.Minute)
		reply := proposal.Reply{Comment: p.Comments[len(p.Comments)-1].ID, Text: "按工作时间算，晚上 6 点后的单从第二天 8 点起算。"}
		if _, err := l.rooms.Proposals.Answer(ctx, author, n, reply); err != nil {
			return err
		}
	}
	return nil
}
