package simulator

import (
	"fmt"
	"unicode/utf8"
)

// named checks the action's name.
func (a *interactiveAction) named(name string) *failure {
	if a.Name != name {
		return refuse(131009, "interactive['action']['name'] must be "+name)
	}
	return nil
}

func (i *interactive) checkButtons() *failure {
	if n := len(i.Action.Buttons); n < 1 || n > maxButtons {
		return refuse(131009, fmt.Sprintf("interactive['action']['buttons'] must hold 1 to %d buttons", maxButtons))
	}
	choices := make([]choice, len(i.Action.Buttons))
	for at, b := range i.Action.Buttons {
		choices[at] = b.Reply
	}
	return checkChoices("button", choices, maxButtonID, maxButtonTitle, true)
}

func (i *interactive) checkList() *failure {
	if i.Action.Button == "" {
		return require("interactive['action']['button']")
	}
	if utf8.RuneCountInString(i.Action.Button) > maxButtonTitle {
		return tooLong("interactive['action']['button']", maxButtonTitle)
	}
	if f := i.checkSections(); f != nil {
		return f
	}
	var rows []choice
	for _, section := range i.Action.Sections {
		rows = append(rows, section.Rows...)
	}
	if len(rows) < 1 || len(rows) > maxListRows {
		return refuse(131009, fmt.Sprintf("interactive['action']['sections'] must hold 1 to %d rows in total", maxListRows))
	}
	return checkChoices("row", rows, maxRowID, maxRowTitle, false)
}

// checkSections checks titles, which are needed when there is more than one section.
func (i *interactive) checkSections() *failure {
	sections := i.Action.Sections
	if len(sections) < 1 || len(sections) > maxListSections {
		return refuse(131009, fmt.Sprintf("interactive['action']['sections'] must hold 1 to %d sections", maxListSections))
	}
	for at, section := range sections {
		name := fmt.Sprintf("interactive['action']['sections'][%d]['title']", at)
		switch {
		case section.Title == "" && len(sections) > 1:
			return require(name)
		case utf8.RuneCountInString(section.Title) > maxSectionTitle:
			return tooLong(name, maxSectionTitle)
		}
	}
	return nil
}

// checkChoices checks ids, which must differ, and titles, which must differ on buttons only.
func checkChoices(name string, choices []choice, longestID, longestTitle int, titlesDiffer bool) *failure {
	ids, titles := map[string]bool{}, map[string]bool{}
	for _, c := range choices {
		switch {
		case c.ID == "" || c.Title == "":
			return require(name + "['id' and 'title']")
		case utf8.RuneCountInString(c.ID) > longestID:
			return tooLong(name+"['id']", longestID)
		case utf8.RuneCountInString(c.Title) > longestTitle:
			return tooLong(name+"['title']", longestTitle)
		case utf8.RuneCountInString(c.Description) > maxRowDescription:
			return tooLong(name+"['description']", maxRowDescription)
		case ids[c.ID], titlesDiffer && titles[c.Title]:
			return refuse(131009, "Each "+name+" must differ from the others")
		}
		ids[c.ID], titles[c.Title] = true, true
	}
	return nil
}

func (a *interactiveAction) checkLink(name string) *failure {
	switch {
	case a.Name != "cta_url":
		return refuse(131009, name+"['name'] must be cta_url")
	case a.Parameters.Label == "" || a.Parameters.URL == "":
		return require(name + "['parameters']['display_text' and 'url']")
	case utf8.RuneCountInString(a.Parameters.Label) > maxLinkLabel:
		return tooLong(name+"['parameters']['display_text']", maxLinkLabel)
	case !isWeb(a.Parameters.URL):
		return refuse(131009, name+"['parameters']['url'] is not a URL")
	}
	return nil
}

func (i *interactive) checkFlow() *failure {
	p := i.Action.Parameters
	switch {
	case i.Action.Name != "flow":
		return i.Action.named("flow")
	case p.Version != "3":
		return refuse(131009, "interactive['action']['parameters']['flow_message_version'] must be 3")
	case p.FlowCTA == "":
		return require("interactive['action']['parameters']['flow_cta']")
	case (p.FlowID == "") == (p.Flow == ""):
		return refuse(131009, "interactive['action']['parameters'] must hold one of flow_id and flow_name")
	}
	return nil
}

func (i *interactive) checkProducts() *failure {
	if i.Action.Catalog == "" {
		return require("interactive['action']['catalog_id']")
	}
	if f := i.checkSections(); f != nil {
		return f
	}
	products := 0
	for _, section := range i.Action.Sections {
		products += len(section.Products)
	}
	if products < 1 || products > maxProducts {
		return refuse(131009, fmt.Sprintf("interactive['action']['sections'] must hold 1 to %d products", maxProducts))
	}
	return nil
}

// checkCards checks a carousel: cards of one type, with a picture or a film each, or a product each.
func (i *interactive) checkCards() *failure {
	cards := i.Action.Cards
	if len(cards) < 2 || len(cards) > maxTemplateCards {
		return refuse(131009, fmt.Sprintf("interactive['action']['cards'] must hold 2 to %d cards", maxTemplateCards))
	}
	for at, card := range cards {
		name := fmt.Sprintf("interactive['action']['cards'][%d]", at)
		switch {
		case card.Action == nil:
			return require(name + "['action']")
		case card.Type != cards[0].Type:
			return refuse(131009, "All cards must be of one type")
		case utf8.RuneCountInString(card.Body.Text) > maxCardBody:
			return tooLong(name+"['body']['text']", maxCardBody)
		}
		if f := card.check(name, cards[0]); f != nil {
			return f
		}
	}
	return nil
}

func (c interactiveCard) check(name string, first interactiveCard) *failure {
	switch c.Type {
	case "product":
		if c.Action.Catalog == "" || c.Action.Product == "" {
			return require(name + "['action']['catalog_id' and 'product_retailer_id']")
		}
		return nil
	case "cta_url":
		if c.Header == nil || first.Header == nil || c.Header.Type != first.Header.Type ||
			c.Header.Type != "image" && c.Header.Type != "video" {
			return refuse(131009, "The headers of all cards must be images, or all videos")
		}
		if f := c.Header.check(name + "['header']"); f != nil {
			return f
		}
		return c.Action.checkLink(name + "['action']")
	}
	return refuse(131009, name+"['type'] must be cta_url or product")
}
