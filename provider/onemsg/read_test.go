package onemsg_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider"
)

func TestMarkReadAndTyping(t *testing.T) {
	t.Parallel()
	c, f := dial(t)
	f.on(t, "POST", "readMessage", ok(`{"result":"success"}`), ok(`{"result":"success"}`), ok(`{"error":"x (#131009)"}`))
	if err := c.MarkRead(t.Context(), "wamid.x"); err != nil {
		t.Error(err)
	}
	if err := c.Typing(t.Context(), "wamid.x"); err != nil {
		t.Error(err)
	}
	if err := c.MarkRead(t.Context(), "wamid.y"); provider.KindOf(err) != provider.Invalid {
		t.Errorf("refused with 200: %v", err)
	}
	f.on(t, "POST", "readMessage", ok("\n<html>down</html>"))
	if err := c.MarkRead(t.Context(), "wamid.z"); provider.KindOf(err) != provider.Unavailable {
		t.Errorf("a web page with 200: %v", err)
	}
	f.on(t, "POST", "readMessage", ok(`{"sent":false,"jobId":7}`))
	if err := c.MarkRead(t.Context(), "wamid.q"); provider.KindOf(err) != provider.Unavailable {
		t.Errorf("queued: %v", err)
	}
	want := []string{
		`POST /VAN100017/readMessage {"messageId":"wamid.x"}`,
		`POST /VAN100017/readMessage {"messageId":"wamid.x","typingIndicator":true}`,
		`POST /VAN100017/readMessage {"messageId":"wamid.y"}`,
		`POST /VAN100017/readMessage {"messageId":"wamid.z"}`,
		`POST /VAN100017/readMessage {"messageId":"wamid.q"}`,
	}
	if diff := cmp.Diff(want, f.requests); diff != "" {
		t.Error(diff)
	}
}
