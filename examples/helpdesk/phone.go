package main

import (
	"context"
	"errors"
	"net/http"

	"github.com/wainbox/wainbox/provider/simulator"
)

// phone is a simulated customer's: what the page /phone works with.
type phone interface {
	// write sends a text and returns its message id.
	write(ctx context.Context, in simulator.Inbound) (string, error)
	// chat is what the phone shows, the oldest message first.
	chat(ctx context.Context, number string) ([]simulator.Message, error)
	// read opens the chat on the phone: blue ticks follow.
	read(ctx context.Context, number string) error
}

var errNoPhone = notFound("with a real account there is no simulated phone")

// phoneChat answers GET /api/phone?phone=….
func (h *helpdesk) phoneChat(r *http.Request) (any, error) {
	if h.phone == nil {
		return nil, errNoPhone
	}
	chat, err := h.phone.chat(r.Context(), r.URL.Query().Get("phone"))
	if chat == nil {
		chat = []simulator.Message{}
	}
	return map[string]any{"messages": chat}, phoneProblem(err)
}

// phoneWrite lets the customer write.
func (h *helpdesk) phoneWrite(r *http.Request) (any, error) {
	if h.phone == nil {
		return nil, errNoPhone
	}
	var in struct {
		Phone string `json:"phone"`
		Name  string `json:"name"`
		Text  string `json:"text"`
		Key   string `json:"key"` // every form sends one; a phone needs none
	}
	if err := decode(r, &in); err != nil {
		return nil, err
	}
	id, err := h.phone.write(r.Context(), simulator.Inbound{From: in.Phone, Name: in.Name, Text: in.Text})
	return map[string]string{"id": id}, phoneProblem(err)
}

// phoneRead lets the customer read.
func (h *helpdesk) phoneRead(r *http.Request) (any, error) {
	if h.phone == nil {
		return nil, errNoPhone
	}
	var in struct {
		Phone string `json:"phone"`
	}
	if err := decode(r, &in); err != nil {
		return nil, err
	}
	err := h.phone.read(r.Context(), in.Phone)
	if errors.Is(err, simulator.ErrNoChat) {
		err = notFound("nobody wrote yet")
	}
	return map[string]bool{"read": true}, phoneProblem(err)
}

// phoneProblem is the simulator's own word: it is about what was typed.
func phoneProblem(err error) error {
	var p problem
	if err == nil || errors.As(err, &p) {
		return err
	}
	return problem{Kind: "phone", Message: err.Error(), status: http.StatusUnprocessableEntity}
}
