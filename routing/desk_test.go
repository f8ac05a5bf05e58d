package routing_test

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/routing"
)

// script is a case in words. An agent of the team is a name, then + who is
// available from the start, ! who is not eligible, - who is not a member, /2 of
// the capacity, *5 of the level and :fr,de of the skills. A line is when, what is
// done, and after the bar what happens, with its time where that is another: "40
// pass | @30 timed_out c1 ana". An arrival is of a chat, and may say its contact,
// its priority and its needs: "3 arrive c1 x !2 :fr,de".
type script struct {
	name  string
	rules routing.Rules // round robin where no mode is said
	team  string
	lines string
	from  int64 // when it is 0, in seconds since 1970
}

// happened is an effect and when.
type happened struct {
	At    int64
	Kind  routing.EffectKind
	Chat  routing.ChatID
	Agent routing.AgentID
	From  routing.AgentID
	Until int64
}

// world is what carries a script out: a desk, and the oracle beside it.
type world interface {
	// do is an event, or time that passes where nothing is done. refused are the
	// errors that it may be refused with; none when it is not.
	do(at int64, e routing.Event) (all []happened, refused []error)
}

// play holds both worlds against scripts.
func play(t *testing.T, scripts []script) {
	t.Helper()
	for _, s := range scripts {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			if s.rules.Mode == "" {
				s.rules.Mode = routing.ModeRoundRobin
			}
			if err := s.rules.Validate(); err != nil {
				t.Fatal(err)
			}
			team, present := readTeam(t, s.team)
			for name, w := range map[string]world{
				"desk": &deskWorld{routing.NewDesk(s.rules, team)}, "oracle": newOracle(s.rules, team),
			} {
				for _, id := range present {
					if all, refused := w.do(s.from, routing.Event{Do: routing.DoAvailable, Agent: id}); all != nil || refused != nil {
						t.Fatal(all, refused)
					}
				}
				if diff := cmp.Diff(transcript(t, w, s.from, s.lines)); diff != "" {
					t.Errorf("%s\n%s", name, diff)
				}
			}
		})
	}
}

// transcript is the lines of a script as they should be, and as they are.
func transcript(t *testing.T, w world, from int64, lines string) (want, got []string) {
	t.Helper()
	for line := range strings.Lines(lines) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		did, then, ok := strings.Cut(line, "|")
		if did, then = strings.TrimSpace(did), strings.TrimSpace(then); !ok {
			t.Fatalf("no bar: %q", line)
		}
		at, e := readEvent(t, did)
		all, refused := w.do(from+at, e)
		for i := range all {
			all[i].At, all[i].Until = all[i].At-from, all[i].Until-from
		}
		want = append(want, did+" | "+then)
		got = append(got, did+" | "+strings.Join(append(inWords(at, all), reasons(refused)...), ", "))
	}
	return want, got
}

func inWords(now int64, all []happened) []string {
	var words []string
	for _, h := range all {
		w := string(h.Kind) + " " + string(h.Chat)
		if h.At != now {
			w = fmt.Sprintf("@%d %s", h.At, w)
		}
		if h.Agent != "" {
			w += " " + string(h.Agent)
		}
		if h.Kind == routing.EffectOffered {
			w += " " + strconv.FormatInt(h.Until, 10)
		}
		if h.From != "" {
			w += " from " + string(h.From)
		}
		words = append(words, w)
	}
	return words
}

func reasons(refused []error) []string {
	var words []string
	for _, err := range refused {
		words = append(words, "refused: "+strings.TrimPrefix(err.Error(), "routing: "))
	}
	return words
}

var teamWord = regexp.MustCompile(`^(\w+)(\+?)(!?)(-?)(?:/(\d+))?(?:\*(\d+))?(?::([\w,]+))?$`)

func readTeam(t *testing.T, words string) (team []routing.Member, present []routing.AgentID) {
	t.Helper()
	for word := range strings.FieldsSeq(words) {
		m := teamWord.FindStringSubmatch(word)
		if m == nil {
			t.Fatalf("not an agent: %q", word)
		}
		one := routing.Member{ID: routing.AgentID(m[1]), Barred: m[3] != "", Outside: m[4] != "", Skills: skills(m[7])}
		one.Capacity, _ = strconv.Atoi(m[5])
		one.Level, _ = strconv.Atoi(m[6])
		team = append(team, one)
		if m[2] != "" {
			present = append(present, one.ID)
		}
	}
	return team, present
}

// skills reads "fr,de".
func skills(words string) (all []routing.Skill) {
	for s := range strings.FieldsFuncSeq(words, func(r rune) bool { return r == ',' }) {
		all = append(all, routing.Skill(s))
	}
	return all
}

func readEvent(t *testing.T, words string) (int64, routing.Event) {
	t.Helper()
	f := append(strings.Fields(words), "", "")
	at, err := strconv.ParseInt(f[0], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	e := routing.Event{Do: routing.Action(f[1])}
	switch e.Do {
	case "pass":
		return at, routing.Event{}
	case routing.DoAvailable, routing.DoAway, routing.DoJoin:
		e.Agent = routing.AgentID(f[2])
	case routing.DoArrive:
		e.Chat = routing.ChatID(f[2])
		for _, word := range f[3:] {
			switch {
			case strings.HasPrefix(word, "!"):
				e.Priority, _ = strconv.Atoi(word[1:])
			case strings.HasPrefix(word, ":"):
				e.Needs = skills(word[1:])
			case word != "":
				e.Contact = routing.ContactID(word)
			}
		}
	case routing.DoAccept, routing.DoDecline, routing.DoAssign, routing.DoTransfer, routing.DoEnd, routing.DoMessage:
		e.Chat, e.Agent = routing.ChatID(f[2]), routing.AgentID(f[3])
	default:
		t.Fatalf("nothing to do: %q", words)
	}
	return at, e
}

// deskWorld is the desk in seconds.
type deskWorld struct{ *routing.Desk }

func (w *deskWorld) do(at int64, e routing.Event) (all []happened, refused []error) {
	tell := func(at time.Time, e routing.Effect) {
		if e.Kind == routing.EffectExplained {
			return
		}
		h := happened{At: at.Unix(), Kind: e.Kind, Chat: e.Chat, Agent: e.Agent, From: e.From}
		if !e.Until.IsZero() {
			h.Until = e.Until.Unix()
		}
		all = append(all, h)
	}
	if e.Do == "" {
		w.Advance(second(at), tell)
		return all, nil
	}
	if err := w.Do(second(at), e, tell); err != nil {
		refused = []error{err}
	}
	return all, refused
}

func second(at int64) time.Time { return time.Unix(at, 0).UTC() }
