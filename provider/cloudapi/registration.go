package cloudapi

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/wainbox/wainbox/provider/internal/rest"
	"github.com/wainbox/wainbox/whatsapp"
)

var (
	registering    = rest.Call{Op: "register", Once: true}
	deregistering  = rest.Call{Op: "deregister", Once: true}
	settingPIN     = rest.Call{Op: "set PIN"}
	requestingCode = rest.Call{Op: "request code", Once: true}
	verifyingCode  = rest.Call{Op: "verify code"}
)

// Registration is what a number is registered with.
type Registration struct {
	// PIN is six digits: the number's, if two-step verification is on, and else
	// the one that turns it on.
	PIN string
	// Region is the country that messages are stored in, as "DE"; empty = the
	// platform's own choice.
	Region string
	// NoStorage has nothing stored for more than an hour: files and callbacks
	// that could not be delivered are gone then.
	NoStorage bool
}

// String shows nothing: the PIN is a secret.
func (Registration) String() string { return Name + ":registration" }

// GoString is [Registration.String], so that %#v shows no PIN either.
func (r Registration) GoString() string { return r.String() }

// LogValue is [Registration.String], for slog.
func (r Registration) LogValue() slog.Value { return slog.StringValue(r.String()) }

// regions are where messages can be stored. Source: Cloud API, "Local storage",
// November 2025.
var regions = []string{"AU", "ID", "IN", "JP", "SG", "KR", "DE", "CH", "GB", "BR", "BH", "ZA", "AE", "CA"}

// Register makes the number one that can send, also after its new display name
// was approved. The platform takes ten in 72 hours, so a lost answer is
// [provider.Uncertain]: [Client.Number] tells whether it is CONNECTED. A number
// that also runs the phone app is not registered. Source: Cloud API,
// "Registration", November 2025.
func (c *Client) Register(ctx context.Context, r Registration) error {
	v := checkPIN(r.PIN)
	if r.Region != "" && !slices.Contains(regions, r.Region) {
		v = append(v, whatsapp.Violation{Field: "data_localization_region", Rule: "one of " + strings.Join(regions, ", ")})
	}
	if len(v) > 0 {
		return refused(registering, v)
	}
	in := struct {
		Product string `json:"messaging_product"`
		PIN     string `json:"pin"`
		Region  string `json:"data_localization_region,omitempty"`
		Minutes int    `json:"meta_store_retention_minutes,omitempty"`
	}{"whatsapp", r.PIN, r.Region, 0}
	if r.NoStorage {
		in.Minutes = 60
	}
	return c.rest.Graph(ctx, registering, rest.Request{Method: http.MethodPost, URL: c.number("/register")}, in, nil)
}

// Deregister makes the number one that cannot send, ten times in 72 hours. It
// is refused for a number that also runs the phone app. A lost answer is
// [provider.Uncertain]. Source: Cloud API, "Registration", November 2025.
func (c *Client) Deregister(ctx context.Context) error {
	r := rest.Request{Method: http.MethodPost, URL: c.number("/deregister")}
	return c.rest.Graph(ctx, deregistering, r, nil, nil)
}

// SetPIN sets the six digits of two-step verification, without the old ones.
// They cannot be switched off from here. Source: Cloud API, "Two-step
// verification", November 2025.
func (c *Client) SetPIN(ctx context.Context, pin string) error {
	if v := checkPIN(pin); len(v) > 0 {
		return refused(settingPIN, v)
	}
	in := map[string]string{"pin": pin}
	return c.rest.Graph(ctx, settingPIN, rest.Request{Method: http.MethodPost, URL: c.number("")}, in, nil)
}

// CodeMethod is how a verification code comes.
type CodeMethod string

// The methods.
const (
	BySMS   CodeMethod = "SMS"
	ByVoice CodeMethod = "VOICE"
)

// RequestCode has the platform send a code to the number, to prove that it is
// one's own; language is that of its text, as "en_US". Each request sends one,
// so a lost answer is [provider.Uncertain]. Source: Cloud API, "Business phone
// numbers", November 2025.
func (c *Client) RequestCode(ctx context.Context, by CodeMethod, language string) error {
	var v whatsapp.Violations
	if by != BySMS && by != ByVoice {
		v = append(v, whatsapp.Violation{Field: "code_method", Rule: "SMS or VOICE"})
	}
	if language == "" {
		v = append(v, whatsapp.Violation{Field: "language", Rule: "required"})
	}
	if len(v) > 0 {
		return refused(requestingCode, v)
	}
	fields := url.Values{"code_method": {string(by)}, "language": {language}}
	return c.rest.Graph(ctx, requestingCode, c.form("/request_code", fields), nil, nil)
}

// VerifyCode hands in the code that came; a dash or space in it, as people read
// it, is left out. Source: Cloud API, "Business phone numbers", November 2025.
func (c *Client) VerifyCode(ctx context.Context, code string) error {
	code = strings.NewReplacer("-", "", " ", "").Replace(code)
	if code == "" || strings.Trim(code, digits) != "" {
		return invalid(verifyingCode, "code", "digits")
	}
	return c.rest.Graph(ctx, verifyingCode, c.form("/verify_code", url.Values{"code": {code}}), nil, nil)
}

// form is a request of fields.
//
// QUIRK(cloudapi): the guide's samples send these fields as a form; they are
// not put into the address, so that no code comes into a proxy's log.
func (c *Client) form(edge string, fields url.Values) rest.Request {
	return rest.Request{
		Method: http.MethodPost, URL: c.number(edge),
		ContentType: "application/x-www-form-urlencoded", Body: []byte(fields.Encode()),
	}
}

const digits = "0123456789"

func checkPIN(pin string) whatsapp.Violations {
	if len(pin) == 6 && strings.Trim(pin, digits) == "" {
		return nil
	}
	return whatsapp.Violations{{Field: "pin", Rule: "six digits"}}
}
