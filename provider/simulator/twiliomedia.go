package simulator

import (
	"net/http"
	"strings"
)

// twilioMediaPath is where a file of an inbound message is fetched, with the account's credentials.
func (s *Simulator) twilioMediaPath(m *media) string {
	return "/" + twilioVersion + "/Accounts/" + s.o.TwilioAccount + "/Messages/" + m.message + "/Media/" + m.id
}

// twilioFile returns the file that a path names, or nil.
func (s *Simulator) twilioFile(r *http.Request) *media {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.file(strings.TrimSuffix(r.PathValue("media"), ".json"), s.now())
	if m == nil || m.message != r.PathValue("message") {
		return nil
	}
	return m
}

// twilioMedia answers GET /Messages/{sid}/Media/{sid} by sending on to the storage, which wants no credentials
// (Twilio, "Media resource").
func (s *Simulator) twilioMedia(w http.ResponseWriter, r *http.Request) {
	m := s.twilioFile(r)
	if m == nil {
		s.twilioMissing(w, r)
		return
	}
	if strings.HasSuffix(r.PathValue("media"), ".json") {
		answer(w, http.StatusOK, s.twilioMediaResource(m))
		return
	}
	base := s.baseOf(r)
	w.Header().Set("Location", s.openLink(base, m, s.now()))
	w.WriteHeader(http.StatusTemporaryRedirect)
}

func (s *Simulator) twilioMediaResource(m *media) map[string]string {
	return map[string]string{
		"sid": m.id, "account_sid": s.o.TwilioAccount, "parent_sid": m.message, "content_type": m.mime,
		"uri": s.twilioMediaPath(m) + ".json",
	}
}

// twilioMediaList answers GET /Messages/{sid}/Media.json.
func (s *Simulator) twilioMediaList(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	of := s.messages[r.PathValue("message")]
	list := []map[string]string{}
	if of != nil && of.file != nil && s.file(of.file.id, s.now()) != nil {
		list = append(list, s.twilioMediaResource(of.file))
	}
	s.mu.Unlock()
	if of == nil || of.chat.number.Wire != WireTwilio {
		s.twilioMissing(w, r)
		return
	}
	answer(w, http.StatusOK, map[string]any{"media_list": list, "page": 0, "page_size": twilioPage})
}

// twilioMediaDelete answers DELETE /Messages/{sid}/Media/{sid}.
func (s *Simulator) twilioMediaDelete(w http.ResponseWriter, r *http.Request) {
	m := s.twilioFile(r)
	if m == nil {
		s.twilioMissing(w, r)
		return
	}
	s.mu.Lock()
	delete(s.media, m.id)
	s.mu.Unlock()
	w.WriteHeader(http.StatusNoContent)
}
