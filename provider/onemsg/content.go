package onemsg

import (
	"encoding/json"
	"net/url"
	"path"
	"strconv"
	"strings"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/wire"
	"github.com/wainbox/wainbox/whatsapp"
)

// parcel writes a message for the method that carries its content. Source:
// 1msg's interface description 2.39 and its SDK's contract 1.0.0.
func (c *Client) parcel(m whatsapp.Outbound) (parcel, error) {
	to := recipientOf(m.To)
	switch content := m.Content.(type) {
	case whatsapp.Text:
		p := parcel{method: "sendMessage", body: textBody{to, content.Body, m.ReplyTo}}
		p.drop(content.PreviewURL, provider.DroppedPreview)
		return p, nil
	case whatsapp.Media:
		if content.Type != whatsapp.KindSticker {
			return parcel{method: "sendFile", body: fileOf(to, content, m.ReplyTo)}, nil
		}
		return alone(m, "sendSticker", stickerBody{to, content.ID, content.Link}), nil
	case whatsapp.Template:
		return parcel{method: "sendTemplate", body: c.templateOf(to, content, m.ReplyTo)}, nil
	case whatsapp.Reaction:
		if content.Emoji == "" {
			return parcel{}, unsupported("reaction.emoji", "a reaction is not taken back by "+Name)
		}
		return parcel{method: "sendReaction", body: textBody{to, content.Emoji, content.To}}, nil
	case whatsapp.Location:
		return alone(m, "sendLocation", locationBody{
			to, degrees(content.Latitude), degrees(content.Longitude), content.Name, content.Address,
		}), nil
	case whatsapp.Contacts:
		return alone(m, "sendContact", contactsBody{to, wire.AppendContacts(nil, content)}), nil
	default:
		return interactiveParcel(m, to)
	}
}

// alone is a message whose method has no field for what it answers.
//
// QUIRK(onemsg): quoting is documented for sendMessage, sendFile and
// sendTemplate.
func alone(m whatsapp.Outbound, method string, body any) parcel {
	p := parcel{method: method, body: body}
	p.drop(m.ReplyTo != "", provider.DroppedReply)
	return p
}

type textBody struct {
	recipient

	Body   string             `json:"body"`
	Quoted whatsapp.MessageID `json:"quotedMsgId,omitempty"`
}

// fileBody is a file by its address, with a name, or by its id, with its kind.
type fileBody struct {
	recipient

	Body     string               `json:"body,omitempty"`
	Filename string               `json:"filename,omitempty"`
	ID       whatsapp.MediaID     `json:"mediaId,omitempty"`
	Type     whatsapp.ContentKind `json:"mediaType,omitempty"`
	Caption  string               `json:"caption,omitempty"`
	Voice    bool                 `json:"voice,omitempty"`
	Quoted   whatsapp.MessageID   `json:"quotedMsgId,omitempty"`
}

func fileOf(to recipient, m whatsapp.Media, quoted whatsapp.MessageID) fileBody {
	b := fileBody{recipient: to, Caption: m.Caption, Filename: m.Filename, Quoted: quoted}
	b.Voice = m.Voice && m.Type == whatsapp.KindAudio
	if m.ID != "" {
		b.ID, b.Type = m.ID, m.Type
		return b
	}
	b.Body = m.Link
	if b.Filename == "" {
		b.Filename = filename(m)
	}
	return b
}

// filename is a name for a file that has none: its address's own if that has
// an ending, else one of its kind.
//
// QUIRK(onemsg): a name is required with an address, and 1msg decides by its
// ending what the file is sent as.
func filename(m whatsapp.Media) string {
	if u, err := url.Parse(m.Link); err == nil {
		if name := path.Base(u.Path); strings.Trim(path.Ext(name), ".") != "" {
			return name
		}
	}
	switch m.Type {
	case whatsapp.KindImage:
		return "image.jpg"
	case whatsapp.KindVideo:
		return "video.mp4"
	case whatsapp.KindAudio:
		return "audio.ogg"
	default:
		return "document"
	}
}

type stickerBody struct {
	recipient

	ID   whatsapp.MediaID `json:"mediaId,omitempty"`
	Link string           `json:"link,omitempty"`
}

type templateBody struct {
	recipient

	Template  string             `json:"template"`
	Namespace string             `json:"namespace,omitempty"`
	Language  language           `json:"language"`
	Params    json.RawMessage    `json:"params,omitempty"`
	Quoted    whatsapp.MessageID `json:"quotedMsgId,omitempty"`
}

type language struct {
	Policy string `json:"policy"`
	Code   string `json:"code"`
}

func (c *Client) templateOf(to recipient, t whatsapp.Template, quoted whatsapp.MessageID) templateBody {
	b := templateBody{
		recipient: to, Template: t.Name, Namespace: c.config.Namespace, Quoted: quoted,
		Language: language{Policy: "deterministic", Code: t.Language},
	}
	if len(t.Components) > 0 {
		b.Params = wire.AppendComponents(nil, t.Components)
	}
	return b
}

type locationBody struct {
	recipient

	Latitude  string `json:"lat"`
	Longitude string `json:"lng"`
	Name      string `json:"name,omitempty"`
	Address   string `json:"address,omitempty"`
}

// degrees are text at 1msg.
func degrees(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

// contactsBody has the cards as the platform writes them.
//
// QUIRK(onemsg): the vendor's own tools send this shape or one card of fewer
// fields; this one holds all of a card.
type contactsBody struct {
	recipient

	Contacts json.RawMessage `json:"contacts"`
}
