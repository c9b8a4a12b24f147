// Command withpostgres runs a command with a throwaway PostgreSQL cluster at
// hand and stops the cluster afterwards, however the command ends:
//
//	go run ./cmd/internal/db/dbtest/withpostgres go test ./...
//
// The cluster's address is in the environment variable that dbtest reads. The
// exit code is the command's. It is a tool of `make test` and `make bench`, no
// part of the product.
package main
