package mail_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dealervoice/cmd/internal/i18n"
	"dealervoice/cmd/internal/mail"
	"dealervoice/cmd/internal/mailtest"
	"dealervoice/survey"
	"dealervoice/survey/invitation"
	"dealervoice/survey/language"
	"dealervoice/templates"
)

func carrier(t *testing.T, url string) *mail.Carrier {
	t.Helper()
	c, err := i18n.Load(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	out, err := mail.New(mail.Options{URL: url, From: "Voice 声音 <voice@maker.example.com>", Writer: mail.NewWriter(c), Patience: 20 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func letter() invitation.Letter {
	return invitation.Letter{
		Tag: "7k3qabcdefghijklmnopqrstuvwx", Kind: invitation.Invite, To: "d1@dealer.example.com", Name: "苏州恒达", Language: language.English,
		Survey: "Ask", Slug: "ask", Mode: survey.Identified, Link: "https://voice.example.com/i/X", Leave: "https://voice.example.com/u/y",
	}
}

func send(t *testing.T, c *mail.Carrier, l invitation.Letter) error {
	t.Helper()
	line, err := c.Open(context.Background())
	if err != nil {
		return err
	}
	defer line.Close()
	return line.Send(context.Background(), l, func(context.Context) error { return nil })
}

// TestNoTextOfPeopleMakesAHeader is rows K7, K8, K10 and D3 of the list of bad
// input: whatever stands in names, subjects and addresses.
func TestNoTextOfPeopleMakesAHeader(t *testing.T) {
	post := mailtest.Start(t, mailtest.Options{})
	c := carrier(t, post.URL())
	for name, change := range map[string]func(*invitation.Letter){
		"a subject with a line end":      func(l *invitation.Letter) { l.Subject = "x\r\nBcc: evil@example.com\r\n\r\nbody" },
		"a bare line feed":               func(l *invitation.Letter) { l.Subject = "x\nBcc: evil@example.com" },
		"a bare return":                  func(l *invitation.Letter) { l.Subject = "x\rBcc: evil@example.com" },
		"a line separator":               func(l *invitation.Letter) { l.Subject = "x\u2028Bcc: evil@example.com\u0085" },
		"a name with a line end":         func(l *invitation.Letter) { l.Name = "x\r\nBcc: evil@example.com" },
		"a name that is an address":      func(l *invitation.Letter) { l.Name = `" <evil@example.com>, "x` },
		"a survey with a line end":       func(l *invitation.Letter) { l.Survey = "x\r\nBcc: evil@example.com" },
		"an encoded word":                func(l *invitation.Letter) { l.Subject = "=?utf-8?q?x=0D=0ABcc:_evil@example.com?=" },
		"a dealer who is a placeholder":  func(l *invitation.Letter) { l.Name, l.Subject = "{survey}\r\nBcc: evil@example.com", "{dealer}" },
		"marks that turn the direction":  func(l *invitation.Letter) { l.Subject = "x\u202Egpj.exe\u2066" },
		"control characters":             func(l *invitation.Letter) { l.Subject, l.Name = "x\x00\x07\x1b[31m", "y\x00" },
		"no UTF-8":                       func(l *invitation.Letter) { l.Subject, l.Name = "x\xff\xfe", "y\xff" },
		"a very long subject":            func(l *invitation.Letter) { l.Subject = strings.Repeat("长", 5000) },
		"a very long name":               func(l *invitation.Letter) { l.Name = strings.Repeat("n", 100000) },
		"an introduction with a dot":     func(l *invitation.Letter) { l.Intro = "x\r\n.\r\nQUIT\r\n..\r\n" },
		"an introduction with HTML":      func(l *invitation.Letter) { l.Intro = `<script>x</script><img src="https://evil.example/p.png">` },
		"an introduction that is a part": func(l *invitation.Letter) { l.Intro = "--boundary\r\nContent-Type: text/html\r\n\r\n<b>" },
	} {
		post.Empty()
		l := letter()
		change(&l)
		if err := send(t, c, l); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		box := post.Box()
		if len(box) != 1 || box[0].To != "d1@dealer.example.com" {
			t.Fatalf("%s: %d letters", name, len(box))
		}
		for _, header := range []string{"Bcc", "Cc"} {
			if got := box[0].Header(t, header); got != "" {
				t.Errorf("%s: %s: %s", name, header, got)
			}
		}
		subject := box[0].Header(t, "Subject")
		if subject == "" || len([]rune(subject)) > 150 || strings.ContainsAny(subject, "\r\n\x00\x1b\u202e\u2028") {
			t.Errorf("%s: subject %q", name, subject)
		}
		if !strings.HasSuffix(box[0].Header(t, "To"), " <d1@dealer.example.com>") || strings.Count(box[0].Header(t, "To"), "<d1@") != 1 {
			t.Errorf("%s: to %q", name, box[0].Header(t, "To"))
		}
		_, html, ok := strings.Cut(string(box[0].Raw), "Content-Type: text/html")
		if !ok || strings.Contains(html, "<script") || strings.Contains(html, "<img") {
			t.Errorf("%s: words became HTML", name)
		}
	}
}

func TestAddressesHaveOneGrammar(t *testing.T) {
	post := mailtest.Start(t, mailtest.Options{})
	c := carrier(t, post.URL())
	for _, to := range []string{
		"a@b.example\r\nRCPT TO:<evil@example.com>", "a@b.example\nBcc: x@y.example", `"a b"@c.example`, "a(comment)@b.example", "a@[127.0.0.1]", "a@b", "a@@b.example",
		".a@b.example", "a..b@c.example", "a@b..example", "a@-b.example", "<a@b.example>", "Name <a@b.example>", "a@b.example,c@d.example", "a b@c.example", "", "@b.example", "a@",
		strings.Repeat("a", 65) + "@b.example", "a@" + strings.Repeat("b", 250) + ".example", strings.Repeat("a", 1<<20) + "@b.example", "a\x00@b.example", "a%0d%0a@b.example\r", "pos\u200bt@b.example",
		"用户@b.example", "a@b.example;rm",
	} {
		l := letter()
		l.To = to
		if got, ok := invitation.ParseAddress(to); ok && got == to {
			t.Errorf("%.60q is an address", to)
		}
		var f *invitation.Failure
		if err := send(t, c, l); !errors.As(err, &f) || f.Verdict != invitation.Never {
			t.Errorf("%.60q was sent: %v", to, err)
		}
	}
	for raw, want := range map[string]string{
		" Li.Ming+x@Dealer.Example.COM ": "li.ming+x@dealer.example.com", "a@bücher.example": "a@xn--bcher-kva.example", "o'neil_1@x-y.example": "o'neil_1@x-y.example",
		"a@例子.中国": "a@xn--fsqu00a.xn--fiqs8s",
	} {
		if got, ok := invitation.ParseAddress(raw); !ok || got != want {
			t.Errorf("%q is %q, %v", raw, got, ok)
		}
	}
	if n := len(post.Box()); n != 0 {
		t.Errorf("%d letters were taken", n)
	}
}

// certificate makes one for this machine, and the file that vouches for it.
func certificate(t *testing.T) (*tls.Config, string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}, file
}

// TestMailIsNeverSentInTheClearWhereTLSIsAskedFor: a server without STARTTLS, or
// one whose certificate does not fit, gets nothing.
func TestMailIsNeverSentInTheClearWhereTLSIsAskedFor(t *testing.T) {
	config, ca := certificate(t)
	plain := mailtest.Start(t, mailtest.Options{})
	start := mailtest.Start(t, mailtest.Options{TLS: config, User: "post:wolf"})
	whole := mailtest.Start(t, mailtest.Options{TLS: config, Implicit: true})
	for name, c := range map[string]struct {
		url  string
		sent bool
	}{
		"STARTTLS is stripped":        {"smtp://" + plain.Addr + "?tls=required", false},
		"a certificate nobody knows":  {"smtp://" + start.Addr + "?tls=required", false},
		"the same, spoken from start": {"smtps://" + whole.Addr, false},
		"STARTTLS and log-in":         {"smtp://post:wolf@" + start.Addr + "?tls=required&ca=" + ca, true},
		"a wrong password":            {"smtp://post:bear@" + start.Addr + "?tls=required&ca=" + ca, false},
		"TLS from the start":          {"smtps://" + whole.Addr + "?ca=" + ca, true},
		"this machine":                {plain.URL(), true},
		"nobody listens":              {"smtp://127.0.0.1:1", false},
	} {
		err := send(t, carrier(t, c.url), letter())
		if (err == nil) != c.sent {
			t.Errorf("%s: %v", name, err)
		}
		var f *invitation.Failure
		if !c.sent && (!errors.As(err, &f) || f.Verdict != invitation.Unreachable) {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil && (strings.Contains(err.Error(), "wolf") || strings.Contains(err.Error(), "bear")) {
			t.Errorf("%s: the error tells the password", name)
		}
	}
	if n := len(plain.Box()) + len(start.Box()) + len(whole.Box()); n != 3 {
		t.Errorf("%d letters", n)
	}
	for _, bad := range []string{"", "mail.example.com", "http://x", "smtp://", "smtp://h:0", "smtp://h:99999", "smtp://h?tls=maybe", "smtp://h?ca=/nowhere"} {
		if mail.Check(bad) == nil {
			t.Errorf("%q was accepted", bad)
		}
	}
}

func TestTheLineIsCutWhereHandingOverCannotBeWrittenDown(t *testing.T) {
	post := mailtest.Start(t, mailtest.Options{})
	c := carrier(t, post.URL())
	line, err := c.Open(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	err = line.Send(context.Background(), letter(), func(context.Context) error { return errors.New("no database") })
	var f *invitation.Failure
	if !errors.As(err, &f) || f.Verdict != invitation.Unreachable {
		t.Errorf("%v", err)
	}
	_ = line.Close()
	if err := send(t, c, letter()); err != nil { // the server has dealt with the other line by now
		t.Fatal(err)
	}
	if n := len(post.Box()); n != 1 {
		t.Errorf("%d letters: half a one was taken", n)
	}
}
