// Package config reads the environment and the flags into one validated struct.
//
// caarlos0/env reads the environment by struct tags; flags, where given, win.
// What package mail cannot use is refused here too, so that a wrong setting
// stops the program at its start and not at the first letter.
// Effective printing hides the password of DATABASE_URL and SMTP_URL.
package config
