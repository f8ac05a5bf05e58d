package main

import (
	"bytes"
	"context"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/wainbox/wainbox/provider/simulator"
)

// with runs wactl with an environment.
func with(env map[string]string, args ...string) (code int, out, errs string) {
	var o, e bytes.Buffer
	code = run(args, func(name string) string { return env[name] }, nil, &o, &e)
	return code, o.String(), e.String()
}

// account is a simulated number in whose chat a customer wrote just now.
func account(t *testing.T) (*simulator.Simulator, map[string]string) {
	t.Helper()
	sim, err := simulator.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(sim.Handler())
	t.Cleanup(server.Close)
	if _, err := sim.Write(context.WithoutCancel(t.Context()), simulator.Inbound{From: "16505550123", Text: "hello"}); err != nil {
		t.Fatal(err)
	}
	return sim, map[string]string{
		"WAINBOX_NUMBER_ID": simulator.DefaultNumberID, "WAINBOX_WABA_ID": simulator.DefaultWABA,
		"WAINBOX_TOKEN": simulator.DefaultToken, "WAINBOX_VERIFY_TOKEN": simulator.DefaultVerifyToken,
		"WAINBOX_GRAPH_URL": server.URL,
	}
}

func TestSend(t *testing.T) {
	t.Parallel()
	sim, env := account(t)
	tests := map[string]struct {
		args      []string
		code      int
		out, errs string
	}{
		"a text":        {[]string{"-to", "16505550123", "on", "its", "way"}, 0, `{"id":"wamid.`, ""},
		"a template":    {[]string{"-to", "16505550199", "-template", "hello_world"}, 0, `{"id":"wamid.`, ""},
		"a file":        {[]string{"-to", "16505550123", "-media", "image", "-link", "https://example.com/a.jpg", "a lamp"}, 0, `{"id":"wamid.`, ""},
		"nothing":       {[]string{"-to", "16505550123"}, 1, "", "text.body: required"},
		"nobody":        {[]string{"hello"}, 1, "", "to: "},
		"too late":      {[]string{"-to", "16505550199", "hello"}, 1, "", "window"},
		"an odd flag":   {[]string{"-nowhere"}, 2, "", "-nowhere"},
		"help":          {[]string{"-h"}, 0, "", "TWILIO_AUTH_TOKEN"},
		"nobody's name": {[]string{"-provider", "pigeon"}, 2, "", "pigeon"},
		"no account":    {[]string{"-provider", "onemsg"}, 2, "", "ONEMSG_TOKEN"},
	}
	for name, tt := range tests {
		code, out, errs := with(env, append([]string{"send"}, tt.args...)...)
		if code != tt.code || !strings.HasPrefix(out, tt.out) || (tt.out == "") != (out == "") || !strings.Contains(errs, tt.errs) {
			t.Errorf("%s: exit code %d, %q, %q", name, code, out, errs)
		}
	}
	if n := len(sim.Sends()); n != 3 {
		t.Errorf("%d sends arrived, want the 3 that were accepted", n)
	}
}

func TestDoctor(t *testing.T) {
	t.Parallel()
	_, env := account(t)
	code, out, errs := with(env, "doctor")
	for _, step := range []string{"credentials", "number", "subscription", "webhook", "callback", "templates"} {
		if !strings.Contains(out, step) {
			t.Errorf("%s is not looked at", step)
		}
	}
	if code == exitUsage || errs != "" {
		t.Errorf("exit code %d, %s", code, errs)
	}
	env["WAINBOX_TOKEN"] = "another"
	code, out, _ = with(env, "doctor")
	if code != exitFailed || !strings.Contains(out, "failed   credentials") || !strings.Contains(out, "to do:") {
		t.Errorf("a wrong token: exit code %d\n%s", code, out)
	}
	if strings.Contains(out, "another") {
		t.Error("the token is printed")
	}
	if code, _, _ := with(env, "doctor", "more"); code != exitUsage {
		t.Errorf("an argument too many: exit code %d", code)
	}
}

// TestTheREADMEShowsTheTable: what the README says is what the program prints.
func TestTheREADMEShowsTheTable(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	code, out, errs := with(nil, "capabilities")
	if code != 0 || errs != "" {
		t.Fatalf("exit code %d, %s", code, errs)
	}
	if !strings.Contains(string(readme), "\n"+out+"\n") {
		t.Errorf("the README's table is another than this:\n%s", out)
	}
	if code, _, _ := with(nil, "capabilities", "more"); code != exitUsage {
		t.Errorf("an argument too many: exit code %d", code)
	}
}
