package templates

import (
	"slices"
	"strings"
)

// definition checks what stands beside the parts.
func (l *linter) definition(d Definition) {
	if d.Content == nil || d.Content.Approval.Name != "" {
		l.name(d.Name)
	}
	l.languageCode(d.Language)
	switch {
	case d.Category == "" && d.Content != nil: // asked for with the approval
	case d.Category == "":
		l.add("category_missing", "category")
	case !slices.Contains([]Category{Authentication, Marketing, Utility}, d.Category):
		l.add("category_unknown", "category")
	}
	if f := string(d.Format); f != "" && !is(f, string(Positional)) && !is(f, string(Named)) {
		l.add("format_unknown", "parameter_format")
	}
	l.ttl(d.TTLSeconds)
}

func (l *linter) name(name string) {
	switch {
	case name == "":
		l.add("name_missing", "name")
	case strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789_") != "":
		l.add("name_characters", "name")
	}
	l.count("name_too_long", "name", len(name))
}

func (l *linter) languageCode(code string) {
	spelled, ok := spelledLanguage(code)
	switch {
	case code == "":
		l.add("language_missing", "language")
	case !ok:
		l.add("language_malformed", "language")
	case spelled != code:
		l.add("language_spelling", "language")
	case !slices.Contains(languages, code):
		l.add("language_unknown", "language")
	}
}

// ttl checks how long an undelivered message is tried.
func (l *linter) ttl(seconds int64) {
	within := func(rule string, low, high int64) {
		if seconds < low || seconds > high {
			l.add(rule, "message_send_ttl_seconds")
		}
	}
	switch {
	case seconds == 0:
	case l.category == Marketing:
		within("ttl_marketing", MinMarketingTTL, MaxMarketingTTL)
		l.add("marketing_messages", "message_send_ttl_seconds")
	case seconds == TTLForever:
	case l.category == Authentication:
		within("ttl_authentication", MinTTLSeconds, MaxAuthenticationTTL)
	case l.category == Utility:
		within("ttl_utility", MinTTLSeconds, MaxUtilityTTL)
	}
}
