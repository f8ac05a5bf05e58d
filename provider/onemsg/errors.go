package onemsg

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/wire"
)

// texts is what 1msg's sentences mean, where there is no code: the first of
// these that is in a sentence, in lower case, decides.
//
// QUIRK(onemsg): the sentences are those that were seen; no list of them is
// published. One that is not here is [provider.Other].
var texts = []struct {
	part string
	kind provider.Kind
}{
	{"queued", provider.Uncertain}, // whatever it waits for
	{"dialog window is closed", provider.Window},
	{"outside the allowed window", provider.Window},
	{"re-engagement", provider.Window},
	{"too many request", provider.Throttled},
	{"rate limit", provider.Throttled},
	{"template is not defined", provider.Template},
	{"username is not found", provider.Recipient},
	{"not linked with bsuid", provider.Recipient},
	{"bsuid routing is disabled", provider.Account},
	{"username routing is disabled", provider.Account},
	{"part of an experiment", provider.OptedOut},
	{"healthy ecosystem", provider.OptedOut},
	{"frequency cap", provider.OptedOut},
	{"unsupported interactive message type", provider.Invalid},
	{"wrong token", provider.Auth},
}

// codeQuoted finds a code of the platform's in a sentence.
var codeQuoted = regexp.MustCompile(`\b13[0-7][0-9]{3}\b`)

// codeOf is the code that was given, else one that the sentence quotes; 0 =
// none.
func codeOf(given int, text string) int {
	if given != 0 {
		return given
	}
	n, _ := strconv.Atoi(codeQuoted.FindString(text)) // "" is 0
	return n
}

// kindOf is what a code means, or, where it is not known, a sentence.
func kindOf(code int, text string) provider.Kind {
	if code != 0 {
		if kind := wire.KindOf(code); kind != provider.Other {
			return kind
		}
	}
	text = strings.ToLower(text)
	for _, one := range texts {
		if strings.Contains(text, one.part) {
			return one.kind
		}
	}
	return provider.Other
}
