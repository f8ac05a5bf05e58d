package wire

import "github.com/wainbox/wainbox/whatsapp"

// appendParameter appends the members of one value of a template.
func appendParameter(dst []byte, p *whatsapp.Parameter) []byte {
	dst = appendField(dst, "type", p.Type)
	dst = appendOptional(dst, "parameter_name", p.Name)
	switch p.Type {
	case "currency":
		if p.Currency != nil {
			return appendCurrency(dst, *p.Currency)
		}
	case "date_time":
		dst = appendOpen(dst, "date_time")
		return append(appendField(dst, "fallback_value", p.Text), '}')
	case "image", "video", "gif", "document":
		if p.Media != nil {
			// Only an id or a link, and a document's name, belong to a parameter.
			m := whatsapp.Media{ID: p.Media.ID, Link: p.Media.Link}
			if p.Type == "document" {
				m.Filename = p.Media.Filename
			}
			return appendMedia(appendKey(dst, p.Type), m)
		}
	case "location":
		if p.Location != nil {
			return appendLocation(appendKey(dst, "location"), *p.Location)
		}
	case "product":
		return appendProduct(dst, "product", p.Product)
	case "action":
		if p.Action != nil {
			return appendTemplateAction(dst, p.Action)
		}
	case "ttl_minutes":
		return appendNumber(dst, "ttl_minutes", p.Number)
	case "limited_time_offer":
		dst = appendOpen(dst, "limited_time_offer")
		return append(appendNumber(dst, "expiration_time_ms", p.Number), '}')
	case "tap_target_configuration":
		return appendTargets(dst, p.Targets)
	default:
		return AppendString(appendName(dst, p.Type), p.Text)
	}
	return dst
}

func appendCurrency(dst []byte, c whatsapp.Currency) []byte {
	dst = appendOpen(dst, "currency")
	dst = appendField(dst, "fallback_value", c.Fallback)
	dst = appendField(dst, "code", c.Code)
	return append(appendNumber(dst, "amount_1000", c.Amount1000), '}')
}

func appendTemplateAction(dst []byte, a *whatsapp.TemplateAction) []byte {
	dst = appendOpen(dst, "action")
	dst = appendOptional(dst, "flow_token", a.FlowToken)
	if a.FlowData != "" {
		dst = appendRaw(dst, "flow_action_data", a.FlowData)
	}
	dst = appendOptional(dst, "thumbnail_product_retailer_id", a.Thumbnail)
	if len(a.Sections) > 0 {
		dst = appendProducts(dst, a.Sections)
	}
	if a.OrderDetails != "" {
		dst = appendRaw(dst, "order_details", a.OrderDetails)
	}
	return append(dst, '}')
}

func appendTargets(dst []byte, targets []whatsapp.TapTarget) []byte {
	dst = appendList(dst, "tap_target_configuration")
	for _, t := range targets {
		dst = appendElement(dst)
		dst = appendField(dst, "url", t.URL)
		dst = append(appendField(dst, "title", t.Title), '}')
	}
	return append(dst, ']')
}
