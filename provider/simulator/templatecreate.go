package simulator

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Limits of templates, in characters and items (Cloud API documentation, "Template components").
const (
	maxTemplateName   = 512
	maxTemplateHeader = 60
	maxTemplateFooter = 60
	maxTemplateLabel  = 25
	maxTemplateCards  = 10
	maxTemplateURL    = 2000
)

// maxTemplateButtons are how many buttons of a type a template may have; the types that are not here are not counted.
var maxTemplateButtons = map[string]int{"": 10, "URL": 2, "PHONE_NUMBER": 1, "COPY_CODE": 1}

// templateRequest creates a template, in Meta's words.
type templateRequest struct {
	Name       string          `json:"name"`
	Language   string          `json:"language"`
	Category   string          `json:"category"`
	Components json.RawMessage `json:"components"`
}

// createTemplate adds a template and has it approved, unless it is to be reviewed.
func (s *Simulator) createTemplate(q templateRequest) (graphTemplate, *failure) {
	if f := q.check(); f != nil {
		return graphTemplate{}, f
	}
	made, err := newTemplate(Template{
		Name: q.Name, Language: q.Language, Category: q.Category, Components: q.Components, Status: "PENDING",
	})
	if err != nil {
		return graphTemplate{}, refuse(100, "Param components is not of the documented type")
	}
	if f := made.check(); f != nil {
		return graphTemplate{}, f
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.catalog.find(q.Name, q.Language) != nil {
		return graphTemplate{}, &failure{
			status: http.StatusBadRequest, code: 100, subcode: 2388024, message: "Invalid parameter",
			details: "There is already content in this language for the template",
		}
	}
	s.adopt(made)
	return made.graph(), nil
}

// adopt adds a pending template to the catalog and has it approved, unless it is to be reviewed.
func (s *Simulator) adopt(t *template) {
	s.catalog.add(t, s.ids, s.now())
	if !s.o.ReviewTemplates {
		s.reviewed(t, approved, "")
	}
}

func (q *templateRequest) check() *failure {
	odd := strings.Trim(q.Name, "abcdefghijklmnopqrstuvwxyz0123456789_")
	switch {
	case q.Name == "" || len(q.Name) > maxTemplateName || odd != "":
		return refuse(100, "Param name must be up to 512 lowercase letters, digits and underscores")
	case q.Language == "":
		return refuse(100, "Param language is required")
	case len(q.Components) == 0:
		return refuse(100, "Param components is required")
	}
	switch strings.ToUpper(q.Category) {
	case "AUTHENTICATION", "MARKETING", "UTILITY":
		return nil
	}
	return refuse(100, "Param category must be one of AUTHENTICATION, MARKETING, UTILITY")
}

// check tells what review would find wrong by itself.
func (t *template) check() *failure {
	body := find(t.parts, "BODY")
	if body == nil {
		return malformed(0, "A template needs a component of type BODY")
	}
	if t.Category == "authentication" && body.Text == "" {
		return nil // the text is the platform's
	}
	if body.Text == "" {
		return malformed(2388047, "The body is empty")
	}
	return checkParts(t.parts)
}

// checkParts checks the components of a template, or of one of its cards.
func checkParts(parts []component) *failure {
	if body := find(parts, "BODY"); body != nil {
		if f := checkVariables("body", body, maxTemplateBody); f != nil {
			return f
		}
	}
	if header := find(parts, "HEADER"); header != nil && header.Text != "" {
		if len(variables(header.Text)) > 1 {
			return malformed(2388047, "The header has more than one variable")
		}
		if f := checkVariables("header", header, maxTemplateHeader); f != nil {
			return f
		}
	}
	if footer := find(parts, "FOOTER"); footer != nil && utf8.RuneCountInString(footer.Text) > maxTemplateFooter {
		return malformed(2388073, fmt.Sprintf("The footer has more than %d characters", maxTemplateFooter))
	}
	if buttons := find(parts, "BUTTONS"); buttons != nil {
		if f := checkButtons(buttons.Buttons); f != nil {
			return f
		}
	}
	carousel := find(parts, "CAROUSEL")
	if carousel == nil {
		return nil
	}
	if len(carousel.Cards) < 2 || len(carousel.Cards) > maxTemplateCards {
		return malformed(0, fmt.Sprintf("A carousel has 2 to %d cards", maxTemplateCards))
	}
	for _, card := range carousel.Cards {
		if f := checkParts(card.Components); f != nil {
			return f
		}
	}
	return nil
}

// checkVariables checks a text's length and its variables: each with an example, none at either end of a body, and
// numbers that count up from 1.
func checkVariables(name string, c *component, most int) *failure {
	if utf8.RuneCountInString(c.Text) > most {
		return malformed(2388040, fmt.Sprintf("The %s has more than %d characters", name, most))
	}
	names := variables(c.Text)
	if len(names) == 0 {
		return nil
	}
	if len(c.Example) == 0 {
		return malformed(2388043, "The "+name+" has variables and no example")
	}
	text := strings.TrimSpace(c.Text)
	if name == "body" && (strings.HasPrefix(text, "{{") || strings.HasSuffix(text, "}}")) {
		return malformed(2388299, "Variables cannot be at the start or end of the template")
	}
	for at := range names {
		if n, err := strconv.Atoi(at); err == nil && (n < 1 || n > len(names)) {
			return malformed(2388047, "Variables must be numbered from 1")
		}
	}
	return nil
}

// checkButtons checks labels and numbers, and that quick replies stand together.
func checkButtons(buttons []templateButton) *failure {
	count := map[string]int{}
	groups, before := 0, false
	for at, b := range buttons {
		kind := strings.ToUpper(b.Type)
		count[kind]++
		count[""]++
		if quick := kind == "QUICK_REPLY"; at == 0 || quick != before {
			groups, before = groups+1, quick
		}
		if utf8.RuneCountInString(b.Text) > maxTemplateLabel || len(b.URL) > maxTemplateURL {
			return malformed(2388060, fmt.Sprintf("buttons[%d] is too long", at))
		}
	}
	for kind, most := range maxTemplateButtons {
		if count[kind] > most {
			return malformed(2388060, fmt.Sprintf("There may be %d buttons of type %s", most, or(kind, "any")))
		}
	}
	if groups > 2 {
		return malformed(2388060, "Quick replies must stand together")
	}
	return nil
}

// malformed is the failure of a template that cannot be created.
func malformed(subcode int, why string) *failure {
	return &failure{
		status: http.StatusBadRequest, code: 100, subcode: subcode, message: "Invalid parameter", details: why,
	}
}
