package dialog360

import (
	"log/slog"
	"maps"
	"slices"
	"strings"

	"github.com/wainbox/wainbox/provider"
)

// WebhookConfig is what receiving cannot do without. The fields are those of
// [Config]; Number and WABA are for callbacks of the legacy shape alone, and may
// be empty where none come.
type WebhookConfig struct {
	Number         string
	WABA           string
	WebhookSecrets []string
	WebhookHeaders map[string]string
	BasicUser      string
	BasicPassword  string
}

// String shows no secret.
func (WebhookConfig) String() string { return Name + ":webhook" }

// GoString is [WebhookConfig.String], so that %#v shows no secret either.
func (c WebhookConfig) GoString() string { return c.String() }

// LogValue is [WebhookConfig.String], for slog.
func (c WebhookConfig) LogValue() slog.Value { return slog.StringValue(c.String()) }

// check adds everything that is wrong. A variable that is not set must never
// become a header that any callback carries, or a secret that anybody knows.
func (c WebhookConfig) check(e *provider.ConfigError, open bool) {
	basic := c.BasicUser != "" || c.BasicPassword != ""
	switch {
	case basic && c.BasicUser == "":
		e.Missing = append(e.Missing, "BasicUser")
	case basic && c.BasicPassword == "":
		e.Missing = append(e.Missing, "BasicPassword")
	case !basic && len(c.WebhookHeaders) == 0 && !open && !anySecret(c.WebhookSecrets):
		e.Missing = append(e.Missing, "WebhookSecrets, WebhookHeaders or BasicUser")
	}
	if strings.Contains(c.BasicUser, ":") {
		e.Wrong = append(e.Wrong, "BasicUser: without a colon")
	}
	if !headersFit(c.WebhookHeaders) {
		e.Wrong = append(e.Wrong, "WebhookHeaders: each a name other than Host and a value that a header can hold")
	}
	for name := range c.WebhookHeaders {
		if basic && strings.EqualFold(name, "Authorization") {
			e.Wrong = append(e.Wrong, "WebhookHeaders: no Authorization beside BasicUser")
		}
	}
}

func anySecret(secrets []string) bool {
	return slices.ContainsFunc(secrets, func(s string) bool { return s != "" })
}

// headersFit reports whether these can be sent as headers and found again: a
// space at an end, as of a file's last line, would be lost on the way.
func headersFit(headers map[string]string) bool {
	const token = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-.^_`|~"
	for name, value := range headers {
		if name == "" || strings.Trim(name, token) != "" || strings.EqualFold(name, "Host") ||
			value == "" || value != strings.TrimSpace(value) || !printable(value) {
			return false
		}
	}
	names := slices.Collect(maps.Keys(headers))
	slices.SortFunc(names, compareFold)
	return len(slices.CompactFunc(names, strings.EqualFold)) == len(headers)
}

func compareFold(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) }

func printable(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}
