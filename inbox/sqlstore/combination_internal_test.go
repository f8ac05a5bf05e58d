package sqlstore

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/routing"
)

// settled waits until all that was asked for is judged.
func settled(s *Store) {
	until(func() bool {
		s.demands.mu.Lock()
		defer s.demands.mu.Unlock()
		for _, d := range s.demands.all {
			if !d.judged {
				return false
			}
		}
		return true
	})
}

// checkPlaces checks that whole pools have the places of all who belong into
// them, that no pool has others, and that they say what they must.
func checkPlaces(t *testing.T, s *Store) {
	t.Helper()
	const belong = `SELECT n.seat, p.id FROM named n JOIN pool p ON p.inbox = n.inbox AND p.name = n.name`
	for what, query := range map[string]string{
		"missing":  belong + ` WHERE p.upto IS NULL EXCEPT SELECT seat, pool FROM place`,
		"too many": `SELECT seat, pool FROM place EXCEPT ` + belong,
		"wrong": `SELECT p.seat, p.pool FROM place p JOIN standing v ON v.seat = p.seat WHERE p.able <> v.able OR v.able AND
			(p.turn, p.position, p.level, p.load, p.ended) <> (v.turn, v.position, v.level, v.load, v.ended)`,
		"miscounted": `SELECT id, members FROM pool p WHERE members <> (SELECT count(*) FROM place WHERE pool = p.id)`,
	} {
		var n int
		row := s.reads.QueryRowContext(context.Background(), `SELECT count(*) FROM (`+query+`)`)
		if err := row.Scan(&n); err != nil || n > 0 {
			t.Errorf("%d are %s (%v)", n, what, err)
		}
	}
}

// hired commits agents of one inbox with skills.
func hired(t *testing.T, s *Store, from, to int, skills ...routing.Skill) {
	t.Helper()
	var cs []inbox.Commit
	for n := from; n < to; n++ {
		a := inbox.Agent{ID: inbox.AgentID(fmt.Sprintf("ag%05d", n)), There: true, Skills: skills}
		a.Presence = routing.Presence{Status: routing.StatusAvailable, Until: start.Add(time.Hour)}
		cs = append(cs, inbox.Commit{Puts: []inbox.Put{{Record: a}, {Record: inbox.Seat{Inbox: "i1", Agent: a.ID}}}})
	}
	mustCommit(t, s, cs...)
}

// taught gives agents other skills.
func taught(t *testing.T, s *Store, from, to int, skills ...routing.Skill) {
	t.Helper()
	for n := from; n < to; n++ {
		states, err := s.Load(context.Background(), []inbox.Want{inbox.Agent{ID: inbox.AgentID(fmt.Sprintf("ag%05d", n))}.Key()})
		if err != nil || len(states) != 1 {
			t.Fatal(states, err)
		}
		a, _ := states[0].Record.(inbox.Agent)
		a.Skills = skills
		mustCommit(t, s, inbox.Commit{Puts: []inbox.Put{{Record: a, Version: states[0].Version}}})
	}
}

// asked returns how many of the inbox have all the skills, once what follows from
// asking is done.
func asked(t *testing.T, s *Store, skills ...routing.Skill) int {
	t.Helper()
	found, err := s.Candidates(context.Background(), inbox.CandidateQuery{
		Inbox: "i1", At: start, Query: routing.Query{Order: routing.RoundRobin(), Skills: skills},
	})
	if err != nil {
		t.Fatal(err)
	}
	settled(s)
	return len(found)
}

func swept(t *testing.T, s *Store, times int) {
	t.Helper()
	for range times {
		if err := s.keeper.sweep(); err != nil {
			t.Fatal(err)
		}
	}
}

// pools are the names of those of combinations that are whole.
func pools(t *testing.T, s *Store) []string {
	t.Helper()
	all, err := s.reader.pooled()
	if err != nil {
		t.Fatal(err)
	}
	names := []string{}
	for _, p := range all {
		if p.whole {
			names = append(names, p.name)
		}
	}
	slices.Sort(names)
	return names
}

