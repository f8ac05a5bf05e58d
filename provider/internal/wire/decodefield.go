package wire

import "slices"

// The webhook fields that are read. All others are kept as they are, among
// them "consumer_profile" and "tracking_events", of which no shape is known.
const (
	fieldMessages    = "messages"
	fieldEchoes      = "smb_message_echoes"
	fieldOtherEcho   = "message_echoes"
	fieldStandby     = "standby"
	fieldHistory     = "history"
	fieldCalls       = "calls"
	fieldStateSync   = "smb_app_state_sync"
	fieldPreferences = "user_preferences"
	fieldAutomatic   = "automatic_events"

	fieldGroupLifecycle    = "group_lifecycle_update"
	fieldGroupParticipants = "group_participants_update"
	fieldGroupSettings     = "group_settings_update"
	fieldGroupStatus       = "group_status_update"

	fieldTemplateStatus     = "message_template_status_update"
	fieldTemplateQuality    = "message_template_quality_update"
	fieldTemplateComponents = "message_template_components_update"
	fieldTemplateCategory   = "template_category_update"

	fieldNumberQuality   = "phone_number_quality_update"
	fieldNumberName      = "phone_number_name_update"
	fieldUsername        = "business_username_updates"
	fieldSecurity        = "security"
	fieldAccountUpdate   = "account_update"
	fieldAccountReview   = "account_review_update"
	fieldAccountAlerts   = "account_alerts"
	fieldAccountSettings = "account_settings_update"
	fieldCapability      = "business_capability_update"
	fieldPayment         = "payment_configuration_update"
	fieldSolutions       = "partner_solutions"
	fieldFlows           = "flows"
	fieldHandovers       = "messaging_handovers"
)

// listFields are those whose values hold lists, each element an event.
var listFields = [...]string{
	fieldMessages, fieldEchoes, fieldOtherEcho, fieldStandby, fieldHistory, fieldCalls, fieldStateSync,
	fieldPreferences, fieldAutomatic, fieldGroupLifecycle, fieldGroupParticipants, fieldGroupSettings, fieldGroupStatus,
}

// noticeFields are those whose values are one notice each.
var noticeFields = [...]string{
	fieldTemplateStatus, fieldTemplateQuality, fieldTemplateComponents, fieldTemplateCategory,
	fieldNumberQuality, fieldNumberName, fieldUsername, fieldSecurity,
	fieldAccountUpdate, fieldAccountReview, fieldAccountAlerts, fieldAccountSettings,
	fieldCapability, fieldPayment, fieldSolutions, fieldFlows, fieldHandovers,
}

func hasLists(field string) bool { return slices.Contains(listFields[:], field) }

func isNotice(field string) bool { return slices.Contains(noticeFields[:], field) }

// fieldOf is a field's name: the constant for what is read, so that the usual
// change allocates none.
func fieldOf(name []byte) string {
	for i := range listFields {
		if string(name) == listFields[i] {
			return listFields[i]
		}
	}
	for i := range noticeFields {
		if string(name) == noticeFields[i] {
			return noticeFields[i]
		}
	}
	return string(name)
}

// shapes tell a field that was left out from a member that only its values
// have. The first that is there decides.
var shapes = [...]struct{ key, field string }{
	{"calls", fieldCalls},
	{"history", fieldHistory},
	{"standby", fieldStandby},
	{"user_preferences", fieldPreferences},
	{"state_sync", fieldStateSync},
	{"automatic_events", fieldAutomatic},
	{"messages", fieldMessages},
	{"statuses", fieldMessages},
	{"user_actions", fieldMessages},
	{"message_echoes", fieldEchoes},
	{"new_quality_score", fieldTemplateQuality},
	{"new_category", fieldTemplateCategory},
	{"message_template_element", fieldTemplateComponents},
	{"message_template_id", fieldTemplateStatus},
	{"phone_number_settings", fieldAccountSettings},
	{"waba_info", fieldAccountUpdate},
	{"violation_info", fieldAccountUpdate},
	{"restriction_info", fieldAccountUpdate},
	{"ban_info", fieldAccountUpdate},
	{"auth_international_rate_eligibility", fieldAccountUpdate},
	{"partner_client_certification_info", fieldAccountUpdate},
	{"volume_tier_info", fieldAccountUpdate},
	{"alert_info", fieldAccountAlerts},
	{"alert_type", fieldAccountAlerts},
	{"requested_verified_name", fieldNumberName},
	{"configuration_name", fieldPayment},
	{"solution_id", fieldSolutions},
	{"flow_id", fieldFlows},
	{"control_passed", fieldHandovers},
	{"control_taken", fieldHandovers},
}

// shape is the field that a value looks like; empty when it could be any.
func (d *decoder) shape(value int) string {
	for i := range shapes {
		if d.kind(d.memberOf(value, shapes[i].key)) != 0 {
			return shapes[i].field
		}
	}
	return ""
}
