package wire

import (
	"encoding/json"
	"strconv"
	"time"

	"github.com/wainbox/wainbox/whatsapp"
)

// contentMembers are the members of a message that hold its content, or the
// rule that forbids it.
func contentMembers(m *whatsapp.Message) (object, string) {
	key, value := contentValue(m.Content)
	switch {
	case m.Content == nil:
		return nil, "has no content"
	case key == "":
		if m.Content.Kind() == whatsapp.KindUnknown {
			return nil, ""
		}
		return nil, "holds content that does not come: " + string(m.Content.Kind())
	case m.Type == "unknown" && key == "unsupported":
	case m.Type != "" && m.Type != key:
		return nil, "is of the type " + strconv.Quote(m.Type) + " and holds " + string(m.Content.Kind())
	}
	if isEmpty(value) && m.Type == "" {
		value = object{} // nothing else tells what it is
	}
	members := object{{key, value}}
	if s, ok := m.Content.(whatsapp.System); ok && s.Identity != nil {
		members = append(members, member{"identity", object{
			{"acknowledged", s.Identity.Acknowledged},
			{"hash", s.Identity.Hash},
			{"created_timestamp", seconds(s.Identity.Created)},
		}})
	}
	return members, ""
}

// contentValue is a content and the key that it stands under; no key when it
// never comes.
func contentValue(c whatsapp.Content) (key string, value any) {
	switch c := c.(type) {
	case whatsapp.Text:
		return "text", object{{"body", quoted(c.Body)}}
	case whatsapp.Media:
		return string(c.Type), mediaObject(&c)
	case whatsapp.Location:
		return marshalled("location", c)
	case whatsapp.Contacts:
		if len(c) == 0 {
			return "contacts", whole(nil)
		}
		return marshalled("contacts", c)
	case whatsapp.Reaction:
		return "reaction", object{{"message_id", c.To}, {"emoji", c.Emoji}}
	case whatsapp.Button:
		return "button", object{{"payload", c.Payload}, {"text", c.Text}}
	case whatsapp.Order:
		return "order", object{{"catalog_id", c.Catalog}, {"text", c.Text}, {"product_items", each(c.Items, orderItem)}}
	case whatsapp.System:
		return "system", systemObject(&c)
	case whatsapp.Edit:
		return editValue(&c)
	case whatsapp.Revoke:
		return "revoke", object{{"original_message_id", c.Original}}
	case whatsapp.RequestWelcome:
		return "request_welcome", nil
	case whatsapp.MediaPlaceholder:
		return "media_placeholder", nil
	case whatsapp.Unsupported:
		return "unsupported", some(object{{"type", c.Type}})
	default:
		return interactiveValue(c)
	}
}

// interactiveValue is an answer to what was sent to be answered.
func interactiveValue(c whatsapp.Content) (key string, value any) {
	var reply object
	switch c := c.(type) {
	case whatsapp.ButtonReply:
		reply = object{{"id", c.ID}, {"title", c.Title}}
	case whatsapp.ListReply:
		reply = object{{"id", c.ID}, {"title", c.Title}, {"description", c.Description}}
	case whatsapp.FlowReply:
		reply = object{{"response_json", c.Response}, {"body", c.Body}, {"name", c.Name}}
	case whatsapp.CallPermissionReply:
		reply = object{
			{"response", c.Response},
			{"is_permanent", c.Permanent},
			{"expiration_timestamp", c.Expires},
			{"response_source", c.Source},
		}
	case whatsapp.PaymentMethod:
		reply = object{
			{"payment_method", c.Method},
			{"payment_timestamp", c.Paid},
			{"reference_id", c.Reference},
			{"last_four_digits", c.LastFour},
			{"credential_id", c.Credential},
		}
	default:
		return "", nil
	}
	kind := string(c.Kind())
	return "interactive", object{{"type", kind}, {kind, reply}}
}

func mediaObject(m *whatsapp.Media) object {
	return object{
		{"caption", m.Caption},
		{"filename", m.Filename},
		{"mime_type", m.MIME},
		{"sha256", m.SHA256},
		{"id", m.ID},
		{"url", m.Link},
		{"voice", m.Voice},
		{"animated", m.Animated},
	}
}

func orderItem(i *whatsapp.OrderItem) object {
	return object{
		{"product_retailer_id", i.Product},
		{"quantity", count(i.Quantity)},
		{"item_price", digits(i.Price)},
		{"currency", i.Currency},
	}
}

func systemObject(s *whatsapp.System) object {
	return object{
		{"body", s.Body},
		{"wa_id", s.Now.Phone},
		{"user_id", s.Now.User},
		{"parent_user_id", s.NowParent},
		{"previous_user_id", s.Previous},
		{"previous_parent_user_id", s.PreviousParent},
		{"customer", s.Customer},
		{"type", s.Type},
	}
}

func editValue(e *whatsapp.Edit) (key string, value any) {
	in := object{{"context", some(object{{"id", e.ReplyTo}})}, {"type", e.Type}}
	if e.Content != nil {
		content, rule := contentMembers(&whatsapp.Message{Type: e.Type, Content: e.Content})
		if _, nested := e.Content.(whatsapp.Edit); rule != "" || nested {
			return "", nil
		}
		in = append(in, content...)
	}
	return "edit", object{{"original_message_id", e.Original}, {"message", some(in)}}
}

// seconds is a time in Unix seconds as a text; empty when there is none.
func seconds(n int64) string {
	if n == 0 {
		return ""
	}
	return stamp(time.Unix(n, 0))
}

// marshalled is content whose own JSON is the platform's; no key for a place
// whose coordinates are no numbers.
func marshalled(key string, c whatsapp.Content) (string, any) {
	data, err := json.Marshal(c)
	if err != nil {
		return "", nil
	}
	return key, whatsapp.Raw(data)
}
