package simulator

import (
	"net/http"
	"slices"
)

// senderProfile is a number's profile as Twilio has it: labels instead of codes.
type senderProfile struct {
	Name        *string             `json:"name,omitempty"`
	About       *string             `json:"about"`
	Address     *string             `json:"address"`
	Description *string             `json:"description"`
	Logo        *string             `json:"logo_url"`
	Emails      []map[string]string `json:"emails"`
	Websites    []map[string]string `json:"websites"`
	Vertical    *string             `json:"vertical"`
}

type senderHook struct {
	URL          *string `json:"callback_url"`
	Method       string  `json:"callback_method"`
	StatusURL    *string `json:"status_callback_url"`
	StatusMethod string  `json:"status_callback_method"`
}

// sender shows a number. The mutex is held.
func (s *Simulator) senderOf(n *number, base string) map[string]any {
	p := n.profile
	name := "Simulator"
	label := verticals[p.Vertical]
	profile := senderProfile{
		Name: &name, About: &p.About, Address: &p.Address, Description: &p.Description, Logo: &p.Picture, Vertical: &label,
		Emails: []map[string]string{}, Websites: []map[string]string{},
	}
	if p.Email != "" {
		profile.Emails = append(profile.Emails, map[string]string{"email": p.Email, "label": "Email"})
	}
	for _, site := range p.Websites {
		profile.Websites = append(profile.Websites, map[string]string{"website": site, "label": "Website"})
	}
	hook := senderHook{Method: http.MethodPost, StatusMethod: http.MethodPost}
	target := s.o.WebhookURL
	if len(n.urls) > 0 {
		target = n.urls[0]
	}
	statusTo := n.statusTo
	hook.URL, hook.StatusURL = &target, &statusTo
	return map[string]any{
		"sid": n.sender, "status": "ONLINE", "sender_id": whatsapp + "+" + n.Display,
		"configuration": map[string]any{"waba_id": n.WABA, "account_type": nil}, "webhook": hook, "profile": profile,
		"properties":      map[string]string{"quality_rating": "HIGH", "messaging_limit": "10K Customers/24hr"},
		"offline_reasons": nil, "compliance": nil, "url": base + "/v2/Channels/Senders/" + n.sender,
	}
}

// senderList answers GET /v2/Channels/Senders.
func (s *Simulator) senderList(w http.ResponseWriter, r *http.Request) {
	if r.URL.Query().Get("Channel") != "whatsapp" {
		s.twilioRefused(w, twilioBad(20001, "Channel is required"))
		return
	}
	base := s.baseOf(r)
	size, page := paged(r.URL.Query())
	s.mu.Lock()
	all := []map[string]any{}
	for _, configured := range s.o.Numbers {
		if n := s.numbers[configured.ID]; n.Wire == WireTwilio {
			all = append(all, s.senderOf(n, base))
		}
	}
	s.mu.Unlock()
	answer(w, http.StatusOK, map[string]any{
		"senders": part(all, page*size, size),
		"meta":    twilioMeta(base+r.URL.Path+"?Channel=whatsapp&", "senders", size, page, len(all)),
	})
}

// sender finds the number of a path.
func (s *Simulator) sender(r *http.Request) *number {
	return s.first(func(n *number) bool { return n.Wire == WireTwilio && n.sender == r.PathValue("sender") })
}

// senderFetch answers GET /v2/Channels/Senders/{sid}.
func (s *Simulator) senderFetch(w http.ResponseWriter, r *http.Request) {
	n := s.sender(r)
	if n == nil {
		s.twilioMissing(w, r)
		return
	}
	s.answerSender(w, r, n, http.StatusOK)
}

func (s *Simulator) answerSender(w http.ResponseWriter, r *http.Request, n *number, status int) {
	base := s.baseOf(r)
	s.mu.Lock()
	shown := s.senderOf(n, base)
	s.mu.Unlock()
	answer(w, status, shown)
}

// senderRequest is what creates or changes a sender.
type senderRequest struct {
	ID      string         `json:"sender_id"`
	Profile *senderProfile `json:"profile"`
	Webhook *senderHook    `json:"webhook"`
}

// senderCreate answers POST /v2/Channels/Senders. The simulator's numbers are those of its options: for one of them the
// answer is the number as it is, for any other a refusal.
func (s *Simulator) senderCreate(w http.ResponseWriter, r *http.Request) {
	var q senderRequest
	if !s.readTwilioJSON(w, r, &q) {
		return
	}
	n := s.first(func(n *number) bool { return n.Wire == WireTwilio && whatsapp+"+"+n.Display == q.ID })
	if n == nil {
		s.twilioRefused(w, twilioBad(63100, "sender_id is not one of the simulator's numbers"))
		return
	}
	s.changeSender(w, r, n, &q)
}

// senderUpdate answers POST /v2/Channels/Senders/{sid}.
func (s *Simulator) senderUpdate(w http.ResponseWriter, r *http.Request) {
	n := s.sender(r)
	if n == nil {
		s.twilioMissing(w, r)
		return
	}
	var q senderRequest
	if s.readTwilioJSON(w, r, &q) {
		s.changeSender(w, r, n, &q)
	}
}

// changeSender changes what a request has.
//
// QUIRK(twilio): what becomes of fields that an update leaves out is not documented. Here a profile that is given
// replaces the whole, so that a client which does not read, merge and write loses something.
func (s *Simulator) changeSender(w http.ResponseWriter, r *http.Request, n *number, q *senderRequest) {
	if q.Profile != nil {
		change, f := q.Profile.change()
		if f == nil {
			f = s.setProfile(n, change)
		}
		if f != nil {
			s.twilioRefused(w, twilioBad(20001, f.details))
			return
		}
	}
	if q.Webhook != nil {
		s.mu.Lock()
		if url := q.Webhook.URL; url != nil {
			n.urls = slices.DeleteFunc([]string{*url}, func(url string) bool { return url == "" })
		}
		if url := q.Webhook.StatusURL; url != nil {
			n.statusTo = *url
		}
		s.mu.Unlock()
	}
	s.answerSender(w, r, n, http.StatusAccepted)
}

// change puts a profile in Meta's words.
func (p *senderProfile) change() (*profileChange, *failure) {
	empty := ""
	change := &profileChange{
		About: p.About, Address: p.Address, Description: p.Description, Picture: p.Logo,
		Email: &empty, Vertical: &empty, Websites: []string{},
	}
	if p.About != nil && *p.About == "" {
		change.About = nil
	}
	for _, field := range []**string{&change.Address, &change.Description, &change.Picture} {
		if *field == nil {
			*field = &empty
		}
	}
	if p.Vertical != nil {
		code, known := labelled(*p.Vertical)
		if !known {
			return nil, refuse(100, "vertical is not a known category")
		}
		change.Vertical = &code
	}
	for _, email := range p.Emails {
		address := email["email"]
		change.Email = &address
	}
	for _, site := range p.Websites {
		change.Websites = append(change.Websites, site["website"])
	}
	return change, nil
}
