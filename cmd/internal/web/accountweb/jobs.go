package accountweb

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/jobs"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/fault"
)

type jobsPage struct {
	page.Frame
	Counts []jobs.Count
	Parked []jobs.Parked
}

var jobsTemplate = page.Define[jobsPage]("house/jobs")

func (h *Handlers) jobs(c echo.Context) error {
	ctx := c.Request().Context()
	counts, err := h.Jobs.Stats(ctx)
	if err != nil {
		return err
	}
	parked, err := h.Jobs.ParkedJobs(ctx, 100)
	if err != nil {
		return err
	}
	return jobsTemplate.Render(c, http.StatusOK,
		jobsPage{Frame: page.New(c, "account.jobs", "account.jobs_lead"), Counts: counts, Parked: parked})
}

// retryJob gives a job that was given up its tries back.
func (h *Handlers) retryJob(c echo.Context) error {
	id, err := strconv.ParseInt(c.Param("id"), 10, 64)
	if err != nil {
		return fault.NotFound("account.no_such_job")
	}
	if err := h.Jobs.Retry(c.Request().Context(), id); err != nil {
		return fault.NotFound("account.no_such_job").Because(err)
	}
	return page.Done(c, "/app/jobs", "account.job_retried")
}
