package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"dealervoice/cmd/internal/app"
	"dealervoice/survey/access"
	"dealervoice/survey/audience"
	"dealervoice/survey/calendar"
	"dealervoice/survey/fault"
	"dealervoice/survey/invitation"
)

// invited is what the commands print of a mailing.
type invited struct {
	Mailing invitation.ID                   `json:"mailing,omitempty"` // "" of a plan
	State   invitation.State                `json:"state,omitempty"`
	Ask     int                             `json:"ask"` // would be, or were, written to
	Left    int                             `json:"left_out"`
	States  map[invitation.MessageState]int `json:"states,omitempty"`
}

func surveyInviteCommand() *cobra.Command {
	var flags struct {
		channel, who, segment, region, tier, day string
		dry, work, queue                         bool
	}
	cmd := &cobra.Command{
		Use:   "invite SLUG",
		Short: "Invite dealers by mail or by the gateway (JSON)",
		Long: `Schedules an invitation in the survey's current wave and prints {"mailing","state","ask","left_out"}. The
running server or worker sends it; with --wait this command does, and prints {"states":{…}} too.
Dealers over their budget are left out, or with --queue asked on their next free day by a mailing of its own.
--dry-run prints what it would do and schedules nothing.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withApp(cmd, func(ctx context.Context, a *app.App) error {
				v := access.Machine("command line")
				r := invitation.Request{
					Slug: args[0], Kind: invitation.Invite, Channel: invitation.Channel(flags.channel), Who: invitation.Who(flags.who), Day: calendar.Day(flags.day),
				}
				var err error
				if r.Filter, err = filterOf(ctx, a, flags.segment); err != nil {
					return err
				}
				if flags.queue {
					r.Beyond = invitation.Queue
				}
				override(&r.Filter.Region, flags.region)
				override(&r.Filter.Tier, flags.tier)
				plan, err := a.Mailings.Plan(ctx, v, r)
				if err != nil {
					return err
				}
				out := invited{Ask: len(plan.Ask), Left: plan.LeftOut()}
				if flags.dry {
					return printJSON(cmd.OutOrStdout(), out)
				}
				return schedule(ctx, a, r, sending{out: cmd.OutOrStdout(), said: out, wait: flags.work})
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&flags.channel, "channel", "mail", "mail or gateway")
	f.StringVar(&flags.who, "who", "new", "new (not invited in this wave) or unreached")
	f.StringVar(&flags.segment, "segment", "", "name of a segment")
	f.StringVar(&flags.region, "region", "", "only dealers of the region")
	f.StringVar(&flags.tier, "tier", "", "only dealers of the tier")
	f.StringVar(&flags.day, "on", "", "day to begin on, as 2026-11-23 (default: now)")
	f.BoolVar(&flags.dry, "dry-run", false, "print what it would do, schedule nothing")
	f.BoolVar(&flags.work, "wait", false, "send in this process and wait for the end")
	f.BoolVar(&flags.queue, "queue", false, "ask dealers over their budget on their next free day instead of leaving them out")
	return cmd
}

func surveyRemindCommand() *cobra.Command {
	var flags struct {
		channel, day string
		work         bool
	}
	cmd := &cobra.Command{
		Use:   "remind SLUG",
		Short: "Remind those who have not answered, with the same link (JSON)",
		Long: `Schedules a reminder for the survey's current wave: to those who have not answered when it begins, whose last
message is old enough, and who were not reminded too often (the survey's rule). An unlinkable survey reminds
everybody. Prints as survey invite does.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withApp(cmd, func(ctx context.Context, a *app.App) error {
				r := invitation.Request{
					Slug: args[0], Kind: invitation.Reminder, Channel: invitation.Channel(flags.channel), Who: invitation.Unsettled, Day: calendar.Day(flags.day),
				}
				return schedule(ctx, a, r, sending{out: cmd.OutOrStdout(), wait: flags.work})
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&flags.channel, "channel", "mail", "mail or gateway")
	f.StringVar(&flags.day, "on", "", "day to begin on, as 2026-11-23 (default: now)")
	f.BoolVar(&flags.work, "wait", false, "send in this process and wait for the end")
	return cmd
}

// filterOf is the filter of the segment with the name.
func filterOf(ctx context.Context, a *app.App, name string) (audience.Filter, error) {
	if name == "" {
		return audience.Filter{}, nil
	}
	list, err := a.Roster.Segments(ctx, access.Machine("command line"))
	if err != nil {
		return audience.Filter{}, err
	}
	for _, s := range list {
		if s.Name == name {
			return s.Filter, nil
		}
	}
	return audience.Filter{}, fault.NotFound("dealer.segment_gone")
}

// sending is how a mailing is brought on, and told of.
type sending struct {
	out  io.Writer
	said invited
	wait bool
}

// schedule puts a mailing down, and sends it here where that is asked for.
func schedule(ctx context.Context, a *app.App, r invitation.Request, s sending) error {
	m, err := a.Mailings.Schedule(ctx, access.Machine("command line"), r)
	if err != nil {
		return err
	}
	s.said.Mailing, s.said.State = m.ID, m.State
	if !s.wait {
		return printJSON(s.out, s.said)
	}
	job := invitation.Job{Survey: r.Slug, Mailing: m.ID}
	payload, err := json.Marshal(job)
	if err != nil {
		return err
	}
	for {
		if err := a.Mailings.Run(ctx, payload); err != nil {
			return fmt.Errorf("send: %w", err)
		}
		l, err := a.Mailings.Mailing(ctx, access.Machine("command line"), job)
		if err != nil {
			return err
		}
		s.said.State, s.said.Ask, s.said.Left, s.said.States = l.State, l.Total, l.LeftOut, l.Tally
		if l.State != invitation.Sending || l.NextAt.After(a.Clock()) { // the server goes on with it
			return printJSON(s.out, s.said)
		}
	}
}
