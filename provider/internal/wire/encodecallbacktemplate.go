package wire

import "github.com/wainbox/wainbox/whatsapp"

func templateObject(e whatsapp.Event) (field string, o object) {
	switch e := e.(type) {
	case *whatsapp.TemplateStatus:
		return fieldTemplateStatus, append(templateMembers(&e.TemplateRef), object{
			{"event", quoted(e.Event)},
			{"reason", e.Reason},
			{"message_template_category", e.Category},
			{"disable_info", some(object{{"disable_date", e.DisableDate}})},
			{"other_info", some(object{{"title", e.Title}, {"description", e.Description}})},
			{"rejection_info", some(object{{"reason", e.RejectionReason}, {"recommendation", e.Recommendation}})},
		}...)
	case *whatsapp.TemplateQuality:
		return fieldTemplateQuality, append(templateMembers(&e.TemplateRef), object{
			{"previous_quality_score", e.Previous}, {"new_quality_score", quoted(e.New)},
		}...)
	case *whatsapp.TemplateComponents:
		return fieldTemplateComponents, append(templateMembers(&e.TemplateRef), object{
			{"message_template_title", e.Header},
			{"message_template_element", e.Body},
			{"message_template_footer", e.Footer},
			{"message_template_buttons", each(e.Buttons, templateButtonObject)},
		}...)
	case *whatsapp.TemplateCategory:
		return fieldTemplateCategory, append(templateMembers(&e.TemplateRef), object{
			{"previous_category", e.Previous},
			{"new_category", quoted(e.New)},
			{"correct_category", e.Correct},
			{"category_update_timestamp", number(e.ChangesAt)},
		}...)
	default:
		return "", nil
	}
}

func templateMembers(t *whatsapp.TemplateRef) object {
	return object{
		{"message_template_id", digits(t.ID)}, {"message_template_name", t.Name}, {"message_template_language", t.Language},
	}
}

func templateButtonObject(b *whatsapp.TemplateButton) object {
	return object{
		{"message_template_button_type", b.Type},
		{"message_template_button_text", b.Text},
		{"message_template_button_url", b.URL},
		{"message_template_button_phone_number", b.Phone},
	}
}
