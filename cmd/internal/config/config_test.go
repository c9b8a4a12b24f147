package config

import (
	"strings"
	"testing"
)

func TestEffectiveHidesPasswords(t *testing.T) {
	c := Config{
		DatabaseURL: "postgres://app:tiger@db/x?password=lion",
		SMTPURL:     "smtp://post:wolf@mail:587",
	}
	for _, kv := range c.Effective() {
		for _, secret := range []string{"tiger", "lion", "wolf"} {
			if strings.Contains(kv[1], secret) {
				t.Errorf("%s shows a password: %s", kv[0], kv[1])
			}
		}
	}
}

func TestCheckRefusesWhatCannotWork(t *testing.T) {
	ok := Config{DatabaseURL: "x.db", BaseURL: "http://localhost:8080", TimeZone: "Asia/Shanghai"}
	if err := ok.Check(); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(*Config){
		"a zone that is nowhere":    func(c *Config) { c.TimeZone = "Mars/Olympus" },
		"an address without scheme": func(c *Config) { c.BaseURL = "example.com" },
		"an address with a path":    func(c *Config) { c.BaseURL = "https://example.com/x" },
		"no database":               func(c *Config) { c.DatabaseURL = " " },
		"a mail server nowhere":     func(c *Config) { c.SMTPURL, c.MailFrom = "mail.example.com", "Voice <voice@example.com>" },
		"mail from nobody":          func(c *Config) { c.SMTPURL = "smtp://mail.example.com" },
	} {
		c := ok
		change(&c)
		if c.Check() == nil {
			t.Errorf("%s was accepted", name)
		}
	}
}

func TestWhatIsNotOfItsKindIsNamedAsThePersonWroteIt(t *testing.T) {
	t.Setenv("MAIL_RATE", "many")
	if _, err := Load(); err == nil || !strings.HasPrefix(err.Error(), "MAIL_RATE: want a number") {
		t.Errorf("got %v", err)
	}
}
