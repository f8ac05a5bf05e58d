package twilio

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"sync"

	"github.com/wainbox/wainbox/provider/internal/rest"
)

// maxPrepared is how many shapes are remembered. One that was forgotten is made
// again.
const maxPrepared = 512

// preparing makes what a send needs. Done twice it harms nobody, so that a lost
// answer is no uncertain send.
var preparing = rest.Call{Op: sending.Op}

// prepared is the contents that were made, by the key of their shape. The zero
// value is none.
type prepared struct {
	mu     sync.Mutex
	sids   map[string]string
	making map[string]chan struct{} // closed when it is made, or was not to be
}

// prepare is the content of a shape, made at its first use. Whoever comes while
// it is being made waits for it, and makes it if that failed.
func (c *Client) prepare(ctx context.Context, s *shape) (string, error) {
	p := &c.prepared
	for {
		known, wait := p.take(s.key)
		if known != "" {
			return known, nil
		}
		if wait == nil {
			break
		}
		select {
		case <-wait:
		case <-ctx.Done():
			return "", preparing.Lost(ctx.Err())
		}
	}
	made := ""
	defer func() { p.put(s.key, made) }()
	content, err := c.createContent(ctx, preparing, Content{
		Name: contentName(s.key), Language: "en", Variables: s.samples(), Types: typesOf(s.key),
	})
	if err != nil {
		return "", err
	}
	made = content.SID
	return made, nil
}

// take is the content of a shape, or what to wait for; neither where the caller
// is to make it.
func (p *prepared) take(key string) (string, <-chan struct{}) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if sid := p.sids[key]; sid != "" {
		return sid, nil
	}
	if wait, busy := p.making[key]; busy {
		return "", wait
	}
	if p.making == nil {
		p.sids, p.making = map[string]string{}, map[string]chan struct{}{}
	}
	p.making[key] = make(chan struct{})
	return "", nil
}

// put ends the making of a shape; an empty sid is one that failed.
func (p *prepared) put(key, sid string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	close(p.making[key])
	delete(p.making, key)
	if sid == "" {
		return
	}
	if len(p.sids) >= maxPrepared {
		for whichever := range p.sids {
			delete(p.sids, whichever)
			break
		}
	}
	p.sids[key] = sid
}

// forget has a shape made again at its next use.
func (p *prepared) forget(key string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.sids, key)
}

// contentName lets an operator know our contents, and tell them apart.
func contentName(key string) string {
	sum := sha256.Sum256([]byte(key))
	return "wainbox_" + hex.EncodeToString(sum[:8])
}
