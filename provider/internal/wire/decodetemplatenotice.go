package wire

import (
	"strings"

	"github.com/wainbox/wainbox/whatsapp"
)

// templateNotice reads what happened to a template. The members tell what it
// was: the platform's own sample of a changed quality names the field of a
// changed status.
func (d *decoder) templateNotice(v int, n whatsapp.Notice) whatsapp.Event {
	ref := whatsapp.TemplateRef{
		ID:       d.word(v, "message_template_id"),
		Name:     d.word(v, "message_template_name"),
		Language: language(d.word(v, "message_template_language")),
	}
	has := func(name string) bool { return d.kind(d.memberOf(v, name)) != 0 }
	switch {
	case has("event"):
		return d.templateStatus(v, n, ref)
	case has("new_quality_score"), has("previous_quality_score"):
		return &whatsapp.TemplateQuality{
			Notice: n, TemplateRef: ref,
			Previous: d.word(v, "previous_quality_score"), New: d.word(v, "new_quality_score"),
		}
	case has("new_category"), has("correct_category"):
		return &whatsapp.TemplateCategory{
			Notice: n, TemplateRef: ref,
			Correct: d.word(v, "correct_category"), New: d.word(v, "new_category"),
			Previous:  d.word(v, "previous_category"),
			ChangesAt: d.moment(d.member(v, "category_update_timestamp")),
		}
	case n.Field == fieldTemplateComponents && (ref.ID != "" || ref.Name != ""):
		return d.templateComponents(v, n, ref)
	default:
		return nil
	}
}

func (d *decoder) templateStatus(v int, n whatsapp.Notice, ref whatsapp.TemplateRef) whatsapp.Event {
	other, rejection := d.member(v, "other_info"), d.member(v, "rejection_info")
	return &whatsapp.TemplateStatus{
		Notice: n, TemplateRef: ref,
		Event:           strings.ToUpper(d.word(v, "event")),
		Reason:          d.word(v, "reason"),
		Category:        d.word(v, "message_template_category"),
		DisableDate:     d.word(d.member(v, "disable_info"), "disable_date"),
		Title:           d.word(other, "title"),
		Description:     d.word(other, "description"),
		RejectionReason: d.word(rejection, "reason"),
		Recommendation:  d.word(rejection, "recommendation"),
	}
}

func (d *decoder) templateComponents(v int, n whatsapp.Notice, ref whatsapp.TemplateRef) whatsapp.Event {
	return &whatsapp.TemplateComponents{
		Notice: n, TemplateRef: ref,
		Header:  d.word(v, "message_template_title"),
		Body:    d.word(v, "message_template_element"),
		Footer:  d.word(v, "message_template_footer"),
		Buttons: elements(d, d.member(v, "message_template_buttons"), d.templateButton),
	}
}

func (d *decoder) templateButton(v int) whatsapp.TemplateButton {
	return whatsapp.TemplateButton{
		Type:  d.word(v, "message_template_button_type"),
		Text:  d.word(v, "message_template_button_text"),
		URL:   d.word(v, "message_template_button_url"),
		Phone: d.word(v, "message_template_button_phone_number"),
	}
}
