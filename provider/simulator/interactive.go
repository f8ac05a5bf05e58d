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
	maxButtons         = 3
	maxButtonTitle     = 20
	maxButtonID        = 256
	maxListRows        = 10
	maxRowTitle        = 24
	maxRowID           = 200
)

type interactive struct {
	Type string `json:"type"`
	Body struct {
		Text string `json:"text"`
	} `json:"body"`
	Action *struct {
		Buttons []struct {
			Reply choice `json:"reply"`
		} `json:"buttons"`
		Button   string `json:"button"`
		Sections []struct {
			Rows []choice `json:"rows"`
		} `json:"sections"`
	} `json:"action"`
}

type choice struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

// interactiveContent checks buttons and lists; other kinds only need an action.
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
	longest, f := maxInteractiveBody, (*failure)(nil)
	switch i.Type {
	case "button":
		f = i.checkButtons()
	case "list":
		longest, f = maxListBody, i.checkList()
	}
	if f != nil {
		return nil, f
	}
	if (i.Type == "button" || i.Type == "list") && i.Body.Text == "" {
		return nil, require("interactive['body']['text']")
	}
	if utf8.RuneCountInString(i.Body.Text) > longest {
		return nil, tooLong("interactive['body']['text']", longest)
	}
	return service(i.Body.Text), nil
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
	var rows []choice
	for _, section := range i.Action.Sections {
		rows = append(rows, section.Rows...)
	}
	if len(rows) < 1 || len(rows) > maxListRows {
		return refuse(131009, fmt.Sprintf("interactive['action']['sections'] must hold 1 to %d rows in total", maxListRows))
	}
	return checkChoices("row", rows, maxRowID, maxRowTitle, false)
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
		case ids[c.ID], titlesDiffer && titles[c.Title]:
			return refuse(131009, "Each "+name+" must differ from the others")
		}
		ids[c.ID], titles[c.Title] = true, true
	}
	return nil
}
