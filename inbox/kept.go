package inbox

import (
	"time"

	"github.com/wainbox/wainbox/whatsapp"
)

// Kept is a callback that holds something that could not be filed: a part that
// could not be read, or an event of a number that no account has. Nothing of
// it is lost: it can be listed, and replayed when a newer version reads it or
// the account exists.
type Kept struct {
	ID       KeptID     `json:"id"`
	Reason   KeptReason `json:"reason"`
	Provider string     `json:"provider"`
	At       time.Time  `json:"at"`
	// Number and WABA are an orphan's.
	Number whatsapp.NumberID `json:"number,omitempty"`
	WABA   whatsapp.WABAID   `json:"waba,omitempty"`
	// Path and Problem say what could not be read, and where: the first part, and
	// how many more there are.
	Path    string `json:"path,omitempty"`
	Problem string `json:"problem,omitempty"`
	// Part is that part's own bytes; Body is the whole callback. A replay files
	// what it can of Body: what was filed before is known by its keys.
	Part []byte `json:"part,omitempty"`
	Body []byte `json:"body"`
}

// KeptReason says why a callback was kept.
type KeptReason string

// The reasons.
const (
	Unreadable KeptReason = "unreadable"
	Orphan     KeptReason = "orphan"
)
