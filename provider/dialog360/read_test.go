package dialog360_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider"
)

func TestMarkReadAndTyping(t *testing.T) {
	t.Parallel()
	s := &script{answers: map[string]string{"POST /messages": `{"success":true}`}}
	c := s.serve(t)
	if err := c.MarkRead(t.Context(), "wamid.x"); err != nil {
		t.Error(err)
	}
	if err := c.Typing(t.Context(), "wamid.x"); err != nil {
		t.Error(err)
	}
	const start = `POST /messages {"messaging_product":"whatsapp","status":"read","message_id":"wamid.x"`
	if diff := cmp.Diff([]string{start + "}", start + `,"typing_indicator":{"type":"text"}}`}, s.asked); diff != "" {
		t.Error(diff)
	}
}

// TestSuccessThatIsNone: an answer of 200 is believed only as far as it goes.
func TestSuccessThatIsNone(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]provider.Kind{
		`{"success":true}`:          provider.Other, // none
		``:                          provider.Other,
		`{}`:                        provider.Other,
		`{"meta":{"success":true}}`: provider.Other,
		`{"success":false}`:         provider.Unavailable,
		`{"meta":{"success":false,"http_code":500}}`:                       provider.Unavailable,
		`{"error":{"code":131009}}`:                                        provider.Invalid,
		`<html>Sign in to the network</html>`:                              provider.Unavailable,
		`{"meta":{"success":false,"developer_message":"Invalid api_key"}}`: provider.Auth,
	} {
		s := &script{answers: map[string]string{"POST /messages": body}}
		err := s.serve(t).MarkRead(t.Context(), "wamid.x")
		if (err != nil) != (want != provider.Other) || provider.KindOf(err) != want {
			t.Errorf("%s: %v, want %v", body, err, want)
		}
	}
}
