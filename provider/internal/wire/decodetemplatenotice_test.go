package wire_test

import (
	"testing"

	"github.com/wainbox/wainbox/whatsapp"
)

func TestTemplateNotices(t *testing.T) {
	t.Parallel()
	offer := func(language string) whatsapp.TemplateRef {
		return whatsapp.TemplateRef{ID: "1055550500000001", Name: "lamp_offer", Language: language}
	}
	ready := whatsapp.TemplateRef{ID: "1055550500000002", Name: "lamp_ready", Language: "de"}
	bill := whatsapp.TemplateRef{ID: "1055550500000003", Name: "lamp_bill", Language: "de"}
	status := notice("message_template_status_update")
	reads(t, "notices-template.json",
		&whatsapp.TemplateStatus{
			Notice: status, TemplateRef: offer("en_US"), Event: "REJECTED", Reason: "INVALID_FORMAT", Category: "MARKETING",
			RejectionReason: "Two variables touch.", Recommendation: "Put a word between them.",
		},
		&whatsapp.TemplateStatus{
			Notice: status, TemplateRef: offer("en_US"), Event: "PAUSED", Title: "FIRST_PAUSE", Description: "Paused for 3 hours.",
		},
		&whatsapp.TemplateStatus{
			Notice: status, TemplateRef: offer("pt_BR"), Event: "DISABLED", Reason: "NONE", DisableDate: "1780090000",
		},
		&whatsapp.TemplateQuality{
			Notice: notice("message_template_quality_update"), TemplateRef: ready, Previous: "GREEN", New: "YELLOW",
		},
		&whatsapp.TemplateQuality{Notice: status, TemplateRef: ready, Previous: "YELLOW", New: "RED"},
		&whatsapp.TemplateComponents{
			Notice: notice("message_template_components_update"), TemplateRef: bill,
			Header: "Your bill", Body: "Dear {{1}}, it is {{2}}.", Footer: "Lamps & more",
			Buttons: []whatsapp.TemplateButton{
				{Type: "URL", Text: "Pay", URL: "https://example.com/pay"},
				{Type: "PHONE_NUMBER", Text: "Call", Phone: "+15550100001"},
			},
		},
		&whatsapp.TemplateCategory{
			Notice: notice("template_category_update"), TemplateRef: bill, Correct: "MARKETING", New: "UTILITY", ChangesAt: at(86500),
		},
		&whatsapp.TemplateCategory{
			Notice: notice("template_category_update"), TemplateRef: bill, Previous: "UTILITY", New: "MARKETING",
		},
	)
}
