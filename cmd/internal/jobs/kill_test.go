package jobs_test

// X23: a worker that is killed in the middle of a job. The victim is a process
// of its own, this test binary, so that nothing is left to tidy up.

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"testing"
	"time"

	"dealervoice/cmd/internal/db"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/cmd/internal/jobs"
)

// victimEnv names the database that this process is to work on until killed.
const victimEnv = "DEALERVOICE_TEST_VICTIM"

func TestMain(m *testing.M) {
	if dsn := os.Getenv(victimEnv); dsn != "" {
		victim(dsn)
		return
	}
	os.Exit(m.Run())
}

// victim claims jobs, does the first half of each and never the second.
func victim(dsn string) {
	d, err := db.Connect(context.Background(), db.Options{DSN: dsn})
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	q := jobs.NewQueue(d)
	half := func(ctx context.Context, p json.RawMessage) error {
		if err := q.Enqueue(ctx, "effect", p); err != nil {
			return err
		}
		fmt.Println("half done")
		select {}
	}
	jobs.NewWorker(q, map[string]jobs.Handler{
		"plain":  {Do: half},
		"atomic": {Do: half, Atomic: true},
	}, victimOptions()).Run(context.Background())
}

func victimOptions() jobs.Options {
	opts := quick()
	opts.Concurrency = 1
	opts.Attempts = 3
	return opts
}

// killInTheMiddle lets a process begin a job and kills it there.
func killInTheMiddle(t *testing.T, dsn string) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), victimEnv+"="+dsn)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if killErr := cmd.Process.Kill(); killErr != nil {
		t.Fatal(killErr)
	}
	_ = cmd.Wait()
	if err != nil || line != "half done\n" {
		t.Fatalf("the victim said %q (%v)", line, err)
	}
}

func TestAJobWhoseWorkerWasKilledIsTakenOver(t *testing.T) {
	t.Parallel()
	for kind, effects := range map[string]int{"plain": 2, "atomic": 1} { // once by the victim, once by the heir
		t.Run(kind, func(t *testing.T) {
			dbtest.EachDSN(t, func(t *testing.T, dsn string) {
				ctx, d := context.Background(), dbtest.Open(t, dsn)
				q := jobs.NewQueue(d)
				if err := q.Enqueue(ctx, kind, 7); err != nil {
					t.Fatal(err)
				}
				killInTheMiddle(t, dsn)
				whole := jobs.Handler{Atomic: kind == "atomic", Do: func(ctx context.Context, p json.RawMessage) error {
					return q.Enqueue(ctx, "effect", p)
				}}
				begin := time.Now()
				start(t, jobs.NewWorker(q, map[string]jobs.Handler{kind: whole}, quick()))
				eventually(t, "the job is done by another", func() bool {
					return total(t, q) == jobs.Count{Waiting: effects}
				})
				t.Logf("taken over after %s with a lease of %s", time.Since(begin), quick().Lease)
			})
		})
	}
}

func TestAJobThatKillsItsWorkersIsParked(t *testing.T) {
	t.Parallel()
	dbtest.EachDSN(t, func(t *testing.T, dsn string) {
		ctx, d := context.Background(), dbtest.Open(t, dsn)
		q := jobs.NewQueue(d)
		if err := q.Enqueue(ctx, "atomic", 7); err != nil {
			t.Fatal(err)
		}
		for range victimOptions().Attempts {
			killInTheMiddle(t, dsn)
		}
		opts := victimOptions()
		opts.Log = slog.New(slog.DiscardHandler)
		start(t, jobs.NewWorker(q, map[string]jobs.Handler{"atomic": {Do: func(context.Context, json.RawMessage) error {
			t.Error("it was run once more")
			return nil
		}}}, opts))
		eventually(t, "the job is parked", func() bool { return total(t, q) == jobs.Count{Parked: 1} })
	})
}
