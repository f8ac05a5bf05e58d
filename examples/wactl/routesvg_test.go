package main

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/routing"
)

const teamFile = "testdata/routes-svg/team.json"

// changesFile has chats that change hands: offered to several at once, handed over
// and returned.
const changesFile = "testdata/routes-svg/changes.json"

// TestRoutePicture holds pictures against files: to make one anew, run the call
// and look at it.
func TestRoutePicture(t *testing.T) {
	t.Parallel()
	for _, file := range []string{teamFile, changesFile} {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			holdPicture(t, file)
		})
	}
}

// Where there are hours, a picture says by which time they go.
func TestRoutePictureHasItsBeginning(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "hours.svg")
	code, _, errs := wactl(nil, "route", "-svg", file, "testdata/routes/hours.json")
	got, err := os.ReadFile(file)
	if code != exitOK || err != nil || !strings.Contains(string(got), "Time 0 is 2026-12-23T15:59:00+01:00.") {
		t.Errorf("exit code %d, %s, %v\n%s", code, errs, err, got)
	}
}

func holdPicture(t *testing.T, scenario string) {
	t.Helper()
	want, err := os.ReadFile(strings.TrimSuffix(scenario, ".json") + ".svg")
	if err != nil {
		t.Fatal(err)
	}
	_, lines, _ := wactl(nil, "route", scenario)
	for range 3 {
		file := filepath.Join(t.TempDir(), "team.svg")
		code, out, errs := wactl(nil, "route", "-svg", file, scenario)
		if code != exitOK || out != lines || errs != "" {
			t.Errorf("exit code %d, %s%s", code, cmp.Diff(lines, out), errs)
		}
		got, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Error(diff)
		}
	}
}

func TestRoutePictureCannotBeWritten(t *testing.T) {
	t.Parallel()
	missing := filepath.Join("testdata", "missing", "team.svg")
	for _, c := range []call{
		{"no such folder", "route -svg " + missing + " " + teamFile, "", exitFailed, "", "missing"},
		{"the standard output", "route -svg - " + teamFile, "", exitUsage, "", "-svg"},
		{"a file and no scenario", "route -svg team.svg", "", exitUsage, "", "usage"},
	} {
		t.Run(c.name, c.run)
	}
}

// TestRoutePictureMarks counts the marks of each kind, of which one is of the
// legend, and looks at where some are: a second is 0.66 pixels.
func TestRoutePictureMarks(t *testing.T) {
	t.Parallel()
	countMarks(t, changesFile, map[string]int{"unanswered": 0, "there": 3, "escalated": 0})
	countMarks(t, teamFile, map[string]int{"unanswered": 1, "there": 4})
	picture := string(readScenario(t, teamFile).picture())
	for _, part := range []string{
		"<title>c1, chat waits, 0:00:20 to 0:00:28</title>\n" + `<rect class="waiting" x="203.2" `,
		"<title>c1, offer: accepted, 0:00:20 to 0:00:28</title>\n" + `<path class="accepted" d="M203.2 `,
		"<title>c1, chat with an agent, 0:00:28 to 0:05:00</title>\n" + `<rect class="active" x="208.4" `,
		"<title>c6, chat waits, 0:24:50 to 0:25:00</title>\n" + `<rect class="waiting" x="1173.4" `,
		`class="in" x="298.6"`, "c&lt;3&gt;", "Zoë &lt;&amp;&gt; &#34;late&#34;",
	} {
		if !strings.Contains(picture, part) {
			t.Errorf("no %s", part)
		}
	}
}

// countMarks holds the marks against what happened, or against own numbers.
func countMarks(t *testing.T, file string, own map[string]int) {
	t.Helper()
	sc := readScenario(t, file)
	picture := string(sc.picture())
	happened := map[routing.EffectKind]int{}
	sc.run(func(l routed) { happened[l.Event]++ })
	marks := map[string]int{
		"waiting":  happened[routing.EffectQueued] + happened[routing.EffectReturned],
		"active":   happened[routing.EffectAccepted] + happened[routing.EffectAssigned] + happened[routing.EffectTransferred],
		"accepted": happened[routing.EffectAccepted], "timedout": happened[routing.EffectTimedOut],
		"declined": happened[routing.EffectDeclined], "withdrawn": happened[routing.EffectWithdrawn],
		"escalated": happened[routing.EffectEscalated],
	}
	maps.Copy(marks, own)
	for class, n := range marks {
		if _, said := own[class]; n == 0 && !said {
			t.Errorf("%s: %s has none", class, file)
		}
		if got := strings.Count(picture, `class="`+class+`"`) - 1; got != n {
			t.Errorf("%s: %d marks in %s, want %d", class, got, file, n)
		}
	}
}

