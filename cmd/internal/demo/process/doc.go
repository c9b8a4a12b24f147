// Package process embeds the demo company's sales process (vod-process/1),
// flawed on purpose, with its sample proposals. It is demo content: nothing
// reads it but demo load and tests.
package process

import _ "embed"

// JSON is the process file.
//
//go:embed process.json
var JSON []byte
