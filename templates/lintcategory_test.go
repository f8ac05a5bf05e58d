package templates_test

import "github.com/wainbox/wainbox/templates"

func lintCategoryCases() []lintCase {
	const at = "message_send_ttl_seconds"
	lives := func(name string, c templates.Category, seconds int64, want ...string) lintCase {
		from := map[templates.Category]string{
			templates.Authentication: "authentication", templates.Utility: "plain", templates.Marketing: "catalog",
		}[c]
		return lintCase{name, from, func(d *templates.Definition) { d.TTLSeconds = seconds }, want}
	}
	says := func(name, language, body string, want ...string) lintCase {
		return lintCase{name, "location", func(d *templates.Definition) {
			d.Language, part(d, "BODY").Text = language, body
		}, want}
	}
	const promoting, onBody = "utility_promotion components[1].text", "components[1].text"
	return []lintCase{
		{"category missing", "plain", func(d *templates.Definition) { d.Category = "" }, []string{"category_missing category"}},
		{"category of old", "plain", func(d *templates.Definition) { d.Category = "TRANSACTIONAL" }, []string{"category_unknown category"}},
		{"category in lower case", "plain", func(d *templates.Definition) { d.Category = "utility" }, []string{"category_unknown category"}},

		lives("authentication, shortest", templates.Authentication, 30),
		lives("authentication, too short", templates.Authentication, 29, "ttl_authentication "+at),
		lives("authentication, longest", templates.Authentication, 900),
		lives("authentication, too long", templates.Authentication, 901, "ttl_authentication "+at),
		lives("authentication, 30 days", templates.Authentication, -1),
		lives("utility, shortest", templates.Utility, 30),
		lives("utility, too short", templates.Utility, 29, "ttl_utility "+at),
		lives("utility, longest", templates.Utility, 43200),
		lives("utility, too long", templates.Utility, 43201, "ttl_utility "+at),
		lives("utility, 30 days", templates.Utility, -1),
		lives("marketing, not said", templates.Marketing, 0),
		lives("marketing, shortest", templates.Marketing, 43200, "marketing_messages "+at),
		lives("marketing, too short", templates.Marketing, 43199, "ttl_marketing "+at, "marketing_messages "+at),
		lives("marketing, longest", templates.Marketing, 2592000, "marketing_messages "+at),
		lives("marketing, too long", templates.Marketing, 2592001, "ttl_marketing "+at, "marketing_messages "+at),
		lives("marketing, 30 days", templates.Marketing, -1, "ttl_marketing "+at, "marketing_messages "+at),

		says("promoting in English", "en_GB", "Get 20% off today.", promoting),
		says("percent without promoting", "en_GB", "Your battery is at 20% only."),
		says("promoting at the start", "en", "SALE! Until Friday.", promoting),
		says("a longer word", "en", "Your wholesale order is here."),
		says("sale in Spanish is no sale", "es", "Su vuelo sale a las 9."),
		says("promoting in Spanish", "es_MX", "Tiene un descuento.", promoting),
		says("promoting in Chinese", "zh_CN", "您有一张优惠券可用。", promoting),
		says("promoting in Hindi", "hi", "आज छूट है।", promoting),
		says("promoting in a language not spelled well", "de-DE", "Ihr Gutschein ist da.", "language_spelling language", promoting),
		{"promoting in marketing", "catalog", func(d *templates.Definition) { d.Language, part(d, "BODY").Text = "en", "A sale." }, nil},
		{"promoting in header, footer and button", "plain", func(d *templates.Definition) {
			part(d, "HEADER").Text, part(d, "FOOTER").Text = "The sale {{1}} is here", "All on sale"
			part(d, "BUTTONS").Buttons[0].Text = "Shop now"
		}, []string{
			"utility_promotion components[0].text", "utility_promotion components[2].text",
			"utility_promotion components[3].buttons[0].text",
		}},
		{"selling in utility", "catalog", func(d *templates.Definition) { d.Category = templates.Utility }, []string{
			"utility_button components[2].buttons[0].type",
		}},
		{"body missing in part", "location", func(d *templates.Definition) { part(d, "BODY").Text = " \n" }, []string{"body_missing " + onBody}},
	}
}
