package mail

import (
	"errors"
	"strings"
	"testing"

	"dealervoice/survey/invitation"
)

const tag = "7k3qabcdefghijklmnopqrstuvwx"

// report is a report as mail servers write them.
func report(fields, original string) string {
	return strings.ReplaceAll(`Return-Path: <>
From: MAILER-DAEMON@mx.example.net
To: voice@maker.example.com
Subject: Undelivered Mail
Auto-Submitted: auto-replied
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain

I'm sorry.
--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net

Final-Recipient: rfc822; d1@dealer.example.com
`+fields+`

--b1
Content-Type: text/rfc822-headers

`+original+`

--b1--
`, "\n", "\r\n")
}

func TestReportsOfMailServersAreRead(t *testing.T) {
	id := "Message-Id: <" + tag + "@maker.example.com>"
	for name, c := range map[string]struct {
		raw, to string
		verdict invitation.Verdict
		tag     invitation.Tag
		err     error
	}{
		"no such user": {raw: report("Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no such user", id), verdict: invitation.Hard, tag: tag},
		"told by the address alone": {
			raw: report("Action: failed\nStatus: 5.1.1", "Subject: x"), to: "bounce+" + strings.ToUpper(tag) + "@maker.example.com", verdict: invitation.Hard, tag: tag,
		},
		"a status that says nothing, and a code that does": {raw: report("Action: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 unknown user", id), verdict: invitation.Hard, tag: tag},
		"a full mailbox":            {raw: report("Action: failed\nStatus: 5.2.2\nDiagnostic-Code: smtp; 552 5.2.2 over quota", id), verdict: invitation.Never, tag: tag},
		"taken for spam":            {raw: report("Action: failed\nStatus: 5.7.1\nDiagnostic-Code: smtp; 554 5.7.1 blocked", id), verdict: invitation.Never, tag: tag},
		"days without an answer":    {raw: report("Action: failed\nStatus: 4.4.1", id), verdict: invitation.Never, tag: tag},
		"only late":                 {raw: report("Action: delayed\nStatus: 4.4.1", id), verdict: invitation.Later, tag: tag},
		"delivered":                 {raw: report("Action: delivered\nStatus: 2.0.0", id), verdict: invitation.Later, tag: tag},
		"somebody else's":           {raw: report("Action: failed\nStatus: 5.1.1", "Message-Id: <1234@elsewhere.example>"), err: ErrNoTag},
		"out of office":             {raw: "From: d1@dealer.example.com\r\nAuto-Submitted: auto-replied\r\nSubject: away\r\n\r\n550 5.1.1 " + tag + "\r\n", to: "bounce+" + tag + "@maker.example.com", err: ErrNoReport},
		"a letter that says report": {raw: "Content-Type: multipart/report; boundary=x\r\n\r\n--x\r\n\r\nhello\r\n--x--\r\n", err: ErrNoReport},
		"a report without its part": {raw: "Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n--x\r\n\r\nhello\r\n--x--\r\n", err: ErrNoReport},
		"nothing":                   {raw: "", err: ErrNoReport},
		"no mail at all":            {raw: "\x00\xff\xfe{}", err: ErrNoReport},
		"cut off": {
			raw: strings.Split(report("Action: failed\nStatus: 5.1.1", id), "text/rfc822")[0], to: "bounce+" + tag + "@maker.example.com", verdict: invitation.Hard, tag: tag,
		},
		"a boundary of nothing": {raw: "Content-Type: multipart/report; report-type=delivery-status; boundary=\"\"\r\n\r\n", err: ErrNoReport},
	} {
		r, err := ReadReport(strings.NewReader(c.raw), c.to)
		if !errors.Is(err, c.err) || err == nil && (r.Verdict != c.verdict || r.Tag != c.tag) {
			t.Errorf("%s: %+v, %v", name, r, err)
		}
	}
}

func TestAReportThatNeverEndsIsReadToItsBound(t *testing.T) {
	endless := report("Action: failed\nStatus: 5.1.1\nX-Long: "+strings.Repeat("x", 3<<20), "Message-Id: <"+tag+"@maker.example.com>")
	if _, err := ReadReport(strings.NewReader(endless), ""); err == nil {
		t.Error("a name behind the bound was read")
	}
}

func FuzzReadReport(f *testing.F) {
	f.Add(report("Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no", "Message-Id: <"+tag+"@maker.example.com>"), "")
	f.Add(report("Action: failed", ""), "bounce+"+tag+"@x.example")
	f.Add("Content-Type: multipart/report; report-type=delivery-status; boundary=a\n\n--a\nContent-Type: message/delivery-status\n\n\n\n--a--", "")
	f.Fuzz(func(t *testing.T, raw, to string) {
		r, err := ReadReport(strings.NewReader(raw), to)
		if err == nil {
			if _, ok := invitation.ParseTag(string(r.Tag)); !ok {
				t.Errorf("tag %q", r.Tag)
			}
		}
	})
}
