package surveydb_test

import (
	"fmt"
	"testing"
	"time"

	"dealervoice/cmd/internal/audit"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/survey"
	"dealervoice/survey/audience"
)

func BenchmarkLookUps(b *testing.B) {
	for name, dsn := range map[string]string{"sqlite": dbtest.SQLite(b), "postgres": dbtest.Postgres(b)} {
		d := dbtest.Open(b, dsn)
		w := &world{db: d, now: time.Now()}
		w.trail = audit.New(d, func() time.Time { return w.now })
		w.Service = w.another()
		if _, _, err := w.Import(ctx, analyst, survey.Import{Slug: "s", Source: []byte(form("F", "identified"))}); err != nil {
			b.Fatal(err)
		}
		if _, err := w.Publish(ctx, analyst, "s"); err != nil {
			b.Fatal(err)
		}
		is, err := w.Invite(ctx, analyst, "s", append(dealersOf(), suzhou))
		if err != nil {
			b.Fatal(err)
		}
		b.Run(name+"/published", func(b *testing.B) {
			for range b.N {
				if _, err := w.Published(ctx, "s"); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(name+"/invited", func(b *testing.B) {
			for range b.N {
				if _, err := w.InvitationByToken(ctx, is[0].Token.Reveal()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func dealersOf() (out []audience.Dealer) {
	for i := range 5000 {
		d := suzhou
		d.Code = audience.Code(fmt.Sprintf("X%05d", i))
		out = append(out, d)
	}
	return out
}
