package templates_test

import (
	"slices"
	"testing"

	"github.com/wainbox/wainbox/templates"
)

func TestLanguages(t *testing.T) {
	t.Parallel()
	all := templates.Languages()
	for _, code := range []string{"af", "en", "en_US", "prs_AF", "zh_HK", "zu"} {
		if !slices.Contains(all, code) {
			t.Errorf("no %s", code)
		}
	}
	seen := map[string]bool{}
	for _, code := range all {
		if seen[code] || templates.NormalizeLanguage(code) != code {
			t.Errorf("%s is there twice or not in its own spelling", code)
		}
		seen[code] = true
	}
	all[0] = "xx"
	if templates.Languages()[0] != "af" {
		t.Error("the list can be changed")
	}
}

func TestNormalizeLanguage(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"en_US": "en_US", "en-US": "en_US", "EN_us": "en_US", "en": "en", "FIL": "fil", "prs-af": "prs_AF",
		"": "", "e": "e", "zh-Hans-CN": "zh-Hans-CN", "zh_Hans": "zh_Hans", "english": "english", "en_": "en_",
		"en-1": "en-1", "öß": "öß", "en__US": "en__US",
	} {
		if got := templates.NormalizeLanguage(in); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}