// TestRoutePictureModes holds the columns against what -summary prints of the
// scenario in each mode.
func TestRoutePictureModes(t *testing.T) {
	t.Parallel()
	for _, own := range []routing.Mode{routing.ModeSticky, routing.ModeManual, routing.ModeBroadcast} {
		sc := readScenario(t, teamFile)
		sc.Mode = own
		picture := string(sc.picture())
		var refusals, longest []string
		for i, mode := range sc.allModes() {
			other := *sc
			other.Mode = mode
			data, err := json.Marshal(other)
			if err != nil {
				t.Fatal(err)
			}
			code, out, errs := wactl(bytes.NewReader(data), "route", "-summary", "-")
			var sum routeSummary
			if err := json.Unmarshal([]byte(out), &sum); err != nil || code != exitOK {
				t.Fatal(err, code, errs)
			}
			refusals = append(refusals, fmt.Sprintf("%d of %d", sum.Refused, len(sc.Events)))
			longest = append(longest, lasting(sum.Longest))
			x := plotLeft + i*plotWidth/len(sc.allModes())
			if !strings.Contains(picture, fmt.Sprintf(`<text class="bold" x="%d" `, x)) {
				t.Errorf("no column at %d", x)
			}
		}
		for name, want := range map[string][]string{"Events refused": refusals, "Wait, longest": longest} {
			if diff := cmp.Diff(want, lineOfPicture(picture, name)); diff != "" {
				t.Errorf("%s, %s: %s", own, name, diff)
			}
		}
	}
}

// TestRoutePictureOfAnySize sees that whatever there is fits on the page.
func TestRoutePictureOfAnySize(t *testing.T) {
	t.Parallel()
	odd := `</text><script>"` + "\x00\x1b[31m\u202e\ufffe" + strings.Repeat("長", 200_000)
	for _, tt := range []struct {
		name string
		sc   *scenario
		part string
	}{
		{"nobody and nothing", newScenario(0, 0, 0, 0, ""), "0 of 0"},
		{"from the first event on", newScenario(1, 1, 1_800_000_000, 600, ""), `class="active" x="190"`},
		{"a year", newScenario(1, 3, 0, maxSpan, ""), "hours:minutes"},
		{"odd names", newScenario(2, 3, 0, 600, odd), "&lt;/text&gt;&lt;script&gt;&#34;  [31m"},
		{"a large team's day", newScenario(50, 2000, 0, 36000, ""), "agent 49"},
		{"a larger team", newScenario(60, 200, 0, 3600, ""), ">10 more agents</text>\n<text class=\"note\""},
		{"all wait", withoutAgents(newScenario(3, 2000, 0, 3600, "")), "the others lie in the last lane"},
		{"very many offers", withoutAnswers(newScenario(20, 100, 0, 900, "")), "Pale: several"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if err := tt.sc.check(); err != nil {
				t.Fatal(err)
			}
			picture := tt.sc.picture()
			if len(picture) > 2_000_000 || !bytes.Contains(picture, []byte(tt.part)) {
				t.Errorf("%d bytes, without %s", len(picture), tt.part)
			}
			fits(t, picture)
		})
	}
}

// fits sees that a picture is XML without a script, and all in it on the page.
func fits(t *testing.T, picture []byte) {
	t.Helper()
	height := 0.0
	marks := 0
	for d := xml.NewDecoder(bytes.NewReader(picture)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		of := map[string]string{}
		for _, a := range e.Attr {
			of[a.Name.Local] = a.Value
		}
		number := func(name string) float64 {
			n, err := strconv.ParseFloat(of[name], 64)
			if err != nil && of[name] != "" {
				t.Errorf("%s of %s is %q", name, e.Name.Local, of[name])
			}
			return n
		}
		switch e.Name.Local {
		case "svg":
			height = number("height")
		case "rect", "text":
			if x, y := number("x"), number("y"); x < 0 || y < 0 || x+number("width") > pageWidth || y+number("height") > height {
				t.Errorf("not on the page: %v", of)
			}
		case "g":
			marks++
		case "title", "style", "defs", "marker", "path":
		default:
			t.Errorf("a %s", e.Name.Local)
		}
	}
	if height > 5000 || marks > maxMarks {
		t.Errorf("%g high, %d marks", height, marks)
	}
}

// lineOfPicture is the values beside a name.
func lineOfPicture(picture, name string) []string {
	_, after, _ := strings.Cut(picture, ">"+name+"</text>\n")
	var values []string
	for line := range strings.Lines(after) {
		switch {
		case strings.HasPrefix(line, "<rect"):
		case strings.HasPrefix(line, fmt.Sprintf(`<text class="" x="%d"`, margin)):
			return values
		default:
			_, text, _ := strings.Cut(strings.TrimSuffix(line, "</text>\n"), ">")
			values = append(values, text)
		}
	}
	return values
}

func readScenario(t *testing.T, file string) *scenario {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	sc := new(scenario)
	if err := json.Unmarshal(data, sc); err != nil {
		t.Fatal(err)
	}
	return sc
}
