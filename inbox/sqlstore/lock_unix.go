//go:build unix

package sqlstore

import (
	"os"

	"golang.org/x/sys/unix"
)

// claim takes a lock that belongs to this open file, not to the process, so
// that a second store in the same process is refused too.
func claim(f *os.File) error {
	return unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
}
