package proposal

import (
	"context"
	"fmt"
	"slices"

	"dealervoice/feedback/process"
	"dealervoice/survey/access"
)

// Staff tells who is there; the accounts implement it.
type Staff interface {
	// ActiveReps lists the ids of sales reps with an active account.
	ActiveReps(ctx context.Context) ([]string, error)
}

// Participation judges who took part in the proposal so far by the rule of the
// process it would change.
func (s *Service) Participation(ctx context.Context, p Proposal, of process.Process) (process.Participation, error) {
	active, err := s.Staff.ActiveReps(ctx)
	if err != nil {
		return process.Participation{}, fmt.Errorf("list reps: %w", err)
	}
	return of.Rule.Judge(took(p, of, active)), nil
}

// took counts. A rep who has left since counts neither above nor below the line.
func took(p Proposal, of process.Process, active []string) process.Took {
	reps := p.reps()
	t := process.Took{
		ActiveReps: len(active), Experts: p.experts(), Dealers: p.dealers(),
		Departments: of.CoSigners(p.Changes), Signed: p.Signed(),
	}
	for _, id := range active {
		if slices.Contains(reps, id) {
			t.Reps++
		}
	}
	return t
}

// authors counts the people who took part in writing the version that the
// proposal makes, by their roles in the process: author, commenters, reviewers
// and signers of what stands now, and the decider.
func authors(p Proposal, of process.Process, decider access.Viewer) []process.Author {
	people := []Person{p.Author}
	for _, c := range p.Comments {
		people = append(people, c.By)
	}
	for _, r := range p.Reviews {
		if r.Edition == p.Edition {
			people = append(people, r.By)
		}
	}
	for _, s := range p.Signatures {
		if s.Edition == p.Edition {
			people = append(people, s.By)
		}
	}
	people = append(people, speaking(decider, access.ProposalDecide))
	var out []process.Author
	var seen []string
	for _, who := range people {
		role := roleIn(of, who)
		if role == "" || slices.Contains(seen, who.ID) {
			continue
		}
		seen = append(seen, who.ID)
		i := slices.IndexFunc(out, func(a process.Author) bool { return a.Role == role })
		if i < 0 {
			out = append(out, process.Author{Role: role})
			i = len(out) - 1
		}
		out[i].Count++
	}
	return out
}

// roleIn is the role of the process that a person of the product plays: by the
// department for support, marketing and the product team, else the first role of
// the kind.
func roleIn(of process.Process, who Person) process.RoleID {
	match := map[access.Role]func(process.Role) bool{
		access.Rep:          func(r process.Role) bool { return r.Kind == process.KindSales },
		access.Expert:       func(r process.Role) bool { return r.Kind == process.KindExpert },
		access.Support:      func(r process.Role) bool { return r.Department == who.Department && who.Department != "" },
		access.Marketing:    func(r process.Role) bool { return r.Department == "marketing" },
		access.Analyst:      func(r process.Role) bool { return r.Department == "product" },
		access.Manager:      func(r process.Role) bool { return r.Kind == process.KindManagement },
		access.VoiceOfficer: func(r process.Role) bool { return r.DataLevel == "all_with_identity" },
	}[who.Role]
	if match == nil {
		return ""
	}
	i := slices.IndexFunc(of.Roles, match)
	if i < 0 {
		return ""
	}
	return of.Roles[i].ID
}
