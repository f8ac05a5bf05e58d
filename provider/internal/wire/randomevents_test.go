package wire_test

import (
	"math/rand/v2"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/wainbox/wainbox/provider/internal/wire"
	"github.com/wainbox/wainbox/whatsapp"
)

// random makes events that a callback could have brought.
type random struct{ *rand.Rand }

// event is one of any type.
func (r random) event() whatsapp.Event {
	kinds := []whatsapp.Event{
		&whatsapp.Received{}, &whatsapp.Echo{}, &whatsapp.Past{}, &whatsapp.Status{}, &whatsapp.Fault{}, &whatsapp.Unknown{},
		&whatsapp.TemplateStatus{}, &whatsapp.TemplateQuality{}, &whatsapp.TemplateComponents{}, &whatsapp.TemplateCategory{},
		&whatsapp.NumberQuality{}, &whatsapp.NumberName{}, &whatsapp.UsernameUpdate{}, &whatsapp.Capability{}, &whatsapp.Security{},
		&whatsapp.AccountUpdate{}, &whatsapp.AccountReview{}, &whatsapp.AccountAlert{}, &whatsapp.AccountSettings{},
		&whatsapp.PaymentConfiguration{}, &whatsapp.PartnerSolution{}, &whatsapp.FlowUpdate{}, &whatsapp.UserPreference{},
		&whatsapp.UserAction{}, &whatsapp.AutomaticEvent{}, &whatsapp.StateSync{}, &whatsapp.Handover{}, &whatsapp.HistoryChunk{},
		&whatsapp.Call{}, &whatsapp.CallStatus{}, &whatsapp.GroupUpdate{},
	}
	e := kinds[r.IntN(len(kinds))]
	if r.IntN(2) == 0 { // half of all are messages and statuses
		e = kinds[r.IntN(4)]
	}
	r.fill(reflect.ValueOf(e).Elem())
	r.mend(e)
	return e
}

// fill sets about three quarters of what there is to set.
func (r random) fill(v reflect.Value) {
	if r.IntN(4) == 0 {
		return
	}
	switch p := v.Addr().Interface().(type) {
	case *whatsapp.Origin:
		*p = whatsapp.Origin{Number: "105555010000000" + whatsapp.NumberID(r.digit()), Display: "1555010000" + r.digit(), WABA: "1055550199000001"}
	case *whatsapp.Raw:
	case *whatsapp.Address:
		p.Phone, p.User = whatsapp.Phone(r.of("", "1555010100"+r.digit())), whatsapp.UserID(r.of("", "US.105555030000000"+r.digit()))
	case *whatsapp.Phone:
		*p = whatsapp.Phone("1555010100" + r.digit())
	case *whatsapp.Failure:
		*p = whatsapp.Failure{
			Code: r.IntN(3) * 131026, Title: r.word(), Message: r.word(), Details: r.word(), Href: r.word(),
		}
		p.Class = wire.KindOf(p.Code).Class()
	case *time.Time:
		*p = time.Unix(1780000000+int64(r.IntN(1000)), 0).UTC()
	case *time.Duration:
		*p = time.Duration(r.IntN(1000)) * time.Second
	case *whatsapp.Content:
		*p = r.content()
	case *whatsapp.Class:
	default:
		r.fillKind(v)
	}
}

func (r random) fillKind(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for _, field := range v.Fields() {
			r.fill(field)
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		r.fill(v.Elem())
	case reflect.Slice:
		for range r.IntN(3) {
			v.Set(reflect.Append(v, reflect.Zero(v.Type().Elem())))
			r.fill(v.Index(v.Len() - 1))
		}
	case reflect.Bool:
		v.SetBool(r.IntN(2) == 0)
	case reflect.Int, reflect.Int64:
		v.SetInt(1 + r.Int64N(1000))
	case reflect.Float64:
		v.SetFloat(r.Float64() * 90)
	default:
		v.SetString(r.word())
	}
}

func (r random) digit() string { return strconv.Itoa(r.IntN(4)) }

func (r random) of(words ...string) string { return words[r.IntN(len(words))] }

func (r random) word() string {
	return r.of("WORD", "Grüße 👋", "a \"b\"\\\n<c>", "12", "-1.50", "007", "true", "x.y", "{}")
}

