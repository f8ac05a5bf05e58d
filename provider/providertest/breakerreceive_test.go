package providertest_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unsafe"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/providertest"
	"github.com/wainbox/wainbox/whatsapp"
)

// receiveBreakers are those that receive badly, or have faulty abilities or loose
// lips.
var receiveBreakers = []breaker{
	{"skips a step", "ability/diagnose", func(f *fake) provider.Provider {
		f.diagnose = func(ctx context.Context) []provider.Finding { return f.goodDiagnose(ctx)[1:] }
		return f
	}},
	{"calls everything healthy", "ability/diagnose", func(f *fake) provider.Provider {
		f.diagnose = func(ctx context.Context) []provider.Finding {
			found := f.goodDiagnose(ctx)
			found[0] = provider.Finding{Step: provider.StepCredentials, Verdict: provider.Healthy, Text: "fine"}
			return found
		}
		return f
	}},
	{"gives no advice", "ability/diagnose", func(f *fake) provider.Provider {
		f.diagnose = func(ctx context.Context) []provider.Finding {
			found := f.goodDiagnose(ctx)
			found[0].Advice = ""
			return found
		}
		return f
	}},
	{"names the key in a finding", "ability/diagnose", func(f *fake) provider.Provider {
		f.diagnose = func(ctx context.Context) []provider.Finding {
			found := f.goodDiagnose(ctx)
			found[0].Text += " " + fakeSecret
			return found
		}
		return f
	}},
	{"takes any signature it has seen", "webhook/other body is refused", func(f *fake) provider.Provider {
		f.verify = func(c provider.Callback) error {
			for _, body := range f.rig(f).Callbacks {
				if c.Header.Get("X-Fake") == signature(body) && (bytes.Equal(c.Body, body) || slices.ContainsFunc(
					f.rig(f).Callbacks, func(b []byte) bool { return bytes.Equal(b, c.Body) })) {
					return nil
				}
			}
			return provider.Signature
		}
		return f
	}},
	{"refuses the real ones", "webhook/signed is accepted", func(f *fake) provider.Provider {
		f.verify = func(provider.Callback) error { return provider.Signature }
		return f
	}},
	{"fails open", "webhook/forged is refused", func(f *fake) provider.Provider {
		f.verify = func(c provider.Callback) error {
			if c.Header.Get("X-Fake") == "" {
				return nil
			}
			return goodVerify(c)
		}
		return f
	}},
	{"tells the right signature", "webhook/forged is refused", func(f *fake) provider.Provider {
		f.verify = func(c provider.Callback) error {
			if err := goodVerify(c); err != nil {
				return fmt.Errorf("%w: expected %s", err, signature(c.Body))
			}
			return nil
		}
		return f
	}},
	{"does not sign the body", "webhook/other body is refused", func(f *fake) provider.Provider {
		f.verify = func(c provider.Callback) error {
			if !strings.HasPrefix(c.Header.Get("X-Fake"), fakeSecret) {
				return provider.Signature
			}
			return nil
		}
		return f
	}},
	{"takes the header away", "webhook/verify leaves the callback unchanged", func(f *fake) provider.Provider {
		f.verify = func(c provider.Callback) error {
			err := goodVerify(c)
			c.Header.Del("X-Fake")
			return err
		}
		return f
	}},
	{"reads nothing", "decode/events", func(f *fake) provider.Provider {
		f.decode = func(provider.Callback) ([]whatsapp.Event, error) { return nil, nil }
		return f
	}},
	{"turns the order", "decode/in the body's order", func(f *fake) provider.Provider {
		f.decode = func(c provider.Callback) ([]whatsapp.Event, error) {
			events, err := goodDecode(c)
			slices.Reverse(events)
			return events, err
		}
		return f
	}},
	{"makes keys up", "decode/redelivery has the same keys", func(f *fake) provider.Provider {
		n := 0
		f.decode = func(c provider.Callback) ([]whatsapp.Event, error) {
			events, err := goodDecode(c)
			for _, e := range events {
				n++
				e.(*whatsapp.Unknown).Field = strconv.Itoa(n)
			}
			return events, err
		}
		return f
	}},
	{"gives one key to all", "decode/keys differ", func(f *fake) provider.Provider {
		f.decode = func(c provider.Callback) ([]whatsapp.Event, error) {
			events, err := goodDecode(c)
			for i := range events {
				events[i] = &whatsapp.Unknown{Notice: whatsapp.Notice{Field: "text"}}
			}
			return events, err
		}
		return f
	}},
	{"keeps the buffer", "decode/keeps nothing of the body", func(f *fake) provider.Provider {
		f.decode = func(c provider.Callback) ([]whatsapp.Event, error) {
			_, err := goodDecode(c)
			if err != nil {
				return nil, err
			}
			raw := whatsapp.Raw(unsafe.String(unsafe.SliceData(c.Body), len(c.Body)))
			return []whatsapp.Event{&whatsapp.Unknown{Notice: whatsapp.Notice{Raw: raw}}}, nil
		}
		return f
	}},
	{"panics", "decode/damaged bodies", func(f *fake) provider.Provider {
		f.decode = func(c provider.Callback) ([]whatsapp.Event, error) {
			if c.Body[0] != '[' {
				panic("not an array")
			}
			return goodDecode(c)
		}
		return f
	}},
	{"loses what it cannot read", "decode/damaged bodies", func(f *fake) provider.Provider {
		f.decode = func(c provider.Callback) ([]whatsapp.Event, error) {
			events, _ := goodDecode(c)
			return events, nil
		}
		return f
	}},
	{"is uncertain of what may be repeated", "ability/mark read", func(f *fake) provider.Provider {
		f.read = wrongRead(f, "mark read")
		return f
	}},
	{"is uncertain of what may be repeated", "ability/typing", func(f *fake) provider.Provider {
		f.read = wrongRead(f, "typing")
		return f
	}},
	{"fetches from anywhere", "ability/fetch media", func(f *fake) provider.Provider {
		f.fetch = func(ctx context.Context, m whatsapp.Media, w io.Writer) (provider.MediaInfo, error) {
			if m.Link != "" {
				_, _, err := f.request(ctx)
				return provider.MediaInfo{}, err
			}
			return f.goodFetch(ctx, m, w)
		}
		return f
	}},
	{"shakes any hand", "ability/handshake", func(f *fake) provider.Provider {
		f.handshake = func(q url.Values) (string, error) { return q.Get("challenge"), nil }
		return f
	}},
	{"quotes the answer", "secrets/not in errors", func(f *fake) provider.Provider {
		f.send = func(ctx context.Context, m whatsapp.Outbound) (provider.Receipt, error) {
			r, err := f.goodSend(ctx, m)
			if e, ok := errors.AsType[*provider.Error](err); ok {
				e.Err = errors.New(f.body) //nolint:err113 // the fault
				return r, e
			}
			return r, err
		}
		return f
	}},
	{"logs the message", "secrets/not in logs", func(f *fake) provider.Provider {
		f.send = func(ctx context.Context, m whatsapp.Outbound) (provider.Receipt, error) {
			f.mu.Lock()
			fmt.Fprintln(&f.log, m)
			f.mu.Unlock()
			return f.goodSend(ctx, m)
		}
		return f
	}},
	{"compares what is there of a signature", "webhook/forged is refused", func(f *fake) provider.Provider {
		f.verify = func(c provider.Callback) error {
			if got := c.Header.Get("X-Fake"); got == "" || !strings.HasPrefix(signature(c.Body), got) {
				return provider.Signature
			}
			return nil
		}
		return f
	}},
	{"does not look behind a signature", "webhook/forged is refused", func(f *fake) provider.Provider {
		f.verify = func(c provider.Callback) error {
			if !strings.HasPrefix(c.Header.Get("X-Fake"), signature(c.Body)) {
				return provider.Signature
			}
			return nil
		}
		return f
	}},
	{"acknowledges with nothing", "webhook/acknowledged as stored", func(f *fake) provider.Provider {
		f.acknowledged = 204
		return f
	}},
	{"panics without a body", "decode/damaged bodies", func(f *fake) provider.Provider {
		f.decode = func(c provider.Callback) ([]whatsapp.Event, error) {
			if c.Body == nil {
				panic("nil")
			}
			return goodDecode(c)
		}
		return f
	}},
	{"asks although cancelled", "ability/fetch media", func(f *fake) provider.Provider {
		f.fetch = func(ctx context.Context, m whatsapp.Media, w io.Writer) (provider.MediaInfo, error) {
			if ctx.Err() != nil {
				ctx = context.WithoutCancel(ctx)
			}
			return f.goodFetch(ctx, m, w)
		}
		return f
	}},
	{"hides why it gave up", "ability/fetch media", func(f *fake) provider.Provider {
		f.fetch = func(ctx context.Context, m whatsapp.Media, w io.Writer) (provider.MediaInfo, error) {
			before := ctx.Err()
			info, err := f.goodFetch(ctx, m, w)
			if e, ok := errors.AsType[*provider.Error](err); ok && before == nil {
				e.Err = nil
			}
			return info, err
		}
		return f
	}},
	{"is printed whole", "secrets/not in what is printed", func(f *fake) provider.Provider {
		return struct {
			provider.Provider

			Token string
		}{f, fakeSecret}
	}},
	{"has the answer in its errors", "secrets/not in errors", func(f *fake) provider.Provider {
		f.send = func(ctx context.Context, m whatsapp.Outbound) (provider.Receipt, error) {
			r, err := f.goodSend(ctx, m)
			if err != nil {
				return r, quiet{f.body, err}
			}
			return r, nil
		}
		return f
	}},
}

