package storetest

import (
	"context"
	"errors"
	"fmt"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/whatsapp"
)

var wakingCases = []testCase{
	{name: "tells of jobs that were added before", needs: waker, run: tellsBefore},
	{name: "tells who waits", needs: waker, run: tellsWaiting},
	{name: "tells of jobs that follow from facts", needs: waker, run: tellsFollow},
	{name: "tells what comes after somebody gave up", needs: waker, run: tellsAfterGivenUp},
	{name: "ends with its context", needs: waker, run: waitEnds},
}

// wait waits, but not for ever.
func (k *kit) wait() error {
	w, _ := k.Store.(inbox.Waker)
	ctx, cancel := context.WithTimeout(k.Context(), patience)
	defer cancel()
	return w.Wait(ctx)
}

func tellsBefore(k *kit) {
	k.write(add(send("a", "", 0)))
	if err := k.wait(); err != nil {
		k.Errorf("nothing was told of a job that was added: %v", err)
	}
}

func tellsWaiting(k *kit) {
	for n := range 20 {
		k.together(2, func(worker int) error {
			if worker == 0 {
				return k.wait()
			}
			return k.try(add(send(id(inbox.MessageID("m"), n), "", 0)))
		})
	}
}

func tellsFollow(k *kit) {
	k.write(insert(queued("out")))
	f := byRef("out", whatsapp.Failed, 0)
	f.Failure = &whatsapp.Failure{Code: 131047, Class: whatsapp.WindowClosed}
	k.write(learn(f))
	if err := k.wait(); err != nil {
		k.Errorf("nothing was told of a job that followed: %v", err)
	}
}

func tellsAfterGivenUp(k *kit) {
	w, _ := k.Store.(inbox.Waker)
	ctx, cancel := context.WithCancel(k.Context())
	cancel()
	for range 3 { // it may tell of nothing first
		_ = w.Wait(ctx)
	}
	k.write(add(send("a", "", 0)))
	if err := k.wait(); err != nil {
		k.Errorf("nothing was told of a job that was added after a Wait was given up: %v", err)
	}
}

// waitEnds takes what a store tells of nothing: it may.
func waitEnds(k *kit) {
	w, _ := k.Store.(inbox.Waker)
	ctx, cancel := context.WithCancel(k.Context())
	cancel()
	if err := w.Wait(ctx); !errors.Is(err, context.Canceled) {
		k.Fatalf("after its context ended Wait returned %v", err)
	}
	ctx, cancel = context.WithCancel(k.Context())
	defer cancel()
	k.together(2, func(worker int) error {
		if worker == 1 {
			cancel()
			return nil
		}
		for ended := false; ; {
			err := w.Wait(ctx)
			if errors.Is(err, context.Canceled) {
				return nil
			}
			if err != nil || ended {
				return fmt.Errorf("while its context ended Wait went on: %w", errors.Join(err, errWaited))
			}
			ended = ctx.Err() != nil
		}
	})
}

var errWaited = errors.New("it did not tell that the context had ended")
