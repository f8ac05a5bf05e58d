package routing_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/routing"
)

// atFour is a desk that has a chat of every kind: c1 is offered to ana, c2 is
// active at bob, c3 has ended at bob, c4 waits.
const atFour = `
	0 arrive c1 x | queued c1, offered c1 ana 30
	0 arrive c2 y | queued c2, offered c2 bob 30
	0 arrive c3 z | queued c3, offered c3 bob 30
	1 accept c2 bob | accepted c2 bob
	2 accept c3 bob | accepted c3 bob
	3 end c3 | ended c3 bob
	3 away bob |
	4 arrive c4 x | queued c4
`

// What is refused is a typed error, and changes nothing.
func TestRefused(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, event string
		want        error
	}{
		{"an unknown agent becomes available", "5 available zoe", routing.ErrUnknownAgent},
		{"an unknown agent goes away", "5 away zoe", routing.ErrUnknownAgent},
		{"an unknown agent accepts", "5 accept c1 zoe", routing.ErrUnknownAgent},
		{"an unknown agent declines", "5 decline c1 zoe", routing.ErrUnknownAgent},
		{"an unknown agent is assigned", "5 assign c4 zoe", routing.ErrUnknownAgent},
		{"an unknown agent joins", "5 join zoe", routing.ErrUnknownAgent},
		{"an unknown agent is handed a chat", "5 transfer c2 zoe", routing.ErrUnknownAgent},
		{"an unknown chat is handed over", "5 transfer c9 ana", routing.ErrUnknownChat},
		{"a message of an unknown chat", "5 message c9", routing.ErrUnknownChat},
		{"a message of one that waits", "5 message c4", routing.ErrNotActive},
		{"a message of one offered", "5 message c1", routing.ErrNotActive},
		{"a message of one ended", "5 message c3", routing.ErrNotActive},
		{"the transfer of one that waits", "5 transfer c4 ana", routing.ErrNotActive},
		{"the transfer of one offered", "5 transfer c1 ana", routing.ErrNotActive},
		{"the transfer of one ended", "5 transfer c3 ana", routing.ErrNotActive},
		{"the transfer to who has it", "5 transfer c2 bob", routing.ErrSameAgent},
		{"the transfer to one who is not eligible", "5 transfer c2 eve", routing.ErrNotEligible},
		{"the transfer to one who is not a member", "5 transfer c2 kim", routing.ErrNotMember},
		{"the assignment of one that waits to one who is not a member", "5 assign c4 kim", routing.ErrNotMember},
		{"the assignment of one offered to one who is not a member", "5 assign c1 kim", routing.ErrNotMember},
		{"one who is not a member accepts", "5 accept c1 kim", routing.ErrNotOffered},
		{"an unknown chat is accepted", "5 accept c9 ana", routing.ErrUnknownChat},
		{"an unknown chat is declined", "5 decline c9 ana", routing.ErrUnknownChat},
		{"an unknown chat is assigned", "5 assign c9 ana", routing.ErrUnknownChat},
		{"an unknown chat ends", "5 end c9", routing.ErrUnknownChat},
		{"an arrival of one that waits", "5 arrive c4 x", routing.ErrRepeated},
		{"an arrival of one offered", "5 arrive c1 x", routing.ErrRepeated},
		{"an arrival of one active", "5 arrive c2 y", routing.ErrRepeated},
		{"an arrival of one ended", "5 arrive c3 z", routing.ErrRepeated},
		{"another accepts", "5 accept c1 bob", routing.ErrNotOffered},
		{"one accepts what waits", "5 accept c4 ana", routing.ErrNotOffered},
		{"one accepts what they have", "5 accept c2 bob", routing.ErrNotOffered},
		{"one accepts what has ended", "5 accept c3 bob", routing.ErrNotOffered},
		{"another declines", "5 decline c1 bob", routing.ErrNotOffered},
		{"one declines what waits", "5 decline c4 ana", routing.ErrNotOffered},
		{"one declines what they have", "5 decline c2 bob", routing.ErrNotOffered},
		{"one declines what has ended", "5 decline c3 bob", routing.ErrNotOffered},
		{"the end of one that waits", "5 end c4", routing.ErrNotActive},
		{"the end of one offered", "5 end c1", routing.ErrNotActive},
		{"the end of one ended", "5 end c3", routing.ErrNotActive},
		{"the assignment of one active", "5 assign c2 ana", routing.ErrTaken},
		{"the assignment of one ended", "5 assign c3 ana", routing.ErrTaken},
		{"the assignment of one that waits to one who is not eligible", "5 assign c4 eve", routing.ErrNotEligible},
		{"the assignment of one offered to one who is not eligible", "5 assign c1 eve", routing.ErrNotEligible},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			team, _ := readTeam(t, "ana/1 bob eve! kim-")
			for name, w := range map[string]world{
				"desk":   &deskWorld{routing.NewDesk(routing.Rules{Mode: routing.ModeRoundRobin}, team)},
				"oracle": newOracle(routing.Rules{Mode: routing.ModeRoundRobin}, team),
			} {
				for _, id := range []routing.AgentID{"ana", "bob", "eve", "kim"} {
					w.do(0, routing.Event{Do: routing.DoAvailable, Agent: id})
				}
				if diff := cmp.Diff(transcript(t, w, 0, atFour)); diff != "" {
					t.Fatalf("%s\n%s", name, diff)
				}
				before := picture(w)
				at, e := readEvent(t, tt.event)
				all, refused := w.do(at, e)
				if len(refused) != 1 || !errors.Is(refused[0], tt.want) {
					t.Errorf("%s: refused with %v, want %v", name, refused, tt.want)
				}
				if len(all) > 0 {
					t.Errorf("%s: refused, and then %v", name, all)
				}
				if diff := cmp.Diff(before, picture(w)); diff != "" {
					t.Errorf("%s\n%s", name, diff)
				}
			}
		})
	}
}

// picture is all that a world shows of itself.
func picture(w world) (lines []string) {
	d, ok := w.(*deskWorld)
	if !ok {
		return nil
	}
	for _, id := range []routing.ChatID{"c1", "c2", "c3", "c4", "c9"} {
		c, arrived := d.State(id)
		lines = append(lines, fmt.Sprintln(id, arrived, c))
	}
	for _, a := range d.Agents() {
		lines = append(lines, fmt.Sprintln(a))
	}
	next, waits := d.Next()
	return append(lines, fmt.Sprintln(next, waits))
}

func TestAnUnknownActionIsRefused(t *testing.T) {
	t.Parallel()
	d := deskWorld{routing.NewDesk(routing.Rules{Mode: routing.ModeRoundRobin}, nil)}
	_, refused := d.do(0, routing.Event{Do: "dance"})
	field := new(routing.FieldError)
	if len(refused) != 1 || !errors.As(refused[0], &field) || field.Field != "do" {
		t.Error(refused)
	}
}

func TestPresenceTwiceIsNoError(t *testing.T) {
	t.Parallel()
	play(t, []script{
		{name: "available twice", team: "ana+ bob+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 available ana |
			2 available ana |
			3 accept c1 ana | accepted c1 ana`},
		{name: "away twice", team: "ana+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 away ana | withdrawn c1 ana
			2 away ana |
			3 available ana | offered c1 ana 33`},
		{name: "away from the beginning", team: "ana", lines: `
			0 away ana |
			1 arrive c1 | queued c1`},
	})
}
