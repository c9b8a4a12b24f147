package web

// Who asks: session, viewer, form token, permission.

import (
	"crypto/rand"
	"crypto/subtle"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

// Keys of what a session holds.
const (
	sessionUser   = "user"
	sessionCSRF   = "csrf"
	sessionNotice = "notice"
)

// newSessions makes the session manager: 12 hours at most, a cookie that
// scripts cannot read and that other sites do not send.
func newSessions(o Options) *scs.SessionManager {
	m := scs.New()
	m.Store = o.Sessions
	m.HashTokenInStore = true
	m.Lifetime = 12 * time.Hour
	m.Cookie.Name = "session"
	m.Cookie.HttpOnly = true
	m.Cookie.SameSite = http.SameSiteLaxMode
	m.Cookie.Persist = false
	if o.Secure {
		m.Cookie.Name, m.Cookie.Secure = "__Host-session", true
	}
	m.ErrorFunc = func(w http.ResponseWriter, _ *http.Request, err error) {
		o.Log.Error("session", "err", err)
		http.Error(w, http.StatusText(http.StatusServiceUnavailable), http.StatusServiceUnavailable)
	}
	return m
}

// session loads and saves the session around the handler.
func (s *Server) session(next echo.HandlerFunc) echo.HandlerFunc {
	wrapped := echo.WrapMiddleware(s.Sess.LoadAndSave)(func(c echo.Context) error {
		if err := next(c); err != nil {
			c.Error(err) // inside, so that the session is saved also with an error page
		}
		return nil
	})
	return func(c echo.Context) error {
		ctx, _ := account.WithOwner(c.Request().Context())
		c.SetRequest(c.Request().WithContext(ctx))
		return wrapped(c)
	}
}

// viewer finds the account of the session and keeps the request's facts.
func (s *Server) viewer(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		ctx := c.Request().Context()
		tag := preferred(c)
		var v access.Viewer
		if id := s.Sess.GetString(ctx, sessionUser); id != "" {
			u, err := s.Accounts.Find(ctx, id)
			if fault.KindOf(err) == fault.KindNotFound {
				err = s.Sess.Destroy(ctx)
			} else if err == nil {
				v = u.Viewer()
				account.OwnerOf(ctx).ID = id
				if v.Language != "" {
					tag = v.Language
				}
			}
			if err != nil {
				return err
			}
		}
		page.With(c, page.Request{
			Viewer: v, Speaker: s.Catalogue.In(tag), Zone: s.Zone,
			CSRF: s.Sess.GetString(ctx, sessionCSRF), Notice: s.Sess.PopString(ctx, sessionNotice),
			Notify: func(key string) { s.Sess.Put(ctx, sessionNotice, key) },
		})
		return next(c)
	}
}

// stranger keeps the facts of a request without a session.
func (s *Server) stranger(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		tag := preferred(c)
		page.With(c, page.Request{Viewer: access.Respondent(tag), Speaker: s.Catalogue.In(tag), Zone: s.Zone})
		return next(c)
	}
}

// preferred is the language asked for: ?lang, then the browser's, then Chinese.
func preferred(c echo.Context) language.Tag {
	if tag, ok := language.Parse(c.QueryParam("lang")); ok {
		return tag
	}
	return language.Accept(c.Request().Header.Get("Accept-Language"), language.Chinese)
}

// formToken refuses posts that do not come from our own pages, or that are
// larger than a form may be (0: as usual).
func (s *Server) formToken(most int64) echo.MiddlewareFunc {
	guard := http.NewCrossOriginProtection()
	return func(next echo.HandlerFunc) echo.HandlerFunc { return s.tokened(guard, most, next) }
}

func (s *Server) tokened(guard *http.CrossOriginProtection, most int64, next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		if r.Method == http.MethodGet || r.Method == http.MethodHead {
			return next(c)
		}
		if err := guard.Check(r); err != nil {
			return fault.Forbidden("fault.foreign_form").Because(err)
		}
		f, err := form.ReadUpTo(c, most)
		if err != nil {
			return err
		}
		want := s.Sess.GetString(r.Context(), sessionCSRF)
		if page.Viewer(c).UserID != "" && (want == "" || subtle.ConstantTimeCompare([]byte(want), []byte(f.Get("_csrf"))) != 1) {
			return fault.Forbidden("fault.stale_form")
		}
		return next(c)
	}
}

// permit lets only those pass who have the permission; a stranger is sent to
// the log-in page and comes back.
func (s *Server) permit(need access.Permission) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			v := page.Viewer(c)
			if need == access.Public || v.UserID != "" && v.May(need) {
				return next(c)
			}
			if v.UserID != "" {
				return fault.Forbidden("fault.forbidden")
			}
			if c.Request().Method != http.MethodGet {
				return c.Redirect(http.StatusSeeOther, "/login")
			}
			return c.Redirect(http.StatusSeeOther, "/login?next="+url.QueryEscape(c.Request().URL.RequestURI()))
		}
	}
}

// LogIn starts a session for an account, with a new token against fixation.
func (s *Server) LogIn(c echo.Context, u account.User) error {
	ctx := c.Request().Context()
	if err := s.Sess.RenewToken(ctx); err != nil {
		return fmt.Errorf("start session: %w", err)
	}
	account.OwnerOf(ctx).ID = u.ID
	s.Sess.Put(ctx, sessionUser, u.ID)
	s.Sess.Put(ctx, sessionCSRF, rand.Text())
	return nil
}

// LogOut ends the session.
func (s *Server) LogOut(c echo.Context) error {
	if err := s.Sess.Destroy(c.Request().Context()); err != nil {
		return fmt.Errorf("end session: %w", err)
	}
	return nil
}
