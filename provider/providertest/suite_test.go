package providertest_test

import (
	"context"
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/providertest"
	"github.com/wainbox/wainbox/whatsapp"
)

// recorder is a test that may fail.
type recorder struct {
	ctx context.Context

	mu      sync.Mutex
	failed  []string
	skipped bool
}

func (r *recorder) Helper()                  {}
func (r *recorder) Context() context.Context { return r.ctx }
func (r *recorder) Errorf(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.failed = append(r.failed, fmt.Sprintf(format, args...))
}

func (r *recorder) Fatalf(format string, args ...any) {
	r.Errorf(format, args...)
	runtime.Goexit()
}

func (r *recorder) Skipf(string, ...any) {
	r.skipped = true
	runtime.Goexit()
}

// record runs a case to its end.
func record(t *testing.T, c providertest.Case, rig providertest.Rig) *recorder {
	t.Helper()
	r := &recorder{ctx: t.Context()}
	done := make(chan struct{})
	go func() {
		defer close(done)
		c.Check(r, rig)
	}()
	<-done
	return r
}

func TestBreakers(t *testing.T) {
	t.Parallel()
	caught := map[string]bool{}
	for _, b := range slices.Concat(breakers, receiveBreakers, actionBreakers()) {
		caught[b.caughtBy] = true
		t.Run(b.caughtBy+"/"+b.name, func(t *testing.T) {
			t.Parallel()
			i := slices.IndexFunc(providertest.Cases(), func(c providertest.Case) bool { return c.Name == b.caughtBy })
			if i < 0 {
				t.Fatal("no such case")
			}
			f := newFake()
			rig := f.rig(b.fault(f))
			if f.caps.Send[whatsapp.KindTemplate] == provider.Full {
				rig.Samples = append(rig.Samples, templateSample())
			}
			if r := record(t, providertest.Cases()[i], rig); len(r.failed) == 0 {
				t.Error("not caught")
			}
		})
	}
	for _, c := range providertest.Cases() {
		if !caught[c.Name] {
			t.Errorf("no breaker shows that %q catches anything", c.Name)
		}
	}
}

// TestAbilities checks that every ability there is has a case of its own, and
// that a flag which does not agree with its interface is found.
func TestAbilities(t *testing.T) {
	t.Parallel()
	cases := map[string]providertest.Case{}
	for _, c := range providertest.Cases() {
		cases[c.Name] = c
	}
	for a := range provider.AllAbilities.All() {
		if _, ok := cases["ability/"+a.String()]; !ok {
			t.Errorf("no case %q", "ability/"+a.String())
		}
		f := newFake()
		f.caps.Abilities &^= a
		if r := record(t, cases["capabilities/flags agree with interfaces"], f.rig(f)); len(r.failed) != 1 {
			t.Errorf("%s is not declared: %q", a, r.failed)
		}
	}
}

func templateSample() whatsapp.Outbound {
	return whatsapp.Outbound{To: whatsapp.Address{Phone: "16505550123"}, Content: whatsapp.Template{
		Name: "order_ready", Language: "en_US",
		Components: []whatsapp.Component{{Type: "body", Parameters: []whatsapp.Parameter{{Type: "text", Text: "x"}}}},
	}}
}

// TestCapable checks that a provider of few abilities is not failed for what
// it does not have.
func TestCapable(t *testing.T) {
	t.Parallel()
	f := newFake()
	f.caps.Abilities = 0
	rig := f.rig(struct{ provider.Provider }{f})
	rig.Handshake, rig.Logged = nil, nil
	var skipped []string
	for _, c := range providertest.Cases() {
		r := record(t, c, rigOf(rig))
		for _, failure := range r.failed {
			t.Errorf("%s: %s", c.Name, failure)
		}
		if r.skipped {
			skipped = append(skipped, c.Name)
		}
	}
	var want []string
	for _, c := range providertest.Cases() {
		if strings.HasPrefix(c.Name, "ability/") ||
			slices.Contains([]string{"secrets/not in logs", "webhook/acknowledged as stored"}, c.Name) {
			want = append(want, c.Name)
		}
	}
	if !reflect.DeepEqual(skipped, want) {
		t.Errorf("skipped %q, want %q", skipped, want)
	}
}

// rigOf is the same rig with a provider of its own.
func rigOf(r providertest.Rig) providertest.Rig {
	f := newFake()
	f.caps.Abilities = 0
	fresh := f.rig(struct{ provider.Provider }{f})
	fresh.Handshake, fresh.Logged = r.Handshake, r.Logged
	return fresh
}
