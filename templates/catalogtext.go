package templates

import (
	"slices"

	"github.com/wainbox/wainbox/whatsapp"
)

// withTexts are the components with the texts of a notice, which has the header
// only if it is a text and the footer only if there is one. Source:
// "message_template_components_update" webhook, June 2026.
func withTexts(old []Component, now *whatsapp.TemplateComponents) []Component {
	all := slices.Clone(old)
	all = reworded(all, "HEADER", now.Header)
	all = reworded(all, "BODY", now.Body)
	all = reworded(all, "FOOTER", now.Footer)
	for i := range all {
		if is(all[i].Type, "BUTTONS") {
			all[i].Buttons = withButtons(all[i].Buttons, now.Buttons)
		}
	}
	return all
}

// reworded gives a part its text. Without one, a part that has a text is gone,
// and one that has none, as a header with a picture, stays.
func reworded(all []Component, kind, words string) []Component {
	i := slices.IndexFunc(all, func(c Component) bool { return is(c.Type, kind) })
	switch {
	case i < 0 && words == "":
		return all
	case i < 0:
		if i = 0; kind != "HEADER" {
			i = after(all, "HEADER", "BODY")
		}
		all = slices.Insert(all, i, Component{Type: kind})
	case words == "" && all[i].Text == "":
		return all
	case words == "":
		return slices.Delete(all, i, i+1)
	}
	if !slices.Equal(names(words), names(all[i].Text)) {
		all[i].Example = nil
	}
	all[i].Text = words
	if kind == "HEADER" {
		all[i].Format = "TEXT"
	}
	return all
}

// after is the place after the parts of these kinds.
func after(all []Component, kinds ...string) int {
	place := 0
	for i, c := range all {
		if isOneOf(c.Type, kinds) {
			place = i + 1
		}
	}
	return place
}

// withButtons gives each button what the notice says of it.
//
// QUIRK(cloudapi): whether quick replies are listed, too, is not clear. Where the
// listed addresses and phone numbers are not as many as there were, it is not
// known what stands where, and all stay as they are until the next sync.
func withButtons(old []Button, now []whatsapp.TemplateButton) []Button {
	all, left := slices.Clone(old), now
	for i := range all {
		listed := func(b whatsapp.TemplateButton) bool { return is(b.Type, all[i].Type) }
		j := slices.IndexFunc(left, listed)
		if j < 0 {
			if is(all[i].Type, "URL") || is(all[i].Type, "PHONE_NUMBER") {
				return old
			}
			continue
		}
		all[i].Text, all[i].URL, all[i].Phone = left[j].Text, left[j].URL, left[j].Phone
		left = slices.Delete(slices.Clone(left), j, j+1)
	}
	if len(left) > 0 {
		return old
	}
	return all
}
