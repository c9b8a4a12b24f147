package demo

// The policies of the demo company, as marketing registered them.

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"dealervoice/survey/calendar"
	"dealervoice/survey/language"
	"dealervoice/survey/policy"
)

// measure is a policy with its versions and what tells how dealers take it.
type measure struct {
	kind     policy.Type
	title    language.Text
	versions []policy.Draft
	rows     map[string]policy.ClauseID // row of question d15 -> clause that it asks about
	themes   []string
}

func both(zh, en string) language.Text { return language.Text{ZH: zh, EN: en} }

func clause(id policy.ClauseID, zh, en string) policy.Clause {
	return policy.Clause{ID: id, Text: both(zh, en)}
}

// measures are the five policies. The rebate is being paid monthly in a pilot,
// and two regions were given flat targets: both are planted truths (see the
// package comment).
func measures() []measure { return []measure{rebate(), expense(), targets(), diversion(), returns()} }

// begun is when the first versions took effect.
const begun = "2026-01-01"

// clauses writes out a version: for each clause its Chinese and its English text,
// numbered from 1.
func clauses(texts ...string) []policy.Clause {
	var out []policy.Clause
	for i := 0; i+1 < len(texts); i += 2 {
		out = append(out, clause(policy.ClauseID(strconv.Itoa(i/2+1)), texts[i], texts[i+1]))
	}
	return out
}

func rebate() measure {
	return measure{kind: policy.TypeRebate, title: both("进货返利", "Purchase rebate"), versions: []policy.Draft{
		{Summary: both("按季度进货额返利，季末后 60 天内兑现。", "Rebate on purchases of a quarter, paid within 60 days of its end."), From: begun, Clauses: clauses(
			"季度进货额达到任务的 90% 起返 2%，达到 100% 返 3%，超过 110% 的部分返 5%。", "2% from 90% of the target, 3% at 100%, 5% on what exceeds 110%.",
			"季末后 60 天内以货款抵扣方式兑现。", "Paid within 60 days of the quarter's end, set off against purchases.",
			"有窜货记录的经销商当季不返。", "No rebate in a quarter with a recorded diversion.")},
		{Summary: both("试点：返利按月结算，次月 15 日前兑现。", "Pilot: the rebate is settled monthly and paid by the 15th of the next month."), From: "2026-10-01",
			Reach: policy.Reach{Regions: []string{"华东", "华南"}}, Note: "经销商反映季度返利到账太慢，先在两个大区试行按月兑现，年底看效果。", Clauses: clauses(
				"月度进货额达到任务的 90% 起返 2%，达到 100% 返 3%，超过 110% 的部分返 5%。", "2% from 90% of the month's target, 3% at 100%, 5% on what exceeds 110%.",
				"次月 15 日前以货款抵扣方式兑现。", "Paid by the 15th of the next month, set off against purchases.",
				"有窜货记录的经销商当月不返。", "No rebate in a month with a recorded diversion.")},
	}, rows: map[string]policy.ClauseID{"rebate_rule": "1", "rebate_pay": "2"}, themes: []string{"money.rebate"}}
}

func expense() measure {
	advance := clauses("陈列费、促销费由经销商先行垫付。", "Display and promotion money is advanced by the dealer.",
		"凭发票、门店照片和签收单申请核销。", "Claims need the invoice, shop photos and the receipt.")
	return measure{kind: policy.TypeExpense, title: both("市场费用核销", "Reimbursement of market expenses"), versions: []policy.Draft{
		{Summary: both("经销商先垫付，凭发票和照片核销。", "Dealers advance the money and claim it with invoice and photos."), From: begun, Clauses: advance},
		{Summary: both("资料齐全的，60 天内核销完毕。", "Complete claims are settled within 60 days."), From: "2026-07-01", Note: "补上核销期限。此前没有上限，最长的一笔拖了七个月。",
			Clauses: slices.Concat(advance, []policy.Clause{clause("", "资料齐全之日起 60 天内核销完毕。", "Settled within 60 days once the papers are complete.")})},
	}, rows: map[string]policy.ClauseID{"expense": ""}, themes: []string{"money.expense"}}
}

