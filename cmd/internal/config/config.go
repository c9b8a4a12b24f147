package config

import (
	"errors"
	"fmt"
	"net/url"
	"reflect"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // TIME_ZONE works on machines without zone files

	"dealervoice/cmd/internal/mail"

	"github.com/caarlos0/env/v11"
)

// Config is everything the program can be told from outside.
type Config struct {
	DatabaseURL string `env:"DATABASE_URL" envDefault:"./data/dealervoice.db"`
	Addr        string `env:"ADDR" envDefault:":8080"`
	BaseURL     string `env:"BASE_URL" envDefault:"http://localhost:8080"`
	DataDir     string `env:"DATA_DIR" envDefault:"./data"`
	SMTPURL     string `env:"SMTP_URL"`
	TimeZone    string `env:"TIME_ZONE" envDefault:"Asia/Shanghai"`

	MailFrom        string  `env:"MAIL_FROM"`                       // "Name <address>" that invitations come from
	MailReturn      string  `env:"MAIL_RETURN"`                     // where reports of mail servers go; default: to MAIL_FROM
	MailRate        float64 `env:"MAIL_RATE" envDefault:"20"`       // messages a second, 0: no bound
	MailConnections int     `env:"MAIL_CONNECTIONS" envDefault:"4"` // to the mail server at a time
	GatewayAllow    string  `env:"GATEWAY_ALLOW"`                   // hosts and networks in the house that the gateway may be in

	PublicLimit       int  `env:"PUBLIC_LIMIT" envDefault:"300"` // answers an hour from one network address to a survey's public link that count by themselves; 0: no bound
	PublicLimitInside bool `env:"PUBLIC_LIMIT_INSIDE"`           // also from addresses inside the house: no proxy stands in front
}

// Load reads and checks the environment.
func Load() (Config, error) {
	var c Config
	if err := env.Parse(&c); err != nil {
		return c, unread(err)
	}
	return c, c.Check()
}

// unread names the variable that is not of its kind, instead of the field it was
// to fill.
func unread(err error) error {
	var parse env.ParseError
	if errors.As(err, &parse) {
		if field, ok := reflect.TypeFor[Config]().FieldByName(parse.Name); ok {
			want := "a number"
			if field.Type.Kind() == reflect.Bool {
				want = "true or false"
			}
			return fmt.Errorf("%s: want %s: %w", field.Tag.Get("env"), want, parse.Err)
		}
	}
	return fmt.Errorf("read environment: %w", err)
}

// Check tells the first setting that cannot work.
func (c Config) Check() error {
	if _, err := c.Zone(); err != nil {
		return err
	}
	u, err := url.Parse(c.BaseURL)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || strings.Trim(u.Path, "/") != "" {
		return fmt.Errorf("BASE_URL %q: want http(s)://host[:port] without a path", c.BaseURL)
	}
	if strings.TrimSpace(c.DatabaseURL) == "" {
		return fmt.Errorf("DATABASE_URL is empty: want postgres://… or the path of a SQLite file")
	}
	if c.SMTPURL != "" {
		if err := mail.Check(c.SMTPURL); err != nil {
			return err
		}
	}
	if c.SMTPURL != "" && c.MailFrom == "" {
		return fmt.Errorf("MAIL_FROM is empty: want \"Name <address>\", whom mail by SMTP_URL comes from")
	}
	if c.PublicLimit < 0 {
		return fmt.Errorf("PUBLIC_LIMIT %d: want 0 or more", c.PublicLimit)
	}
	if c.MailRate < 0 || c.MailConnections < 0 || c.MailConnections > 50 {
		return fmt.Errorf("MAIL_RATE %v, MAIL_CONNECTIONS %d: want 0 or more, and up to 50", c.MailRate, c.MailConnections)
	}
	return nil
}

// Zone is the place days, waves and deadlines are reckoned in.
func (c Config) Zone() (*time.Location, error) {
	zone, err := time.LoadLocation(c.TimeZone)
	if err != nil {
		return nil, fmt.Errorf("TIME_ZONE %q: %w", c.TimeZone, err)
	}
	return zone, nil
}

// Secure tells whether people reach the server by https.
func (c Config) Secure() bool { return strings.HasPrefix(c.BaseURL, "https://") }

// Effective lists the settings in force, without secrets, in a stable order.
func (c Config) Effective() [][2]string {
	return [][2]string{
		{"DATABASE_URL", hide(c.DatabaseURL)}, {"ADDR", c.Addr}, {"BASE_URL", c.BaseURL},
		{"DATA_DIR", c.DataDir}, {"SMTP_URL", hide(c.SMTPURL)}, {"TIME_ZONE", c.TimeZone},
		{"MAIL_FROM", c.MailFrom}, {"MAIL_RETURN", c.MailReturn}, {"MAIL_RATE", strconv.FormatFloat(c.MailRate, 'g', -1, 64)},
		{"MAIL_CONNECTIONS", strconv.Itoa(c.MailConnections)}, {"GATEWAY_ALLOW", c.GatewayAllow},
		{"PUBLIC_LIMIT", strconv.Itoa(c.PublicLimit)}, {"PUBLIC_LIMIT_INSIDE", strconv.FormatBool(c.PublicLimitInside)},
	}
}

// hide takes the password out of an address, in the user part and in the query.
func hide(s string) string {
	u, err := url.Parse(s)
	if err != nil {
		return "(not shown: cannot be read)"
	}
	if u.Scheme == "" {
		return s
	}
	q := u.Query()
	if q.Has("password") {
		q.Set("password", "xxxxx")
		u.RawQuery = q.Encode()
	}
	return u.Redacted()
}
