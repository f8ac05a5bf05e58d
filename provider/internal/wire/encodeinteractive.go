package wire

import (
	"strings"
	"time"

	"github.com/wainbox/wainbox/whatsapp"
)

// appendInteractive appends an interactive message; ok is false, and nothing of
// use was appended, when the content is none. Source: Cloud API reference,
// "Messages" (one page for each type), November 2025.
func appendInteractive(dst []byte, content whatsapp.Content) (_ []byte, ok bool) {
	if content == nil {
		return dst, false
	}
	kind, found := strings.CutPrefix(string(content.Kind()), "interactive.")
	if !found {
		return dst, false
	}
	dst = append(open(dst, "interactive"), '{')
	dst = appendField(dst, "type", kind)
	switch c := content.(type) {
	case whatsapp.Buttons:
		dst = appendAround(dst, c.Header, c.Body, c.Footer)
		dst = appendButtons(dst, c.Buttons)
	case whatsapp.List:
		dst = appendAround(dst, c.Header, c.Body, c.Footer)
		dst = appendListAction(dst, c)
	case whatsapp.CTAURL:
		dst = appendAround(dst, c.Header, c.Body, c.Footer)
		dst = appendLinkAction(dst, c.Label, c.URL)
	case whatsapp.LocationRequest:
		dst = appendAround(dst, nil, c.Body, "")
		dst = append(dst, `,"action":{"name":"send_location"}`...)
	case whatsapp.ContactRequest:
		dst = appendAround(dst, nil, c.Body, "")
		dst = append(dst, `,"action":{"name":"request_contact_info"}`...)
	case whatsapp.CallPermissionRequest:
		dst = appendAround(dst, nil, c.Body, "")
		dst = append(dst, `,"action":{"name":"call_permission_request"}`...)
	case whatsapp.CallButton:
		dst = appendAround(dst, nil, c.Body, "")
		dst = appendCallAction(dst, c)
	case whatsapp.FlowMessage:
		dst = appendAround(dst, c.Header, c.Body, c.Footer)
		dst = appendFlowAction(dst, c)
	case whatsapp.Carousel:
		dst = appendAround(dst, nil, c.Body, "")
		dst = appendCards(dst, c.Cards)
	case whatsapp.AddressMessage:
		dst = appendAround(dst, nil, c.Body, c.Footer)
		dst = appendAddressAction(dst, c)
	case whatsapp.OrderDetails:
		dst = appendAround(dst, c.Header, c.Body, c.Footer)
		dst = appendPayment(dst, "review_and_pay", c.Parameters)
	case whatsapp.OrderStatus:
		dst = appendAround(dst, nil, c.Body, c.Footer)
		dst = appendPayment(dst, "review_order", c.Parameters)
	case whatsapp.ProductMessage:
		dst = appendAround(dst, nil, c.Body, c.Footer)
		dst = appendProduct(dst, "action", c.Product)
	case whatsapp.ProductList:
		dst = appendAround(dst, &whatsapp.Header{Text: c.Header}, c.Body, c.Footer)
		dst = appendOpen(dst, "action")
		dst = appendField(dst, "catalog_id", c.Catalog)
		dst = append(appendProducts(dst, c.Sections), '}')
	case whatsapp.CatalogMessage:
		dst = appendAround(dst, nil, c.Body, c.Footer)
		dst = appendCatalogAction(dst, c.Thumbnail)
	default:
		return dst, false
	}
	return append(dst, '}'), true
}

// appendAround appends what stands above, in and below the middle of a message.
func appendAround(dst []byte, h *whatsapp.Header, body, footer string) []byte {
	if h != nil {
		dst = appendHeader(dst, *h)
	}
	dst = appendBody(dst, body)
	if footer != "" {
		dst = appendOpen(dst, "footer")
		dst = append(appendField(dst, "text", footer), '}')
	}
	return dst
}

