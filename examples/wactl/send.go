package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"strings"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

// send is the subcommand of that name: it sends one message and prints what the
// provider made of it.
func send(args []string, s streams) int {
	flags := flag.NewFlagSet("send", flag.ContinueOnError)
	var m message
	flags.StringVar(&m.phone, "to", "", "phone number of the customer, with its country code")
	flags.StringVar(&m.user, "user-id", "", "business-scoped user id, instead of a number")
	flags.StringVar(&m.reply, "reply-to", "", "id of the message to quote")
	flags.StringVar(&m.template, "template", "", "name, or the provider's id, of a template without variables")
	flags.StringVar(&m.language, "language", "en_US", "the template's language")
	flags.StringVar(&m.media, "media", "", "image, video, audio, document or sticker, with its address in -link")
	flags.StringVar(&m.link, "link", "", "address of the file")
	p, code := s.open(flags, args, "-to PHONE [TEXT]")
	if p == nil {
		return code
	}
	m.text = strings.Join(flags.Args(), " ")
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	receipt, err := p.Send(ctx, m.outbound())
	if err != nil {
		fmt.Fprintln(s.err, "wactl:", err)
		if errors.Is(err, provider.Uncertain) {
			fmt.Fprintln(s.err, "wactl: it may have been sent: look at the phone before you try again")
		}
		return exitFailed
	}
	line := struct {
		ID      whatsapp.MessageID `json:"id"`
		Held    string             `json:"held,omitempty"`
		Dropped []string           `json:"dropped,omitempty"`
	}{receipt.ID, receipt.Held, receipt.Dropped}
	if err := json.NewEncoder(s.out).Encode(line); err != nil {
		fmt.Fprintln(s.err, "wactl:", err)
		return exitFailed
	}
	return exitOK
}

// message is what the flags and arguments of send say.
type message struct {
	phone, user, reply, text string
	template, language       string
	media, link              string
}

func (m message) outbound() whatsapp.Outbound {
	out := whatsapp.Outbound{
		To:      whatsapp.Address{Phone: whatsapp.Phone(m.phone), User: whatsapp.UserID(m.user)},
		ReplyTo: whatsapp.MessageID(m.reply),
	}
	switch {
	case m.template != "":
		// Where it is an id and no name, the provider says that it needs one.
		t := whatsapp.Template{Name: m.template, Language: m.language}
		if strings.HasPrefix(m.template, "HX") {
			t.Name, t.ID = "", m.template
		}
		out.Content = t
	case m.media != "":
		out.Content = whatsapp.Media{Type: whatsapp.ContentKind(m.media), Link: m.link, Caption: m.text}
	default:
		out.Content = whatsapp.Text{Body: m.text}
	}
	return out
}
