package access

import "slices"

// Permission is one thing a role may do.
type Permission string

// The permissions, by door.
const (
	Public   Permission = "public"    // no account needed
	SignedIn Permission = "signed_in" // any account

	SurveyRead    Permission = "survey.read"
	SurveyEdit    Permission = "survey.edit"
	SurveyPublish Permission = "survey.publish"
	Invite        Permission = "survey.invite"
	DealerRead    Permission = "dealer.read"
	DealerEdit    Permission = "dealer.edit"

	ResponseImport Permission = "response.import"
	ResponseExport Permission = "response.export"
	ReportRead     Permission = "report.read"
	AnswerOpen     Permission = "answer.open"  // an answer with its dealer; each look is audited
	AnswerReply    Permission = "answer.reply" // write to whoever gave an answer, not knowing who it was
	CodebookRead   Permission = "codebook.read"
	CodebookEdit   Permission = "codebook.edit"

	PolicyRead Permission = "policy.read"
	PolicyEdit Permission = "policy.edit"

	ProcessRead     Permission = "process.read"
	ProcessEdit     Permission = "process.edit"
	ProposalRead    Permission = "proposal.read"
	ProposalWrite   Permission = "proposal.write"
	ProposalComment Permission = "proposal.comment"
	ProposalReview  Permission = "proposal.review" // an expert's review
	ProposalSign    Permission = "proposal.sign"   // a support department's co-signature
	ProposalDecide  Permission = "proposal.decide"

	UserManage Permission = "user.manage"
	AuditRead  Permission = "audit.read"
	JobRead    Permission = "job.read"
	UsageRead  Permission = "usage.read"
)

// Granted is the one table: which roles have the permission. Public and
// SignedIn are not in it.
func Granted() map[Permission][]Role {
	everyone := Roles()
	return map[Permission][]Role{
		SurveyRead:    {Admin, Analyst, Marketing, Manager, VoiceOfficer},
		SurveyEdit:    {Admin, Analyst},
		SurveyPublish: {Admin, Analyst},
		Invite:        {Admin, Analyst},
		DealerRead:    {Admin, Analyst, Marketing, Rep, Manager, VoiceOfficer},
		DealerEdit:    {Admin, Analyst},

		ResponseImport: {Admin, Analyst},
		ResponseExport: {Analyst, VoiceOfficer},
		ReportRead:     everyone,
		AnswerOpen:     {VoiceOfficer},
		AnswerReply:    {Analyst, VoiceOfficer},
		CodebookRead:   {Admin, Analyst, Marketing, VoiceOfficer},
		CodebookEdit:   {Analyst, VoiceOfficer},

		PolicyRead: everyone,
		PolicyEdit: {Marketing},

		ProcessRead:     everyone,
		ProcessEdit:     {Admin, Manager},
		ProposalRead:    everyone,
		ProposalWrite:   {Analyst, Marketing, Rep, Support, Manager, VoiceOfficer},
		ProposalComment: {Analyst, Marketing, Rep, Expert, Support, Manager, VoiceOfficer},
		ProposalReview:  {Expert},
		ProposalSign:    {Support},
		ProposalDecide:  {Manager},

		UserManage: {Admin},
		AuditRead:  {Admin, VoiceOfficer},
		JobRead:    {Admin, Analyst},
		UsageRead:  {Admin, Analyst, Marketing, Manager, VoiceOfficer},
	}
}

// Allowed tells whether any of the roles has the permission.
func Allowed(p Permission, roles []Role) bool {
	switch p {
	case Public:
		return true
	case SignedIn:
		return len(roles) > 0
	}
	return slices.ContainsFunc(granted[p], func(r Role) bool { return slices.Contains(roles, r) })
}

var granted = Granted()
