package audience_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dealervoice/survey/audience"
)

func TestReadCSVTakesWhatRostersLookLike(t *testing.T) {
	want := audience.Dealer{
		Code: "D-0042", Name: "苏州恒达", Region: "华东", Area: "苏南", Tier: "A", Channels: []string{"商超KA", "便利店"},
		Brands: []string{}, Rep: "li@example.com", Exclusive: true, Language: "zh-CN", ValidFrom: "2026-03-01",
	}
	for name, text := range map[string]string{
		"our own names, commas":         "code,name,region,area,tier,channels,rep,exclusive,valid_from\nD-0042,苏州恒达,华东,苏南,A,商超KA;便利店,Li@example.com,yes,2026-03-01\n",
		"Chinese names, tabs":           "经销商编码\t经销商名称\t大区\t片区\t等级\t渠道\t业务员邮箱\t独家\t生效日期\nD-0042\t苏州恒达\t华东\t苏南\tA\t商超KA、便利店\tli@example.com\t是\t2026年3月1日",
		"semicolons and a mark":         "\uFEFFCode;Dealer name;Region;Area;Level;Channel;Rep e-mail;Rep;Exclusive;From\n\"D-0042\"; 苏州恒达 ;华东;苏南;A;商超KA|便利店;;li@example.com;1;2026/3/1",
		"Chinese commas, CRLF and gaps": "编码，名称，区域，片区，等级，渠道，业务员，独家，生效日期\r\n\r\nD-0042，苏州恒达，华东，苏南，A，商超KA/便利店，li@example.com，独家，2026.3.1\r\n，，，，，，，，\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			f := audience.ReadCSV(text)
			if len(f.Problems) > 0 || len(f.Rows) != 1 {
				t.Fatalf("problems %v, rows %v", f.Problems, f.Rows)
			}
			if got := f.Rows[0].Dealer; fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("\n got %+v\nwant %+v", got, want)
			}
		})
	}
}

func TestReadCSVNamesEveryFaultWithItsLine(t *testing.T) {
	head := "code,name,region,rep,exclusive,language,valid_from,valid_to\n"
	for name, c := range map[string]struct {
		text string
		want []string // "line column key"
	}{
		"nothing at all":                   {"", []string{"1  dealer.import.empty"}},
		"a column is missing":              {"code,name\nD1,甲\n", []string{"1 region dealer.import.column_missing"}},
		"a column stands twice":            {"code,编码,name,region\n", []string{"1 code dealer.import.twice"}},
		"no code and no name":              {head + ",,华东,,,,,\n", []string{"2 code dealer.import.empty_cell", "2 name dealer.import.empty_cell"}},
		"a code that cannot be an address": {head + "D/1,甲,华东,,,,,\n..,乙,华东,,,,,\n", []string{"2 code dealer.import.bad_code", "3 code dealer.import.bad_code"}},
		"a row too short":                  {head + "D1,甲,华东\n", []string{"2  dealer.import.ragged"}},
		"a quote that never closes":        {head + "\"D1,甲,华东,,,,,\nD2,乙,华东,,,,,\n", []string{"2  dealer.import.quotes"}},
		"a day that does not exist":        {head + "D1,甲,华东,,,,2026-02-30,\n", []string{"2 valid_from dealer.import.bad_day"}},
		"ends before it starts":            {head + "D1,甲,华东,,,,2026-03-01,2026-03-01\n", []string{"2 valid_to dealer.import.ends_early"}},
		"no address, no language, no yes": {head + "D1,甲,华东,li@,maybe,fr,,\n", []string{
			"2 exclusive dealer.import.bad_yes_no", "2 language dealer.import.bad_language", "2 rep dealer.import.bad_mail"}},
		"a name of 121 characters": {head + "D1," + strings.Repeat("长", 121) + ",华东,,,,,\n", []string{"2 name dealer.import.too_long"}},
	} {
		t.Run(name, func(t *testing.T) {
			f := audience.ReadCSV(c.text)
			var got []string
			for _, p := range f.Problems {
				got = append(got, fmt.Sprintf("%d %s %s", p.Line, p.Column, p.Key))
			}
			slices.Sort(got)
			if !slices.Equal(got, c.want) {
				t.Errorf("\n got %q\nwant %q", got, c.want)
			}
			if len(f.Rows) > 0 {
				t.Errorf("a faulty row came through: %v", f.Rows)
			}
		})
	}
}

func TestReadCSVSaysWhichColumnsItLeaves(t *testing.T) {
	f := audience.ReadCSV("code,name,fax,region,备注\nD1,甲,13800138000,华东,好\n")
	if !slices.Equal(f.Ignored, []string{"fax", "备注"}) || len(f.Rows) != 1 {
		t.Errorf("ignored %q, rows %d", f.Ignored, len(f.Rows))
	}
}

func TestReadCSVStopsAtTheLargestFile(t *testing.T) {
	var b strings.Builder
	b.WriteString("code,name,region\n")
	for i := range audience.MaxRows + 10 {
		fmt.Fprintf(&b, "D%d,甲,华东\n", i)
	}
	f := audience.ReadCSV(b.String())
	if len(f.Rows) != audience.MaxRows || len(f.Problems) != 1 || f.Problems[0].Key != "dealer.import.too_many" {
		t.Errorf("rows %d, problems %v", len(f.Rows), f.Problems)
	}
}

func TestAttributesNameNeitherCodeNorName(t *testing.T) {
	d := audience.Dealer{Code: "D1", Name: "甲", Region: "华东", Tier: "A", Channels: []string{"批发", "便利店"}, Rep: "li@example.com"}
	got := fmt.Sprint(d.Attributes())
	if got != "map[channel:批发 exclusive:no region:华东 rep:li@example.com tier:A]" {
		t.Errorf("attributes %s", got)
	}
}

func FuzzReadCSV(f *testing.F) {
	f.Add("code,name,region\nD1,甲,华东\n")
	f.Add("code\tname\tregion\n\"D\t1\n")
	f.Fuzz(func(t *testing.T, text string) {
		got := audience.ReadCSV(text)
		for _, r := range got.Rows {
			if r.Dealer.Code == "" || r.Dealer.Name == "" || r.Dealer.Region == "" || r.Line < 2 {
				t.Errorf("incomplete row %+v", r)
			}
		}
	})
}

func TestTheTemplatesAreReadBack(t *testing.T) {
	for _, head := range [][]string{audience.Columns(), audience.ColumnsInChinese()} {
		f := audience.ReadCSV(strings.Join(head, ",") + "\nD1,甲,华东,苏南,A,批发,清悦,li@example.com,G1,是,en,李明,Li@D1.example,１３８-0013 8000,\"1,234,567.8\",2026-01-01,2026-12-31\n")
		if len(f.Problems)+len(f.Ignored) > 0 || len(f.Rows) != 1 {
			t.Fatalf("%v: %+v", head, f)
		}
		want := audience.Dealer{Code: "D1", ValidFrom: "2026-01-01", ValidTo: "2026-12-31", Name: "甲", Region: "华东", Area: "苏南", Tier: "A",
			Channels: []string{"批发"}, Brands: []string{"清悦"}, Rep: "li@example.com", OwnerGroup: "G1", Exclusive: true, Language: "en", Contact: "李明", Email: "li@d1.example", Phone: "138-0013 8000"}
		got := f.Rows[0].Dealer
		if got.Purchases == nil || *got.Purchases != 1234567 {
			t.Errorf("purchases %v", got.Purchases)
		}
		if got.Purchases = nil; fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("\n got %+v\nwant %+v", got, want)
		}
	}
}
