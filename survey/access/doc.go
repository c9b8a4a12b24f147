// Package access says who may see and do what: the viewer, their roles, the
// part of the market they see (scope), and the one table of permissions.
//
// Permissions are checked twice: at the route (cmd/internal/web/route) and,
// for what a role may see, in every query through the viewer's scope. Roles and
// permissions are data, read by the routes' test of every route x every role.
//
// It is not authentication: accounts, passwords and sessions live in
// cmd/internal/account.
package access
