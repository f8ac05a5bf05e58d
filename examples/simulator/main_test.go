package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/wainbox/wainbox/provider/simulator"
)

func TestServesUntilItsContextEnds(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	out, in := io.Pipe()
	ended := make(chan error, 1)
	numbers := filepath.Join(t.TempDir(), "numbers.json")
	if err := os.WriteFile(numbers, []byte(`[{"id":"3","display":"15550100003","wire":"twilio"}]`), 0o600); err != nil {
		t.Fatal(err)
	}
	go func() { ended <- run(ctx, []string{"-addr", "127.0.0.1:0", "-numbers", numbers}, in) }()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	addr := strings.TrimSpace(strings.TrimPrefix(line, "simulator listening on "))
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+addr+"/simulator/sends", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	a, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(a.Body)
	if err != nil || a.StatusCode != http.StatusOK || strings.TrimSpace(string(body)) != "[]" {
		t.Fatal(a.Status, string(body), err)
	}
	if err := a.Body.Close(); err != nil {
		t.Fatal(err)
	}
	r, err = http.NewRequestWithContext(ctx, http.MethodGet, "http://"+addr+"/v2/Channels/Senders?Channel=whatsapp", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	r.SetBasicAuth(simulator.DefaultTwilioAccount, simulator.DefaultTwilioToken)
	a, err = http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	body, err = io.ReadAll(a.Body)
	if err != nil || !strings.Contains(string(body), "whatsapp:+15550100003") || !strings.Contains(string(body), addr) {
		t.Fatal(a.Status, string(body), err)
	}
	if err := a.Body.Close(); err != nil {
		t.Fatal(err)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
}

func TestRefusesOddFlags(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{
		{"-addr", "nowhere:-1"},
		{"-number", ""},
		{"-handshake"},
		{"-cows"},
		{"-numbers", "main.go"},
		{"-numbers", "nowhere"},
	} {
		if run(t.Context(), args, io.Discard) == nil {
			t.Fatal("taken:", args)
		}
	}
}
