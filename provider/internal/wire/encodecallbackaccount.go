package wire

import "github.com/wainbox/wainbox/whatsapp"

func accountObject(e whatsapp.Event) (field string, o object) {
	switch e := e.(type) {
	case *whatsapp.AccountReview:
		return fieldAccountReview, object{{"decision", e.Decision}}
	case *whatsapp.AccountAlert:
		return fieldAccountAlerts, object{
			{"entity_type", e.EntityType},
			{"entity_id", e.EntityID},
			{"alert_info", object{
				{"alert_severity", e.Severity},
				{"alert_status", e.Status},
				{"alert_type", e.Type},
				{"alert_description", e.Description},
			}},
		}
	case *whatsapp.Capability:
		return fieldCapability, object{
			{"max_daily_conversations_per_business", digits(string(e.MaxDaily))},
			{"max_daily_conversation_per_phone", digits(string(e.MaxDailyPerPhone))},
			{"max_phone_numbers_per_business", e.MaxPhonesPerBusiness},
			{"max_phone_numbers_per_waba", e.MaxPhonesPerWABA},
		}
	case *whatsapp.PaymentConfiguration:
		return fieldPayment, object{
			{"configuration_name", e.Name},
			{"provider_name", e.Provider},
			{"provider_mid", e.MerchantID},
			{"status", e.Status},
			{"created_timestamp", number(e.Created)},
			{"updated_timestamp", number(e.Updated)},
		}
	case *whatsapp.PartnerSolution:
		return fieldSolutions, object{{"event", e.Event}, {"solution_id", e.ID}, {"solution_status", e.Status}}
	default:
		return "", nil
	}
}

func accountUpdateObject(e *whatsapp.AccountUpdate) object {
	o := object{
		{"event", e.Event},
		{"country", e.Country},
		{"phone_number", e.Phone},
		{"violation_info", some(object{{"violation_type", e.Violation}, {"remediation", e.Remedy}})},
		{"restriction_info", each(e.Restrictions, restrictionObject)},
	}
	if b := e.Ban; b != nil {
		o = append(o, member{"ban_info", object{{"waba_ban_state", b.State}, {"waba_ban_date", b.Date}}})
	}
	if w := e.WABA; w != nil {
		o = append(o, member{"waba_info", object{
			{"waba_id", w.ID},
			{"owner_business_id", w.Owner},
			{"ad_account_linked", w.AdAccount},
			{"partner_app_id", w.PartnerApp},
			{"solution_id", w.Solution},
			{"solution_partner_business_ids", texts(w.SolutionPartners)},
		}})
	}
	if r := e.Rate; r != nil {
		o = append(o, member{"auth_international_rate_eligibility", object{
			{"start_time", number(r.Starts)}, {"exception_countries", each(r.Exceptions, exceptionObject)},
		}})
	}
	if c := e.Certification; c != nil {
		o = append(o, member{"partner_client_certification_info", object{
			{"client_business_id", c.Client}, {"status", c.Status}, {"rejection_reasons", texts(c.Reasons)},
		}})
	}
	if t := e.Tier; t != nil {
		o = append(o, member{"volume_tier_info", object{
			{"tier_update_time", number(t.Updated)},
			{"pricing_category", t.Category},
			{"tier", t.Tier},
			{"effective_month", t.Month},
			{"region", t.Region},
		}})
	}
	if off := e.Disconnection; off != nil {
		o = append(o, member{"disconnection_info", object{{"reason", off.Reason}, {"initiated_by", off.By}}})
	}
	return o
}

func restrictionObject(r *whatsapp.Restriction) object {
	return object{{"restriction_type", r.Type}, {"expiration", number(r.Expires)}, {"remediation", r.Remedy}}
}

func exceptionObject(r *whatsapp.RateException) object {
	return object{{"country_code", r.Country}, {"start_time", number(r.Starts)}}
}

func flowObject(e *whatsapp.FlowUpdate) object {
	return object{
		{"event", e.Event},
		{"message", e.Message},
		{"flow_id", e.ID},
		{"old_status", e.OldStatus},
		{"new_status", e.NewStatus},
		{"alert_state", e.AlertState},
		{"warning", e.Warning},
		{"threshold", digits(e.Threshold)},
		{"error_rate", digits(e.ErrorRate)},
		{"p50_latency", digits(e.P50Latency)},
		{"p90_latency", digits(e.P90Latency)},
		{"requests_count", digits(e.Requests)},
		{"availability", digits(e.Availability)},
		{"errors", each(e.Errors, flowErrorObject)},
	}
}

func flowErrorObject(f *whatsapp.FlowError) object {
	return object{{"error_type", f.Type}, {"error_rate", digits(f.Rate)}, {"error_count", digits(f.Count)}}
}

func texts(list []string) []any {
	var all []any
	for _, s := range list {
		all = append(all, s)
	}
	return all
}
