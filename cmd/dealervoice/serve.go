package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"runtime"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"dealervoice/cmd/internal/app"
	"dealervoice/cmd/internal/config"
	"dealervoice/cmd/internal/heap"
)

// drain is how long requests that are under way may still take when the server
// is told to stop.
const drain = 25 * time.Second

func serveCommand() *cobra.Command {
	var flags struct {
		addr, database, base string
		worker, demoIfEmpty  bool
	}
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the web pages and do the background work",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			c, err := config.Load()
			if err != nil {
				return usage(err)
			}
			override(&c.Addr, flags.addr)
			override(&c.DatabaseURL, flags.database)
			override(&c.BaseURL, flags.base)
			if err := c.Check(); err != nil {
				return usage(err)
			}
			a, err := open(cmd.Context(), c, cmd.ErrOrStderr())
			if err != nil {
				return err
			}
			return errors.Join(serve(cmd.Context(), a, flags.worker, func(ctx context.Context) error {
				if !flags.demoIfEmpty {
					return nil
				}
				_, err := demoIfEmpty(ctx, a, cmd.OutOrStdout())
				return err
			}), a.Close())
		},
	}
	f := cmd.Flags()
	f.StringVar(&flags.addr, "addr", "", "address to listen on (default from ADDR, :8080)")
	f.StringVar(&flags.database, "database-url", "", "database (default from DATABASE_URL)")
	f.StringVar(&flags.base, "base-url", "", "address people reach the server by (default from BASE_URL)")
	f.BoolVar(&flags.worker, "worker", true, "also do the background work in this process")
	f.BoolVar(&flags.demoIfEmpty, "demo-if-empty", false, "load the demo company into an empty database")
	return cmd
}

func override(setting *string, flag string) {
	if flag != "" {
		*setting = flag
	}
}

// serve listens first, so that health answers at once, then does the first
// steps, then serves until ctx ends: no new requests, those under way finish,
// the worker gives its jobs back.
func serve(ctx context.Context, a *app.App, worker bool, first func(context.Context) error) error {
	listener, err := net.Listen("tcp", a.Config.Addr)
	if err != nil {
		return fmt.Errorf("listen on %s: %w", a.Config.Addr, err)
	}
	floor := heap.Floor(heap.Server)
	defer runtime.KeepAlive(floor)
	server := a.Web().HTTP(a.Config.Addr)
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	work, stopWork := context.WithCancel(context.WithoutCancel(ctx))
	defer stopWork()
	var busy sync.WaitGroup
	if worker {
		busy.Go(func() { a.Worker().Run(work) })
	}
	if err = first(ctx); err == nil {
		err = a.Consents.KeepAll(ctx) // a new release may word its promises otherwise
	}
	if err == nil {
		a.Log.Info("serving", "address", listener.Addr().String(), "url", a.Config.BaseURL)
		select {
		case err = <-failed:
		case <-ctx.Done():
		}
	}
	down, cancel := context.WithTimeout(context.WithoutCancel(ctx), drain)
	defer cancel()
	if stopErr := server.Shutdown(down); stopErr != nil && !errors.Is(stopErr, http.ErrServerClosed) {
		err = errors.Join(err, fmt.Errorf("stop server: %w", stopErr))
	}
	stopWork()
	busy.Wait()
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

func workerCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "worker",
		Short: "Do the background work alone, without web pages",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withApp(cmd, func(ctx context.Context, a *app.App) error {
				a.Log.Info("working")
				a.Worker().Run(ctx)
				return nil
			})
		},
	}
}
