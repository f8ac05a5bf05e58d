package wire_test

import (
	"cmp"
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/wainbox/wainbox/whatsapp"
)

// This file reads messages once more, with encoding/json and plain maps: what
// the reader by hand is held against.

var (
	whole   = regexp.MustCompile(`^-?[0-9]{1,18}$`)
	numeric = regexp.MustCompile(`^[-+.eE0-9]+$`)
)

func (r ref) float(key string) (float64, bool) {
	s := r.text(key)
	f, err := strconv.ParseFloat(s, 64)
	return f, err == nil && len(s) <= 64 && numeric.MatchString(s)
}

func (r ref) integer(key string) int64 {
	s := r.text(key)
	if n, err := strconv.ParseInt(s, 10, 64); err == nil && whole.MatchString(s) {
		return n
	}
	if f, ok := r.float(key); ok && len(s) <= 32 && -1e18 <= f && f <= 1e18 {
		return int64(f)
	}
	return 0
}

func (r ref) seconds(key string) int64 {
	n := r.integer(key)
	if n > 1e11 {
		n /= 1000
	}
	if n <= 0 || n > 253402300799 {
		return 0
	}
	return n
}

func (r ref) moment(key string) time.Time {
	if n := r.seconds(key); n != 0 {
		return time.Unix(n, 0).UTC()
	}
	return time.Time{}
}

func (r ref) flag(key string) bool {
	s := r.text(key)
	return string(r[key]) == "true" || s == "true" || s == "1"
}

// ref is an object that may be none.
type ref object

func refOf(raw json.RawMessage) ref {
	o, _ := members(raw)
	return ref(o)
}

func (r ref) text(key string) string { return scalar(r[key]) }
func (r ref) in(key string) ref      { return refOf(r[key]) }
func (r ref) has(key, with string) bool {
	return starts(r[key], with)
}

func (r ref) whole(key, with string) whatsapp.Raw {
	if r.has(key, with) {
		return whatsapp.Raw(r[key])
	}
	return ""
}

// each reads the objects of an array.
func each[T any](raw json.RawMessage, read func(ref) T) (all []T) {
	elements, _ := list(raw)
	for _, e := range elements {
		if starts(e, "{") {
			all = append(all, read(refOf(e)))
		}
	}
	return all
}

func (r ref) address(phone, user string) whatsapp.Address {
	p, u := r.text(phone), r.text(user)
	if isUser.MatchString(p) {
		p, u = "", cmp.Or(u, p)
	}
	return whatsapp.Address{Phone: whatsapp.Phone(p), User: whatsapp.UserID(u)}
}

var isUser = regexp.MustCompile(`^[A-Za-z]+\.`)

// message is what all messages have in common.
func (r ref) message(raw whatsapp.Raw, field string) whatsapp.Message {
	context := r.in("context")
	product := context.in("referred_product")
	m := whatsapp.Message{
		ID: whatsapp.MessageID(r.text("id")), At: r.moment("timestamp"), Type: r.text("type"),
		Context: whatsapp.Context{
			ReplyTo: whatsapp.MessageID(context.text("id")), From: context.text("from"),
			Product:   whatsapp.ProductRef{Catalog: product.text("catalog_id"), Product: product.text("product_retailer_id")},
			Forwarded: context.flag("forwarded"), Frequently: context.flag("frequently_forwarded"),
		},
		Failures: each(r["errors"], ref.failure), Field: field, Raw: raw,
	}
	if r.has("referral", "{") {
		from := r.in("referral")
		m.Referral = &whatsapp.Referral{
			SourceURL: from.text("source_url"), SourceID: from.text("source_id"), SourceType: from.text("source_type"),
			Headline: from.text("headline"), Body: from.text("body"), MediaType: from.text("media_type"),
			ImageURL: from.text("image_url"), VideoURL: from.text("video_url"), Thumbnail: from.text("thumbnail_url"),
			ClickID: from.text("ctwa_clid"), Welcome: from.in("welcome_message").text("text"), Ref: from.text("ref"),
		}
	}
	m.Content = r.content(m.Type, len(m.Failures) > 0, true)
	return m
}

// failure leaves out the class, which hangs on the code.
func (r ref) failure() whatsapp.Failure {
	f := whatsapp.Failure{
		Title: r.text("title"), Message: r.text("message"), Href: r.text("href"),
		Details: cmp.Or(r.in("error_data").text("details"), r.text("details")),
	}
	if n := r.integer("code"); n == int64(int32(n)) {
		f.Code = int(n)
	}
	return f
}

var contentKeys = strings.Fields("text image video audio document sticker location contacts reaction button interactive " +
	"order system edit revoke request_welcome media_placeholder unsupported")

