package respondweb_test

// What was typed is shown in words where it could not be stored.

import (
	"context"
	"testing"

	"dealervoice/cmd/internal/apptest"
)

func TestWhatWasTypedIsShownInWordsWhateverItStandsIn(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		publish(t, a, "words", `{"title":{"default":"W","zh-cn":"词"},"pages":[{"name":"a","elements":[
			{"type":"matrixdropdown","name":"md","title":"MD","rows":[{"value":"r","text":"行"}],"columns":[{"name":"c","title":"列","cellType":"dropdown","choices":[{"value":"u","text":"上升"}]}]},
			{"type":"multipletext","name":"mt","title":"MT","items":[{"name":"i","title":"姓名"}]},
			{"type":"paneldynamic","name":"p","title":"P","panelCount":1,"templateElements":[{"type":"text","name":"f","title":"地址"},
				{"type":"paneldynamic","name":"q","title":"货","panelCount":1,"templateElements":[{"type":"text","name":"g","title":"品"}]}]},
			{"type":"file","name":"f","title":"F"},
			{"type":"signaturepad","name":"s","title":"S"}]}]}`)
		f := form(visitor(a).Get("/s/words")).Set("md.r.c", "u").Set("mt.i", "王").Set("p[0].f", "苏州").Set("p[0].q[0].g", "水").Set("s", "data:image/png;base64,AAAA")
		f.Attach("f", apptest.File{Name: "单.txt", Content: []byte("x")})
		if err := a.Surveys.Close(context.Background(), machine, "words"); err != nil {
			t.Fatal(err)
		}
		if err := a.DB.Write(context.Background()).Exec("UPDATE surveys SET closed_at = '2020-01-01 00:00:00'").Error; err != nil {
			t.Fatal(err)
		}
		f.Press(submit).Expect(apptest.Status(410), apptest.WellMade(), apptest.Says("dl", "行 列：上升"), apptest.Says("dl", "姓名：王"),
			apptest.Says("dl", "第 1 项 地址：苏州"), apptest.Says("dl", "第 1 项 货 第 1 项 品：水"), apptest.Says("dl", "单.txt"), apptest.Says("dl", "您画的签名"))
	})
}
