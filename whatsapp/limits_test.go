package whatsapp_test

import (
	"strings"
	"testing"

	"github.com/wainbox/wainbox/whatsapp"
)

var (
	oneButton  = []whatsapp.ReplyButton{{ID: "y", Title: "Yes"}}
	oneSection = []whatsapp.Section{{Rows: []whatsapp.Row{{ID: "a", Title: "A"}}}}
	lamps      = []whatsapp.ProductSection{{Products: []string{"lamp-1"}}}
	lamp       = whatsapp.ProductRef{Catalog: "800100", Product: "lamp-1"}
)

func templateOf(c ...whatsapp.Component) whatsapp.Template {
	return whatsapp.Template{Name: "n", Language: "en", Components: c}
}

func part(kind string, p ...whatsapp.Parameter) whatsapp.Component {
	return whatsapp.Component{Type: kind, Parameters: p}
}

func fileCard(id string) whatsapp.Card {
	return whatsapp.Card{
		Media: &whatsapp.Media{Type: whatsapp.KindImage, ID: whatsapp.MediaID(id)}, Label: "Open", URL: "https://a.example",
	}
}

// The numbers are those of the platform's pages, not our constants, so that
// both are held to each other.
func TestTextsAreLimitedInCharacters(t *testing.T) {
	t.Parallel()
	image := func(caption string) whatsapp.Content {
		return whatsapp.Media{Type: whatsapp.KindImage, ID: "1", Caption: caption}
	}
	list := func(change func(*whatsapp.List)) whatsapp.Content {
		l := whatsapp.List{Body: "b", Button: "c", Sections: []whatsapp.Section{
			{Title: "s", Rows: []whatsapp.Row{{ID: "a", Title: "A"}}}, {Title: "t", Rows: []whatsapp.Row{{ID: "b", Title: "B"}}},
		}}
		change(&l)
		return l
	}
	cards := func(change func(*whatsapp.Card)) whatsapp.Content {
		c := whatsapp.Carousel{Body: "b", Cards: []whatsapp.Card{fileCard("1"), fileCard("2")}}
		change(&c.Cards[1])
		return c
	}
	text := func(s string) whatsapp.Parameter { return whatsapp.Parameter{Type: "text", Text: s} }
	for _, tt := range []struct {
		field string
		limit int
		with  func(s string) whatsapp.Content
	}{
		{"text.body", 4096, func(s string) whatsapp.Content { return whatsapp.Text{Body: s} }},
		{"image.caption", 1024, image},
		{"interactive.header.text", 60, func(s string) whatsapp.Content {
			return whatsapp.Buttons{Header: &whatsapp.Header{Text: s}, Body: "b", Buttons: oneButton}
		}},
		{"interactive.body.text", 1024, func(s string) whatsapp.Content {
			return whatsapp.Buttons{Body: s, Buttons: oneButton}
		}},
		{"interactive.footer.text", 60, func(s string) whatsapp.Content {
			return whatsapp.Buttons{Body: "b", Footer: s, Buttons: oneButton}
		}},
		{"interactive.action.buttons[1].reply.id", 256, func(s string) whatsapp.Content {
			return whatsapp.Buttons{Body: "b", Buttons: []whatsapp.ReplyButton{oneButton[0], {ID: s, Title: "No"}}}
		}},
		{"interactive.action.buttons[1].reply.title", 20, func(s string) whatsapp.Content {
			return whatsapp.Buttons{Body: "b", Buttons: []whatsapp.ReplyButton{oneButton[0], {ID: "n", Title: s}}}
		}},
		{"interactive.body.text", 4096, func(s string) whatsapp.Content {
			return list(func(l *whatsapp.List) { l.Body = s })
		}},
		{"interactive.footer.text", 60, func(s string) whatsapp.Content {
			return list(func(l *whatsapp.List) { l.Footer = s })
		}},
		{"interactive.action.button", 20, func(s string) whatsapp.Content {
			return list(func(l *whatsapp.List) { l.Button = s })
		}},
		{"interactive.action.sections[1].title", 24, func(s string) whatsapp.Content {
			return list(func(l *whatsapp.List) { l.Sections[1].Title = s })
		}},
		{"interactive.action.sections[1].rows[0].id", 200, func(s string) whatsapp.Content {
			return list(func(l *whatsapp.List) { l.Sections[1].Rows[0].ID = s })
		}},
		{"interactive.action.sections[1].rows[0].title", 24, func(s string) whatsapp.Content {
			return list(func(l *whatsapp.List) { l.Sections[1].Rows[0].Title = s })
		}},
		{"interactive.action.sections[1].rows[0].description", 72, func(s string) whatsapp.Content {
			return list(func(l *whatsapp.List) { l.Sections[1].Rows[0].Description = s })
		}},
		{"interactive.body.text", 1024, func(s string) whatsapp.Content {
			return whatsapp.CTAURL{Body: s, Label: "Open", URL: "https://a.example"}
		}},
		{"interactive.action.parameters.display_text", 20, func(s string) whatsapp.Content {
			return whatsapp.CTAURL{Body: "b", Label: s, URL: "https://a.example"}
		}},
		{"interactive.body.text", 1024, func(s string) whatsapp.Content { return whatsapp.LocationRequest{Body: s} }},
		{"interactive.body.text", 1024, func(s string) whatsapp.Content { return whatsapp.ContactRequest{Body: s} }},
		{"interactive.body.text", 1024, func(s string) whatsapp.Content { return whatsapp.CallPermissionRequest{Body: s} }},
		{"interactive.body.text", 1024, func(s string) whatsapp.Content { return whatsapp.CallButton{Body: s} }},
		{"interactive.action.parameters.display_text", 20, func(s string) whatsapp.Content {
			return whatsapp.CallButton{Body: "b", Label: s}
		}},
		{"interactive.body.text", 1024, func(s string) whatsapp.Content {
			return whatsapp.FlowMessage{Body: s, CTA: "c", ID: "1"}
		}},
		{"interactive.body.text", 1024, func(s string) whatsapp.Content {
			return whatsapp.Carousel{Body: s, Cards: []whatsapp.Card{fileCard("1"), fileCard("2")}}
		}},
		{"interactive.action.cards[1].body.text", 160, func(s string) whatsapp.Content {
			return cards(func(c *whatsapp.Card) { c.Body = s })
		}},
		{"interactive.action.cards[1].action.parameters.display_text", 20, func(s string) whatsapp.Content {
			return cards(func(c *whatsapp.Card) { c.Label = s })
		}},
		{"interactive.body.text", 1024, func(s string) whatsapp.Content {
			return whatsapp.ProductMessage{Body: s, Product: lamp}
		}},
		{"interactive.footer.text", 60, func(s string) whatsapp.Content {
			return whatsapp.ProductMessage{Footer: s, Product: lamp}
		}},
		{"interactive.header.text", 60, func(s string) whatsapp.Content {
			return whatsapp.ProductList{Header: s, Body: "b", Catalog: "1", Sections: lamps}
		}},
		{"interactive.body.text", 1024, func(s string) whatsapp.Content {
			return whatsapp.ProductList{Header: "h", Body: s, Catalog: "1", Sections: lamps}
		}},
		{"interactive.footer.text", 60, func(s string) whatsapp.Content {
			return whatsapp.ProductList{Header: "h", Body: "b", Footer: s, Catalog: "1", Sections: lamps}
		}},
		{"interactive.body.text", 1024, func(s string) whatsapp.Content { return whatsapp.CatalogMessage{Body: s} }},
		{"interactive.footer.text", 60, func(s string) whatsapp.Content {
			return whatsapp.CatalogMessage{Body: "b", Footer: s}
		}},
		{"interactive.body.text", 1024, func(s string) whatsapp.Content {
			return whatsapp.AddressMessage{Body: s, Country: "IN"}
		}},
		{"interactive.footer.text", 60, func(s string) whatsapp.Content {
			return whatsapp.AddressMessage{Body: "b", Footer: s, Country: "IN"}
		}},
		{"interactive.body.text", 1024, func(s string) whatsapp.Content {
			return whatsapp.OrderDetails{Body: s, Parameters: "{}"}
		}},
		{"template.components[0].parameters[0].text", 60, func(s string) whatsapp.Content {
			return templateOf(part("header", text(s)))
		}},
		{"template.components[0].parameters[0].text", 1024, func(s string) whatsapp.Content {
			return templateOf(part("body", text(s)))
		}},
		{"template.components[0].cards[1].components[0].parameters[0].text", 160, func(s string) whatsapp.Content {
			body := []whatsapp.Component{part("body", text("x"))}
			return templateOf(whatsapp.Component{
				Type: "carousel", Cards: [][]whatsapp.Component{body, {part("body", text(s))}},
			})
		}},
	} {
		fits := strings.Repeat("é", tt.limit)
		for _, to := range []struct {
			s      string
			fields []string
		}{
			{fits, nil}, {fits + "é", []string{tt.field}}, {fits[2:] + "\xff", []string{tt.field}},
		} {
			wantFields(t, whatsapp.Outbound{To: customer, Content: tt.with(to.s)}, to.fields...)
		}
	}
}

