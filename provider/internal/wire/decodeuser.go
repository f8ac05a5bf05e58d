package wire

import "github.com/wainbox/wainbox/whatsapp"

func (d *decoder) readPreference(v int) {
	e := &whatsapp.UserPreference{
		Notice:   d.timed(d.field, d.member(v, "timestamp")),
		Category: d.word(v, "category"),
		Value:    d.word(v, "value"),
		Detail:   d.word(v, "detail"),
		SignupID: d.word(v, "signup_id"),
	}
	e.User, e.Parent, e.Profile = d.person(
		address(d.word(v, "wa_id"), d.word(v, "user_id")), d.word(v, "parent_user_id"))
	d.emit(e)
}

// fieldActions is what a notice says of an element of value.user_actions: the
// documentation speaks of a field "tracking_events", but they come in messages.
const fieldActions = fieldMessages + ".user_actions"

func (d *decoder) readAction(v int) {
	click := d.member(v, "marketing_messages_link_click_data")
	d.emit(&whatsapp.UserAction{
		Notice:    d.timed(fieldActions, d.member(v, "timestamp")),
		Type:      d.word(v, "action_type"),
		Component: d.word(click, "click_component"),
		Product:   d.word(click, "product_id"),
		ClickID:   d.word(click, "click_id"),
		Tracking:  d.word(click, "tracking_token"),
	})
}

func (d *decoder) readAutomatic(v int) {
	custom := d.member(v, "custom_data")
	d.emit(&whatsapp.AutomaticEvent{
		Notice:   d.timed(d.field, d.member(v, "timestamp")),
		Message:  whatsapp.MessageID(d.word(v, "id")),
		Name:     d.word(v, "event_name"),
		ClickID:  d.word(v, "ctwa_clid"),
		Currency: d.word(custom, "currency"),
		Value:    d.word(custom, "value"),
	})
}

func (d *decoder) readSync(v int) {
	contact := d.member(v, "contact")
	d.emit(&whatsapp.StateSync{
		Notice:    d.timed(d.field, d.memberOf(d.member(v, "metadata"), "timestamp")),
		Type:      d.word(v, "type"),
		Action:    d.word(v, "action"),
		Contact:   address(d.word(contact, "phone_number"), d.word(contact, "user_id")),
		Parent:    whatsapp.UserID(d.word(contact, "parent_user_id")),
		Username:  d.word(contact, "username"),
		Country:   d.word(contact, "country_code"),
		FullName:  d.word(contact, "full_name"),
		FirstName: d.word(contact, "first_name"),
	})
}
