package db

// Doors into the package for its tests, which live outside of it because
// dbtest imports it.

import (
	"context"
	"io/fs"
)

// MigrateWith is Migrate with the files given.
func MigrateWith(ctx context.Context, dsn string, files fs.FS) error { return migrate(ctx, dsn, files) }

// Migrations are the files of a dialect.
func Migrations(dialect Dialect) fs.FS { return folder(dialect) }

// Reads tells whether a statement counts as a read.
func Reads(sql string) bool { return reads(sql) }

// Attempts is how often a transaction is run at most.
const Attempts = attempts
