package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/routing"
)

// Each scenario of testdata/routes has the lines that it prints beside it, and
// some their summary.
func TestRoute(t *testing.T) {
	t.Parallel()
	scenarios, err := filepath.Glob(filepath.Join("testdata", "routes", "*.json"))
	if err != nil || len(scenarios) < 20 {
		t.Fatal(scenarios, err)
	}
	for _, file := range scenarios {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			for golden, args := range map[string][]string{
				".jsonl": {"route", file}, ".summary": {"route", "-summary", file},
			} {
				want, err := os.ReadFile(strings.TrimSuffix(file, ".json") + golden)
				if os.IsNotExist(err) && golden == ".summary" {
					continue
				}
				if err != nil {
					t.Fatal(err)
				}
				code, out, errs := wactl(nil, args...)
				if code != 0 || errs != "" {
					t.Errorf("exit code %d, %s", code, errs)
				}
				if diff := cmp.Diff(string(want), out); diff != "" {
					t.Error(diff)
				}
			}
		})
	}
}

// scenarioWith is a scenario in which one member is another value, or is left
// out where that is empty.
func scenarioWith(t *testing.T, member, value string) string {
	t.Helper()
	text := map[string]json.RawMessage{
		"mode": json.RawMessage(`"sticky"`), "reassign_after": json.RawMessage("30"), "dials": json.RawMessage("2"),
		"capacity": json.RawMessage("0"), "max_rounds": json.RawMessage("0"), "until": json.RawMessage("600"),
		"agents": json.RawMessage(`[{"id":"ana","proficiency":5,"capacity":2,"eligible":true}]`),
		"events": json.RawMessage(`[{"at":0,"do":"available","agent":"ana"},{"at":3,"do":"arrive","chat":"c1","contact":"x"}]`),
	}
	if text[member] = json.RawMessage(value); value == "" {
		delete(text, member)
	}
	whole, err := json.Marshal(text)
	if err != nil {
		t.Fatal(err)
	}
	return string(whole)
}

const routeLines = `{"at":3,"event":"queued","chat":"c1"}
{"at":3,"event":"offered","chat":"c1","agent":"ana","until":33}
{"at":33,"event":"timed_out","chat":"c1","agent":"ana"}
`

