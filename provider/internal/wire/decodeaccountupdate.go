package wire

import "github.com/wainbox/wainbox/whatsapp"

// accountUpdate reads what happened to an account, with one object more for
// some of the events.
func (d *decoder) accountUpdate(v int, n whatsapp.Notice) whatsapp.Event {
	event, violation := d.word(v, "event"), d.member(v, "violation_info")
	if event == "" {
		return nil
	}
	e := &whatsapp.AccountUpdate{
		Notice: n, Event: event,
		Country:   d.word(v, "country"),
		Phone:     whatsapp.Phone(d.word(v, "phone_number")),
		Violation: d.word(violation, "violation_type"),
		Remedy:    d.word(violation, "remediation"),

		Restrictions: elements(d, d.member(v, "restriction_info"), d.restriction),

		WABA: d.wabaInfo(d.object(v, "waba_info")),
		Rate: d.rateEligibility(d.object(v, "auth_international_rate_eligibility")),
	}
	if ban := d.object(v, "ban_info"); ban != 0 {
		e.Ban = &whatsapp.Ban{State: d.word(ban, "waba_ban_state"), Date: d.word(ban, "waba_ban_date")}
	}
	if c := d.object(v, "partner_client_certification_info"); c != 0 {
		e.Certification = &whatsapp.Certification{
			Client: d.word(c, "client_business_id"), Status: d.word(c, "status"),
			Reasons: d.words(d.member(c, "rejection_reasons")),
		}
	}
	if t := d.object(v, "volume_tier_info"); t != 0 {
		e.Tier = &whatsapp.VolumeTier{
			Updated: d.moment(d.member(t, "tier_update_time")), Category: d.word(t, "pricing_category"),
			Tier: d.word(t, "tier"), Month: d.word(t, "effective_month"), Region: d.word(t, "region"),
		}
	}
	if off := d.object(v, "disconnection_info"); off != 0 {
		e.Disconnection = &whatsapp.Disconnection{Reason: d.word(off, "reason"), By: d.word(off, "initiated_by")}
	}
	return e
}

func (d *decoder) wabaInfo(v int) *whatsapp.WABAInfo {
	if v == 0 {
		return nil
	}
	info := &whatsapp.WABAInfo{
		ID:               whatsapp.WABAID(d.word(v, "waba_id")),
		Owner:            d.word(v, "owner_business_id"),
		AdAccount:        d.word(v, "ad_account_linked"),
		PartnerApp:       d.word(v, "partner_app_id"),
		Solution:         d.word(v, "solution_id"),
		SolutionPartners: d.words(d.member(v, "solution_partner_business_ids")),
	}
	if info.AdAccount == "" { // its name in one of the platform's two samples
		info.AdAccount = d.word(v, "ad_account_id")
	}
	return info
}

func (d *decoder) rateEligibility(v int) *whatsapp.RateEligibility {
	if v == 0 {
		return nil
	}
	return &whatsapp.RateEligibility{
		Starts:     d.moment(d.member(v, "start_time")),
		Exceptions: elements(d, d.member(v, "exception_countries"), d.rateException),
	}
}

func (d *decoder) rateException(v int) whatsapp.RateException {
	return whatsapp.RateException{Country: d.word(v, "country_code"), Starts: d.moment(d.member(v, "start_time"))}
}

func (d *decoder) restriction(v int) whatsapp.Restriction {
	return whatsapp.Restriction{
		Type: d.word(v, "restriction_type"), Expires: d.moment(d.member(v, "expiration")), Remedy: d.word(v, "remediation"),
	}
}
