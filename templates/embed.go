package templates

import "embed"

// FS holds every file of this folder but Go files.
//
//go:embed */*.html static messages
var FS embed.FS
