package app

// How dealers are reached: mail, the gateway, and the work of sending.

import (
	"context"
	"fmt"
	"strings"

	"dealervoice/cmd/internal/db/invitationdb"
	"dealervoice/cmd/internal/jobs"
	"dealervoice/cmd/internal/mail"
	"dealervoice/cmd/internal/webhook"
	"dealervoice/survey/burden"
	"dealervoice/survey/calendar"
	"dealervoice/survey/invitation"
	"dealervoice/survey/port"
)

// gatewayKey is where the key of the gateway's secret lies.
const gatewayKey = "gateway"

// post builds the line to the mail server; nil without SMTP_URL: there is no mail.
func (a *App) post() (*mail.Carrier, error) {
	a.Letters = mail.NewWriter(a.Catalogue)
	if a.Config.SMTPURL == "" {
		return nil, nil
	}
	c, err := mail.New(mail.Options{
		URL: a.Config.SMTPURL, From: a.Config.MailFrom, Return: a.Config.MailReturn, Rate: a.Config.MailRate,
		Sessions: a.Config.MailConnections, Writer: a.Letters,
	})
	if err != nil {
		return nil, fmt.Errorf("set up mail: %w", err)
	}
	return c, nil
}

// reach builds the service that sends.
func (a *App) reach(r Rooms, days calendar.Calendar, trail port.Trail, post *mail.Carrier) (*invitation.Service, error) {
	store := invitationdb.New(a.DB)
	allow, err := webhook.ParseAllow(a.Config.GatewayAllow)
	if err != nil {
		return nil, err
	}
	gateway := webhook.New(webhook.Options{
		Hooks: store, Allow: allow, Clock: days.Clock, Sessions: a.Config.MailConnections, Words: a.Letters.Usual,
		Key: func() ([]byte, error) { return a.keys.Create(gatewayKey) },
	})
	carriers := map[invitation.Channel]invitation.Carrier{invitation.Gateway: gateway}
	if post != nil {
		carriers[invitation.Mail] = post
	}
	return invitation.New(invitation.Needs{
		Store: store, Surveys: r.Surveys, Roster: r.Roster, Tx: a.DB, Trail: trail, Agenda: agenda{a.Queue, days.Clock}, Calendar: days,
		Budget: burden.Mailings{Service: r.Burden}, Carriers: carriers, BaseURL: strings.TrimSuffix(a.Config.BaseURL, "/"), Hooks: store, Line: gateway,
	}), nil
}

// agenda puts work down in the jobs table.
type agenda struct {
	queue *jobs.Queue
	clock port.Clock
}

// PutDown reckons by the database's clock, as all jobs do.
func (q agenda) PutDown(ctx context.Context, w invitation.Work) error {
	j := jobs.Job{Kind: w.Kind, Key: w.Key, Payload: w.Payload}
	if !w.At.IsZero() {
		j.In = w.At.Sub(q.clock())
	}
	return q.queue.Add(ctx, j)
}
