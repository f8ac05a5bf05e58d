package simulator

import (
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// Simulator is a WhatsApp of its own: business numbers, the people who write to them, and the wire between.
//
// Create it with [New]. All methods are safe for concurrent use. Memory grows with what is sent and written:
// every send, message and uploaded file is kept until [Simulator.Forget].
type Simulator struct {
	client  *http.Client
	ids     *ids
	queue   *queue
	handler http.Handler
	running atomic.Bool
	dropped atomic.Int64

	mu          sync.Mutex // guards everything below, and the fields of what it points to
	o           Options
	numbers     map[string]*number
	catalog     catalog
	created     []*twilioContent
	sessions    map[string]*session
	people      people
	unreachable map[string]bool
	chats       map[chatKey]*chat
	messages    map[string]*message
	media       map[string]*media
	sends       []*Send
	refs        map[string]int
	repeated    []string
	counts      counts
	turns       int // messages so far
}

// New makes a simulator from options, which may be nil. It fails when two numbers share an id, when a number lacks
// its id or digits, or when a template has no name or language. It starts nothing: see [Simulator.Run].
func New(o *Options) (*Simulator, error) {
	s := &Simulator{
		ids: newIDs(), queue: newQueue(), o: o.completed(),
		numbers:     map[string]*number{},
		people:      people{byPhone: map[string]*person{}, byUser: map[string]*person{}},
		unreachable: map[string]bool{},
		sessions:    map[string]*session{},
	}
	for _, n := range s.o.Numbers {
		if err := s.addNumber(n); err != nil {
			return nil, err
		}
	}
	for _, t := range s.o.Templates {
		if err := s.catalog.seed(t, s.ids, s.now()); err != nil {
			return nil, err
		}
	}
	for _, address := range s.o.Unreachable {
		s.unreachable[canonical(address)] = true
	}
	s.client = webhookClient(s.o.HTTP, s.o.Workers)
	s.handler = s.routes()
	s.forget()
	return s, nil
}

// addNumber makes a number of the options. An id must be its own, and so must what its wire tells numbers apart by.
func (s *Simulator) addNumber(n Number) error {
	made, err := newNumber(n, &s.o, s.ids)
	if err != nil {
		return err
	}
	if s.numbers[n.ID] != nil {
		return fmt.Errorf("simulator: number id %s is given twice", n.ID)
	}
	for _, other := range s.numbers {
		if made.clashes(other) {
			return fmt.Errorf("simulator: numbers %s and %s cannot be told apart on their wire", n.ID, other.ID)
		}
	}
	s.numbers[n.ID] = made
	return nil
}

// Handler is all the wires on one address, told apart by path and credentials, and the control endpoints. A number is
// reached over its own wire only.
//
// Cloud API, with or without a version before the path (/v23.0/…) and with the bearer token: POST /{number}/messages
// and /{number}/media; GET and DELETE /{media}, and the links that it hands out; GET and POST /{number}; GET
// /{account}, /{account}/phone_numbers and /{template}; GET, POST and DELETE /{account}/message_templates and
// /{account}/subscribed_apps; POST /{template} and /{template}/unpause; GET and POST
// /{number}/whatsapp_business_profile; /{number}/block_users and /{number}/message_qrdls; GET /debug_token; POST
// /{app}/uploads and POST and GET /upload:….
//
// 360dialog, with the number's key in D360-API-KEY: POST /messages (and /v1/messages) and /media; GET and DELETE
// /{media}, whose link is on Meta's host, and that link's path and query here; GET and POST /v1/configs/webhook and
// /v1/configs/templates, DELETE /v1/configs/templates/{name}; GET and POST /whatsapp_business_profile; GET
// /health_status; GET, POST and DELETE /block_users; POST /waba_webhook.
//
// Twilio, with the account's sid and auth token as Basic authentication: below /2010-04-01/Accounts/{sid} POST and GET
// Messages.json, GET Messages/{sid}.json, GET and DELETE Messages/{sid}/Media/{sid}, which redirects to a link without
// credentials; POST and GET /v1/Content, GET and DELETE /v1/Content/{sid}, GET /v1/ContentAndApprovals, POST
// /v1/Content/{sid}/ApprovalRequests/whatsapp and GET /v1/Content/{sid}/ApprovalRequests; GET and POST
// /v2/Channels/Senders and /v2/Channels/Senders/{sid}; POST /v2/Indicators/Typing.json.
//
// 1msg, with the instance's token in the query: POST /{instance}/sendMessage, sendFile, sendTemplate, sendLocation,
// sendContact, sendList, sendButton, sendReaction, sendSticker, sendCtaUrl, sendFlow, sendLocationRequest, readMessage,
// uploadMedia, blockUser, unblockUser, addTemplate and removeTemplate; GET and POST webhook, settings and me; GET
// retrieveMedia, blockedUsers, templates, messages and status; DELETE media/{id}.
//
// Control, JSON, for another process on the same machine; refused when the Host is not loopback and when a browser
// asks from another origin. They want no token:
//
//	POST /simulator/messages     an Inbound; answers {"id"}
//	GET  /simulator/chat         ?number=&phone=; the Messages of a chat
//	GET  /simulator/sends        every Send
//	GET  /simulator/repeated     references accepted more than once
//	POST /simulator/read         {"number","phone"}
//	POST /simulator/webhook      {"url"}, and with {"number"} of that number only
//	POST /simulator/faults       a Faults
//	POST /simulator/templates    {"name","language","status","reason"}, see [Simulator.SetTemplateStatus]
//	POST /simulator/idle         ?timeout=10s; answers when every webhook has been answered, or 504
func (s *Simulator) Handler() http.Handler { return s.handler }

// Forget drops every send, message, reference and file, and keeps people, windows and queued webhooks.
// It is for long runs that would otherwise fill the memory.
func (s *Simulator) Forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.forget()
}

func (s *Simulator) forget() {
	s.messages, s.media, s.refs = map[string]*message{}, map[string]*media{}, map[string]int{}
	s.sends, s.repeated = nil, nil
	if s.chats == nil {
		s.chats = map[chatKey]*chat{}
	}
	for _, c := range s.chats {
		c.messages, c.seen = nil, 0
	}
}

func (s *Simulator) now() time.Time { return s.o.Now() }

// number finds a business number by its id; empty = the first one. Nil when there is none.
func (s *Simulator) number(id string) *number {
	return s.numbers[or(id, s.o.Numbers[0].ID)]
}
