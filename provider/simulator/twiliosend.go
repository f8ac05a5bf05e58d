package simulator

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"
)

const (
	maxTwilioBody = 1600 // characters (Twilio, "Messages resource")
	whatsapp      = "whatsapp:"
)

// twilioSend answers POST /Accounts/{sid}/Messages.json. Whether the window is open is told later, by a status with
// 63016 (Twilio, "Messages resource").
func (s *Simulator) twilioSend(w http.ResponseWriter, r *http.Request) {
	form, ok := s.readForm(w, r)
	if !ok || s.faulty(w, s.twilioRefused) {
		return
	}
	n, q, f := s.twilioRequest(form)
	if f != nil {
		s.twilioRefused(w, f)
		return
	}
	var created twilioResource
	f, lost := s.take(n, q, func(m *message) { created = s.twilioResource(m) })
	switch {
	case f != nil:
		s.twilioRefused(w, f)
	case lost:
		hangUp(w)
	default:
		created.Status = "queued"
		if service := form.Get("MessagingServiceSid"); service != "" {
			created.Service, created.Status = &service, "accepted"
		}
		answer(w, http.StatusCreated, created)
	}
}

// twilioRequest puts a form in Meta's words.
func (s *Simulator) twilioRequest(form url.Values) (*number, *request, *failure) {
	n, f := s.twilioFrom(form)
	if f != nil {
		return nil, nil, f
	}
	q := &request{}
	to, known := strings.CutPrefix(form.Get("To"), whatsapp)
	switch {
	case known && isUserID(to):
		q.Recipient = to
	case known && strings.HasPrefix(to, "+") && len(digits(to)) >= 7 && len(digits(to)) == len(to)-1:
		q.To = to
	default:
		return nil, nil, twilioBad(21211, "The 'To' number is not a valid phone number.")
	}
	if q.statusTo = form.Get("StatusCallback"); q.statusTo != "" {
		u, err := url.Parse(q.statusTo)
		if err != nil || !isWeb(q.statusTo) || strings.Contains(u.Host, "_") {
			return nil, nil, twilioBad(21609, "The 'StatusCallback' URL is not valid.")
		}
	}
	if sid := form.Get("ContentSid"); sid != "" {
		f = s.twilioContentRequest(q, sid, form.Get("ContentVariables"))
	} else {
		f = twilioForm(q, form)
	}
	return n, q, f
}

// twilioFrom finds the sender. A messaging service without one sends from the first number.
func (s *Simulator) twilioFrom(form url.Values) (*number, *failure) {
	from, service := form.Get("From"), form.Get("MessagingServiceSid")
	if from == "" && service == "" {
		return nil, twilioBad(21603, "A 'From' or 'MessagingServiceSid' is required.")
	}
	if service != "" && (len(service) != 34 || !strings.HasPrefix(service, "MG")) {
		return nil, twilioBad(21703, "The Messaging Service is not valid.")
	}
	phone, _ := strings.CutPrefix(from, whatsapp+"+")
	n := s.first(func(n *number) bool { return n.Wire == WireTwilio && (from == "" || n.Display == phone) })
	if n == nil {
		return nil, twilioBad(63007, "Could not find a Channel with the specified From address")
	}
	return n, nil
}

// twilioForm reads what a form says: a place, a file with or without a text, or a text.
func twilioForm(q *request, form url.Values) *failure {
	body, files := form.Get("Body"), form["MediaUrl"]
	switch {
	case body == "" && len(files) == 0:
		return twilioBad(21619, "A text message body or media urls must be specified.")
	case utf8.RuneCountInString(body) > maxTwilioBody:
		return twilioBad(21617, "The concatenated message body exceeds the 1600 character limit.")
	case len(files) > 1:
		return twilioBad(21623, "WhatsApp takes one media url.")
	}
	for _, action := range form["PersistentAction"] {
		if place, found := strings.CutPrefix(action, "geo:"); found {
			return q.place(place, body)
		}
	}
	if len(files) == 1 {
		return q.link(files[0], body)
	}
	q.say("text", map[string]string{"body": body})
	return nil
}

// say sets the type and its object.
func (q *request) say(kind string, object any) {
	q.Type = kind
	q.content, _ = json.Marshal(object) //nolint:errchkjson // plain values
}

// place reads lat,lng|label. The body is the place's name, and the label its address.
func (q *request) place(geo, name string) *failure {
	at, address, _ := strings.Cut(geo, "|")
	latitude, longitude, found := strings.Cut(at, ",")
	if !found {
		return twilioBad(63021, "PersistentAction is not geo:latitude,longitude|label.")
	}
	q.say("location", map[string]string{
		"latitude": latitude, "longitude": longitude, "name": name, "address": address,
	})
	return nil
}

// link sends a file by its URL, which is not fetched: its kind is told by the ending of its name. A recording has no
// text.
func (q *request) link(link, caption string) *failure {
	u, err := url.Parse(link)
	if err != nil || !isWeb(link) {
		return twilioBad(21620, "Invalid media URL(s)")
	}
	kind := kindOf(mimeOf(u.Path))
	object := map[string]string{"link": link}
	if caption != "" && kind != "audio" && kind != "sticker" {
		object["caption"] = caption
	}
	q.media = true
	q.say(kind, object)
	return nil
}
