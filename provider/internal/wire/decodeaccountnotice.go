package wire

import "github.com/wainbox/wainbox/whatsapp"

// accountNotice reads what happened to an account, or to what it has; the
// larger ones have files of their own.
func (d *decoder) accountNotice(v int, n whatsapp.Notice) whatsapp.Event {
	switch n.Field {
	case fieldAccountReview:
		if decision := d.word(v, "decision"); decision != "" {
			return &whatsapp.AccountReview{Notice: n, Decision: decision}
		}
	case fieldAccountAlerts:
		return d.accountAlert(v, n)
	case fieldCapability:
		return d.capability(v, n)
	case fieldPayment:
		if name := d.word(v, "configuration_name"); name != "" {
			return &whatsapp.PaymentConfiguration{
				Notice: n, Name: name,
				Provider: d.word(v, "provider_name"), MerchantID: d.word(v, "provider_mid"), Status: d.word(v, "status"),
				Created: d.moment(d.member(v, "created_timestamp")), Updated: d.moment(d.member(v, "updated_timestamp")),
			}
		}
	case fieldSolutions:
		if event := d.word(v, "event"); event != "" {
			return &whatsapp.PartnerSolution{
				Notice: n, Event: event, ID: d.word(v, "solution_id"), Status: d.word(v, "solution_status"),
			}
		}
	}
	return nil
}

// accountAlert reads an alert, whose members stood in the value itself in older
// webhooks.
func (d *decoder) accountAlert(v int, n whatsapp.Notice) whatsapp.Event {
	info := d.object(v, "alert_info")
	if info == 0 {
		info = v
	}
	e := &whatsapp.AccountAlert{
		Notice:     n,
		EntityType: d.word(v, "entity_type"), EntityID: d.word(v, "entity_id"),
		Severity: d.word(info, "alert_severity"), Status: d.word(info, "alert_status"),
		Type: d.word(info, "alert_type"), Description: d.word(info, "alert_description"),
	}
	if e.Type == "" && e.Status == "" && e.Description == "" {
		return nil
	}
	return e
}

func (d *decoder) capability(v int, n whatsapp.Notice) whatsapp.Event {
	e := whatsapp.Capability{
		Notice:               n,
		MaxDaily:             whatsapp.MessagingLimit(d.word(v, "max_daily_conversations_per_business")),
		MaxDailyPerPhone:     whatsapp.MessagingLimit(d.word(v, "max_daily_conversation_per_phone")),
		MaxPhonesPerBusiness: d.integer(v, "max_phone_numbers_per_business"),
		MaxPhonesPerWABA:     d.integer(v, "max_phone_numbers_per_waba"),
	}
	if e == (whatsapp.Capability{Notice: n}) {
		return nil
	}
	return &e
}
