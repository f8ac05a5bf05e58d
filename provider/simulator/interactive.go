package simulator

import (
	"encoding/json"
	"fmt"
	"unicode/utf8"
)

// Limits of interactive messages, in characters and items (Cloud API documentation, "Interactive messages").
const (
	maxInteractiveBody = 1024
	maxListBody        = 4096
	maxHeaderText      = 60
	maxFooter          = 60
	maxButtons         = 3
	maxButtonTitle     = 20
	maxButtonID        = 256
	maxListRows        = 10
	maxListSections    = 10
	maxSectionTitle    = 24
	maxRowTitle        = 24
	maxRowID           = 200
	maxRowDescription  = 72
	maxLinkLabel       = 20
	maxProducts        = 30
	maxCardBody        = 160
)

type interactive struct {
	Type   string             `json:"type"`
	Header *interactiveHeader `json:"header"`
	Body   struct {
		Text string `json:"text"`
	} `json:"body"`
	Footer struct {
		Text string `json:"text"`
	} `json:"footer"`
	Action *interactiveAction `json:"action"`
}

type interactiveHeader struct {
	Type     string   `json:"type"`
	Text     string   `json:"text"`
	Image    *fileRef `json:"image"`
	Video    *fileRef `json:"video"`
	Document *fileRef `json:"document"`
}

type interactiveAction struct {
	Name    string `json:"name"`
	Buttons []struct {
		Reply choice `json:"reply"`
	} `json:"buttons"`
	Button     string               `json:"button"`
	Sections   []interactiveSection `json:"sections"`
	Parameters struct {
		Label   string `json:"display_text"`
		URL     string `json:"url"`
		Version string `json:"flow_message_version"`
		FlowID  string `json:"flow_id"`
		Flow    string `json:"flow_name"`
		FlowCTA string `json:"flow_cta"`
		Country string `json:"country"`
	} `json:"parameters"`
	Catalog string            `json:"catalog_id"`
	Product string            `json:"product_retailer_id"`
	Cards   []interactiveCard `json:"cards"`
}

type interactiveSection struct {
	Title    string   `json:"title"`
	Rows     []choice `json:"rows"`
	Products []struct {
		ID string `json:"product_retailer_id"`
	} `json:"product_items"`
}

type interactiveCard struct {
	Type   string             `json:"type"`
	Header *interactiveHeader `json:"header"`
	Body   struct {
		Text string `json:"text"`
	} `json:"body"`
	Action *interactiveAction `json:"action"`
}

type choice struct {
	ID          string `json:"id"`
	Title       string `json:"title"`
	Description string `json:"description"`
}

// interactiveContent checks what can be tapped, of every type that the platform has.
func interactiveContent(raw json.RawMessage) (*content, *failure) {
	var i interactive
	if f := object(raw, "interactive", &i); f != nil {
		return nil, f
	}
	if i.Type == "" {
		return nil, require("interactive['type']")
	}
	if i.Action == nil {
		return nil, require("interactive['action']")
	}
	for _, check := range []func() *failure{i.checkAction, i.checkBody, i.checkHeader, i.checkFooter} {
		if f := check(); f != nil {
			return nil, f
		}
	}
	return service(i.Body.Text), nil
}

// checkAction checks what is particular to a type.
func (i *interactive) checkAction() *failure {
	a := i.Action
	switch i.Type {
	case "button":
		return i.checkButtons()
	case "list":
		return i.checkList()
	case "cta_url":
		return a.checkLink("interactive['action']")
	case "location_request_message":
		return a.named("send_location")
	case "request_contact_info", "call_permission_request", "voice_call", "catalog_message":
		return a.named(i.Type)
	case "address_message":
		if a.Parameters.Country == "" {
			return require("interactive['action']['parameters']['country']")
		}
		return a.named(i.Type)
	case "flow":
		return i.checkFlow()
	case "product":
		if a.Catalog == "" || a.Product == "" {
			return require("interactive['action']['catalog_id' and 'product_retailer_id']")
		}
		return nil
	case "product_list":
		return i.checkProducts()
	case "carousel":
		return i.checkCards()
	case "order_details", "order_status":
		return nil
	}
	return refuse(131009, "Param interactive['type'] is not one of the documented types")
}

// checkBody wants a text but where it may be left out.
func (i *interactive) checkBody() *failure {
	longest := maxInteractiveBody
	if i.Type == "list" {
		longest = maxListBody
	}
	optional := i.Type == "call_permission_request" || i.Type == "product"
	if i.Body.Text == "" && !optional {
		return require("interactive['body']['text']")
	}
	if utf8.RuneCountInString(i.Body.Text) > longest {
		return tooLong("interactive['body']['text']", longest)
	}
	return nil
}

// bare tells whether a type has neither header nor footer.
func (i *interactive) bare() bool {
	switch i.Type {
	case "location_request_message", "call_permission_request", "carousel":
		return true
	}
	return false
}

func (i *interactive) checkHeader() *failure {
	h := i.Header
	switch {
	case h == nil && i.Type == "product_list":
		return require("interactive['header']")
	case h == nil:
		return nil
	case i.bare():
		return refuse(100, "interactive['header'] is not supported for this type")
	case h.Type != "text" && (i.Type == "list" || i.Type == "product_list"):
		return refuse(131009, "interactive['header'] must be text for this type")
	}
	return h.check("interactive['header']")
}

func (h *interactiveHeader) check(name string) *failure {
	switch h.Type {
	case "text":
		if h.Text == "" {
			return require(name + "['text']")
		}
		if utf8.RuneCountInString(h.Text) > maxHeaderText {
			return tooLong(name+"['text']", maxHeaderText)
		}
		return nil
	case "image", "video", "document":
		file := map[string]*fileRef{"image": h.Image, "video": h.Video, "document": h.Document}[h.Type]
		if file == nil || file.ID == "" && file.Link == "" {
			return require(fmt.Sprintf("%s['%s']['id' or 'link']", name, h.Type))
		}
		return nil
	}
	return refuse(131009, name+"['type'] must be text, image, video or document")
}

func (i *interactive) checkFooter() *failure {
	if i.Footer.Text != "" && i.bare() {
		return refuse(100, "interactive['footer'] is not supported for this type")
	}
	if utf8.RuneCountInString(i.Footer.Text) > maxFooter {
		return tooLong("interactive['footer']['text']", maxFooter)
	}
	return nil
}
