package demo

// The dealers and the people of the demo company.

import (
	"fmt"
	"math/rand/v2"

	"dealervoice/survey/access"
	"dealervoice/survey/audience"
	"dealervoice/survey/language"
)

// seed is where all chance of the demo comes from.
const seed = 20261123

// regions of the company with their areas; three areas and twelve dealers each.
func regions() []region {
	return []region{
		{"华东", [3]string{"苏南", "浙北", "上海"}},
		{"华南", [3]string{"珠三角", "粤东", "广西"}},
		{"华北", [3]string{"京津", "冀南", "山东"}},
		{"西南", [3]string{"成都", "川南", "重庆"}},
		{"东北", [3]string{"辽宁", "吉林", "黑龙江"}},
	}
}

type region struct {
	name  string
	areas [3]string
}

const dealersPerRegion = 12

// rep is the e-mail of the sales representative of an area: 15 of them.
func rep(region, area int) string { return fmt.Sprintf("rep%02d@example.com", region*3+area+1) }

// dealers makes the roster.
func dealers() []audience.Dealer {
	r := rand.New(rand.NewPCG(seed, 1))
	surnames := []string{"宏", "兴", "顺", "德", "盛", "泰", "万", "永", "金", "瑞", "恒", "联"}
	trades := []string{"百货", "日化", "商贸", "贸易", "洗化", "商行"}
	channels := []string{"trad", "ka", "cvs", "wholesale", "mother_baby", "online"}
	var out []audience.Dealer
	for ri, reg := range regions() {
		for i := range dealersPerRegion {
			area := i % 3
			d := audience.Dealer{
				Code: audience.Code(fmt.Sprintf("D-%03d", len(out)+1)),
				Name: reg.areas[area] + surnames[(i*5+ri)%len(surnames)] + surnames[(i+ri*3)%len(surnames)] + trades[r.IntN(len(trades))],

				Region: reg.name, Area: reg.areas[area], Rep: rep(ri, area), Tier: []string{"A", "B", "B", "C"}[i%4],
				Channels: []string{channels[i%4], channels[(i+r.IntN(5)+1)%6]}, Brands: []string{"清悦", "本禾"}[:1+r.IntN(2)],
				OwnerGroup: fmt.Sprintf("G%02d", len(out)/2+1), Exclusive: r.IntN(5) == 0, Language: language.Chinese,
			}
			if r.IntN(6) == 0 {
				d.Language = language.English
			}
			// Addresses that reach nobody (RFC 2606), so that mailings can be tried.
			d.Contact, d.Email = d.Name, fmt.Sprintf("dealer%03d@example.com", len(out)+1)
			out = append(out, d)
		}
	}
	return out
}

// Person is an account of the demo company.
type Person struct {
	Email, Name string
	Roles       []access.Role
	Department  string
	Scope       access.Scope
	Language    language.Tag
}

// People are the accounts: one that may do everything for a first look, and one
// for each part in the ring.
func People() []Person {
	one := func(email, name string, role access.Role) Person {
		return Person{Email: email, Name: name, Roles: []access.Role{role}, Scope: access.Scope{Level: access.All}, Language: language.Chinese}
	}
	out := []Person{
		{Email: "demo@example.com", Name: "演示 Demo", Roles: access.Roles(), Department: "order_desk",
			Scope: access.Scope{Level: access.All}, Language: language.Chinese},
		one("analyst@example.com", "周敏（产品）", access.Analyst),
		one("marketing@example.com", "何丽（市场）", access.Marketing),
		one("voice@example.com", "孙洁（客户之声）", access.VoiceOfficer),
		one("vp@example.com", "高峰（销售副总）", access.Manager),
		one("expert@example.com", "陈教授（顾问）", access.Expert),
		{Email: "east@example.com", Name: "陆遥（华东总监）", Roles: []access.Role{access.Manager},
			Scope: access.Scope{Level: access.Region, Value: "华东"}, Language: language.Chinese},
	}
	for _, d := range [][2]string{{"finance", "财务"}, {"order_desk", "订单"}, {"production_planning", "生产计划"},
		{"logistics", "物流"}, {"support", "内勤"}, {"it", "信息部"}, {"marketing", "市场部"},
		{"channel_control", "渠道稽查"}, {"ecommerce", "电商部"}, {"product", "产品部"}, {"rnd", "研发部"}, {"management", "管理部"}} {
		p := one(d[0]+"@dept.example.com", d[1]+"会签人", access.Support)
		p.Department = d[0]
		out = append(out, p)
	}
	for ri, reg := range regions() {
		for a, area := range reg.areas {
			p := one(rep(ri, a), area+"业务员", access.Rep)
			p.Scope = access.Scope{Level: access.Own, Value: p.Email}
			out = append(out, p)
		}
	}
	return out
}
