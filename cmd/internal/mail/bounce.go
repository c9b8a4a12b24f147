package mail

// Reports of mail servers (RFC 3464), as they arrive at the return path.

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"net/textproto"
	"regexp"
	"strconv"
	"strings"

	"dealervoice/survey/invitation"
)

// maxReport bounds what is read of a message: what is wanted stands in front.
const maxReport = 1 << 20

// Reports that are none: an automatic answer, a letter somebody wrote.
var (
	ErrNoReport = errors.New("no report of a mail server")
	ErrNoTag    = errors.New("a report that names none of our messages")
)

// ReadReport reads a message that came to the return path. to is the address it
// came to, if the mail server tells; else the message's own headers must.
func ReadReport(r io.Reader, to string) (invitation.Report, error) {
	msg, err := mail.ReadMessage(bufio.NewReader(io.LimitReader(r, maxReport)))
	if err != nil {
		return invitation.Report{}, fmt.Errorf("%w: %v", ErrNoReport, err)
	}
	kind, params, err := mime.ParseMediaType(msg.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/report" || !strings.EqualFold(params["report-type"], "delivery-status") || params["boundary"] == "" {
		return invitation.Report{}, ErrNoReport
	}
	p, err := parts(multipart.NewReader(msg.Body, params["boundary"]))
	if err != nil {
		return invitation.Report{}, err
	}
	out := invitation.Report{Verdict: p.verdict(), Detail: p.detail()}
	out.Code, _ = strconv.Atoi(reply.FindString(p.fields.Get("Diagnostic-Code")))
	out.Tag = tagOf(to, msg.Header.Get("Delivered-To"), msg.Header.Get("X-Original-To"), msg.Header.Get("To"),
		p.fields.Get("Original-Envelope-Id"), p.original.Get("Message-Id"), p.original.Get("Return-Path"))
	if out.Tag == "" {
		return out, ErrNoTag
	}
	return out, nil
}

// pieces are what a report is read from.
type pieces struct {
	fields   textproto.MIMEHeader // of the message and of its one recipient
	original textproto.MIMEHeader // the headers of what came back
}

// parts finds the machine's part and the headers that came back. A report that is
// cut off is read as far as it goes.
func parts(r *multipart.Reader) (pieces, error) {
	out := pieces{fields: textproto.MIMEHeader{}, original: textproto.MIMEHeader{}}
	found := false
	for range 10 {
		part, err := r.NextRawPart()
		if err != nil {
			break
		}
		kind, _, _ := mime.ParseMediaType(part.Header.Get("Content-Type"))
		raw, _ := io.ReadAll(io.LimitReader(part, 64<<10))
		switch kind {
		case "message/delivery-status", "message/global-delivery-status":
			found = true
			for block := range bytes.SplitSeq(bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n")), []byte("\n\n")) {
				merge(out.fields, block)
			}
		case "message/rfc822", "text/rfc822-headers", "message/rfc822-headers", "message/global-headers", "message/global":
			merge(out.original, raw)
		}
	}
	if !found {
		return out, ErrNoReport
	}
	return out, nil
}

// merge adds a block of fields; what is no field ends it.
func merge(into textproto.MIMEHeader, block []byte) {
	h, _ := textproto.NewReader(bufio.NewReader(bytes.NewReader(append(bytes.TrimSpace(block), "\r\n\r\n"...)))).ReadMIMEHeader()
	for name, values := range h {
		if _, there := into[name]; !there {
			into[name] = values
		}
	}
}

var (
	status = regexp.MustCompile(`\b[245]\.\d{1,3}\.\d{1,3}\b`)
	reply  = regexp.MustCompile(`\b[245]\d\d\b`)
)

// verdict is what the report means: only a failure for good is news.
func (p pieces) verdict() invitation.Verdict {
	if !strings.EqualFold(strings.TrimSpace(p.fields.Get("Action")), "failed") {
		return invitation.Later // delayed, relayed, delivered
	}
	said := p.fields.Get("Diagnostic-Code")
	code, _ := strconv.Atoi(reply.FindString(said))
	now := status.FindString(p.fields.Get("Status"))
	if strings.HasSuffix(now, ".0.0") { // says nothing: the other server may have
		now = status.FindString(said)
	}
	if v := invitation.Judge(code, now); v != invitation.Later {
		return v
	}
	return invitation.Never // it was tried for days
}

func (p pieces) detail() string {
	said := p.fields.Get("Diagnostic-Code")
	if _, text, ok := strings.Cut(said, ";"); ok {
		said = text
	}
	return strings.TrimSpace(p.fields.Get("Status") + " " + strings.TrimSpace(said))
}

// tags finds a tag behind a plus or in front of an @.
var tags = regexp.MustCompile(`(?i)(?:\+|<|^|\s)([0-9a-z]{28})(?:@|$|>|\s)`)

// tagOf is the first tag in the texts.
func tagOf(texts ...string) invitation.Tag {
	for _, text := range texts {
		if m := tags.FindStringSubmatch(text); m != nil {
			if t, ok := invitation.ParseTag(m[1]); ok {
				return t
			}
		}
	}
	return ""
}
