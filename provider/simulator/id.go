package simulator

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strconv"
	"sync/atomic"
)

// ids makes identifiers shaped like the platform's. They are unique within a simulator by a counter, and between
// simulators by a random start, so that a restarted one does not repeat itself.
type ids struct {
	nonce [6]byte
	base  uint64
	n     atomic.Uint64
}

func newIDs() *ids {
	i := &ids{}
	var b [8]byte
	rand.Read(b[:])
	copy(i.nonce[:], b[:])
	i.base = 1e15 + binary.BigEndian.Uint64(b[:])%1e15
	return i
}

// message returns a wamid. It holds characters that careless URL handling breaks, as real ones do.
func (i *ids) message(address string) string {
	raw := append([]byte{0x1c, 0x18, 0x0b}, address...)
	raw = append(raw, 0x15, 0x02, 0x00, 0xff, 0xef, 0xbe)
	raw = append(raw, i.nonce[:]...)
	raw = binary.BigEndian.AppendUint64(raw, i.n.Add(1))
	return "wamid." + base64.StdEncoding.EncodeToString(raw)
}

// object returns a decimal id, as media have.
func (i *ids) object() string { return strconv.FormatUint(i.base+i.n.Add(1), 10) }

// sid returns an id as Twilio has them: two letters and 32 hexadecimal digits.
func (i *ids) sid(prefix string) string {
	return fmt.Sprintf("%s%x0000%016x", prefix, i.nonce, i.n.Add(1))
}

// trace returns an fbtrace_id.
func (i *ids) trace() string { return fmt.Sprintf("A%x%06x", i.nonce, i.n.Add(1)) }

// random returns n random bytes in hexadecimal.
func random(n int) string {
	b := make([]byte, n)
	rand.Read(b)
	return hex.EncodeToString(b)
}
