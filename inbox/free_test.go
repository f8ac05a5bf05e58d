package inbox_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/whatsapp"
)

// ad is a message of a customer who came by an advertisement.
func ad(id, phone string, at time.Time) *whatsapp.Received {
	m := text(id, phone, "I saw your ad", at)
	m.Referral = &whatsapp.Referral{SourceType: "ad"}
	return m
}

func TestTheFirstAnswerToAnEntryMakesItFree(t *testing.T) {
	t.Parallel()
	now := time.Now().UTC().Truncate(time.Second)
	clock := now
	w := newWorld(t, &inbox.Options{Now: func() time.Time { return clock }})
	w.ingest(text("wamid.0", "4915100", "Hello", now.Add(-time.Hour)))
	_, err := w.Reply(t.Context(), w.reply("Hi"))
	require.NoError(t, err)
	require.Zero(t, w.conversation().Window.FreeUntil(), "nobody came by an entry")

	w.ingest(ad("wamid.1", "4915100", now))
	require.Equal(t, now.Add(24*time.Hour), w.conversation().Window.Closes())
	require.Zero(t, w.conversation().Window.FreeUntil(), "nobody answered yet")
	for range 2 {
		clock = clock.Add(time.Hour)
		_, err = w.Reply(t.Context(), w.reply("Welcome"))
		require.NoError(t, err)
	}
	require.Equal(t, now.Add(time.Hour+72*time.Hour), w.conversation().Window.FreeUntil(), "the first counts")
}

func TestAnAnswerElsewhereToAnEntryMakesItFree(t *testing.T) {
	t.Parallel()
	now := time.Now().UTC().Truncate(time.Second)
	w := newWorld(t, nil)
	w.ingest(ad("wamid.1", "4915100", now.Add(-time.Hour)))
	echo := &whatsapp.Echo{
		Origin: whatsapp.Origin{Number: number}, To: whatsapp.Address{Phone: "4915100"},
		Message: whatsapp.Message{ID: "wamid.echo", At: now.Add(-time.Minute), Content: whatsapp.Text{Body: "from the phone"}},
	}
	w.ingest(echo)
	require.Equal(t, now.Add(-time.Minute).Add(72*time.Hour), w.conversation().Window.FreeUntil())
}
