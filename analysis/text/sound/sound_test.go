package sound_test

import (
	"testing"

	"dealervoice/analysis/text/sound"
)

func TestHomophonesShareASyllable(t *testing.T) {
	for _, c := range []struct {
		name string
		a, b rune
		same bool
	}{
		{"返 and 反", '返', '反', true}, {"货 and 活 differ in tone only", '货', '活', true}, {"流 and 留", '流', '留', true},
		{"销 and 消", '销', '消', true}, {"利 and 力", '利', '力', true}, {"货 and 返", '货', '返', false}, {"绿 and 路", '绿', '路', false},
	} {
		if got := sound.Of(c.a) == sound.Of(c.b) && sound.Of(c.a) != 0; got != c.same {
			t.Errorf("%s: same sound = %v, want %v", c.name, got, c.same)
		}
	}
	if sound.Of('a') != 0 || sound.Of('，') != 0 || sound.Of(0x20000) != 0 {
		t.Error("what is no common character must be silent")
	}
}
