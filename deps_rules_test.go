package wainbox_test

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

const modulePath = "github.com/wainbox/wainbox"

// maxLines is where a file has certainly become two nouns. Look hard at 300.
const maxLines = 500

// rule names what a file must not do. find returns each offence, in words that
// continue "file: ".
type rule struct {
	name string
	why  string
	find func(source) []string
}

var rules = []rule{
	{"placed", "give its folder a row in the table of deps_test.go, and a reason", unplaced},
	{"arrows", "values flow right, and only right (ARCHITECTURE.md)", wrongArrows},
	{"pure imports", "a pure package takes state and time and returns decisions; I/O belongs to the engine, a store or a provider", impureImports},
	{"pure calls", "time and chance are arguments of a pure function, so that a decision can be replayed", impureCalls},
	{"pure goroutines", "a pure package starts nothing; the host owns the goroutines", goroutines},
	{"no init", "importing a package must do nothing: values are constructed, not registered", inits},
	{"testing", "only the suites may link the testing package into a user's binary", testingImports},
	{"outside", "what the root imports, every user downloads; heavier things live in nested modules", outsideImports},
	{"length", "split it by noun", tooLong},
}

// check returns one line for every offence, with its reason.
func check(files []source) []string {
	var broken []string
	for _, f := range files {
		for _, r := range rules {
			for _, offence := range r.find(f) {
				broken = append(broken, fmt.Sprintf("%s: %s [%s: %s]", f.path, offence, r.name, r.why))
			}
		}
	}
	return broken
}

// place finds the row of a folder and the home that its own imports may stay
// in: the row's folder, or for provider/* the folder of that provider.
func place(folder string) (home string, r row, ok bool) {
	for f := folder; f != "." || folder == "."; f = path.Dir(f) {
		for _, r := range arrows {
			if r.folder == f {
				return f, r, true
			}
		}
		if path.Dir(f) == "provider" {
			_, r, ok = place("provider/*")
			return f, r, ok
		}
	}
	return "", row{}, false
}

func unplaced(f source) []string {
	if _, _, ok := place(f.folder()); ok {
		return nil
	}
	return []string{"no rule says what may be imported here"}
}

func wrongArrows(f source) []string {
	home, r, _ := place(f.folder())
	var found []string
	for _, imported := range f.imports {
		target, ours := ourFolder(imported)
		if !ours {
			continue
		}
		to, toRow, _ := place(target)
		switch {
		case to == home, allows(r.may, to, toRow):
		case f.test() && (allows(r.tests, to, toRow) || strings.HasPrefix(target, home+"/")):
		default:
			found = append(found, fmt.Sprintf("imports %s: %s", target, r.why))
		}
	}
	return found
}

func allows(names []string, home string, r row) bool {
	return slices.Contains(names, home) || slices.Contains(names, r.folder) ||
		slices.Contains(names, "*") && home != "examples"
}

// ourFolder returns the folder of one of our packages.
func ourFolder(imported string) (folder string, ours bool) {
	rest, ours := strings.CutPrefix(imported+"/", modulePath+"/")
	return path.Clean(rest), ours
}

// impure are the packages that do I/O, keep state of their own or start
// something, each with the packages below it; pureParts are the exceptions.
var (
	impure = []string{
		"crypto/rand", "database/sql", "io/fs", "io/ioutil", "log", "net", "os", "path/filepath", "plugin",
		"runtime", "syscall", "testing", "unsafe",
	}
	pureParts = []string{"net/mail", "net/netip", "net/textproto", "net/url"}
)

func impureImports(f source) []string {
	var found []string
	for _, imported := range f.imports {
		outside := !isStd(imported) && !isOurs(imported)
		bad := outside || within(imported, impure) && !slices.Contains(pureParts, imported)
		if f.pure() && bad {
			found = append(found, "imports "+imported)
		}
	}
	return found
}

// impureNames are the functions that read a clock, wait for one or draw from
// the generator that all packages share. A seeded generator is a value.
var impureNames = map[string][]string{
	"time":         {"After", "AfterFunc", "LoadLocation", "Local", "NewTicker", "NewTimer", "Now", "Since", "Sleep", "Tick", "Until"},
	"math/rand":    globalRand,
	"math/rand/v2": globalRand,
}

var globalRand = []string{
	"ExpFloat64", "Float32", "Float64", "Int", "Int31", "Int31n", "Int32", "Int32N", "Int63", "Int63n", "Int64",
	"Int64N", "IntN", "Intn", "N", "NormFloat64", "Perm", "Read", "Seed", "Shuffle", "Uint", "Uint32", "Uint32N",
	"Uint64", "Uint64N", "UintN",
}

func impureCalls(f source) []string {
	var found []string
	for _, s := range f.selected {
		if f.pure() && slices.Contains(impureNames[s.pkg], s.name) {
			found = append(found, fmt.Sprintf("uses %s.%s in line %d", s.pkg, s.name, s.line))
		}
	}
	return found
}

func goroutines(f source) []string {
	var found []string
	for _, line := range f.goLines {
		if f.pure() {
			found = append(found, fmt.Sprintf("starts a goroutine in line %d", line))
		}
	}
	return found
}

func inits(f source) []string {
	if f.hasInit {
		return []string{"has an init function"}
	}
	return nil
}

// suites are the packages whose users are tests.
var suites = []string{"inbox/storetest", "provider/providertest", "routing/routingtest"}

func testingImports(f source) []string {
	if f.test() || within(f.folder(), suites) || !slices.ContainsFunc(f.imports, isTesting) {
		return nil
	}
	return []string{"imports testing outside a test"}
}

func isTesting(imported string) bool { return within(imported, []string{"testing"}) }

// What the root module may import of others, and its tests besides.
var (
	outside     = []string{"golang.org/x/time"}
	outsideTest = []string{"github.com/google/go-cmp", "github.com/jarcoal/httpmock", "github.com/stretchr/testify"}
)

func outsideImports(f source) []string {
	if _, r, _ := place(f.folder()); r.nested {
		return nil
	}
	var found []string
	for _, imported := range f.imports {
		known := isStd(imported) || isOurs(imported) || within(imported, outside) ||
			f.test() && within(imported, outsideTest)
		if !known {
			found = append(found, "imports "+imported)
		}
	}
	return found
}

func tooLong(f source) []string {
	if f.test() || f.lines <= maxLines {
		return nil
	}
	return []string{fmt.Sprintf("has %d lines, more than %d", f.lines, maxLines)}
}

// checkRequirements reads the root's go.mod.
func checkRequirements(mod string) []string {
	const why = "; nothing else without a written reason in ARCHITECTURE.md"
	allowed := slices.Concat(outside, outsideTest)
	var broken []string
	block := ""
	for line := range strings.Lines(mod) {
		line, comment, _ := strings.Cut(strings.TrimSpace(line), "//")
		words := strings.Fields(line)
		switch {
		case len(words) == 0:
			continue
		case words[0] == ")":
			block = ""
			continue
		case len(words) > 1 && words[1] == "(":
			block = words[0]
			continue
		case block != "":
			words = append([]string{block}, words...)
		}
		switch words[0] {
		case "require":
			if strings.TrimSpace(comment) != "indirect" && !slices.Contains(allowed, words[1]) {
				broken = append(broken, "go.mod: requires "+words[1]+why)
			}
		case "exclude", "replace":
			broken = append(broken, "go.mod: "+words[0]+" does not hold for those who import the module")
		case "tool":
			broken = append(broken, "go.mod: tools and what they require live in .ci/lint")
		}
	}
	return broken
}
