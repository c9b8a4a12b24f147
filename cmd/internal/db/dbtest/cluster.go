package dbtest

// A throwaway PostgreSQL cluster: made, started, and sure to be gone when this
// process is.

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
)

// Cluster is a running throwaway PostgreSQL.
type Cluster struct {
	// Address is that of its maintenance database, postgres://...
	Address string
	dir     string
	keeper  *exec.Cmd
	leash   io.Closer
}

// keeper.sh runs the server until its standard input is closed, which the
// operating system does when this process ends, even by kill -9; then it stops
// the server and removes the folder.
//
//go:embed keeper.sh
var keeperScript string

// startTimeout bounds the making and starting of a cluster.
const startTimeout = 60 * time.Second

// StartCluster makes and starts a cluster, with settings ("name=value") beside
// the safe ones it has. It ends with Stop, or with this process.
func StartCluster(settings ...string) (*Cluster, error) {
	bin, err := serverPrograms()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp(clusterParent(), "dv-pg-")
	if err != nil {
		return nil, fmt.Errorf("make folder of test cluster: %w", err)
	}
	c := &Cluster{dir: dir, Address: address(dir)}
	if err := c.start(bin, settings); err != nil {
		return nil, errors.Join(err, c.Stop(), os.RemoveAll(dir))
	}
	return c, nil
}

func (c *Cluster) start(bin string, settings []string) error {
	owner, err := serverUser()
	if err != nil {
		return err
	}
	if owner != nil {
		if err := os.Chown(c.dir, int(owner.Uid), int(owner.Gid)); err != nil {
			return fmt.Errorf("hand test cluster to its user: %w", err)
		}
	}
	out, err := os.Create(filepath.Join(c.dir, "log"))
	if err != nil {
		return fmt.Errorf("make log of test cluster: %w", err)
	}
	defer out.Close()
	args := []string{"-c", keeperScript, "keeper", bin, c.dir}
	for _, s := range settings {
		args = append(args, "-c", s)
	}
	cmd := exec.Command("/bin/sh", args...)
	cmd.Dir = c.dir
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C.UTF-8", "TZ=UTC"}
	cmd.Stdout, cmd.Stderr = out, out // a file: go test would wait for a pipe
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: owner, Setpgid: true}
	if c.leash, err = cmd.StdinPipe(); err != nil {
		return fmt.Errorf("start test cluster: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start test cluster: %w", err)
	}
	c.keeper = cmd
	return c.await()
}

// await returns once the server answers, or says why it does not.
func (c *Cluster) await() error {
	ctx, cancel := context.WithTimeout(context.Background(), startTimeout)
	defer cancel()
	for {
		conn, err := pgx.Connect(ctx, c.Address)
		if err == nil {
			return conn.Close(ctx)
		}
		if _, statErr := os.Stat(filepath.Join(c.dir, "failed")); statErr == nil || ctx.Err() != nil {
			log, _ := os.ReadFile(filepath.Join(c.dir, "log"))
			return fmt.Errorf("start test cluster: %w\n%s", err, log)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// Stop stops the server and removes its folder.
func (c *Cluster) Stop() error {
	if c.keeper == nil {
		return nil
	}
	err := c.leash.Close()
	if waitErr := c.keeper.Wait(); waitErr != nil {
		err = errors.Join(err, fmt.Errorf("stop test cluster: %w", waitErr))
	}
	c.keeper = nil
	return errors.Join(err, os.RemoveAll(c.dir))
}

// address names the cluster through its socket, for pgx and psql alike.
func address(dir string) string {
	q := url.Values{"host": {dir}, "user": {"postgres"}, "sslmode": {"disable"}}
	return (&url.URL{Scheme: "postgres", Path: "/postgres", RawQuery: q.Encode()}).String()
}

// serverPrograms finds the folder with initdb and postgres: on the path, or
// where Debian keeps them.
func serverPrograms() (string, error) {
	if path, err := exec.LookPath("initdb"); err == nil {
		if real, err := filepath.EvalSymlinks(path); err == nil {
			return filepath.Dir(real), nil
		}
	}
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if len(found) == 0 {
		return "", errors.New("PostgreSQL's server programs (initdb, postgres) are not installed: on Debian, apt-get install postgresql")
	}
	return filepath.Dir(found[len(found)-1]), nil
}

// serverUser is whom the server runs as: nil for ourselves, an unprivileged
// user if we are root.
func serverUser() (*syscall.Credential, error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, uidErr := strconv.ParseUint(u.Uid, 10, 32)
		gid, gidErr := strconv.ParseUint(u.Gid, 10, 32)
		if err := errors.Join(uidErr, gidErr); err != nil {
			return nil, fmt.Errorf("read user %s: %w", name, err)
		}
		return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
	}
	return nil, errors.New("start test cluster as root: neither user postgres nor nobody exists")
}
