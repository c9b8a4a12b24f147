package dbtest

// Where a throwaway cluster is kept.

import (
	"os"
	"syscall"
)

// memory is where Linux keeps files in memory. A cluster there syncs like any
// other, but a fresh database costs a third of the time; tests need hundreds.
const memory = "/dev/shm"

// enoughMemory is what must be free there.
const enoughMemory = 4 << 30

// clusterParent is the folder to make a cluster in: TMPDIR where it is set (as
// benchmarks do, to stay on a disk), else memory where there is plenty, else
// /tmp. A TMPDIR that another user could not enter, or whose path is too long
// for a socket in it (107 bytes in all), will not do.
func clusterParent() string {
	if dir := os.Getenv("TMPDIR"); dir != "" {
		info, err := os.Stat(dir)
		if err == nil && len(dir) <= 60 && info.Mode().Perm()&0o001 != 0 {
			return dir
		}
		return "/tmp"
	}
	var fs syscall.Statfs_t
	if err := syscall.Statfs(memory, &fs); err == nil && int64(fs.Bavail)*fs.Bsize >= enoughMemory {
		return memory
	}
	return "/tmp"
}
