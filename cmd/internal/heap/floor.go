package heap

import (
	"math"
	"runtime/debug"
)

// Server is the floor of a server: it collects after about 64 MB of garbage.
const Server = 64 << 20

// Block is what the collector counts; see Floor.
type Block struct{ room []byte }

// Floor makes the collector take the heap for this many bytes larger, as long as
// the block is reachable. Nothing is ever written there, so the system lends no
// memory for it; what it costs is the garbage that may pile up meanwhile.
func Floor(bytes int) *Block {
	if debug.SetMemoryLimit(-1) != math.MaxInt64 {
		return &Block{} // somebody else has decided how much memory there is
	}
	return &Block{room: make([]byte, bytes)}
}