func TestNumbersOfThingsAreLimited(t *testing.T) {
	t.Parallel()
	repeat := func(n int, s string) (all []string) {
		for i := range n {
			all = append(all, s+string(rune('a'+i)))
		}
		return all
	}
	for _, tt := range []struct {
		field     string
		low, high int
		with      func(n int) whatsapp.Content
	}{
		{"contacts", 1, 257, func(n int) whatsapp.Content {
			cards := whatsapp.Contacts{}
			for range n {
				cards = append(cards, whatsapp.ContactCard{Name: whatsapp.ContactName{Formatted: "A", First: "A"}})
			}
			return cards
		}},
		{"interactive.action.buttons", 1, 3, func(n int) whatsapp.Content {
			c := whatsapp.Buttons{Body: "b"}
			for _, id := range repeat(n, "x") {
				c.Buttons = append(c.Buttons, whatsapp.ReplyButton{ID: id, Title: id})
			}
			return c
		}},
		{"interactive.action.sections", 1, 10, func(n int) whatsapp.Content { // rows, in two sections
			c := whatsapp.List{Body: "b", Button: "c"}
			for i, id := range repeat(n, "x") {
				if i < 2 {
					c.Sections = append(c.Sections, whatsapp.Section{Title: id})
				}
				s := &c.Sections[i%len(c.Sections)]
				s.Rows = append(s.Rows, whatsapp.Row{ID: id, Title: "t"})
			}
			return c
		}},
		{"interactive.action.sections", 1, 10, func(n int) whatsapp.Content {
			c := whatsapp.ProductList{Header: "h", Body: "b", Catalog: "1"}
			for _, id := range repeat(n, "x") {
				c.Sections = append(c.Sections, whatsapp.ProductSection{Title: id, Products: []string{id}})
			}
			return c
		}},
		{"interactive.action.sections", 2, 30, func(n int) whatsapp.Content { // products, in two sections
			if n == 1 {
				return whatsapp.ProductList{Header: "h", Body: "b", Catalog: "1"}
			}
			return whatsapp.ProductList{Header: "h", Body: "b", Catalog: "1", Sections: []whatsapp.ProductSection{
				{Title: "s", Products: []string{"a"}}, {Title: "t", Products: repeat(n-1, "x")},
			}}
		}},
		{"interactive.action.cards", 2, 10, func(n int) whatsapp.Content {
			c := whatsapp.Carousel{Body: "b"}
			for _, id := range repeat(n, "1") {
				c.Cards = append(c.Cards, fileCard(id))
			}
			return c
		}},
		{"template.components[0].cards", 2, 10, func(n int) whatsapp.Content {
			return templateOf(whatsapp.Component{Type: "carousel", Cards: make([][]whatsapp.Component, n)})
		}},
		{"template.components[0].index", 0, 9, func(n int) whatsapp.Content {
			return templateOf(whatsapp.Component{Type: "button", SubType: "url", Index: n})
		}},
		{"template.components[0].parameters[0].action.sections", 1, 10, func(n int) whatsapp.Content {
			a := &whatsapp.TemplateAction{Thumbnail: "lamp-1"}
			for _, id := range repeat(n, "x") {
				a.Sections = append(a.Sections, whatsapp.ProductSection{Title: id, Products: []string{id}})
			}
			return templateOf(whatsapp.Component{Type: "button", SubType: "mpm", Parameters: []whatsapp.Parameter{
				{Type: "action", Action: a},
			}})
		}},
	} {
		for _, n := range []int{tt.low, tt.high} {
			wantFields(t, whatsapp.Outbound{To: customer, Content: tt.with(n)})
		}
		for _, n := range []int{tt.low - 1, tt.high + 1} {
			wantFields(t, whatsapp.Outbound{To: customer, Content: tt.with(n)}, tt.field)
		}
	}
	// Eleven sections cannot but have eleven rows.
	many := whatsapp.List{Body: "b", Button: "c"}
	for _, id := range repeat(11, "x") {
		many.Sections = append(many.Sections, whatsapp.Section{Title: id, Rows: []whatsapp.Row{{ID: id, Title: "t"}}})
	}
	wantFields(t, whatsapp.Outbound{To: customer, Content: many}, "interactive.action.sections", "interactive.action.sections")
}
