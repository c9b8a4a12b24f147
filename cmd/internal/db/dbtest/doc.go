// Package dbtest gives tests fresh, migrated databases of both kinds.
//
// Each runs a test on SQLite and on PostgreSQL; nothing is mocked and nothing
// skipped. PostgreSQL is a throwaway cluster with fsync on, reached through a
// Unix socket in a temporary folder. `make test` starts one for all packages
// and names it in DEALERVOICE_TEST_POSTGRES; where that is missing, the test
// binary starts its own, which stops and removes itself when the process ends,
// however it ends. PostgreSQL refuses to run as root: started by root, the
// cluster runs as the unprivileged user "postgres" or "nobody".
//
// Every test has a database of its own, made from a template that is migrated
// once per schema (its name carries the hash of the migration files) and
// dropped at the end of the test.
//
// What it is not: it never touches a server that it was not told of, and the
// product never imports it.
package dbtest