// A scenario that is not in order names the field, and prints no line.
func TestRouteWrongScenario(t *testing.T) {
	t.Parallel()
	agent := func(one string) string { return `[{"id":"ana"},` + one + `]` }
	event := func(one string) string { return `[{"at":5,"do":"available","agent":"ana"},` + one + `]` }
	tests := []struct{ name, member, value, field string }{
		{"no mode", "mode", ``, "mode"},
		{"an unknown mode", "mode", `"random"`, "mode"},
		{"a mode of another type", "mode", `7`, "mode"},
		{"no time for an offer", "reassign_after", `0`, "reassign_after"},
		{"less than none", "reassign_after", `-1`, "reassign_after"},
		{"too long an offer", "reassign_after", `901`, "reassign_after"},
		{"an offer without end", "reassign_after", `9223372036854775807`, "reassign_after"},
		{"half a second", "reassign_after", `1.5`, "reassign_after"},
		{"no dials", "dials", `0`, "dials"},
		{"negative dials", "dials", `-1`, "dials"},
		{"too many dials", "dials", `101`, "dials"},
		{"negative capacity", "capacity", `-1`, "capacity"},
		{"negative rounds", "max_rounds", `-1`, "max_rounds"},
		{"no end", "until", ``, "until"},
		{"an end before the start", "until", `-1`, "until"},
		{"an end far away", "until", `9223372036854775807`, "until"},
		{"an end more than a year away", "until", `31536004`, "until"},
		{"agents of another type", "agents", `{}`, "agents"},
		{"no id", "agents", agent(`{}`), "agents[1].id"},
		{"a duplicate agent", "agents", agent(`{"id":"ana"}`), "agents[1].id"},
		{"no proficiency", "agents", agent(`{"id":"bob","proficiency":0}`), "agents[1].proficiency"},
		{"too much proficiency", "agents", agent(`{"id":"bob","proficiency":101}`), "agents[1].proficiency"},
		{"an agent's negative capacity", "agents", agent(`{"id":"bob","capacity":-1}`), "agents[1].capacity"},
		{"nobody to broadcast to", "broadcast", `0`, "broadcast"},
		{"too wide a broadcast", "broadcast", `33`, "broadcast"},
		{"a broadcast to fewer than none", "broadcast", `-1`, "broadcast"},
		{"no time to relax", "relax_after", `0`, "relax_after"},
		{"too long to relax", "relax_after", `86401`, "relax_after"},
		{"without end to relax", "relax_after", `9223372036854775807`, "relax_after"},
		{"a word for auto accept", "auto_accept", `"yes"`, "auto_accept"},
		{"an unknown policy", "away", `"drop"`, "away"},
		{"a grace in the past", "grace", `-1`, "grace"},
		{"a grace of more than a day", "grace", `86401`, "grace"},
		{"a grace without end", "grace", `9223372036854775807`, "grace"},
		{"a chain of another mode", "chain", `["round_robin"]`, "chain"},
		{"a chain without strategies", "mode", `"chain"`, "chain"},
		{"a chain of numbers", "chain", `[7]`, "chain"},
		{"an unknown strategy", "chain", `["random"]`, "chain"},
		{"a strategy with more than hours", "chain", `[{"mode":"sticky","dials":2}]`, "chain"},
		{"a start without a zone", "start", `"2026-11-30T08:00:00"`, "start"},
		{"a start that is a number", "start", `0`, "start"},
		{"an end that no calendar has", "start", `"9998-12-31T23:59:00Z"`, "until"},
		{"hours without a start", "hours", `{"days":{"monday":[{"from":"09:00","until":"17:00"}]}}`, "start"},
		{"hours of another type", "hours", `"09:00"`, "hours"},
		{"an agent's empty skill", "agents", agent(`{"id":"bob","skills":["fr",""]}`), "agents[1].skills[1]"},
		{"an agent's skill twice", "agents", agent(`{"id":"bob","skills":["fr","fr"]}`), "agents[1].skills[1]"},
		{"too many skills", "agents", agent(`{"id":"bob","skills":["a","b","c","d","e","f","g","h","i","j","k","l","m","n","o","p","q"]}`), "agents[1].skills"},
		{"a member by a word", "agents", agent(`{"id":"bob","member":"no"}`), "agents.member"},
		{"a need twice", "events", event(`{"at":5,"do":"arrive","chat":"c1","needs":["fr","fr"]}`), "events[1].needs[1]"},
		{"half a priority", "events", event(`{"at":5,"do":"arrive","chat":"c1","priority":0.5}`), "events.priority"},
		{"nobody joins", "events", event(`{"at":5,"do":"join"}`), "events[1].agent"},
		{"no chat transferred", "events", event(`{"at":5,"do":"transfer","agent":"ana"}`), "events[1].chat"},
		{"nobody to transfer to", "events", event(`{"at":5,"do":"transfer","chat":"c1"}`), "events[1].agent"},
		{"nobody takes", "events", event(`{"at":5,"do":"take","chat":"c1"}`), "events[1].agent"},
		{"nothing taken", "events", event(`{"at":5,"do":"take","agent":"ana"}`), "events[1].chat"},
		{"a message of no chat", "events", event(`{"at":5,"do":"message","agent":"ana"}`), "events[1].chat"},
		{"eligible by a word", "agents", agent(`{"id":"bob","eligible":"yes"}`), "agents.eligible"},
		{"an agent's member unheard of", "agents", agent(`{"id":"bob","skill":1}`), "skill"},
		{"nothing to do", "events", event(`{"at":5}`), "events[1].do"},
		{"an unknown do", "events", event(`{"at":5,"do":"dance"}`), "events[1].do"},
		{"no time", "events", event(`{"do":"end","chat":"c1"}`), "events[1].at"},
		{"a time before the start", "events", event(`{"at":-1,"do":"end","chat":"c1"}`), "events[1].at"},
		{"a time far away", "events", event(`{"at":9223372036854775807,"do":"end","chat":"c1"}`), "events[1].at"},
		{"events out of order", "events", event(`{"at":4,"do":"end","chat":"c1"}`), "events[1].at"},
		{"events out of order after the end", "events", event(`{"at":900,"do":"end","chat":"c1"},{"at":899,"do":"end","chat":"c1"}`), "events[2].at"},
		{"an unknown do after the end", "events", event(`{"at":900,"do":"dance"}`), "events[1].do"},
		{"no agent available", "events", event(`{"at":5,"do":"available"}`), "events[1].agent"},
		{"no agent away", "events", event(`{"at":5,"do":"away"}`), "events[1].agent"},
		{"no chat arrives", "events", event(`{"at":5,"do":"arrive","contact":"x"}`), "events[1].chat"},
		{"no chat ends", "events", event(`{"at":5,"do":"end"}`), "events[1].chat"},
		{"no agent accepts", "events", event(`{"at":5,"do":"accept","chat":"c1"}`), "events[1].agent"},
		{"no chat accepted", "events", event(`{"at":5,"do":"accept","agent":"ana"}`), "events[1].chat"},
		{"no agent declines", "events", event(`{"at":5,"do":"decline","chat":"c1"}`), "events[1].agent"},
		{"no agent assigned", "events", event(`{"at":5,"do":"assign","chat":"c1"}`), "events[1].agent"},
		{"a member unheard of", "rounds", `3`, "rounds"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			text := scenarioWith(t, tt.member, tt.value)
			for _, args := range [][]string{{"route", "-"}, {"route", "-summary", "-"}} {
				code, out, errs := wactl(strings.NewReader(text), args...)
				if code != 1 || out != "" || !strings.Contains(errs, tt.field+":") && !strings.Contains(errs, `"`+tt.field+`"`) {
					t.Errorf("exit code %d, %q, %q does not name %s", code, out, errs, tt.field)
				}
			}
		})
	}
}

