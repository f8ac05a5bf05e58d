package providertest_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/wainbox/wainbox/provider/providertest"
)

func TestTransport(t *testing.T) {
	t.Parallel()
	transport := providertest.NewTransport(providertest.Always(http.StatusCreated, "first"))
	client := &http.Client{Transport: transport}
	ask := func(ctx context.Context) (string, error) {
		r, err := http.NewRequestWithContext(ctx, http.MethodPost, "https://example.com/", strings.NewReader("body"))
		if err != nil {
			t.Fatal(err)
		}
		res, err := client.Do(r)
		if err != nil {
			return "", err
		}
		defer res.Body.Close()
		body, err := io.ReadAll(res.Body)
		return http.StatusText(res.StatusCode) + " " + string(body), err
	}
	if got, err := ask(t.Context()); got != "Created first" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
	transport.Answer(http.StatusTeapot, "")
	if got, err := ask(t.Context()); got != "I'm a teapot " || err != nil {
		t.Errorf("%q, %v", got, err)
	}
	arrived := transport.Hang()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	go func() {
		<-arrived
		cancel()
	}()
	if _, err := ask(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("hanging: %v", err)
	}
	if n := transport.Requests(); n != 3 {
		t.Errorf("%d requests, want 3", n)
	}
}