func (r ref) content(kind string, failed, edits bool) whatsapp.Content {
	if kind == "" {
		var there []string
		for _, key := range contentKeys {
			if raw := string(r[key]); raw != "" && raw != "null" && (edits || key != "edit") {
				there = append(there, key)
			}
		}
		if len(there) == 1 {
			kind = there[0]
		}
	}
	switch {
	case kind == "unsupported" || kind == "unknown" && failed:
		return whatsapp.Unsupported{Type: r.in("unsupported").text("type")}
	case kind == "request_welcome":
		return whatsapp.RequestWelcome{}
	case kind == "media_placeholder":
		return whatsapp.MediaPlaceholder{}
	case kind == "contacts" && r.has(kind, "["):
		return whatsapp.Contacts(each(r[kind], ref.card))
	case !r.has(kind, "{") || kind == "edit" && !edits:
		return whatsapp.UnknownContent{}
	}
	in := r.in(kind)
	switch kind {
	case "text":
		if in.has("body", `"`) || in.text("body") != "" {
			return whatsapp.Text{Body: in.text("body")}
		}
	case "image", "video", "audio", "document", "sticker":
		return whatsapp.Media{
			Type: whatsapp.ContentKind(kind), ID: whatsapp.MediaID(in.text("id")), Link: in.text("url"), MIME: in.text("mime_type"),
			SHA256: in.text("sha256"), Caption: in.text("caption"), Filename: in.text("filename"),
			Voice: in.flag("voice"), Animated: in.flag("animated"),
		}
	case "location":
		north, ok1 := in.float("latitude")
		east, ok2 := in.float("longitude")
		if ok1 && ok2 {
			return whatsapp.Location{Latitude: north, Longitude: east, Name: in.text("name"), Address: in.text("address"), URL: in.text("url")}
		}
	case "reaction":
		return whatsapp.Reaction{To: whatsapp.MessageID(in.text("message_id")), Emoji: in.text("emoji")}
	case "button":
		return whatsapp.Button{Text: in.text("text"), Payload: in.text("payload")}
	case "interactive":
		return in.interactive()
	case "order":
		return whatsapp.Order{Catalog: in.text("catalog_id"), Text: in.text("text"), Items: each(in["product_items"], ref.item)}
	case "system":
		return in.system(r)
	case "edit":
		m := in.in("message")
		return whatsapp.Edit{
			Original: whatsapp.MessageID(in.text("original_message_id")), Type: m.text("type"),
			Content: m.content(m.text("type"), false, false), ReplyTo: whatsapp.MessageID(m.in("context").text("id")),
		}
	case "revoke":
		return whatsapp.Revoke{Original: whatsapp.MessageID(in.text("original_message_id"))}
	}
	return whatsapp.UnknownContent{}
}

func (r ref) item() whatsapp.OrderItem {
	return whatsapp.OrderItem{
		Product: r.text("product_retailer_id"), Quantity: r.integer("quantity"), Price: r.text("item_price"), Currency: r.text("currency"),
	}
}

func (r ref) system(message ref) whatsapp.Content {
	s := whatsapp.System{
		Type: r.text("type"), Body: r.text("body"), Now: r.address("wa_id", "user_id"),
		NowParent: whatsapp.UserID(r.text("parent_user_id")), Previous: whatsapp.UserID(r.text("previous_user_id")),
		PreviousParent: whatsapp.UserID(r.text("previous_parent_user_id")), Customer: whatsapp.Phone(r.text("customer")),
	}
	if r.text("wa_id") == "" {
		s.Now = r.address("new_wa_id", "user_id")
	}
	if message.has("identity", "{") {
		i := message.in("identity")
		s.Identity = &whatsapp.Identity{Hash: i.text("hash"), Acknowledged: i.flag("acknowledged"), Created: i.seconds("created_timestamp")}
	}
	return s
}

func (r ref) interactive() whatsapp.Content {
	kind := r.text("type")
	if kind == "" {
		var there []string
		for _, key := range []string{"button_reply", "list_reply", "nfm_reply", "call_permission_reply", "payment_method"} {
			if r[key] != nil {
				there = append(there, key)
			}
		}
		if len(there) == 1 {
			kind = there[0]
		}
	}
	in := r.in(kind)
	switch {
	case !r.has(kind, "{"):
	case kind == "button_reply":
		return whatsapp.ButtonReply{ID: in.text("id"), Title: in.text("title")}
	case kind == "list_reply":
		return whatsapp.ListReply{ID: in.text("id"), Title: in.text("title"), Description: in.text("description")}
	case kind == "nfm_reply":
		response := in.text("response_json")
		if in.has("response_json", "{") || in.has("response_json", "[") {
			response = string(in["response_json"])
		}
		return whatsapp.FlowReply{Name: in.text("name"), Body: in.text("body"), Response: response}
	case kind == "call_permission_reply":
		return whatsapp.CallPermissionReply{
			Response: in.text("response"), Source: in.text("response_source"),
			Permanent: in.flag("is_permanent"), Expires: in.seconds("expiration_timestamp"),
		}
	case kind == "payment_method":
		return whatsapp.PaymentMethod{
			Method: in.text("payment_method"), Reference: in.text("reference_id"), Credential: in.text("credential_id"),
			LastFour: in.text("last_four_digits"), Paid: in.seconds("payment_timestamp"),
		}
	}
	return whatsapp.UnknownContent{}
}
