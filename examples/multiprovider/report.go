package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"text/tabwriter"

	"github.com/wainbox/wainbox/inbox"
)

// foretell prints what is known before anything is sent.
func (w *world) foretell(out io.Writer) {
	var rows []row
	for _, s := range slices.Concat(today, tomorrow) {
		r := row{step: s.name}
		for _, t := range w.talks {
			r.outcomes = append(r.outcomes, outcome{word: s.foresee(t.Capabilities()).String()})
		}
		rows = append(rows, r)
	}
	w.table(out, "FORESEEN", rows)
}

// tell prints a step as it happens.
func (w *world) tell(out io.Writer, r row) {
	fmt.Fprintln(out, r.step)
	for i, o := range r.outcomes {
		fmt.Fprintf(out, "  %-10s %s  %s\n", w.talks[i].name(), o.word, o.more)
	}
}

// table prints all steps side by side.
func (w *world) table(out io.Writer, title string, rows []row) {
	t := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprint(t, title)
	for _, talk := range w.talks {
		fmt.Fprint(t, "\t", talk.name())
	}
	for _, r := range rows {
		fmt.Fprint(t, "\n", r.step)
		for _, o := range r.outcomes {
			fmt.Fprint(t, "\t", o.word)
		}
	}
	fmt.Fprint(t, "\n\n")
	_ = t.Flush()
}

// audit prints the end: the outcomes, and what the simulator and the endpoints
// counted. It is an error if any of it, or of what the inbox kept aside, is not
// as it should be.
func (w *world) audit(ctx context.Context, out io.Writer, rows []row) error {
	fmt.Fprintln(out)
	w.table(out, "OUTCOME", rows)
	var wrong []error
	for _, r := range rows {
		for i, o := range r.outcomes {
			if o.wrong {
				wrong = append(wrong, fmt.Errorf("%s: %s: %s", w.talks[i].name(), r.step, o.word))
			}
		}
	}
	arrived := map[string]int{}
	for _, send := range w.sim.Sends() {
		arrived[send.Number]++
	}
	for _, t := range w.talks {
		e := t.endpoint
		fmt.Fprintf(out, "%-10s %d answers sent and %d arrived; %d callbacks verified and stored, %d forged and refused\n",
			t.name(), t.sent, arrived[t.number], e.stored, e.forged)
		if arrived[t.number] != t.sent || e.forged != 1 || e.other > 0 {
			wrong = append(wrong, fmt.Errorf("%s: answers or callbacks do not add up", t.name()))
		}
	}
	for kept, err := range w.store.Kept(ctx, inbox.KeptQuery{}) {
		if err != nil {
			return err
		}
		wrong = append(wrong, fmt.Errorf("%s: a callback is kept: %s %s", kept.Provider, kept.Reason, kept.Problem))
	}
	return errors.Join(wrong...)
}