func targets() measure {
	const split, splitEN = "按月分解，连续两个季度低于 70% 的调整经销区域。", "Split by month; below 70% in two quarters running the territory is reviewed."
	return measure{kind: policy.TypeTarget, title: both("年度任务与考核", "Yearly targets and assessment"), versions: []policy.Draft{
		{Summary: both("任务按上年实销加行业增速制定。", "Targets follow last year's sell-out plus the market's growth."), From: begun, Clauses: clauses(
			"年度任务等于上年实际销量乘以品类增速。", "The yearly target is last year's sell-out times the growth of the category.", split, splitEN)},
		{Summary: both("西南、东北任务统一上调 20%。", "Targets in two regions rise by a flat 20%."), From: "2026-07-01",
			Reach: policy.Reach{Regions: []string{"西南", "东北"}}, Note: "两个大区上半年未达成，总部统一上调下半年任务。", Clauses: clauses(
				"下半年任务在原任务基础上统一上调 20%。", "Targets of the second half rise by a flat 20%.", split, splitEN)},
	}, rows: map[string]policy.ClauseID{"target": "1"}, themes: []string{"policy.target", "supply.forced_load"}}
}

func diversion() measure {
	return measure{kind: policy.TypeDiversion, title: both("窜货与乱价管控", "Control of diversion and price-cutting"), versions: []policy.Draft{
		{Summary: both("跨区域销售和低于最低零售价销售的处理办法。", "What follows on sales into another territory or below the floor price."), From: begun, Clauses: clauses(
			"凭物流码认定窜货，首次警告，第二次取消当季返利。", "Diversion is proved by the tracing code: a warning first, the quarter's rebate next.",
			"接到举报后 15 个工作日内答复举报人。", "Whoever reports it gets an answer within 15 working days.")},
	}, rows: map[string]policy.ClauseID{"diversion": ""}, themes: []string{"channel.diversion", "channel.price_disorder"}}
}

func returns() measure {
	return measure{kind: policy.TypeReturns, title: both("退换货与临期处理", "Returns and near-expiry goods"), versions: []policy.Draft{
		{Summary: both("破损可退，临期不退。", "Damaged goods go back, near-expiry goods do not."), From: begun, Clauses: clauses(
			"到货破损，签收后 3 天内可退。", "Goods damaged on arrival can be returned within 3 days of signing.",
			"临期产品不予退换。", "Near-expiry goods are not taken back.")},
		{Summary: both("破损 7 天内可退，临期可换一半。", "Damaged goods go back within 7 days; half of near-expiry goods are exchanged."), From: "2026-06-01", Note: "临期积压集中，先放开一半。", Clauses: clauses(
			"到货破损，签收后 7 天内可退。", "Goods damaged on arrival can be returned within 7 days of signing.",
			"离到期 90 天以上的，可按进货量的 5% 换货一次。", "With more than 90 days left, 5% of purchases can be exchanged once.")},
	}, rows: map[string]policy.ClauseID{"returns": ""}, themes: []string{"service.returns", "supply.excess_aging"}}
}

// policies registers them, each version shortly before it takes effect, and then
// links them to the rows of the dealer questionnaire and to themes.
func (l *loader) policies(ctx context.Context) error {
	by, err := l.person(ctx, "marketing@example.com")
	if err != nil {
		return err
	}
	for _, m := range measures() {
		l.now = before(m.versions[0].From, 14)
		p, err := l.rooms.Policies.Register(ctx, by, policy.Registration{Type: m.kind, Title: m.title, First: m.versions[0]})
		if err != nil {
			return err
		}
		for i, d := range m.versions[1:] {
			l.now, d.After = before(d.From, 10), i+1
			if _, err := l.rooms.Policies.Revise(ctx, by, p.ID, d); err != nil {
				return err
			}
		}
		l.now = waves[0]
		for _, row := range policyRows {
			target := policy.Target{Survey: "dealer-quarterly", Question: "d15", Row: row}
			if c, ok := m.rows[row]; ok {
				if err := l.rooms.Policies.Link(ctx, by, p.ID, policy.Link{Clause: c, Target: target}); err != nil {
					return fmt.Errorf("link %s to row %s: %w", p.ID, row, err)
				}
			}
		}
		for _, theme := range m.themes {
			if err := l.rooms.Policies.Link(ctx, by, p.ID, policy.Link{Target: policy.Target{Theme: theme}}); err != nil {
				return fmt.Errorf("link %s to theme %s: %w", p.ID, theme, err)
			}
		}
	}
	return nil
}

// before is ten in the morning, some days before a day.
func before(day calendar.Day, days int) time.Time {
	start, err := day.Plus(-days).Start(time.UTC)
	if err != nil {
		return waves[0]
	}
	return start.Add(2 * time.Hour)
}
