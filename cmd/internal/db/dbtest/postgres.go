package dbtest

// PostgreSQL test databases: copies of a migrated template in one cluster.

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"os"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"dealervoice/cmd/internal/db"
)

// Env names the environment variable with the address of the test cluster.
const Env = "DEALERVOICE_TEST_POSTGRES"

// templateLock is the advisory lock under which the template is made: several
// test binaries share a cluster.
const templateLock = 7110461

// server is the cluster of this process with its migrated template.
type server struct {
	address  string // of the maintenance database
	template string
	cluster  *Cluster // kept so that its leash is not collected and closed
}

// theServer finds or starts the cluster once per process.
var theServer = sync.OnceValues(func() (*server, error) {
	var own *Cluster
	address := os.Getenv(Env)
	if address == "" {
		var err error
		if own, err = StartCluster(); err != nil {
			return nil, err
		}
		address = own.Address
	}
	hash, err := db.SchemaHash(db.PostgreSQL)
	if err != nil {
		return nil, err
	}
	s := &server{address: address, template: "dv_template_" + hash[:16], cluster: own}
	return s, s.makeTemplate(context.Background())
})

// Postgres makes a fresh migrated PostgreSQL database and returns its address.
func Postgres(t testing.TB) string {
	t.Helper()
	return newDatabase(t, func(s *server) string { return s.template })
}

// EmptyPostgres makes a fresh PostgreSQL database without any table.
func EmptyPostgres(t testing.TB) string {
	t.Helper()
	return newDatabase(t, func(*server) string { return "template0" })
}

func newDatabase(t testing.TB, template func(*server) string) string {
	t.Helper()
	s, err := theServer()
	if err != nil {
		t.Fatalf("find PostgreSQL for tests: %v", err)
	}
	name := "dv_test_" + randomName()
	ctx := context.Background()
	if err := s.exec(ctx, "CREATE DATABASE "+name+" TEMPLATE "+template(s)); err != nil {
		t.Fatalf("make PostgreSQL database: %v", err)
	}
	t.Cleanup(func() {
		if err := s.exec(ctx, "DROP DATABASE "+name+" WITH (FORCE)"); err != nil {
			t.Errorf("drop PostgreSQL database: %v", err)
		}
	})
	return s.database(name)
}

// makeTemplate makes and migrates the template unless it is there. It is built
// under another name and renamed when whole, so that a process that was killed
// leaves no half one behind.
func (s *server) makeTemplate(ctx context.Context) error {
	conn, err := pgx.Connect(ctx, s.address)
	if err != nil {
		return fmt.Errorf("reach test cluster: %w", err)
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, "SELECT pg_advisory_lock($1)", templateLock); err != nil {
		return fmt.Errorf("lock template: %w", err)
	}
	var there bool
	if err := conn.QueryRow(ctx, "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", s.template).Scan(&there); err != nil {
		return fmt.Errorf("look for template: %w", err)
	}
	if there {
		return nil
	}
	building := "dv_building_" + randomName()
	if _, err := conn.Exec(ctx, "CREATE DATABASE "+building+" TEMPLATE template0 ENCODING 'UTF8'"); err != nil {
		return fmt.Errorf("make template: %w", err)
	}
	if err := db.Migrate(ctx, s.database(building)); err != nil {
		_, dropErr := conn.Exec(ctx, "DROP DATABASE "+building)
		return errors.Join(fmt.Errorf("migrate template: %w", err), dropErr)
	}
	if _, err := conn.Exec(ctx, "ALTER DATABASE "+building+" RENAME TO "+s.template); err != nil {
		return fmt.Errorf("name template: %w", err)
	}
	return nil
}

// exec runs one statement on the maintenance database.
func (s *server) exec(ctx context.Context, sql string) error {
	conn, err := pgx.Connect(ctx, s.address)
	if err != nil {
		return err
	}
	_, err = conn.Exec(ctx, sql)
	return errors.Join(err, conn.Close(ctx))
}

// database is the address of another database of the same cluster.
func (s *server) database(name string) string {
	u, err := url.Parse(s.address)
	if err != nil {
		panic(fmt.Sprintf("%s holds no address: %v", Env, err)) // pgx has connected with it
	}
	u.Path = "/" + name
	return u.String()
}

func randomName() string {
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}
