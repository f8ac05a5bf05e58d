package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
)

func TestServesUntilItsContextEnds(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	out, in := io.Pipe()
	ended := make(chan error, 1)
	go func() { ended <- run(ctx, []string{"-addr", "127.0.0.1:0", "-number", "7"}, in) }()
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
	cancel()
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
}

func TestRefusesOddFlags(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"-addr", "nowhere:-1"}, {"-number", ""}, {"-handshake"}, {"-cows"}} {
		if run(t.Context(), args, io.Discard) == nil {
			t.Fatal("taken:", args)
		}
	}
}
