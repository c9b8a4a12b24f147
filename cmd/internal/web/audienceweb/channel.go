package audienceweb

import (
	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/page"
)

// channelNames says the channels that the product has a word for; others are
// said as the roster has them.
type channelNames struct{ say func(string) (string, bool) }

func namesOf(c echo.Context) channelNames {
	speaker := page.Of(c).Speaker
	return channelNames{say: func(key string) (string, bool) {
		if speaker == nil || !speaker.Knows(key) {
			return "", false
		}
		return speaker.T(key), true
	}}
}

// Channel is a channel's name.
func (n channelNames) Channel(id string) string {
	if n.say != nil {
		if name, ok := n.say("dealer.channel." + id); ok {
			return name
		}
	}
	return id
}
