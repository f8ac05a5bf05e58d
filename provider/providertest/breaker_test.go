package providertest_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"unsafe"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/providertest"
	"github.com/wainbox/wainbox/whatsapp"
)

// breaker is a provider with a fault, and the case that must catch it.
type breaker struct {
	name, caughtBy string
	fault          func(f *fake) provider.Provider
}

// breakers are providers with one fault each, and the case that must catch it.
var breakers = []breaker{
	{"shares its table", "capabilities/constant", func(f *fake) provider.Provider {
		f.declared = func() provider.Capabilities { return f.caps }
		return f
	}},
	{"has no name", "capabilities/constant", func(f *fake) provider.Provider { f.caps.Name = ""; return f }},
	{"declares what it has not", "capabilities/flags agree with interfaces", func(f *fake) provider.Provider {
		return struct{ provider.Provider }{f}
	}},
	{"has what it does not declare", "capabilities/flags agree with interfaces", func(f *fake) provider.Provider {
		f.caps.Abilities &^= provider.CanType
		return f
	}},
	{"declares a kind it never shows", "capabilities/every kind has a sample", func(f *fake) provider.Provider {
		f.caps.Send[whatsapp.KindImage] = provider.Full
		return f
	}},
	{"retries", "send/one request each", func(f *fake) provider.Provider {
		f.send = func(ctx context.Context, m whatsapp.Outbound) (provider.Receipt, error) {
			_, _ = f.goodSend(ctx, m)
			return f.goodSend(ctx, m)
		}
		return f
	}},
	{"knows one kind of refusal", "outcome/every kind is reachable", func(f *fake) provider.Provider {
		f.send = func(ctx context.Context, m whatsapp.Outbound) (provider.Receipt, error) {
			r, err := f.goodSend(ctx, m)
			if err != nil {
				return r, &provider.Error{Op: "send", Kind: provider.Invalid}
			}
			return r, nil
		}
		return f
	}},
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
	{"retries a refusal", "outcome/refusals", func(f *fake) provider.Provider {
		f.send = func(ctx context.Context, m whatsapp.Outbound) (provider.Receipt, error) {
			r, err := f.goodSend(ctx, m)
			if err != nil {
				return f.goodSend(ctx, m)
			}
			return r, nil
		}
		return f
	}},
	{"forgets the id", "send/one request each", func(f *fake) provider.Provider {
		f.send = func(ctx context.Context, m whatsapp.Outbound) (provider.Receipt, error) {
			r, err := f.goodSend(ctx, m)
			r.ID = ""
			return r, err
		}
		return f
	}},
	{"checks too late", "send/refused content makes no request", func(f *fake) provider.Provider {
		f.send = func(ctx context.Context, m whatsapp.Outbound) (provider.Receipt, error) {
			_, _, _ = f.request(ctx)
			return provider.Receipt{}, f.caps.Check(m)
		}
		return f
	}},
	{"refuses with errors of its own", "send/refused content makes no request", func(f *fake) provider.Provider {
		f.send = func(_ context.Context, m whatsapp.Outbound) (provider.Receipt, error) {
			return provider.Receipt{}, fmt.Errorf("fake: %w", f.caps.Check(m))
		}
		return f
	}},
	{"counts bytes", "send/text is counted in characters", func(f *fake) provider.Provider {
		f.send = func(ctx context.Context, m whatsapp.Outbound) (provider.Receipt, error) {
			if text, ok := m.Content.(whatsapp.Text); ok && len(text.Body) > f.caps.MaxTextRunes {
				return provider.Receipt{}, &provider.Error{Op: "send", Kind: provider.Invalid}
			}
			return f.goodSend(ctx, m)
		}
		return f
	}},
	{"drops in silence", "send/lossy says what was dropped", func(f *fake) provider.Provider {
		f.send = func(ctx context.Context, m whatsapp.Outbound) (provider.Receipt, error) {
			r, err := f.goodSend(ctx, m)
			r.Dropped = nil
			return r, err
		}
		return f
	}},
	{"drops what it carries in full", "send/lossy says what was dropped", func(f *fake) provider.Provider {
		f.send = func(ctx context.Context, m whatsapp.Outbound) (provider.Receipt, error) {
			r, err := f.goodSend(ctx, m)
			r.Dropped = append(r.Dropped, "preview")
			return r, err
		}
		return f
	}},
	{"ignores the context", "send/cancelled before makes no request", func(f *fake) provider.Provider {
		f.send = func(ctx context.Context, m whatsapp.Outbound) (provider.Receipt, error) {
			return f.goodSend(context.WithoutCancel(ctx), m)
		}
		return f
	}},
	{"changes the message", "send/message is left unchanged", func(f *fake) provider.Provider {
		f.caps.Send[whatsapp.KindTemplate] = provider.Full
		f.send = func(ctx context.Context, m whatsapp.Outbound) (provider.Receipt, error) {
			if c, ok := m.Content.(whatsapp.Template); ok {
				c.Components[0].Parameters[0].Text = "changed"
			}
			return f.goodSend(ctx, m)
		}
		return f
	}},
	{"cannot be used concurrently", "send/concurrent", func(f *fake) provider.Provider {
		busy := make(chan struct{}, 1)
		f.send = func(ctx context.Context, m whatsapp.Outbound) (provider.Receipt, error) {
			select {
			case busy <- struct{}{}:
			default:
				return provider.Receipt{}, &provider.Error{Op: "send", Kind: provider.Unavailable}
			}
			runtime.Gosched()
			defer func() { <-busy }()
			r, err := f.goodSend(ctx, m)
			for range 100 {
				runtime.Gosched()
			}
			return r, err
		}
		return f
	}},
	{"takes no answer for failure", "outcome/no answer is uncertain", func(f *fake) provider.Provider {
		f.send = instead(f, provider.Uncertain, provider.Unavailable)
		return f
	}},
	{"takes silence for success", "outcome/success without an id is uncertain", func(f *fake) provider.Provider {
		f.send = func(ctx context.Context, m whatsapp.Outbound) (provider.Receipt, error) {
			r, err := f.goodSend(ctx, m)
			if provider.KindOf(err) == provider.Uncertain {
				return r, nil
			}
			return r, err
		}
		return f
	}},
	{"sends again after a gateway's error", "outcome/server error without a code is uncertain", func(f *fake) provider.Provider {
		f.send = instead(f, provider.Uncertain, provider.Unavailable)
		return f
	}},
	{"does not look at the status", "outcome/status alone", func(f *fake) provider.Provider {
		f.send = instead(f, provider.Auth, provider.Invalid)
		return f
	}},
	{"has a wrong table", "outcome/refusals", func(f *fake) provider.Provider {
		f.send = instead(f, provider.Window, provider.Recipient)
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
}

// instead gives one kind of error in place of another.
func instead(f *fake, of, kind provider.Kind) func(context.Context, whatsapp.Outbound) (provider.Receipt, error) {
	return func(ctx context.Context, m whatsapp.Outbound) (provider.Receipt, error) {
		r, err := f.goodSend(ctx, m)
		var e *provider.Error
		if errors.As(err, &e) && e.Kind == of {
			e.Kind = kind
			return r, e
		}
		return r, err
	}
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
			return func(_ context.Context, op string, once bool, invalid error) error {
				return f.goodAct(context.Background(), op, once, invalid)
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