func appendHeader(dst []byte, h whatsapp.Header) []byte {
	dst = appendOpen(dst, "header")
	if h.Media == nil {
		dst = append(dst, `"type":"text"`...)
		dst = appendField(dst, "text", h.Text)
	} else {
		dst = open(dst, string(h.Media.Type))
		dst = appendMedia(dst, *h.Media)
	}
	return append(dst, '}')
}

func appendBody(dst []byte, text string) []byte {
	if text == "" {
		return dst
	}
	dst = appendOpen(dst, "body")
	return append(appendField(dst, "text", text), '}')
}

func appendButtons(dst []byte, buttons []whatsapp.ReplyButton) []byte {
	dst = append(dst, `,"action":{"buttons":[`...)
	for _, b := range buttons {
		dst = appendElement(dst)
		dst = append(dst, `"type":"reply","reply":{`...)
		dst = appendField(dst, "id", b.ID)
		dst = appendField(dst, "title", b.Title)
		dst = append(dst, "}}"...)
	}
	return append(dst, "]}"...)
}

func appendListAction(dst []byte, l whatsapp.List) []byte {
	dst = appendOpen(dst, "action")
	dst = appendField(dst, "button", l.Button)
	dst = appendList(dst, "sections")
	for _, s := range l.Sections {
		dst = appendElement(dst)
		dst = appendOptional(dst, "title", s.Title)
		dst = appendList(dst, "rows")
		for _, r := range s.Rows {
			dst = appendElement(dst)
			dst = appendField(dst, "id", r.ID)
			dst = appendField(dst, "title", r.Title)
			dst = appendOptional(dst, "description", r.Description)
			dst = append(dst, '}')
		}
		dst = append(dst, "]}"...)
	}
	return append(dst, "]}"...)
}

// appendLinkAction appends the button of a message, or of a card, that opens a
// page.
func appendLinkAction(dst []byte, label, url string) []byte {
	dst = append(dst, `,"action":{"name":"cta_url","parameters":{`...)
	dst = appendField(dst, "display_text", label)
	dst = appendField(dst, "url", url)
	return append(dst, "}}"...)
}

func appendCallAction(dst []byte, c whatsapp.CallButton) []byte {
	dst = append(dst, `,"action":{"name":"voice_call","parameters":{`...)
	dst = appendOptional(dst, "display_text", c.Label)
	if c.TTL > 0 {
		dst = appendNumber(dst, "ttl_minutes", int64(c.TTL/time.Minute))
	}
	dst = appendOptional(dst, "payload", c.Payload)
	return append(dst, "}}"...)
}

func appendFlowAction(dst []byte, f whatsapp.FlowMessage) []byte {
	dst = append(dst, `,"action":{"name":"flow","parameters":{"flow_message_version":"3"`...)
	dst = appendOptional(dst, "flow_id", f.ID)
	dst = appendOptional(dst, "flow_name", f.Name)
	dst = appendField(dst, "flow_cta", f.CTA)
	dst = appendOptional(dst, "flow_token", f.Token)
	if f.Draft {
		dst = append(dst, `,"mode":"draft"`...)
	}
	switch {
	case f.Exchange:
		dst = append(dst, `,"flow_action":"data_exchange"`...)
	case f.Screen != "":
		dst = append(dst, `,"flow_action":"navigate","flow_action_payload":{`...)
		dst = appendField(dst, "screen", f.Screen)
		if f.Data != "" {
			dst = appendRaw(dst, "data", f.Data)
		}
		dst = append(dst, '}')
	}
	return append(dst, "}}"...)
}

// appendPayment appends the action of an order.
//
// QUIRK(cloudapi): the names are known from samples and from clients; the page
// is not.
func appendPayment(dst []byte, name string, parameters whatsapp.Raw) []byte {
	dst = appendOpen(dst, "action")
	dst = appendField(dst, "name", name)
	dst = appendRaw(dst, "parameters", parameters)
	return append(dst, '}')
}