// content is one that is received.
func (r random) content() whatsapp.Content {
	kinds := []whatsapp.Content{
		&whatsapp.Text{}, &whatsapp.Media{}, &whatsapp.Location{}, new(whatsapp.Contacts), &whatsapp.Reaction{}, &whatsapp.Button{},
		&whatsapp.ButtonReply{}, &whatsapp.ListReply{}, &whatsapp.FlowReply{}, &whatsapp.CallPermissionReply{},
		&whatsapp.PaymentMethod{}, &whatsapp.Order{}, &whatsapp.System{}, &whatsapp.RequestWelcome{}, &whatsapp.Edit{},
		&whatsapp.Revoke{}, &whatsapp.MediaPlaceholder{}, &whatsapp.Unsupported{}, &whatsapp.UnknownContent{},
	}
	v := reflect.ValueOf(kinds[r.IntN(len(kinds))])
	r.fill(v.Elem())
	switch c := v.Interface().(type) {
	case *whatsapp.Text:
		c.PreviewURL = false
	case *whatsapp.Media:
		c.Type = whatsapp.ContentKind(r.of("image", "video", "audio", "document", "sticker"))
	case *whatsapp.Edit:
		c.Content, c.Type = whatsapp.Text{Body: r.word()}, "text"
	}
	content, _ := reflect.TypeAssert[whatsapp.Content](v.Elem())
	return content
}

// typeOf is the platform's type of a message with a content.
func typeOf(c whatsapp.Content) string {
	switch c.Kind() {
	case whatsapp.KindButtonReply, whatsapp.KindListReply, whatsapp.KindFlowReply, whatsapp.KindCallPermissionReply,
		whatsapp.KindPaymentMethod:
		return "interactive"
	case whatsapp.KindUnknown:
		return "hologram"
	default:
		return string(c.Kind())
	}
}

// mend makes an event one that can be: some of its fields depend on others, or
// are written in one way only.
func (r random) mend(e whatsapp.Event) {
	switch e := e.(type) {
	case *whatsapp.Received:
		r.mendMessage(&e.Message, "messages", "standby")
		if e.From.IsZero() && e.Parent != "" {
			e.Profile = whatsapp.Profile{}
		}
	case *whatsapp.Echo:
		r.mendMessage(&e.Message, "smb_message_echoes", "message_echoes", "standby")
		if r.IntN(3) == 0 {
			e.To, e.Parent = whatsapp.Address{Group: "Z3JvdXAx"}, ""
		}
		if e.To.Phone == "" && e.To.User == "" {
			e.Profile = whatsapp.Profile{} // a contact is found by its names
		}
		if e.Field == "standby" {
			e.Creator = ""
			if e.To.IsZero() {
				e.Parent = ""
			}
			if c, ok := e.Content.(whatsapp.System); ok {
				c.Identity = nil
				e.Content = c
			}
		}
	case *whatsapp.Past:
		r.mendMessage(&e.Message, "history")
		switch r.IntN(3) {
		case 0:
			e.From = e.Peer
		case 1:
			e.From, e.To = whatsapp.Address{Phone: whatsapp.Phone(e.Display)}, e.Peer
		}
		if e.Peer.IsZero() {
			e.Profile = whatsapp.Profile{Username: e.Profile.Username}
		}
	case *whatsapp.Status:
		r.mendStatus(e)
	case *whatsapp.Unknown:
		e.Field, e.Raw = r.of("", "future_field", "consumer_profile", "tracking_events"), `{"a": [1, "<"]}`
		e.Origin = whatsapp.Origin{WABA: e.WABA}
		if r.IntN(2) == 0 {
			e.Number = "1055550100000001"
			e.Field = r.of("messages", "calls", "standby", "history", "message_echoes") + r.of(".more", ".other")
		}
	default:
		r.mendNotice(e)
	}
}

func (r random) mendMessage(m *whatsapp.Message, fields ...string) {
	m.Raw, m.Field = "", r.of(fields...)
	if m.Content == nil {
		m.Content = whatsapp.UnknownContent{}
	}
	if m.Type = typeOf(m.Content); m.Type != "hologram" && r.IntN(8) == 0 {
		m.Type = ""
	}
}

