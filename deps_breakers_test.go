package wainbox_test

import (
	"path"
	"strings"
	"testing"
	"testing/fstest"
)

// breakers are files that break one rule each: a rule that nothing can break
// holds nothing.
var breakers = []struct{ rule, path, text string }{
	{"placed", "util/strings.go", "package util"},
	{"placed", "provider2/p.go", "package provider2"},
	{"arrows", "whatsapp/a.go", imports("window")},
	{"arrows", "whatsapp/a_test.go", imports("provider")},
	{"arrows", "window/a.go", imports("templates")},
	{"arrows", "routing/a.go", imports("whatsapp")},
	{"arrows", "routing/a_test.go", imports("inbox")},
	{"arrows", "routing/a.go", imports("routing/routingtest")},
	{"arrows", "routing/routingtest/a.go", imports("inbox")},
	{"arrows", "templates/a.go", imports("provider")},
	{"arrows", "profile/internal/a.go", imports("inbox")},
	{"arrows", "provider/a.go", imports("provider/cloudapi")},
	{"arrows", "provider/internal/wire/a.go", imports("provider/twilio")},
	{"arrows", "provider/twilio/a.go", imports("inbox")},
	{"arrows", "provider/twilio/a_test.go", imports("routing")},
	{"arrows", "provider/acme/a.go", imports("window")},
	{"arrows", "provider/dialog360/a.go", imports("provider/cloudapi")},
	{"arrows", "provider/simulator/a.go", imports("window")},
	{"arrows", "provider/simulator/a.go", imports("templates")},
	{"arrows", "provider/providertest/a.go", imports("provider/simulator")},
	{"arrows", "inbox/a.go", imports("provider/onemsg")},
	{"arrows", "inbox/a.go", imports("inbox/memstore")},
	{"arrows", "inbox/memstore/a.go", imports("window")},
	{"arrows", "inbox/sqlstore/a.go", imports("inbox/memstore")},
	{"arrows", "inbox/storetest/a.go", imports("window")},
	{"arrows", "inbox/a_test.go", imports("examples/quickstart")},
	{"arrows", "doc.go", imports("whatsapp")},
	{"pure imports", "whatsapp/a.go", `package a; import "net/http"`},
	{"pure imports", "templates/a.go", `package a; import "os/exec"`},
	{"pure calls", "window/a.go", `package a; import "time"; var t = time.Now()`},
	{"pure calls", "window/a.go", `package a; import clock "time"; func f() { clock.Sleep(1) }`},
	{"pure calls", "routing/a.go", `package a; import "math/rand/v2"; var n = rand.IntN(3)`},
	{"pure goroutines", "routing/a.go", "package a; func f() { go f() }"},
	{"no init", "inbox/a.go", "package a; func init() {}"},
	{"no init", "examples/wactl/main.go", "package main; func init() {}"},
	{"testing", "provider/simulator/a.go", `package a; import "testing/iotest"`},
	{"outside", "inbox/a.go", `package a; import "github.com/google/go-cmp/cmp"`},
	{"outside", "provider/a_test.go", `package a; import "example.com/assert"`},
	{"length", "inbox/a.go", "package a" + strings.Repeat("\n", maxLines+1)},
}

// fine are files that break none.
var fine = []struct{ path, text string }{
	{"whatsapp/a.go", `package a; import ("time"; "net/url"); type T struct{ t time.Time; u url.URL }; func (T) init() {}`},
	{"whatsapp/a_test.go", `package a; import ("testing"; "time"; "github.com/google/go-cmp/cmp"); var _ = time.Now`},
	{"routing/a.go", `package a; import "math/rand/v2"; var r = rand.New(rand.NewPCG(1, 2)); var n = r.IntN(3)`},
	{"routing/a_test.go", imports("routing/routingtest")},
	{"routing/routingtest/a.go", `package a; import ("testing"; "github.com/wainbox/wainbox/routing")`},
	{"provider/limiter.go", `package a; import "golang.org/x/time/rate"`},
	{"provider/a_test.go", imports("provider/providertest")},
	{"provider/acme/a.go", imports("provider/internal/wire")},
	{"provider/acme/a_test.go", imports("provider/simulator")},
	{"provider/simulator/a_test.go", imports("provider/acme")},
	{"inbox/a.go", imports("inbox/internal/lane")},
	{"inbox/a_test.go", imports("provider/acme")},
	{"inbox/sqlstore/a_test.go", `package a; import _ "example.com/driver"`},
	{"inbox/long_test.go", "package a" + strings.Repeat("\n", maxLines+1)},
	{"examples/wactl/main.go", imports("examples/internal/flags")},
}

func imports(folder string) string {
	return "package a; import _ \"" + path.Join(modulePath, folder) + `"`
}

func TestRulesCatchBreakers(t *testing.T) {
	caught := map[string]bool{}
	for _, b := range breakers {
		file, err := parse(b.path, b.text)
		if err != nil {
			t.Fatal(err)
		}
		broken := check([]source{file})
		if len(broken) != 1 || !strings.Contains(broken[0], "["+b.rule+": ") {
			t.Errorf("%s breaks the rule %q only; told: %q", b.path, b.rule, broken)
		}
		caught[b.rule] = true
	}
	for _, r := range rules {
		if !caught[r.name] {
			t.Errorf("no breaker shows that the rule %q can fail", r.name)
		}
	}
}

func TestRulesPassTheRest(t *testing.T) {
	for _, f := range fine {
		file, err := parse(f.path, f.text)
		if err != nil {
			t.Fatal(err)
		}
		if broken := check([]source{file}); broken != nil {
			t.Errorf("%s is fine; told: %q", f.path, broken)
		}
	}
}

func TestRequirementsCatchBreakers(t *testing.T) {
	const head = "module m\n\ngo 1.26\n\n"
	for mod, want := range map[string]int{
		"require golang.org/x/time v0.1.0":                                     0,
		"require (\n\tgolang.org/x/time v0.1.0\n\tb.c/d v1.0.0 // indirect\n)": 0,
		"require b.c/d v1.0.0":                                                 1,
		"require (\n\tb.c/d v1.0.0\n\tb.c/e v1.0.0 // because\n)":              2,
		"replace b.c/d => ../d":                                                1,
		"tool (\n\tb.c/d\n)":                                                   1,
	} {
		if broken := checkRequirements(head + mod); len(broken) != want {
			t.Errorf("%q breaks %d rules; told: %q", mod, want, broken)
		}
	}
}

// TestSources shows that nested modules are read, and what the go command
// passes over is not.
func TestSources(t *testing.T) {
	files, err := sources(fstest.MapFS{
		"doc.go":                     {Data: []byte("package a")},
		"inbox/sqlstore/a.go":        {Data: []byte("package a")},
		"inbox/testdata/a.go":        {Data: []byte("not Go")},
		".cache/a.go":                {Data: []byte("not Go")},
		"_old/a.go":                  {Data: []byte("not Go")},
		"provider/twilio/a_test.go":  {Data: []byte("package a")},
		"provider/twilio/sample.txt": {Data: []byte("not Go")},
	})
	if err != nil || len(files) != 3 {
		t.Errorf("read %v, %v; want 3 files", files, err)
	}
}
