package main

import (
	"context"
	"errors"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/wainbox/wainbox/provider"
)

// outcome is how a step ended on one line.
type outcome struct {
	word  string // ok, lossy with what was dropped, not carried, or what is wrong
	more  string
	wrong bool // it is not what was foreseen
}

// take does a step on one line and holds it to what was foreseen. What is not
// carried is tried all the same: it must be refused.
func (s step) take(ctx context.Context, t *talk) outcome {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second) // what hangs on one line holds up no other
	defer cancel()
	foreseen := s.foresee(t.Capabilities())
	got, err := s.do(ctx, t)
	switch {
	case foreseen == provider.No && errors.Is(err, provider.Unsupported):
		return outcome{word: "not carried", more: "no request was made"}
	case err != nil:
		return outcome{word: err.Error(), wrong: true}
	case foreseen == provider.No:
		return outcome{word: "carried", wrong: true}
	case len(got.dropped) > 0:
		return outcome{"lossy: " + strings.Join(got.dropped, ", "), got.words, foreseen == provider.Full}
	default:
		return outcome{word: "ok", more: got.words} // if it was foreseen to be lossy, there was nothing to lose
	}
}

// row is a step with its outcome on each line.
type row struct {
	step     string
	outcomes []outcome
}

// play has the whole conversation, with a night in between: each step on all
// lines at once.
func (w *world) play(ctx context.Context, out io.Writer) ([]row, error) {
	w.foretell(out)
	var rows []row
	for _, steps := range [][]step{today, tomorrow} {
		for _, s := range steps {
			r := row{s.name, make([]outcome, len(w.talks))}
			var talking sync.WaitGroup
			for i, t := range w.talks {
				talking.Go(func() { r.outcomes[i] = s.take(ctx, t) })
			}
			talking.Wait()
			w.tell(out, r)
			rows = append(rows, r)
			if err := w.sim.Idle(ctx); err != nil {
				return rows, err
			}
		}
		w.clock.advance(25 * time.Hour)
	}
	return rows, nil
}