// The bounds themselves are allowed, and what may be left out is.
func TestRouteBounds(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, member, value string }{
		{"as it is", "dials", "2"},
		{"a second", "reassign_after", "1"},
		{"900 seconds", "reassign_after", "900"},
		{"30 seconds where nothing is said", "reassign_after", ""},
		{"one dial", "dials", "1"},
		{"100 dials", "dials", "100"},
		{"dials not said", "dials", ""},
		{"capacity not said", "capacity", ""},
		{"rounds not said", "max_rounds", ""},
		{"proficiency of 1", "agents", `[{"id":"ana","proficiency":1}]`},
		{"proficiency of 100", "agents", `[{"id":"ana","proficiency":100}]`},
		{"nothing but an id", "agents", `[{"id":"ana"}]`},
		{"a broadcast to one", "broadcast", "1"},
		{"a broadcast to 32", "broadcast", "32"},
		{"a second to relax", "relax_after", "1"},
		{"a day to relax", "relax_after", "86400"},
		{"a grace of a day", "grace", "86400"},
		{"chats are kept", "away", `"keep"`},
		{"no skills", "agents", `[{"id":"ana","skills":[]}]`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			code, out, errs := wactl(strings.NewReader(scenarioWith(t, tt.member, tt.value)), "route", "-")
			until, want := `"until":33`, routeLines
			if tt.member == "reassign_after" && tt.value != "" {
				until, want = `"until":`+map[string]string{"1": "4", "900": "903"}[tt.value]+`}`, ""
			}
			if code != 0 || errs != "" || !strings.Contains(out, until) || !strings.HasPrefix(out, want) {
				t.Errorf("exit code %d, %s\n%s", code, errs, out)
			}
		})
	}
}

// A chain's strategies are named by their place.
func TestRouteWrongChain(t *testing.T) {
	t.Parallel()
	for chain, field := range map[string]string{
		`[]`: "chain", `["round_robin","random"]`: "chain[1].mode", `["manual"]`: "chain[0].mode", `["chain"]`: "chain[0].mode",
		`["round_robin","sticky"]`: "chain[1].mode", `[""]`: "chain[0].mode", `"sticky"`: "chain",
		`[{"mode":"random"},"sticky"]`: "chain[0].mode",
		`["proficiency","proficiency","proficiency","proficiency","proficiency","proficiency","proficiency","proficiency","proficiency"]`: "chain",
	} {
		code, out, errs := wactl(strings.NewReader(`{"mode":"chain","until":9,"chain":`+chain+`}`), "route", "-")
		if code != exitFailed || out != "" || !strings.Contains(errs, field+":") && !strings.Contains(errs, `"`+field+`"`) {
			t.Errorf("exit code %d, %q, %q does not name %s", code, out, errs, field)
		}
	}
}

// What is said twice would be a mixture of both.
func TestRouteSaidTwice(t *testing.T) {
	t.Parallel()
	for text, field := range map[string]string{
		`{"mode":"sticky","until":9,"mode":"manual"}`:                                           "mode",
		`{"mode":"sticky","until":9,"Mode":"manual"}`:                                           "Mode",
		`{"mode":"sticky","until":9,"agents":[{"id":"a","eligible":false,"id":"b"}]}`:           "id",
		`{"mode":"sticky","until":9,"agents":[{"id":"a","eligible":false}],"agents":[]}`:        "agents",
		`{"mode":"sticky","until":9,"hours":{"days":{"monday":[]},"days":{}}}`:                  "days",
		`{"mode":"chain","chain":[{"mode":"sticky","mode":"broadcast"},"broadcast"],"until":9}`: "mode",
	} {
		code, out, errs := wactl(strings.NewReader(text), "route", "-")
		if code != exitFailed || out != "" || !strings.Contains(errs, field+": twice") {
			t.Errorf("exit code %d, %q, %q does not name %s", code, out, errs, field)
		}
	}
}

