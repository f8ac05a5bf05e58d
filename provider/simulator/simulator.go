package simulator

import (
	"errors"
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
	templates   map[templateKey]Template
	people      people
	unreachable map[string]bool
	chats       map[chatKey]*chat
	messages    map[string]*message
	media       map[string]*media
	sends       []*Send
	refs        map[string]int
	repeated    []string
	counts      counts
}

// number is a business number and how fast it has been sending.
type number struct {
	Number
	rate rate
}

// New makes a simulator from options, which may be nil. It fails when two numbers share an id, when a number lacks
// its id or digits, or when a template has no name or language. It starts nothing: see [Simulator.Run].
func New(o *Options) (*Simulator, error) {
	s := &Simulator{
		ids: newIDs(), queue: newQueue(), o: o.completed(),
		numbers:     map[string]*number{},
		templates:   map[templateKey]Template{},
		people:      people{byPhone: map[string]*person{}, byUser: map[string]*person{}},
		unreachable: map[string]bool{},
	}
	for _, n := range s.o.Numbers {
		if n.ID == "" || digits(n.Display) == "" {
			return nil, errors.New("simulator: a number needs an ID and a Display number")
		}
		if s.numbers[n.ID] != nil {
			return nil, fmt.Errorf("simulator: number id %s is given twice", n.ID)
		}
		n.Display = digits(n.Display)
		s.numbers[n.ID] = &number{Number: n}
	}
	for _, t := range s.o.Templates {
		if t.Name == "" || t.Language == "" {
			return nil, errors.New("simulator: a template needs a Name and a Language")
		}
		s.templates[templateKey{t.Name, locale(t.Language)}] = t.completed()
	}
	for _, address := range s.o.Unreachable {
		s.unreachable[canonical(address)] = true
	}
	s.client = webhookClient(s.o.HTTP, s.o.Workers)
	s.handler = s.routes()
	s.forget()
	return s, nil
}

// Handler is the Graph wire, with or without a version before the path (/v23.0/…), and the control endpoints.
//
// Graph: POST /{number id}/messages, POST /{number id}/media, GET and DELETE /{media id}, GET /{number id}, and the
// media links that it hands out. All of them want the bearer token.
//
// Control, JSON, for another process on the same machine; refused when the Host is not loopback and when a browser
// asks from another origin. They want no token:
//
//	POST /simulator/messages     an Inbound; answers {"id"}
//	GET  /simulator/chat         ?number=&phone=; the Messages of a chat
//	GET  /simulator/sends        every Send
//	GET  /simulator/repeated     references accepted more than once
//	POST /simulator/read         {"number","phone"}
//	POST /simulator/webhook      {"url"}
//	POST /simulator/faults       a Faults
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
