package app

import "dealervoice/cmd/internal/jobs"

// Worker builds the background worker with the jobs of every room.
func (a *App) Worker() *jobs.Worker {
	return jobs.NewWorker(a.Queue, map[string]jobs.Handler{}, jobs.Options{Log: a.Log})
}
