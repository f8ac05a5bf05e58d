package simulator

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// twilioResource is a message as Twilio shows it.
type twilioResource struct {
	Account   string            `json:"account_sid"`
	Version   string            `json:"api_version"`
	Body      string            `json:"body"`
	Created   string            `json:"date_created"`
	Sent      *string           `json:"date_sent"`
	Updated   string            `json:"date_updated"`
	Direction string            `json:"direction"`
	ErrorCode *int              `json:"error_code"`
	Error     *string           `json:"error_message"`
	From      string            `json:"from"`
	Service   *string           `json:"messaging_service_sid"`
	Media     string            `json:"num_media"`
	Segments  string            `json:"num_segments"`
	Price     *string           `json:"price"`
	Unit      *string           `json:"price_unit"`
	SID       string            `json:"sid"`
	Status    string            `json:"status"`
	Below     map[string]string `json:"subresource_uris"`
	To        string            `json:"to"`
	URI       string            `json:"uri"`

	at time.Time
}

// twilioResource shows a message as it is by now. The mutex is held.
func (s *Simulator) twilioResource(m *message) twilioResource {
	business, customer := whatsapp+"+"+m.chat.number.Display, s.twilioAddress(m.chat.person)
	at := or(m.accepted, m.Sent)
	stamped := at.UTC().Format(time.RFC1123Z)
	uri := "/" + twilioVersion + "/Accounts/" + s.o.TwilioAccount + "/Messages/" + m.ID
	shown := twilioResource{
		Account: s.o.TwilioAccount, Version: twilioVersion, Body: m.Body, Created: stamped, Updated: stamped,
		Direction: "outbound-api", From: business, To: customer, Media: "0", Segments: "1", SID: m.ID,
		Status: m.twilioStatus(s.now()), URI: uri + ".json", Below: map[string]string{"media": uri + "/Media.json"}, at: at,
	}
	if !m.FromBusiness {
		shown.Direction, shown.From, shown.To = "inbound", customer, business
	}
	if strings.HasPrefix(m.ID, "MM") {
		shown.Media = "1"
	}
	if !m.Sent.IsZero() && !m.Sent.After(s.now()) {
		sent := m.Sent.UTC().Format(time.RFC1123Z)
		shown.Sent = &sent
	}
	if m.failure != nil {
		code, text := twilioCode(m.failure), m.failure.twilioMessage()
		shown.ErrorCode, shown.Error = &code, &text
	}
	return shown
}

// twilioAddress is how a person is written: by phone, or when it is hidden by user id.
func (s *Simulator) twilioAddress(p *person) string {
	if p.phone == "" || p.hidden {
		return whatsapp + p.userID
	}
	return whatsapp + "+" + p.phone
}

// twilioStatus is the word of a message's state.
func (m *message) twilioStatus(now time.Time) string {
	seen := m.view(now)
	switch {
	case !m.FromBusiness:
		return "received"
	case m.failure != nil:
		return twilioFailed(m.failure)
	case !seen.Read.IsZero():
		return "read"
	case !seen.Delivered.IsZero():
		return "delivered"
	case !seen.Sent.IsZero():
		return "sent"
	}
	return "queued"
}

// twilioFailed is the word of a failure: a message that nobody could take is undelivered.
func twilioFailed(f *failure) string {
	if f.code == 131026 {
		return "undelivered"
	}
	return "failed"
}

// twilioFetch answers GET /Accounts/{sid}/Messages/{sid}.json.
func (s *Simulator) twilioFetch(w http.ResponseWriter, r *http.Request) {
	id, found := strings.CutSuffix(r.PathValue("message"), ".json")
	s.mu.Lock()
	m := s.messages[id]
	if !found || m == nil || m.chat.number.Wire != WireTwilio {
		s.mu.Unlock()
		s.twilioMissing(w, r)
		return
	}
	shown := s.twilioResource(m)
	s.mu.Unlock()
	answer(w, http.StatusOK, shown)
}

// twilioPage is how many items an answer has when the request does not say.
const twilioPage = 50

// twilioList answers GET /Accounts/{sid}/Messages.json: newest first, by To, From and the day of DateSent.
func (s *Simulator) twilioList(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	s.mu.Lock()
	found := []twilioResource{}
	for _, m := range s.messages {
		if m.chat.number.Wire != WireTwilio {
			continue
		}
		one := s.twilioResource(m)
		if matches(query.Get("To"), one.To) && matches(query.Get("From"), one.From) && sentOn(query, one.at) {
			found = append(found, one)
		}
	}
	s.mu.Unlock()
	slices.SortFunc(found, func(a, b twilioResource) int { return strings.Compare(b.SID[2:], a.SID[2:]) })
	size, page := paged(query)
	shown := part(found, page*size, size)
	answered := map[string]any{
		"messages": shown, "page": page, "page_size": size, "start": page * size, "end": page*size + len(shown) - 1,
		"uri": r.URL.RequestURI(), "next_page_uri": nil, "previous_page_uri": nil,
	}
	if (page+1)*size < len(found) {
		query.Set("Page", strconv.Itoa(page+1))
		answered["next_page_uri"] = r.URL.Path + "?" + query.Encode()
	}
	answer(w, http.StatusOK, answered)
}

// sentOn tells whether a time is on, not after or not before the days that a query names.
func sentOn(query url.Values, at time.Time) bool {
	day := at.UTC().Format(time.DateOnly)
	on, until, since := query.Get("DateSent"), query.Get("DateSent<"), query.Get("DateSent>")
	return (on == "" || strings.HasPrefix(on, day)) && (until == "" || day <= until[:min(len(until), len(day))]) &&
		(since == "" || day >= since[:min(len(since), len(day))])
}

// paged reads the size and the number of a page.
func paged(query url.Values) (size, page int) {
	size, _ = strconv.Atoi(query.Get("PageSize"))
	page, _ = strconv.Atoi(query.Get("Page"))
	return min(or(max(size, 0), twilioPage), 1000), max(page, 0)
}
