package templates_test

import (
	"fmt"
	"time"

	"github.com/wainbox/wainbox/templates"
	"github.com/wainbox/wainbox/whatsapp"
)

func ExampleCatalog() {
	var c templates.Catalog
	began := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	list := func(yield func(templates.Definition, error) bool) { // a provider's, by templates.Lister
		for _, language := range []string{"en_US", "pt_PT"} {
			d := templates.Definition{
				ID: "1" + language, Name: "order_ready", Language: language, Status: templates.Approved, Category: templates.Utility,
				Components: []templates.Component{{Type: "BODY", Text: "#{{1}}"}},
			}
			if !yield(d, nil) {
				return
			}
		}
	}
	if err := c.Sync(began, list); err != nil {
		fmt.Println(err)
	}
	for t := range c.Approved() {
		fmt.Println(t.Definition().Name, t.Definition().Language, t.Definition().Kind())
	}

	t, _ := c.Find("order_ready", "pt-BR", "en_US")
	fmt.Println(t.Definition().Language)
	filled, _ := t.Fill(templates.Values{Body: templates.Texts("4711")})
	_, err := c.Check(filled)
	fmt.Println(err)

	c.Apply(&whatsapp.TemplateStatus{ // by webhook
		Notice:      whatsapp.Notice{At: began.Add(time.Hour)},
		TemplateRef: whatsapp.TemplateRef{ID: "1pt_PT", Name: "order_ready", Language: "pt_PT"},
		Event:       "PAUSED", Title: "FIRST_PAUSE",
	})
	t, _ = c.Find("order_ready", "pt-BR", "en_US")
	fmt.Println(t.Definition().Language)
	_, err = c.Check(filled)
	fmt.Println(err)
	// Output:
	// order_ready en_US text
	// order_ready pt_PT text
	// pt_PT
	// <nil>
	// en_US
	// templates: status: not approved, PAUSED
}
