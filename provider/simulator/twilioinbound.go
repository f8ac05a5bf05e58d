package simulator

import (
	"encoding/json"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// twilioReceived queues the webhook of an inbound message: a form in which every value is text (Twilio, "Messaging
// webhooks"; fields as recorded). What Twilio has no field for makes none: reactions, edits, orders and the platform's
// own notes.
func (s *Simulator) twilioReceived(m *message, in Inbound, now time.Time) {
	form := url.Values{}
	said := m.twilioContent()
	if said == nil {
		return
	}
	about := s.twilioAbout(m, in)
	who := s.contact(m.chat.person)
	context := map[string]string{"ProfileName": who.Profile.Name}
	for _, group := range []map[string]string{s.twilioParties(m, who), said, about} {
		for name, value := range group {
			form.Set(name, value)
		}
	}
	for name := range about {
		if !strings.HasPrefix(name, "Original") && !strings.HasPrefix(name, "Referral") {
			context[name] = about[name]
		}
	}
	if who.WaID != "" {
		context["WaId"] = who.WaID
	}
	if m.Type == "contacts" {
		context["Origin"] = "other"
	}
	if m.file != nil {
		form.Set("NumMedia", "1")
		form.Set("MediaContentType0", m.file.mime)
		form.Set("MediaUrl0", strings.TrimSuffix(or(s.o.BaseURL, "https://api.twilio.com"), "/")+s.twilioMediaPath(m.file))
	}
	metadata, _ := json.Marshal(map[string]any{ //nolint:errchkjson // plain values
		"type": "whatsapp", "data": map[string]any{"context": context},
	})
	form.Set("ChannelMetadata", string(metadata))
	s.webhook(m.chat.lane(), &callback{number: m.chat.number, form: form, token: random(16)}, now)
}

// twilioParties are the fields that every inbound message has.
func (s *Simulator) twilioParties(m *message, who webhookContact) map[string]string {
	all := map[string]string{
		"MessageSid": m.ID, "SmsMessageSid": m.ID, "SmsSid": m.ID, "AccountSid": s.o.TwilioAccount,
		"ApiVersion": twilioVersion, "From": s.twilioAddress(m.chat.person), "To": whatsapp + "+" + m.chat.number.Display,
		"ProfileName": who.Profile.Name, "NumMedia": "0", "NumSegments": "1", "SmsStatus": "received",
		"ReferralNumMedia": "0", "Body": "",
	}
	if who.WaID != "" {
		all["WaId"] = who.WaID
	}
	if who.UserID != "" {
		all["ExternalUserId"] = whatsapp + who.UserID
	}
	if who.Profile.Username != "" {
		all["ProfileUsername"] = who.Profile.Username
	}
	return all
}

// twilioAbout are the fields of replies, forwards and ads.
func (s *Simulator) twilioAbout(m *message, in Inbound) map[string]string {
	all := map[string]string{}
	if m.ReplyTo != "" {
		all["OriginalRepliedMessageSid"] = m.ReplyTo
		all["OriginalRepliedMessageSender"] = whatsapp + "+" + m.chat.number.Display
		if to := s.messages[m.ReplyTo]; to != nil && !to.FromBusiness {
			all["OriginalRepliedMessageSender"] = s.twilioAddress(m.chat.person)
		}
	}
	if m.ReplyTo != "" || in.Forwarded || in.FrequentlyForwarded {
		all["Forwarded"] = strconv.FormatBool(in.Forwarded || in.FrequentlyForwarded)
		all["FrequentlyForwarded"] = strconv.FormatBool(in.FrequentlyForwarded)
	}
	r := in.Referral
	if r == nil {
		return all
	}
	media, kind := or(r.ImageURL, r.VideoURL), "image/jpeg"
	if r.ImageURL == "" {
		kind = "video/mp4"
	}
	for name, value := range map[string]string{
		"ReferralBody": r.Body, "ReferralHeadline": r.Headline, "ReferralSourceId": r.SourceID,
		"ReferralSourceType": or(r.SourceType, "ad"), "ReferralSourceUrl": r.SourceURL, "ReferralCtwaClid": r.Click,
		"ReferralMediaUrl": media,
	} {
		if value != "" {
			all[name] = value
		}
	}
	if media != "" {
		all["ReferralNumMedia"], all["ReferralMediaContentType"] = "1", kind
	}
	return all
}

// inboundObject is what Twilio has fields for, of the objects of all types.
type inboundObject struct {
	Body      string      `json:"body"`
	Caption   string      `json:"caption"`
	Filename  string      `json:"filename"`
	Latitude  json.Number `json:"latitude"`
	Longitude json.Number `json:"longitude"`
	Name      string      `json:"name"`
	Address   string      `json:"address"`
	Payload   string      `json:"payload"`
	Text      string      `json:"text"`
	Button    *choice     `json:"button_reply"`
	List      *choice     `json:"list_reply"`
	Form      *struct {
		Response string `json:"response_json"`
	} `json:"nfm_reply"`
}

// twilioContent are the fields of what a message says, nil when Twilio has none for it.
func (m *message) twilioContent() map[string]string {
	var o inboundObject
	if m.Type != "contacts" && json.Unmarshal(m.Content, &o) != nil {
		return nil
	}
	all := map[string]string{"MessageType": m.Type}
	switch {
	case m.Type == "text":
		all["Body"] = o.Body
	case m.Type == "image", m.Type == "video", m.Type == "sticker":
		all["Body"] = o.Caption
	case m.Type == "document":
		all["Body"] = o.Filename // as recorded: a caption is lost
	case m.Type == "audio", m.Type == "contacts":
	case m.Type == "location":
		all["Latitude"], all["Longitude"] = o.Latitude.String(), o.Longitude.String()
		if o.Name != "" {
			all["Label"] = o.Name
		}
		if o.Address != "" {
			all["Address"] = o.Address
		}
	case m.Type == "button":
		all["Body"], all["ButtonText"], all["ButtonPayload"] = o.Text, o.Text, o.Payload
	case m.Type == "interactive" && o.Button != nil:
		all["Body"], all["ButtonText"], all["ButtonPayload"] = o.Button.Title, o.Button.Title, o.Button.ID
	case m.Type == "interactive" && o.List != nil:
		all["Body"], all["ListTitle"], all["ListId"] = o.List.Title, o.List.Title, o.List.ID
	case m.Type == "interactive" && o.Form != nil:
		all["InteractiveData"] = o.Form.Response // QUIRK(twilio): the inner shape is not documented; it is Meta's
	default:
		return nil
	}
	return all
}
