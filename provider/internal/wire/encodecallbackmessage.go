package wire

import (
	"cmp"

	"github.com/wainbox/wainbox/whatsapp"
)

func receivedItem(e *whatsapp.Received) (item, string) {
	content, rule := contentMembers(&e.Message)
	o := object{
		{"from", e.From.Phone},
		{"from_user_id", e.From.User},
		{"from_parent_user_id", e.Parent},
		{"group_id", e.Group},
	}
	o = append(append(o, messageMembers(&e.Message)...), content...)
	it := item{origin: e.Origin, field: cmp.Or(e.Field, fieldMessages), list: "messages", value: o}
	// A message that does not name its sender is taken for the only contact's.
	it.sealed = e.From.IsZero() && e.Parent == ""
	if _, system := e.Content.(whatsapp.System); !e.From.IsZero() || it.sealed {
		it.people = []person{{contact{e.From, e.Parent, e.Profile}, !system && !it.sealed}}
	}
	return it, rule
}

func echoItem(e *whatsapp.Echo) (item, string) {
	content, rule := contentMembers(&e.Message)
	it := item{origin: e.Origin, field: cmp.Or(e.Field, fieldEchoes), list: "message_echoes"}
	if it.field == fieldStandby {
		it.value = sentObject(e, content)
	} else {
		o := object{
			{"from", e.From},
			{"to", e.To.Phone},
			{"to_user_id", e.To.User},
			{"to_parent_user_id", e.Parent},
			{"group_id", e.To.Group},
			{"message_creation_type", e.Creator},
		}
		it.value = append(append(o, messageMembers(&e.Message)...), content...)
	}
	if e.To.Phone != "" || e.To.User != "" {
		it.people = []person{{contact{e.To, e.Parent, e.Profile}, true}}
	}
	return it, rule
}

// sentObject is an echo around the body of its send; see readSent.
func sentObject(e *whatsapp.Echo, content object) object {
	body := object{{"messaging_product", "whatsapp"}}
	if e.To.Group != "" {
		body = append(body, object{{"recipient_type", "group"}, {"to", e.To.Group}}...)
	} else {
		body = append(body, object{{"to", e.To.Phone}, {"recipient", e.To.User}}...)
	}
	m := &e.Message
	if c, ok := m.Content.(whatsapp.Media); ok {
		content = object{{string(c.Type), rename(mediaObject(&c), "url", "link")}}
	}
	body = append(body, object{
		{"type", m.Type},
		{"context", rename(contextObject(&m.Context), "id", "message_id")},
		{"referral", referralObject(m.Referral)},
		{"errors", failureObjects(m.Failures)},
	}...)
	return object{
		{"from", e.From}, {"id", m.ID}, {"timestamp", stamp(m.At)}, {"message", append(body, content...)},
	}
}

// rename gives a member the name that it has in a send.
func rename(o object, from, to string) object {
	for i := range o {
		if o[i].key == from {
			o[i].key = to
		}
	}
	return o
}

// messageMembers are those of every message but for its content.
func messageMembers(m *whatsapp.Message) object {
	return object{
		{"id", m.ID},
		{"timestamp", stamp(m.At)},
		{"type", m.Type},
		{"context", contextObject(&m.Context)},
		{"referral", referralObject(m.Referral)},
		{"errors", failureObjects(m.Failures)},
	}
}

func contextObject(c *whatsapp.Context) object {
	return some(object{
		{"from", c.From},
		{"id", c.ReplyTo},
		{"referred_product", some(object{
			{"catalog_id", c.Product.Catalog}, {"product_retailer_id", c.Product.Product},
		})},
		{"forwarded", c.Forwarded},
		{"frequently_forwarded", c.Frequently},
	})
}

func referralObject(r *whatsapp.Referral) object {
	if r == nil {
		return nil
	}
	return object{
		{"source_url", r.SourceURL},
		{"source_id", r.SourceID},
		{"source_type", r.SourceType},
		{"headline", r.Headline},
		{"body", r.Body},
		{"media_type", r.MediaType},
		{"image_url", r.ImageURL},
		{"video_url", r.VideoURL},
		{"thumbnail_url", r.Thumbnail},
		{"ctwa_clid", r.ClickID},
		{"welcome_message", some(object{{"text", r.Welcome}})},
		{"ref", r.Ref},
	}
}
