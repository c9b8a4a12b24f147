// Package config reads the environment and the flags into one validated struct.
//
// caarlos0/env reads the environment by struct tags; flags, where given, win.
// Effective printing hides the password of DATABASE_URL and SMTP_URL.
package config
