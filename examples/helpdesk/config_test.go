package main

import (
	"bytes"
	"errors"
	"flag"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/wainbox/wainbox/provider/simulator"
)

func environment(pairs ...string) func(string) string {
	return func(name string) string {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1]
			}
		}
		return ""
	}
}

func TestConfigure(t *testing.T) {
	t.Parallel()
	c, err := configure(nil, environment(), io.Discard)
	must(t, err)
	if c.addr != "127.0.0.1:8080" || c.db != "wainbox.db" || !c.inside || c.account.NumberID != simulator.DefaultNumberID {
		t.Errorf("without settings: %+v", c)
	}
	c, err = configure(nil, environment("WAINBOX_SIMULATOR_URL", "http://127.0.0.1:8090/", "WAINBOX_SEND_TIMEOUT", "2s"), io.Discard)
	must(t, err)
	if c.inside || c.graphURL != "http://127.0.0.1:8090" || c.simulator != c.graphURL || c.sendTimeout != 2*time.Second ||
		c.account.Token != simulator.DefaultToken {
		t.Errorf("with a simulator: %+v", c)
	}
	account := []string{
		"WAINBOX_NUMBER_ID", "1", "WAINBOX_WABA_ID", "2", "WAINBOX_TOKEN", "t", "WAINBOX_APP_SECRET", "s", "WAINBOX_VERIFY_TOKEN", "v",
	}
	c, err = configure(nil, environment(account...), io.Discard)
	must(t, err)
	if c.inside || c.simulator != "" || c.graphURL != "" || c.account.AppSecrets[0] != "s" || c.account.WABA != "2" {
		t.Errorf("with an account: %+v", c)
	}
}

func TestConfigureRefuses(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		env  []string
		want []string
	}{
		{[]string{"WAINBOX_NUMBER_ID", "1", "WAINBOX_TOKEN", "t"}, []string{"WAINBOX_WABA_ID, WAINBOX_APP_SECRET, WAINBOX_VERIFY_TOKEN"}},
		{[]string{"WAINBOX_GRAPH_URL", "http://127.0.0.1:1"}, []string{"WAINBOX_NUMBER_ID", "WAINBOX_VERIFY_TOKEN"}},
		{[]string{"WAINBOX_ADDR", ":8080"}, []string{"WAINBOX_ADDR", "-expose-without-login"}},
		{[]string{"WAINBOX_ADDR", "0.0.0.0:8080"}, []string{"WAINBOX_ADDR"}},
		{[]string{"WAINBOX_ADDR", "192.0.2.1:8080"}, []string{"WAINBOX_ADDR"}},
		{[]string{"WAINBOX_ADDR", "helpdesk.example:8080"}, []string{"WAINBOX_ADDR"}},
		{[]string{"WAINBOX_ADDR", "8080"}, []string{"host:port"}},
		{[]string{"WAINBOX_SEND_TIMEOUT", "soon", "WAINBOX_ADDR", "x", "WAINBOX_TOKEN", "secret"}, []string{"SEND_TIMEOUT", "ADDR", "NUMBER_ID"}},
		{[]string{"WAINBOX_SEND_TIMEOUT", "-1s"}, []string{"above zero"}},
		{[]string{"WAINBOX_MODE", "loudest"}, []string{"WAINBOX_MODE", "round_robin"}},
		{[]string{"WAINBOX_OFFER", "soon"}, []string{"WAINBOX_OFFER", "30s"}},
		{[]string{"WAINBOX_OFFER", "20m"}, []string{"WAINBOX_OFFER", "1 to 900 seconds"}},
		{[]string{"WAINBOX_SIMULATOR_URL", "127.0.0.1:8090"}, []string{"WAINBOX_SIMULATOR_URL"}},
	} {
		_, err := configure(nil, environment(test.env...), io.Discard)
		for _, want := range test.want {
			if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "secret") {
				t.Errorf("%v: %v, want %q", test.env, err, want)
			}
		}
	}
	if _, err := configure([]string{"-expose-without-login"}, environment("WAINBOX_ADDR", ":8080"), io.Discard); err != nil {
		t.Errorf("exposed on purpose: %v", err)
	}
	if _, err := configure([]string{"serve"}, environment(), io.Discard); err == nil {
		t.Error("an argument is ignored")
	}
}

// Every variable is in -h and in the package's documentation.
func TestHelp(t *testing.T) {
	t.Parallel()
	var help bytes.Buffer
	if _, err := configure([]string{"-h"}, environment(), &help); !errors.Is(err, flag.ErrHelp) {
		t.Fatal(err)
	}
	source, err := os.ReadFile("main.go")
	must(t, err)
	for _, v := range variables {
		if !strings.Contains(help.String(), v.name) || !strings.Contains(string(source), "//\t"+v.name) {
			t.Errorf("%s is not documented", v.name)
		}
	}
}
