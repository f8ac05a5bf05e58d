package wainbox_test

import (
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
)

// row says what the packages of one folder, and of those below it that have no
// row of their own, may import of this repository. Code may always import its
// own row; test files may besides import everything under the row's folder.
type row struct {
	folder string
	// may and tests name folders: for all files, and for test files besides.
	// "provider/*" is every concrete provider, "*" everything but examples.
	may, tests []string
	// pure: no I/O, no clock, no goroutine. State and time are arguments.
	pure bool
	// nested: the folder has its own go.mod, and so its own requirements.
	nested bool
	why    string
}

// arrows is the only place that says who may import whom. A new folder needs a
// new row, and a new arrow a reason that holds against "values flow right, and
// only right".
var arrows = []row{
	{folder: ".", tests: all, why: "the root is documentation: users import the packages they need"},
	{folder: "whatsapp", pure: true, why: "the vocabulary is the leftmost package: all others speak it, so it knows none of them"},
	{folder: "window", may: leaf, pure: true, why: "the window is a function of times, whoever asks"},
	{folder: "routing", pure: true, why: "routing serves any inbox: it knows agents and loads, not what the chats carry"},
	{folder: "routing/routingtest", may: []string{"routing"}, pure: true, why: "the suite knows the laws, not who obeys them"},
	{folder: "templates", may: leaf, pure: true, why: "templates are checked the same way for every provider"},
	{folder: "profile", may: leaf, pure: true, why: "profiles are checked the same way for every provider"},
	{folder: "provider", may: []string{"whatsapp", "provider/internal"}, why: "the contract speaks the vocabulary and knows neither its implementations nor its users"},
	{folder: "provider/internal", may: []string{"whatsapp", "provider", "templates", "profile"}, why: "the wire is shared by providers, it knows none of them"},
	{folder: "provider/*", may: adapters, tests: []string{"provider/providertest", "provider/simulator"}, why: "a provider translates: what is done with its events, and what may be sent when, is decided right of it; siblings share only provider/internal"},
	{folder: "provider/providertest", may: adapters, tests: []string{"provider/*", "provider/simulator"}, why: "the suite knows the contract, not who passes it"},
	{folder: "provider/simulator", may: []string{"whatsapp", "provider", "provider/internal", "profile"}, tests: []string{"window", "templates", "provider/*", "provider/providertest"}, why: "the simulator's rules are its own reading of the platform: sharing window's or templates' checks would hide the same mistake twice"},
	{folder: "inbox", may: []string{"whatsapp", "window", "routing", "templates", "profile", "provider"}, tests: all, why: "the inbox works with any provider and any store: the host hands it one"},
	{folder: "inbox/memstore", may: stored, tests: all, why: "a store keeps what it is given and decides nothing"},
	{folder: "inbox/sqlstore", may: stored, tests: all, nested: true, why: "a store keeps what it is given and decides nothing"},
	{folder: "inbox/storetest", may: []string{"whatsapp", "routing", "provider", "inbox"}, tests: all, why: "the suite knows the contract, not who passes it; its simulation runs engines, which take a provider's deliveries"},
	{folder: "examples", may: all, nested: true, why: "examples show everything; they are shown to people, not imported"},
}

var (
	all      = []string{"*"}
	leaf     = []string{"whatsapp"}
	adapters = []string{"whatsapp", "provider", "provider/internal", "templates", "profile"}
	stored   = []string{"whatsapp", "routing", "inbox"}
)

// TestDependencies holds every Go file of the repository, in all its modules,
// against the rules of deps_rules_test.go.
func TestDependencies(t *testing.T) {
	files, err := sources(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	for _, broken := range check(files) {
		t.Error(broken)
	}
}

// TestRequirements keeps the root module light: what it requires, everybody
// who imports wainbox downloads.
func TestRequirements(t *testing.T) {
	mod, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	for _, broken := range checkRequirements(string(mod)) {
		t.Error(broken)
	}
}

// sources reads all Go files that the go command would read, with those of
// nested modules.
func sources(root fs.FS) ([]source, error) {
	var files []source
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && name != "." && (strings.ContainsAny(d.Name()[:1], "._") || d.Name() == "testdata") {
			return fs.SkipDir
		}
		if d.IsDir() || path.Ext(name) != ".go" {
			return nil
		}
		text, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		file, err := parse(name, string(text))
		files = append(files, file)
		return err
	})
	return files, err
}
