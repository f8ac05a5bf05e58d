package inbox_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

// TestCredentialsAreRefusedOnlyByAnAnswerAboutThem sends once with each answer
// and then looks at the account.
func TestCredentialsAreRefusedOnlyByAnAnswerAboutThem(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		answers []error
		want    []string // what the log says of the credentials, in order
	}{
		"accepted":               {[]error{nil}, nil},
		"refused":                {[]error{&provider.Error{Kind: provider.Auth, Code: 190}}, []string{"refused"}},
		"refused again":          {[]error{provider.Auth, provider.Auth}, []string{"refused"}},
		"refused, then mended":   {[]error{provider.Auth, nil}, []string{"refused", "accepted"}},
		"refused, then no word":  {[]error{provider.Auth, provider.Uncertain}, []string{"refused"}},
		"a bad recipient":        {[]error{&provider.Error{Kind: provider.Recipient, Code: 131026}}, nil},
		"an account that is not": {[]error{&provider.Error{Kind: provider.Account, Code: 131042}}, nil},
		"no answer":              {[]error{provider.Uncertain}, nil},
		"an error of no kind":    {[]error{errors.New("?")}, nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t, nil)
				w.ingest(text("wamid.1", "4915100", "Hello", time.Now()))
				w.provider.onTry = func(_ context.Context, n int, _ whatsapp.Outbound) (provider.Receipt, error) {
					switch err := tt.answers[n-1].(type) { //nolint:errorlint // the table's own
					case nil:
						return provider.Receipt{ID: whatsapp.MessageID("wamid.out" + string(rune('0'+n)))}, nil
					case provider.Kind:
						return provider.Receipt{}, &provider.Error{Kind: err}
					default:
						return provider.Receipt{}, err
					}
				}
				_ = w.run(func() {
					for i := range tt.answers {
						_, err := w.Reply(t.Context(), w.reply("Hi"))
						require.NoError(t, err)
						time.Sleep(time.Minute)
						// Whatever is thought of the credentials, customers are heard.
						w.ingest(text("wamid.more"+string(rune('0'+i)), "4915100", "Are you there?", time.Now()))
					}
				})
				var said []string
				for _, e := range w.log() {
					if e.Kind == inbox.EntryCredentials {
						said = append(said, e.State)
					}
				}
				require.Equal(t, tt.want, said)
				require.Len(t, w.provider.sends(), len(tt.answers), "and answers are tried")
				refused := len(said) > 0 && said[len(said)-1] == "refused"
				require.Equal(t, refused, !w.account().Refused.IsZero())
			})
		})
	}
}

func TestSavingAnAccountKeepsWhatIsKnownOfItsCredentials(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, nil)
		w.ingest(text("wamid.1", "4915100", "Hello", time.Now()))
		w.provider.onTry = func(context.Context, int, whatsapp.Outbound) (provider.Receipt, error) {
			return provider.Receipt{}, &provider.Error{Kind: provider.Auth}
		}
		_ = w.run(func() {
			_, err := w.Reply(t.Context(), w.reply("Hi"))
			require.NoError(t, err)
			time.Sleep(time.Minute)
		})
		a := w.account()
		require.False(t, a.Refused.IsZero())
		a.Refused, a.Display = time.Time{}, "+1 555"
		require.NoError(t, w.Save(t.Context(), a))
		require.False(t, w.account().Refused.IsZero())
		require.Equal(t, "+1 555", w.account().Display)
	})
}

// account is the world's first.
func (w *world) account() inbox.Account {
	w.t.Helper()
	states, err := w.store.Load(w.t.Context(), []inbox.Want{inbox.ByNumber{Provider: "fake", Number: number}})
	require.NoError(w.t, err)
	require.Len(w.t, states, 1)
	a, ok := states[0].Record.(inbox.Account)
	require.True(w.t, ok)
	return a
}
