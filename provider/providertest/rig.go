package providertest

import (
	"net/url"
	"strings"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

// Rig is a provider on a test bench: its requests are answered by the rig and
// never leave the process.
type Rig struct {
	// Provider is the one under test. Its log goes to Logged.
	Provider provider.Provider
	// Requests is how many requests it made so far.
	Requests func() int
	// Answer sets what every following request is answered with. Before the
	// first call, sends are answered as accepted.
	Answer func(status int, body string)
	// Hang leaves every following request without an answer until its context
	// ends. The channel is closed when one has arrived whole, also one that has
	// no body.
	Hang func() (arrived <-chan struct{})

	// Samples are messages that can be sent, at least one of every kind of
	// content that the provider carries. What is planted in them, as a text that
	// must not come up in an error, is in Canaries.
	Samples []whatsapp.Outbound
	// Prepares are the kinds of which the first send of a shape may make one
	// request more, for something that the provider needs beforehand and that is
	// kept.
	Prepares []whatsapp.ContentKind
	// Refusals are the provider's own ways to say no to a send: at least one of
	// each kind of error that an answer can mean, but for those in Never.
	Refusals []Refusal
	// Never are the kinds that no answer of this provider means.
	Never []provider.Kind

	// Callbacks are bodies that decode into events without an error, several
	// events in at least one of them unless the provider has no such bodies.
	Callbacks [][]byte
	// Signed is a callback of this body as the provider would make it.
	Signed func(body []byte) provider.Callback
	// Forged are further callbacks of this body that must be refused, where
	// changing the headers is not enough to make one; nil = none.
	Forged func(body []byte) []provider.Callback
	// BodyNotSigned says that the scheme does not cover the body: whoever saw
	// one callback can make another.
	BodyNotSigned bool

	// Handshake is a query that must be answered, with Challenge; nil = the
	// provider has no handshake.
	Handshake url.Values
	Challenge string

	// File is a received file that can be asked for; zero = an image that is known
	// by an id alone.
	File whatsapp.Media

	// Canaries are planted words that must not come up in any error or log line:
	// tokens, secrets, numbers, names, texts.
	Canaries []string
	// Logged is everything that was logged so far; nil = the provider does not
	// log.
	Logged func() string
}

// Refusal is one answer of a provider that refuses a send.
type Refusal struct {
	Status int
	Body   string
	Kind   provider.Kind
	// Code is the code that the error carries; 0 = not looked at.
	Code int
}

// check stops a case whose rig lacks what the suite needs, naming all of it.
func (r Rig) check(t TB) {
	t.Helper()
	var missing []string
	for _, field := range []struct {
		name   string
		absent bool
	}{
		{"Provider", r.Provider == nil},
		{"Requests", r.Requests == nil},
		{"Answer", r.Answer == nil},
		{"Hang", r.Hang == nil},
		{"Samples", len(r.Samples) == 0},
		{"Refusals", len(r.Refusals) == 0},
		{"Callbacks", len(r.Callbacks) == 0},
		{"Signed", r.Signed == nil},
		{"Canaries", len(r.Canaries) == 0},
	} {
		if field.absent {
			missing = append(missing, field.name)
		}
	}
	if len(missing) > 0 {
		t.Fatalf("the rig lacks %s", strings.Join(missing, ", "))
	}
}

// file is the received file to ask for.
func (r Rig) file() whatsapp.Media {
	if r.File == (whatsapp.Media{}) {
		return whatsapp.Media{Type: whatsapp.KindImage, ID: "1003383421387256"}
	}
	return r.File
}
