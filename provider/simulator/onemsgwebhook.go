package simulator

import (
	"encoding/json"
	"strings"
	"time"
)

// oneMsgHook is a webhook: it has no type, only what is in it.
type oneMsgHook struct {
	Instance string          `json:"instanceId"`
	Messages []oneMsgMessage `json:"messages,omitempty"`
	Acks     []oneMsgAck     `json:"ack,omitempty"`
}

// oneMsgMessage is a message, keys as captured.
type oneMsgMessage struct {
	ID         string  `json:"id"`
	Body       string  `json:"body"` // of a file, where it can be fetched for five minutes
	Self       int     `json:"self"`
	Time       string  `json:"time"`
	Type       string  `json:"type"`
	Author     string  `json:"author"`
	ChatID     string  `json:"chatId"`
	FromMe     bool    `json:"fromMe"`
	Caption    *string `json:"caption"`
	ChatName   string  `json:"chatName"`
	SenderName string  `json:"senderName"`
	BSUID      *string `json:"authorBsuid"`
	Forwarded  bool    `json:"isForwarded"`
	Quoted     *string `json:"quotedMsgId"`
	Username   *string `json:"authorUserName"`
}

// oneMsgAck is a status, keys as captured. It has no time, and of a failure only words.
type oneMsgAck struct {
	ID       string  `json:"id"`
	BSUID    *string `json:"bsuid,omitempty"`
	Phone    string  `json:"phone,omitempty"`
	ChatID   string  `json:"chatId"`
	Status   string  `json:"status"`
	Category string  `json:"category,omitempty"`
	Username *string `json:"userName"`
	Error    string  `json:"error,omitempty"`
}

// oneMsgChat is the chat with a person: by phone, or when it is hidden by user id.
func oneMsgChat(p *person) string {
	if p.phone == "" || p.hidden {
		return p.userID + "@lid"
	}
	return p.phone + "@c.us"
}

// oneMsgTold queues a message: one that a person wrote, or one that the business sent, which comes back as its own.
func (s *Simulator) oneMsgTold(m *message, due time.Time) {
	n := m.chat.number
	s.webhook(m.chat.lane(), &callback{number: n, json: oneMsgHook{
		Instance: n.Instance, Messages: []oneMsgMessage{s.oneMsgShown(m)},
	}}, due)
}

// oneMsgShown is a message as 1msg shows it. The mutex is held.
func (s *Simulator) oneMsgShown(m *message) oneMsgMessage {
	p, n := m.chat.person, m.chat.number
	shown := oneMsgMessage{
		ID: m.ID, Time: stamp(or(m.accepted, m.Sent)), Type: oneMsgType(m), Author: oneMsgChat(p), ChatID: oneMsgChat(p),
		ChatName: p.name, SenderName: p.name, Forwarded: m.forwarded, Quoted: filled(m.ReplyTo), Username: filled(p.username),
	}
	if !s.o.PhonesOnly {
		shown.BSUID = filled(p.userID)
	}
	if m.FromBusiness {
		shown.FromMe, shown.Self, shown.BSUID, shown.Username = true, 1, nil, nil
		shown.ChatName, shown.SenderName = p.address(), n.Display+"@c.us"
	}
	shown.Body, shown.Caption = s.oneMsgBody(m)
	return shown
}

// oneMsgType is the word of a message's type. What the business sent with buttons or from a template is shown as text.
func oneMsgType(m *message) string {
	switch {
	case m.Type == "text", m.FromBusiness && (m.Type == "template" || m.Type == "interactive"):
		return "chat"
	case m.Type == "contacts":
		return "vcard" // QUIRK(onemsg): the word and the body are those of its ancestor
	}
	return m.Type
}

// oneMsgBody is what a message says, and the text or the name of its file.
//
// QUIRK(onemsg): which button or row was tapped is not told, only its title. A place is "lat;lng".
func (s *Simulator) oneMsgBody(m *message) (body string, caption *string) {
	var o struct {
		inboundObject
		Link string `json:"link"`
	}
	var cards []struct {
		VCard string `json:"vcard"`
	}
	switch m.Type {
	case "image", "video", "audio", "document", "sticker":
		_ = json.Unmarshal(m.Content, &o) // an object, or nothing is known of it
		body = o.Link
		if m.file != nil {
			body = s.openLink(or(s.o.BaseURL, "https://api.1msg.io"), m.file, s.now())
		}
		return body, filled(or(o.Caption, o.Filename))
	case "location":
		_ = json.Unmarshal(m.Content, &o)
		return o.Latitude.String() + ";" + o.Longitude.String(), nil
	case "contacts":
		var all strings.Builder
		_ = json.Unmarshal(m.Content, &cards) // a list, or nothing is known of it
		for _, card := range cards {
			all.WriteString(card.VCard)
		}
		return or(all.String(), m.Body), nil
	}
	return m.Body, nil
}

// filled is a text, or null for an empty one.
func filled(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

// oneMsgAcked queues a status, when they are switched on.
func (s *Simulator) oneMsgAcked(m *message, word string, f *failure, at time.Time) {
	n, p := m.chat.number, m.chat.person
	if !n.settings.Acks {
		return
	}
	ack := oneMsgAck{
		ID: m.ID, ChatID: oneMsgChat(p), Status: word, Category: m.category, Username: filled(p.username),
	}
	if !s.o.PhonesOnly {
		ack.BSUID = filled(p.userID)
	}
	if !p.hidden {
		ack.Phone = p.phone
	}
	if f != nil {
		ack.Error, ack.Category = or(f.message, f.details), ""
	}
	s.webhook(m.chat.lane(), &callback{number: n, json: oneMsgHook{
		Instance: n.Instance, Acks: []oneMsgAck{ack},
	}}, at)
}
