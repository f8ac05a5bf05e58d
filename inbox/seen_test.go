package inbox_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

// attentive is a provider that can show ticks and typing.
type attentive struct {
	*fakeProvider

	did []string
}

func (a *attentive) Provider(context.Context, inbox.Account) (provider.Provider, error) {
	return a, nil
}

func (a *attentive) MarkRead(_ context.Context, id whatsapp.MessageID) error {
	a.did = append(a.did, "read "+string(id))
	return nil
}

func (a *attentive) Typing(_ context.Context, id whatsapp.MessageID) error {
	a.did = append(a.did, "typing "+string(id))
	return nil
}

func TestSeeingAConversationShowsTheCustomer(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	w.ingest(text("wamid.2", "4915100", "second", time.Unix(1002, 0)))
	w.ingest(text("wamid.1", "4915100", "first, and late", time.Unix(1001, 0)))
	seen := inbox.Seen{Organization: org, Conversation: w.conversation().ID}
	require.ErrorIs(t, w.See(t.Context(), seen), provider.Unsupported)
	require.Zero(t, w.conversation().Unread, "we have read it all the same")

	a := &attentive{fakeProvider: w.provider}
	e, err := inbox.New(w.store, a, nil)
	require.NoError(t, err)
	require.NoError(t, e.See(t.Context(), seen))
	seen.Typing = true
	require.NoError(t, e.See(t.Context(), seen))
	require.Equal(t, []string{"read wamid.2", "typing wamid.2"}, a.did)

	w.ingest(&whatsapp.Echo{
		Origin:  whatsapp.Origin{Number: number},
		Message: whatsapp.Message{ID: "wamid.echo", At: time.Unix(2000, 0), Content: whatsapp.Text{Body: "we wrote first"}},
		To:      whatsapp.Address{Phone: "4915199"},
	})
	unheard := inbox.Seen{Organization: org, Conversation: w.conversations()[0].ID}
	require.NoError(t, e.See(t.Context(), unheard), "there is nothing of the customer's to tick")
	require.Len(t, a.did, 2)

	seen.Organization = "other"
	require.ErrorIs(t, e.See(t.Context(), seen), inbox.ErrNotFound)
}
