package templates

import (
	"slices"
	"strings"
)

// languages are the codes in the order of the page. Source: "Supported
// languages", 4 November 2025. A list of 100 codes does not need
// golang.org/x/text/language: the platform knows these and no other tags.
var languages = strings.Fields(`
	af sq ar ar_EG ar_AE ar_LB ar_MA ar_QA az be_BY bn bn_IN bg ca zh_CN zh_HK zh_TW hr cs da prs_AF nl nl_BE
	en en_GB en_US en_AE en_AU en_CA en_GH en_IE en_IN en_JM en_MY en_NZ en_QA en_SG en_UG en_ZA et fil fi
	fr fr_BE fr_CA fr_CH fr_CI fr_MA ka de de_AT de_CH el gu ha he hi hu id ga it ja kn kk rw_RW ko ky_KG lo lv lt
	mk ms ml mr nb ps_AF fa pl pt_BR pt_PT pa ro ru sr si_LK sk sl
	es es_AR es_CL es_CO es_CR es_DO es_EC es_HN es_MX es_PA es_PE es_ES es_UY sw sv ta te th tr uk ur uz vi zu`)

// Languages are the codes that the platform lists, as "en_US", in the order of
// its page; a copy each time. Source: "Supported languages", 4 November 2025.
//
// QUIRK(cloudapi): the platform's other pages and clients know more, as "ar_SA"
// and "es_VE": one that is not here may be taken.
func Languages() []string { return slices.Clone(languages) }

// NormalizeLanguage is a code in the platform's spelling: "en-US" and "EN_us"
// become "en_US". What has not the form of a language with or without a country
// is returned as it is.
//
// QUIRK(cloudapi): webhooks may write "en-US" where the API says "en_US".
func NormalizeLanguage(code string) string {
	if spelled, ok := spelledLanguage(code); ok {
		return spelled
	}
	return code
}

// spelledLanguage is the platform's spelling; false for a code that has not the
// form of one.
func spelledLanguage(code string) (string, bool) {
	language, country, both := strings.Cut(strings.ReplaceAll(code, "-", "_"), "_")
	switch {
	case len(language) < 2 || len(language) > 3 || !isLetters(language):
		return "", false
	case !both:
		return strings.ToLower(language), true
	case len(country) != 2 || !isLetters(country):
		return "", false
	}
	return strings.ToLower(language) + "_" + strings.ToUpper(country), true
}

func isLetters(s string) bool {
	return s != "" && strings.Trim(strings.ToLower(s), "abcdefghijklmnopqrstuvwxyz") == ""
}
