package cloudapi

import (
	"context"
	"iter"
	"net/http"
	"net/url"
	"strconv"
	"unicode/utf8"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
	"github.com/wainbox/wainbox/whatsapp"
)

var (
	creatingQR = rest.Call{Op: "create QR code", Once: true}
	updatingQR = rest.Call{Op: "update QR code"}
	listingQR  = rest.Call{Op: "list QR codes"}
	deletingQR = rest.Call{Op: "delete QR code"}
)

const qrEdge = "/message_qrdls"

// MaxPrefilledRunes is the longest text of a [QR]. Source: Cloud API, "QR
// codes", November 2025.
const MaxPrefilledRunes = 140

// QR is a short link, and its QR code, that opens a chat with a text in it.
type QR struct {
	Code string // its id
	Text string // what is written for the customer, to be sent by them
	Link string // "https://wa.me/message/…"
	// Image is the address of its picture, given where it was created with one.
	Image string
}

// QRImage is the form of a QR code's picture; empty = none is made.
type QRImage string

// The forms.
const (
	SVG QRImage = "SVG"
	PNG QRImage = "PNG"
)

// CreateQR makes another link. A number may have 2,000, so a lost answer is
// [provider.Uncertain]: [Client.QRCodes] tells whether it is there. Source:
// Cloud API, "QR codes", November 2025.
func (c *Client) CreateQR(ctx context.Context, text string, image QRImage) (QR, error) {
	v := checkPrefilled(text)
	if image != "" && image != SVG && image != PNG {
		v = append(v, whatsapp.Violation{Field: "generate_qr_image", Rule: "SVG or PNG"})
	}
	if len(v) > 0 {
		return QR{}, refused(creatingQR, v)
	}
	return c.writeQR(ctx, creatingQR, qrChange{Text: text, Image: image})
}

// UpdateQR gives a link another text; it stays the same otherwise. Source: as
// [Client.CreateQR].
func (c *Client) UpdateQR(ctx context.Context, code, text string) (QR, error) {
	v := checkPrefilled(text)
	if code == "" {
		v = append(v, whatsapp.Violation{Field: "code", Rule: "required"})
	}
	if len(v) > 0 {
		return QR{}, refused(updatingQR, v)
	}
	return c.writeQR(ctx, updatingQR, qrChange{Text: text, Code: code})
}

// QRCodes yields the number's links, and ends at the first error. Source: as
// [Client.CreateQR].
func (c *Client) QRCodes(ctx context.Context) iter.Seq2[QR, error] {
	return func(yield func(QR, error) bool) {
		list := rest.GraphList{Call: listingQR, URL: c.number(qrEdge)}
		for node, err := range rest.GraphItems(ctx, c.rest, list, qrNode.key) {
			if !yield(QR(node), err) {
				return
			}
		}
	}
}

// DeleteQR ends a link: it no longer opens a chat. Source: as
// [Client.CreateQR].
func (c *Client) DeleteQR(ctx context.Context, code string) error {
	if code == "" {
		return invalid(deletingQR, "code", "required")
	}
	r := rest.Request{Method: http.MethodDelete, URL: c.number(qrEdge + "/" + url.PathEscape(code))}
	return c.rest.Graph(ctx, deletingQR, r, nil, nil)
}

// qrNode is a link as the platform writes it.
type qrNode struct {
	Code  string `json:"code"`
	Text  string `json:"prefilled_message"`
	Link  string `json:"deep_link_url"`
	Image string `json:"qr_image_url"`
}

func (n qrNode) key() string { return n.Code }

type qrChange struct {
	Text  string  `json:"prefilled_message"`
	Code  string  `json:"code,omitempty"`
	Image QRImage `json:"generate_qr_image,omitempty"`
}

func (c *Client) writeQR(ctx context.Context, call rest.Call, change qrChange) (QR, error) {
	var n qrNode
	r := rest.Request{Method: http.MethodPost, URL: c.number(qrEdge)}
	if err := c.rest.Graph(ctx, call, r, change, &n); err != nil {
		return QR{}, err
	}
	if n.Code == "" {
		e := &provider.Error{Op: call.Op, Kind: provider.Unavailable}
		if call.Once {
			e.Kind = provider.Uncertain
		}
		return QR{}, e
	}
	return QR(n), nil
}

func checkPrefilled(text string) whatsapp.Violations {
	switch {
	case text == "":
		return whatsapp.Violations{{Field: "prefilled_message", Rule: "required"}}
	case !utf8.ValidString(text):
		return whatsapp.Violations{{Field: "prefilled_message", Rule: "valid UTF-8"}}
	case utf8.RuneCountInString(text) > MaxPrefilledRunes:
		rule := "at most " + strconv.Itoa(MaxPrefilledRunes) + " characters"
		return whatsapp.Violations{{Field: "prefilled_message", Rule: rule}}
	}
	return nil
}