// Hours are wrong where they stand, the inbox's and a strategy's.
func TestRouteWrongHours(t *testing.T) {
	t.Parallel()
	for hours, field := range map[string]string{
		`{"zone":"Mars/Olympus"}`:                            "zone",
		`{"zone":"Local"}`:                                   "zone",
		`{"days":{"monday":[{"from":"9","until":"17:00"}]}}`: "days.monday[0].from",
		`{"holidays":{"Christmas":[]}}`:                      "holidays",
		`{"day":{}}`:                                         "day",
	} {
		for within, member := range map[string]string{
			"hours": `"mode":"sticky","hours":` + hours, "chain[0].hours": `"mode":"chain","chain":[{"mode":"sticky","hours":` + hours + `},"round_robin"]`,
		} {
			code, out, errs := wactl(strings.NewReader(`{"until":9,"start":"2026-11-30T08:00:00Z",`+member+`}`), "route", "-")
			if code != exitFailed || out != "" || !strings.Contains(errs, within+"."+field+":") && !strings.Contains(errs, `"`+field+`"`) {
				t.Errorf("exit code %d, %q, %q does not name %s.%s", code, out, errs, within, field)
			}
		}
	}
}

// The form that is shown has every member that is read.
func TestRouteShowsTheFormOfAScenario(t *testing.T) {
	t.Parallel()
	_, _, form := wactl(nil, "route", "-h")
	for _, part := range []any{scenario{}, scenarioAgent{}, scenarioEvent{}, routing.Hours{}, routing.Interval{}} {
		for _, field := range reflect.VisibleFields(reflect.TypeOf(part)) {
			name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			if name != "" && name != "-" && !strings.Contains(form, `"`+name+`"`) {
				t.Errorf("%q of %T is not there", name, part)
			}
		}
	}
}

func TestRouteCalledWrongly(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, in string
		args     []string
		code     int
	}{
		{"no scenario", "", []string{"route"}, 2},
		{"two scenarios", "", []string{"route", "-", "-"}, 2},
		{"an unknown flag", "", []string{"route", "-x", "-"}, 2},
		{"no file", "", []string{"route", "testdata/routes/missing.json"}, 1},
		{"no JSON", "hello", []string{"route", "-"}, 1},
		{"no object", "[]", []string{"route", "-"}, 1},
		{"two objects", "{} {}", []string{"route", "-"}, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			code, out, errs := wactl(strings.NewReader(tt.in), tt.args...)
			if code != tt.code || out != "" || errs == "" {
				t.Errorf("exit code %d, %q, %q", code, out, errs)
			}
		})
	}
}

// Lines that could not be written are an error.
func TestRouteFullDisk(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"route"}, {"route", "-summary"}} {
		var errs strings.Builder
		code := run(append(args, "testdata/routes/sticky.json"), func(string) string { return "" }, nil, full{}, &errs)
		if code != 1 || !strings.Contains(errs.String(), "full") {
			t.Errorf("exit code %d, %s", code, errs.String())
		}
	}
}

// A scenario prints the same each time.
func TestRouteIsRepeatable(t *testing.T) {
	t.Parallel()
	_, first, _ := wactl(nil, "route", "testdata/routes/deadlines.json")
	for range 20 {
		if _, again, _ := wactl(nil, "route", "testdata/routes/deadlines.json"); again != first {
			t.Fatal(cmp.Diff(first, again))
		}
	}
}

// TestRouteExplains each decision before what it led to, and changes nothing.
func TestRouteExplains(t *testing.T) {
	t.Parallel()
	const scenario = `{"mode":"round_robin","until":40,"agents":[{"id":"ana"},{"id":"bo"}],"events":[
		{"at":0,"do":"available","agent":"ana"},{"at":1,"do":"arrive","chat":"c1"},{"at":2,"do":"decline","agent":"ana","chat":"c1"}]}`
	route := func(args ...string) []string {
		var out, errors strings.Builder
		args = append([]string{"route"}, args...)
		if code := run(append(args, "-"), func(string) string { return "" }, strings.NewReader(scenario), &out, &errors); code != exitOK {
			t.Fatal(code, errors.String())
		}
		return strings.Split(strings.TrimSpace(out.String()), "\n")
	}
	lines, why := route(), []string(nil)
	if all := strings.Join(route("-explain"), "\n"); !strings.Contains(all, `"until":"1970-01-01T00:00:31Z"`) {
		t.Errorf("times are not the scenario's: %s", all)
	}
	left := route("-explain")
	left = slices.DeleteFunc(left, func(line string) bool {
		if explained := strings.Contains(line, `"event":"explained"`); explained {
			_, after, _ := strings.Cut(line, `"why":"`)
			word, _, _ := strings.Cut(after, `"`)
			why = append(why, word)
			return true
		}
		return false
	})
	if !slices.Equal(lines, left) {
		t.Errorf("%q became %q", lines, left)
	}
	if want := []string{"first", "new_round", "new_round"}; !slices.Equal(want, why) {
		t.Error(why)
	}
}
