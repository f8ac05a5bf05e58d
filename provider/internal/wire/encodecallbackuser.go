package wire

import "github.com/wainbox/wainbox/whatsapp"

// userItem is a notice about a customer.
func userItem(e whatsapp.Event) item {
	switch e := e.(type) {
	case *whatsapp.UserPreference:
		it := listItem(&e.Notice, fieldPreferences, "user_preferences", object{
			{"wa_id", e.User.Phone},
			{"user_id", e.User.User},
			{"parent_user_id", e.Parent},
			{"detail", e.Detail},
			{"category", e.Category},
			{"value", e.Value},
			{"timestamp", number(e.At)},
			{"signup_id", e.SignupID},
		})
		if !e.User.IsZero() {
			it.people = []person{{contact{e.User, e.Parent, e.Profile}, true}}
		}
		return it
	case *whatsapp.UserAction:
		return listItem(&e.Notice, fieldActions, "user_actions", object{
			{"action_type", e.Type},
			{"timestamp", stamp(e.At)},
			{"marketing_messages_link_click_data", some(object{
				{"click_component", e.Component},
				{"product_id", e.Product},
				{"click_id", e.ClickID},
				{"tracking_token", e.Tracking},
			})},
		})
	case *whatsapp.AutomaticEvent:
		return listItem(&e.Notice, fieldAutomatic, "automatic_events", object{
			{"id", e.Message},
			{"event_name", e.Name},
			{"timestamp", number(e.At)},
			{"ctwa_clid", e.ClickID},
			{"custom_data", some(object{{"currency", e.Currency}, {"value", digits(e.Value)}})},
		})
	case *whatsapp.StateSync:
		return listItem(&e.Notice, fieldStateSync, "state_sync", object{
			{"type", e.Type},
			{"contact", some(object{
				{"full_name", e.FullName},
				{"first_name", e.FirstName},
				{"phone_number", e.Contact.Phone},
				{"user_id", e.Contact.User},
				{"parent_user_id", e.Parent},
				{"username", e.Username},
				{"country_code", e.Country},
			})},
			{"action", e.Action},
			{"metadata", some(object{{"timestamp", stamp(e.At)}})},
		})
	default:
		return item{}
	}
}
