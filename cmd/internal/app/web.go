package app

import (
	"strings"

	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/db/feedbackdb"
	"dealervoice/cmd/internal/web"
	"dealervoice/cmd/internal/web/accountweb"
	"dealervoice/cmd/internal/web/analysisweb"
	"dealervoice/cmd/internal/web/api"
	"dealervoice/cmd/internal/web/audienceweb"
	"dealervoice/cmd/internal/web/codebookweb"
	"dealervoice/cmd/internal/web/codeweb"
	"dealervoice/cmd/internal/web/digestweb"
	"dealervoice/cmd/internal/web/inviteweb"
	"dealervoice/cmd/internal/web/policyweb"
	"dealervoice/cmd/internal/web/processweb"
	"dealervoice/cmd/internal/web/proposalweb"
	"dealervoice/cmd/internal/web/replyweb"
	"dealervoice/cmd/internal/web/respondweb"
	"dealervoice/cmd/internal/web/reviewweb"
	"dealervoice/cmd/internal/web/surveyweb"
	"dealervoice/cmd/internal/web/uploadweb"
	"dealervoice/cmd/internal/web/usageweb"
)

// Web builds the HTTP server with the pages of every room.
func (a *App) Web() *web.Server {
	s := web.New(web.Options{
		Catalogue: a.Catalogue, Accounts: a.Accounts, Sessions: account.NewSessions(a.DB),
		Zone: a.Zone, Secure: a.Config.Secure(), Ready: a.DB.Ping, Log: a.Log,
	})
	proposals := &proposalweb.Handlers{Proposals: a.Proposals, Process: a.Process, Themes: a.Sources}
	replies := &replyweb.Handlers{Replies: a.Replies}
	s.Mount(&accountweb.Handlers{Gate: s, Accounts: a.Accounts, Trail: a.Trail, Jobs: a.Queue, Processes: a.Process, Waiting: []accountweb.Waiting{proposals, replies}})
	s.Mount(
		&surveyweb.Handlers{Surveys: a.Surveys, Roster: a.Roster, Turnout: feedbackdb.New(a.DB, a.Queue), Places: a.Places, Held: a.Feedback, Burden: a.Burden, BaseURL: strings.TrimSuffix(a.Config.BaseURL, "/"), Preview: true},
		&audienceweb.Handlers{Roster: a.Roster},
		&codeweb.Handlers{Surveys: a.Surveys, Roster: a.Roster, Keys: a.Feedback.Keys(), BaseURL: strings.TrimSuffix(a.Config.BaseURL, "/")},
		&policyweb.Handlers{Policies: a.Policies, Reactions: a.Analysis.PolicyReactions(), Roster: a.Roster},
		&processweb.Handlers{Process: a.Process, Themes: a.Sources},
		&inviteweb.Handlers{Mailings: a.Mailings, Surveys: a.Surveys, Roster: a.Roster, Letters: a.Letters},
		proposals, replies,
		&analysisweb.Handlers{Consents: a.Consents, Analysis: a.Analysis, Review: a.Review, Guess: a.Guess, Usage: a.Usage, Schemes: a.Schemes},
		&codebookweb.Handlers{Analysis: a.Analysis, Coding: a.Coding, Bench: a.Bench, Review: a.Review},
		&usageweb.Handlers{Usage: a.Usage},
		&digestweb.Handlers{Digest: a.Digest},
		&reviewweb.Handlers{Review: a.Review, Coding: a.Coding},
		&uploadweb.Handlers{Surveys: a.Surveys, Feedback: a.Feedback, Uploads: a.Uploads},
	)
	forms := respondweb.New(respondweb.Needs{Surveys: a.Surveys, Feedback: a.Feedback, Replies: a.Replies, Catalogue: a.Catalogue, Zone: a.Zone, Log: a.Log, Uploads: a.Uploads, Consents: a.Consents,
		Bounds: respondweb.Bounds{Answers: a.Config.PublicLimit, Inside: a.Config.PublicLimitInside}})
	s.Mount(forms, respondweb.Preview{Forms: forms})
	s.Mount(&api.Handlers{
		Keys: a.Accounts.Keyring(), Surveys: a.Surveys, Feedback: a.Feedback, Guess: a.Guess, Schemes: a.Schemes, Analysis: a.Analysis,
		Policies: a.Policies, Proposals: a.Proposals, Process: a.Process, Places: a.Places,
	})
	return s
}
