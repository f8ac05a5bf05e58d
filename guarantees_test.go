package wainbox_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	provedByTest = regexp.MustCompile("`([a-z0-9/]+)\\.((?:Test|Fuzz)\\w+)`")
	provedByCase = regexp.MustCompile("`(storetest|providertest|routingtest): ([^`]+)`")
)

// A promise without a test is not made: every test and case that GUARANTEES.md
// names is there.
func TestEveryGuaranteeNamesTestsThatExist(t *testing.T) {
	t.Parallel()
	page := read(t, "GUARANTEES.md")
	tests := provedByTest.FindAllStringSubmatch(page, -1)
	if len(tests) < 40 {
		t.Fatalf("GUARANTEES.md names %d tests: is it read right?", len(tests))
	}
	for _, m := range tests {
		if !strings.Contains(textOf(t, m[1], "*_test.go"), "func "+m[2]+"(") {
			t.Errorf("GUARANTEES.md names %s.%s, which is not there", m[1], m[2])
		}
	}
	suites := map[string]string{
		"storetest": textOf(t, "inbox/storetest", "*.go"), "providertest": textOf(t, "provider/providertest", "*.go"),
		"routingtest": textOf(t, "routing/routingtest", "*.go"),
	}
	for _, m := range provedByCase.FindAllStringSubmatch(page, -1) {
		if m[2] != "…" && !strings.Contains(suites[m[1]], `"`+m[2]+`"`) {
			t.Errorf("GUARANTEES.md names a case %q of %s, which is not there", m[2], m[1])
		}
	}
}

func read(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// textOf is the text of the folder's files that match.
func textOf(t *testing.T, folder, pattern string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, pattern))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s has no %s (%v)", folder, pattern, err)
	}
	var all strings.Builder
	for _, file := range files {
		all.WriteString(read(t, file))
	}
	return all.String()
}
