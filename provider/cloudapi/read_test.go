package cloudapi_test

import (
	"io"
	"net/http"
	"testing"

	"github.com/wainbox/wainbox/provider"
)

// TestMarkReadDenied: a success that says that it is none.
func TestMarkReadDenied(t *testing.T) {
	t.Parallel()
	for answer, want := range map[string]provider.Kind{
		`{"success":false}`: provider.Other, `{"error":{"code":190}}`: provider.Auth, `<html>`: provider.Unavailable,
	} {
		c, _ := talk(t, ok(answer, answer)...)
		if err := c.MarkRead(t.Context(), "wamid.x"); err == nil || provider.KindOf(err) != want {
			t.Errorf("%s: MarkRead = %v, want %v", answer, err, want)
		}
		if err := c.Typing(t.Context(), "wamid.x"); err == nil || provider.KindOf(err) != want {
			t.Errorf("%s: Typing = %v, want %v", answer, err, want)
		}
	}
}

func TestMarkReadAndTyping(t *testing.T) {
	t.Parallel()
	bodies := make(chan string, 2)
	c := serve(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		bodies <- r.Method + " " + r.URL.Path + " " + string(body)
		_, _ = io.WriteString(w, `{"success":true}`)
	})
	if err := c.MarkRead(t.Context(), "wamid.x"); err != nil {
		t.Error(err)
	}
	if err := c.Typing(t.Context(), "wamid.x"); err != nil {
		t.Error(err)
	}
	start := "POST /v24.0/" + numberID + `/messages {"messaging_product":"whatsapp","status":"read","message_id":"wamid.x"`
	if got := <-bodies; got != start+"}" {
		t.Errorf("mark read: %s", got)
	}
	if got := <-bodies; got != start+`,"typing_indicator":{"type":"text"}}` {
		t.Errorf("typing: %s", got)
	}
}