const deFr = `&["de","fr"]`

// Of agents "both" have two skills, and "one" each have one of them. 20 are not
// yet many.
func TestPoolOfACombination(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name      string
		both, one int
		then      func(t *testing.T, s *Store)
		want      []string
	}{
		{"is made when it was asked for", 1, 66, nil, []string{deFr}},
		{"of nobody", 0, 66, func(t *testing.T, s *Store) { t.Helper(); asked(t, s, "fr", "de", "de") }, []string{deFr}},
		{"is not made where few have the rarest skill", 10, 64, nil, nil},
		{"is not made where many have all skills", 21, 66, nil, nil},
		{"is not made where most of the rarest have all skills", 20, 3, nil, nil},
		{"is kept while it is asked for", 1, 66, func(t *testing.T, s *Store) {
			t.Helper()
			for range 3 {
				swept(t, s, day-1)
				asked(t, s, "de", "fr")
			}
		}, []string{deFr}},
		{"is dropped when it was not asked for in a day", 1, 66, func(t *testing.T, s *Store) {
			t.Helper()
			swept(t, s, day+1)
		}, nil},
		{"is made once they are rarer", 21, 66, func(t *testing.T, s *Store) {
			t.Helper()
			taught(t, s, 0, 10, "de")
			if asked(t, s, "de", "fr"); len(pools(t, s)) > 0 {
				t.Error("they were counted again at once")
			}
			swept(t, s, hour)
			asked(t, s, "de", "fr")
		}, []string{deFr}},
		{"is dropped once they are many", 20, 66, func(t *testing.T, s *Store) {
			t.Helper()
			taught(t, s, 20, 22, "de", "fr")
			if got := pools(t, s); !slices.Equal(got, []string{deFr}) {
				t.Errorf("before they are counted there are %q", got)
			}
			swept(t, s, hour)
		}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := fresh(t, &Options{Synchronous: Normal})
			s.demands.many = 20
			hired(t, s, 0, tt.both, "de", "fr")
			hired(t, s, tt.both, tt.both+tt.one, "de")
			hired(t, s, tt.both+tt.one, tt.both+2*tt.one, "fr", "es")
			if got := asked(t, s, "de", "fr"); got != tt.both {
				t.Errorf("%d have both, not %d", got, tt.both)
			}
			if tt.then != nil {
				tt.then(t, s)
			}
			if got := pools(t, s); !slices.Equal(got, tt.want) {
				t.Errorf("pools are %q, not %q", got, tt.want)
			}
			checkPlaces(t, s)
		})
	}
}

// Nothing but its pool is walked for a combination that has one: who loses their
// place there, as nobody does, is not found.
func TestPoolIsUsed(t *testing.T) {
	t.Parallel()
	s := fresh(t, nil)
	hired(t, s, 0, 3, "de", "fr")
	hired(t, s, 3, 103, "de", "fr", "es")
	hired(t, s, 103, 203, "es")
	for _, want := range []int{100, 100} {
		if got := asked(t, s, "es", "fr"); got != want {
			t.Fatalf("%d are found, not %d", got, want)
		}
	}
	if got := pools(t, s); len(got) > 0 {
		t.Fatalf("where it saves three looks there is %q", got)
	}
	s.demands.few = 2
	swept(t, s, hour)
	asked(t, s, "es", "fr")
	if _, err := s.conn.ExecContext(context.Background(), `DELETE FROM place WHERE pool = (SELECT id FROM pool WHERE name > '&')
		AND seat IN (SELECT number FROM seat ORDER BY number DESC LIMIT 150)`); err != nil {
		t.Fatal(err)
	}
	for _, q := range []routing.Order{routing.RoundRobin(), {routing.ByPosition}} {
		found, err := s.Candidates(context.Background(), inbox.CandidateQuery{
			Inbox: "i1", At: start, Query: routing.Query{Order: q, Skills: []routing.Skill{"fr", "es"}},
		})
		if err != nil || len(found) != 50 {
			t.Errorf("by %q %d were found (%v)", q, len(found), err)
		}
	}
}