// quiet is an error that says nothing of what it holds, until it is printed.
type quiet struct {
	answer string
	error
}

func wrongRead(f *fake, only string) func(context.Context, string, whatsapp.MessageID) error {
	return func(ctx context.Context, op string, id whatsapp.MessageID) error {
		err := f.goodRead(ctx, op, id)
		var e *provider.Error
		if op == only && errors.As(err, &e) && e.Kind == provider.Unavailable {
			e.Kind = provider.Uncertain
			return e
		}
		return err
	}
}

// actionBreakers are one faulty provider for each ability that asks something,
// and the ways to be wrong that are the same for all, in turn.
func actionBreakers() []breaker {
	faults := []func(f *fake) func(context.Context, string, bool, error) error{
		func(f *fake) func(context.Context, string, bool, error) error { // asks although cancelled
			return func(ctx context.Context, op string, once bool, invalid error) error {
				if ctx.Err() != nil {
					ctx = context.WithoutCancel(ctx)
				}
				return f.goodAct(ctx, op, once, invalid)
			}
		},
		func(f *fake) func(context.Context, string, bool, error) error { // asks twice
			return func(ctx context.Context, op string, once bool, invalid error) error {
				if err := f.goodAct(ctx, op, once, invalid); err == nil || invalid != nil {
					return err
				}
				return f.goodAct(ctx, op, once, invalid)
			}
		},
		func(f *fake) func(context.Context, string, bool, error) error { // gets certainty wrong
			return func(ctx context.Context, op string, once bool, invalid error) error {
				return f.goodAct(ctx, op, !once, invalid)
			}
		},
		func(f *fake) func(context.Context, string, bool, error) error { // hides why it gave up
			return func(ctx context.Context, op string, once bool, invalid error) error {
				before := ctx.Err()
				err := f.goodAct(ctx, op, once, invalid)
				if e, ok := errors.AsType[*provider.Error](err); ok && before == nil {
					e.Err = nil
				}
				return err
			}
		},
		func(f *fake) func(context.Context, string, bool, error) error { // has errors of its own
			return func(ctx context.Context, op string, once bool, invalid error) error {
				if err := f.goodAct(ctx, op, once, invalid); err != nil {
					return fmt.Errorf("fake: %w", err)
				}
				return nil
			}
		},
	}
	var all []breaker
	for _, c := range providertest.Cases() {
		name, is := strings.CutPrefix(c.Name, "ability/")
		if !is || slices.Contains([]string{"mark read", "typing", "fetch media", "handshake", "diagnose"}, name) {
			continue
		}
		for i, fault := range faults {
			all = append(all, breaker{"fault " + strconv.Itoa(i), c.Name, func(f *fake) provider.Provider {
				f.act = fault(f)
				return f
			}})
		}
	}
	return all
}