func (r random) mendStatus(e *whatsapp.Status) {
	e.Field = r.of("messages", "standby")
	e.State = whatsapp.State(r.of("sent", "read", "failed", "later"))
	e.Participant = whatsapp.Address{}
	who := e.Recipient
	if r.IntN(3) == 0 {
		e.Recipient, e.Participant = whatsapp.Address{Group: "Z3JvdXAx"}, who
	}
	if who.IsZero() {
		e.Profile = whatsapp.Profile{IdentityKey: e.Profile.IdentityKey}
	}
	if e.Pricing != nil {
		e.Pricing.Category = strings.ReplaceAll(e.Pricing.Category, "-", "_")
	}
	if e.Conversation != nil {
		e.Conversation.Origin = strings.ReplaceAll(e.Conversation.Origin, "-", "_")
	}
	if e.Payment != nil {
		e.State = "payment.captured"
		e.Payment.Transaction = whatsapp.Raw(r.of("", `{"id": 1}`))
		e.Payment.Refunds = whatsapp.Raw(r.of("", `[{"id":"r" }]`))
		e.Payment.More = whatsapp.Raw(r.of("", `{"receipt": "x","notes":{}}`))
	}
}

func (r random) mendNotice(e whatsapp.Event) {
	n, _ := whatsapp.Noticed(e)
	n.Field = ""
	switch e := e.(type) {
	case *whatsapp.Fault:
		n.Field = r.of("messages", "calls", "standby", "group_status_update")
	case *whatsapp.TemplateStatus:
		e.Event, e.Language = strings.ToUpper(e.Event), "en_US"
	case *whatsapp.TemplateQuality:
		e.Language = "en_US"
	case *whatsapp.TemplateComponents:
		e.Language, e.Name = "en_US", "name"
	case *whatsapp.TemplateCategory:
		e.Language = "en_US"
	case *whatsapp.NumberQuality:
		e.Event = "UPGRADE"
	case *whatsapp.NumberName:
		e.Decision = "PENDING"
	case *whatsapp.UsernameUpdate:
		e.Status = "approved"
	case *whatsapp.Security:
		e.Event = "PIN_CHANGED"
	case *whatsapp.Capability:
		e.MaxDaily = "250"
	case *whatsapp.AccountUpdate:
		e.Event = "PARTNER_ADDED"
		r.mendAccount(e)
	case *whatsapp.AccountReview:
		e.Decision = "APPROVED"
	case *whatsapp.AccountAlert:
		e.Type = "OBA_APPROVED"
	case *whatsapp.AccountSettings:
		e.Calling = whatsapp.Raw(r.of("", `{"status": "ENABLED"}`))
	case *whatsapp.PaymentConfiguration:
		e.Name = "shop"
	case *whatsapp.PartnerSolution:
		e.Event = "SOLUTION_CREATED"
	case *whatsapp.FlowUpdate:
		e.Event = "ENDPOINT_LATENCY"
	case *whatsapp.Handover:
		e.Type = r.of("control_passed", "control_taken")
	default:
		r.mendPerson(e)
	}
}

func (r random) mendAccount(e *whatsapp.AccountUpdate) {
	if e.WABA != nil && e.WABA.AdAccount == "" {
		e.WABA.AdAccount = "1"
	}
}

func (r random) mendPerson(e whatsapp.Event) {
	switch e := e.(type) {
	case *whatsapp.UserPreference:
		if e.User.IsZero() {
			e.Profile = whatsapp.Profile{}
		}
	case *whatsapp.CallStatus:
		if e.Recipient.IsZero() {
			e.Profile = whatsapp.Profile{}
		}
	case *whatsapp.Call:
		e.Direction, e.Files = r.of("BUSINESS_INITIATED", "USER_INITIATED", ""), nil
		if r.IntN(2) == 0 {
			e.Files = []whatsapp.Media{{Type: whatsapp.KindAudio, ID: "1"}, {Type: whatsapp.KindDocument, Link: r.word()}}
		}
		if e.Direction == "BUSINESS_INITIATED" && e.To.IsZero() || e.Direction != "BUSINESS_INITIATED" && e.From.IsZero() {
			e.Profile = whatsapp.Profile{}
		}
	case *whatsapp.GroupUpdate:
		e.Type = r.of("group_create", "group_participants_add", "group_settings_update", "group_suspend")
		e.Joining.Input, e.Joining.Failures = "", nil
		for i := range e.Settings {
			e.Settings[i].Name = [...]string{"profile_picture", "group_subject", "group_description"}[i]
		}
	}
}
