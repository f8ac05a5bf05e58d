package wire_test

import (
	"testing"

	"github.com/wainbox/wainbox/whatsapp"
)

func TestAccountNotices(t *testing.T) {
	t.Parallel()
	update, flow := notice("account_update"), notice("flows")
	partner := whatsapp.Notice{Origin: whatsapp.Origin{WABA: "1055550600000001"}, Field: "partner_solutions", At: at(101)}
	reads(t, "notices-account.json",
		&whatsapp.AccountUpdate{
			Notice: update, Event: "ACCOUNT_RESTRICTION", Phone: "15550100001",
			Violation: "LOW_PICKUP", Remedy: "Pick up more calls.",
			Restrictions: []whatsapp.Restriction{
				{Type: "RESTRICTED_BIZ_INITIATED_MESSAGING", Expires: at(100000)},
				{Type: "RESTRICTED_USER_INITIATED_CALLING", Remedy: "Show the button again."},
			},
		},
		&whatsapp.AccountUpdate{
			Notice: update, Event: "DISABLED_UPDATE", Ban: &whatsapp.Ban{State: "SCHEDULE_FOR_DISABLE", Date: "June 17, 2026"},
		},
		&whatsapp.AccountUpdate{Notice: update, Event: "PARTNER_ADDED", WABA: &whatsapp.WABAInfo{
			ID: "1055550199000001", Owner: "1055550600000001", AdAccount: "1055550600000002", PartnerApp: "1055550600000003",
			Solution: "1055550600000004", SolutionPartners: []string{"1055550600000005", "1055550600000006"},
		}},
		&whatsapp.AccountUpdate{Notice: update, Event: "AUTH_INTL_PRICE_ELIGIBILITY_UPDATE", Rate: &whatsapp.RateEligibility{
			Starts: at(200), Exceptions: []whatsapp.RateException{{Country: "ID", Starts: at(300)}},
		}},
		&whatsapp.AccountUpdate{
			Notice: update, Event: "PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE",
			Certification: &whatsapp.Certification{Client: "1055550600000007", Status: "REJECTED", Reasons: []string{"NAME", "LINK"}},
		},
		&whatsapp.AccountUpdate{Notice: update, Event: "VOLUME_BASED_PRICING_TIER_UPDATE", Tier: &whatsapp.VolumeTier{
			Updated: at(50), Category: "UTILITY", Tier: "100001:500000", Month: "2026-06", Region: "Germany",
		}},
		&whatsapp.AccountUpdate{
			Notice: update, Event: "PARTNER_REMOVED", Country: "DE",
			Disconnection: &whatsapp.Disconnection{Reason: "PRIMARY_INACTIVITY", By: "SYSTEM"},
		},
		&whatsapp.AccountReview{Notice: notice("account_review_update"), Decision: "DEFERRED"},
		&whatsapp.AccountAlert{
			Notice: notice("account_alerts"), EntityType: "BUSINESS", EntityID: "1055550600000001", Severity: "WARNING",
			Status: "ACTIVE", Type: "INCREASED_CAPABILITIES_ELIGIBILITY_DEFERRED", Description: "Write more.",
		},
		&whatsapp.AccountAlert{
			Notice: notice("account_alerts"), EntityType: "PHONE_NUMBER", EntityID: "1055550100000001", Severity: "INFORMATIONAL",
			Status: "NONE", Type: "OBA_APPROVED", Description: "A tick.",
		},
		&whatsapp.Capability{Notice: notice("business_capability_update"), MaxDaily: "2000", MaxPhonesPerWABA: 25},
		&whatsapp.Capability{
			Notice: notice("business_capability_update"), MaxDaily: "TIER_UNLIMITED", MaxDailyPerPhone: "-1", MaxPhonesPerBusiness: 20,
		},
		&whatsapp.PaymentConfiguration{
			Notice: notice("payment_configuration_update"), Name: "shop", Provider: "razorpay", MerchantID: "acc_1",
			Status: "Needs Testing", Created: at(1), Updated: at(2),
		},
		&whatsapp.FlowUpdate{
			Notice: flow, Event: "CLIENT_ERROR_RATE", Message: "Many errors.", ID: "1055550700000001",
			ErrorRate: "14.28", Threshold: "10", AlertState: "ACTIVATED",
			Errors: []whatsapp.FlowError{{Type: "TIMEOUT", Rate: "66.66", Count: "2"}},
		},
		&whatsapp.FlowUpdate{
			Notice: flow, Event: "ENDPOINT_LATENCY", ID: "1055550700000001", P50Latency: "500", P90Latency: "8000", Requests: "34",
		},
		&whatsapp.FlowUpdate{
			Notice: flow, Event: "FLOW_STATUS_CHANGE", ID: "1055550700000001", OldStatus: "DRAFT", NewStatus: "PUBLISHED",
			Availability: "99.5", Warning: "Soon too old.",
		},
		&whatsapp.PartnerSolution{Notice: partner, Event: "SOLUTION_UPDATED", ID: "1055550600000004", Status: "ACTIVE"},
	)
}
