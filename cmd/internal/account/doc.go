// Package account keeps the staff accounts: who they are, their roles and
// scope, their passwords, their sessions and the limits on trying passwords.
//
// Passwords are hashed with argon2id (alexedwards/argon2id: parameters travel
// in the hash), at most two at a time, since each takes 19 MiB. An unknown
// e-mail costs the same time as a wrong password. Sessions live in the database
// behind alexedwards/scs (cmd/internal/account's Sessions is its store), hashed,
// so that a copy of the database opens no door; disabling an account or changing
// its password ends them.
//
// Programs enter with API tokens: 130 random bits, kept as SHA-256 (a hash made
// to be slow protects what people invent, and adds nothing here), with roles and
// a scope of their own. A Keyring recognises them from memory, at most a second
// old.
package account
