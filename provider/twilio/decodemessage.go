package twilio

import (
	"strconv"
	"strings"

	"github.com/wainbox/wainbox/whatsapp"
)

// received reads a message of a customer, and an event for each file beside the
// first, which there should not be on WhatsApp.
func (d *decoder) received() []whatsapp.Event {
	origin := d.origin("To")
	if d.foreign() {
		return []whatsapp.Event{d.unknown(fieldChannel, origin)}
	}
	r := &whatsapp.Received{
		Origin: origin,
		Message: whatsapp.Message{
			ID:       d.id(),
			Type:     d.text("MessageType"),
			Content:  d.content(),
			Context:  d.context(),
			Referral: d.referral(),
			Field:    fieldMessages,
			Raw:      d.raw,
		},
		From:    d.customer("From"),
		Parent:  userID(d.text("ParentExternalUserId")),
		Profile: whatsapp.Profile{Name: d.text("ProfileName"), Username: d.username()},
	}
	return append([]whatsapp.Event{r}, d.moreMedia(origin)...)
}

func (d *decoder) username() string {
	if s := d.text("ProfileUsername"); s != "" {
		return s
	}
	return d.text("Username")
}

func (d *decoder) context() whatsapp.Context {
	return whatsapp.Context{
		ReplyTo:    whatsapp.MessageID(d.text("OriginalRepliedMessageSid")),
		From:       digits(d.text("OriginalRepliedMessageSender")),
		Forwarded:  d.text("Forwarded") == "true",
		Frequently: d.text("FrequentlyForwarded") == "true",
	}
}

// content is told by the fields that are there; the type's name comes second,
// since it does not tell one answer from another.
func (d *decoder) content() whatsapp.Content {
	kind := d.text("MessageType")
	if c := d.answer(kind); c != nil {
		return c
	}
	if c, ok := d.location(); ok {
		return c
	}
	if d.text("MediaUrl0") != "" {
		return d.media(kind)
	}
	switch kind {
	case "text", "":
		return whatsapp.Text{Body: d.text("Body")}
	case "unsupported":
		return whatsapp.Unsupported{}
	default:
		return whatsapp.UnknownContent{}
	}
}

// answer is the customer's answer to something that was sent to be answered;
// nil when it is none.
func (d *decoder) answer(kind string) whatsapp.Content {
	text, payload := d.text("ButtonText"), d.text("ButtonPayload")
	switch {
	case d.text("InteractiveData") != "":
		// QUIRK(twilio): what this JSON looks like inside is not established; it is
		// kept as it came.
		return whatsapp.FlowReply{Body: d.text("Body"), Response: d.text("InteractiveData")}
	case d.text("ListId") != "":
		return whatsapp.ListReply{ID: d.text("ListId"), Title: d.text("ListTitle")}
	case text == "VOICE_CALL_REQUEST":
		return callPermission(payload)
	case text == "" && payload == "":
		return nil
	case kind == "button":
		// QUIRK(twilio): taps on buttons of templates are recorded with the type
		// "interactive" too, and cannot be told from others then.
		return whatsapp.Button{Text: text, Payload: payload}
	default:
		return whatsapp.ButtonReply{ID: payload, Title: text}
	}
}

// callPermission reads the answer to a request to be allowed to call.
//
// QUIRK(twilio): "REJECTED" is the only word that is known; any other is kept.
func callPermission(payload string) whatsapp.Content {
	word, _, _ := strings.Cut(payload, "|")
	if word == "REJECTED" {
		word = "reject"
	}
	return whatsapp.CallPermissionReply{Response: word}
}

func (d *decoder) location() (whatsapp.Location, bool) {
	latitude, err := strconv.ParseFloat(d.text("Latitude"), 64)
	if err != nil {
		return whatsapp.Location{}, false
	}
	longitude, err := strconv.ParseFloat(d.text("Longitude"), 64)
	if err != nil || !(latitude >= -90 && latitude <= 90 && longitude >= -180 && longitude <= 180) {
		return whatsapp.Location{}, false
	}
	return whatsapp.Location{
		Latitude: latitude, Longitude: longitude, Name: d.text("Label"), Address: d.text("Address"),
	}, true
}

// referral is where the customer came from; nil = not told. The number of its
// files is always there and says nothing.
func (d *decoder) referral() *whatsapp.Referral {
	r := whatsapp.Referral{
		SourceURL:  d.text("ReferralSourceUrl"),
		SourceID:   d.text("ReferralSourceId"),
		SourceType: d.text("ReferralSourceType"),
		Headline:   d.text("ReferralHeadline"),
		Body:       d.text("ReferralBody"),
		ClickID:    d.text("ReferralCtwaClid"),
	}
	r.MediaType, _, _ = strings.Cut(d.text("ReferralMediaContentType"), "/")
	switch link := d.text("ReferralMediaUrl"); r.MediaType {
	case "image":
		r.ImageURL = link
	case "video":
		r.VideoURL = link
	default:
		r.Thumbnail = link
	}
	if r == (whatsapp.Referral{}) {
		return nil
	}
	return &r
}
