package mail

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net"
	"net/url"
	"os"
	"strconv"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// server is where SMTP_URL points:
//
//	smtps://user:password@host[:465]
//	smtp://user:password@host[:587][?tls=required|none][&ca=FILE]
type server struct {
	host    string
	port    int
	options []gomail.Option
}

// Check tells what is wrong with an SMTP_URL.
func Check(raw string) error {
	_, err := parseURL(raw)
	return err
}

func parseURL(raw string) (server, error) {
	u, err := url.Parse(raw)
	if err != nil || u.Hostname() == "" || u.Scheme != "smtp" && u.Scheme != "smtps" {
		return server{}, fmt.Errorf("SMTP_URL: want smtp://user:password@host:port or smtps://…")
	}
	s := server{host: u.Hostname(), port: 587}
	policy := gomail.TLSMandatory
	if u.Scheme == "smtps" {
		s.port = 465
	}
	if p := u.Port(); p != "" {
		if s.port, err = strconv.Atoi(p); err != nil || s.port < 1 || s.port > 65535 {
			return server{}, fmt.Errorf("SMTP_URL: port %s", p)
		}
	}
	query := u.Query()
	switch query.Get("tls") {
	case "none":
		policy = gomail.NoTLS
	case "":
		if loopback(s.host) {
			policy = gomail.NoTLS
		}
	case "required":
	default:
		return server{}, fmt.Errorf("SMTP_URL: tls=%s, want required or none", query.Get("tls"))
	}
	config := &tls.Config{ServerName: s.host, MinVersion: tls.VersionTLS12}
	if file := query.Get("ca"); file != "" {
		pem, err := os.ReadFile(file)
		if err != nil {
			return server{}, fmt.Errorf("SMTP_URL: %w", err)
		}
		if config.RootCAs = x509.NewCertPool(); !config.RootCAs.AppendCertsFromPEM(pem) {
			return server{}, fmt.Errorf("SMTP_URL: no certificate in %s", file)
		}
	}
	s.options = []gomail.Option{gomail.WithPort(s.port), gomail.WithTLSConfig(config), gomail.WithTimeout(dialTime), gomail.WithoutSMTPUTF8()}
	if u.Scheme == "smtps" {
		s.options = append(s.options, gomail.WithSSL())
	} else {
		s.options = append(s.options, gomail.WithTLSPolicy(policy))
	}
	if name := u.User.Username(); name != "" {
		password, _ := u.User.Password()
		s.options = append(s.options, gomail.WithUsername(name), gomail.WithPassword(password), gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover))
	}
	return s, nil
}

// dialTime bounds the way to a line that is ready.
const dialTime = 30 * time.Second

// loopback tells this very machine.
func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
