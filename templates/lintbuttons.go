package templates

import "strings"

// buttons checks a template's buttons, but for a carousel's cards and an
// authentication.
func (l *linter) buttons(at string, all []Button) {
	if len(all) == 0 {
		l.add("buttons_missing", at)
	}
	l.count("buttons_too_many", at, len(all))
	l.together(at, all)
	l.look(at, all)
	l.row(at, all)
}

// row checks each button, and that they differ.
func (l *linter) row(at string, all []Button) {
	kinds, texts := map[string]int{}, map[string]bool{}
	for i, b := range all {
		one := field(at, i)
		kinds[strings.ToUpper(b.Type)]++
		if b.Text != "" && texts[b.Text] {
			l.add("button_text_repeated", one+".text")
		}
		texts[b.Text] = true
		l.button(one, b)
	}
	l.count("buttons_url", at, kinds["URL"])
	l.count("buttons_phone", at, kinds["PHONE_NUMBER"])
	l.count("buttons_code", at, kinds["COPY_CODE"])
}

// together checks that quick replies stand side by side, and so do the others.
func (l *linter) together(at string, all []Button) {
	changes := 0
	for i := 1; i < len(all); i++ {
		if is(all[i].Type, "QUICK_REPLY") != is(all[i-1].Type, "QUICK_REPLY") {
			changes++
		}
	}
	if changes > 1 {
		l.add("buttons_grouping", at)
	}
}

// look tells what customers do not see. Source: "Template components", November
// 2025.
func (l *linter) look(at string, all []Button) {
	replies := 0
	for _, b := range all {
		if is(b.Type, "QUICK_REPLY") {
			replies++
		}
	}
	l.count("buttons_folded", at, len(all))
	if replies > 0 && replies < len(all) {
		l.add("buttons_mixed", at)
	}
}
