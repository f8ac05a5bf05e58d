package simulator

import (
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"strings"
)

const maxTemplateName = 512 // characters (Cloud API documentation, "Templates")

// languageCode is the form of the platform's codes: fil, en_US. Those that it has are not counted here: its own pages do
// not agree about them.
var languageCode = regexp.MustCompile(`^[a-z]{2,3}(_[A-Z]{2})?$`)

// categories are those of templates, each with how many seconds an undelivered message may be tried (Cloud API
// documentation, "Templates: time to live").
var categories = map[string]struct {
	least, most int64
	forever     bool // -1, 30 days, is allowed
}{
	"AUTHENTICATION": {30, 900, true},
	"MARKETING":      {43_200, 2_592_000, false},
	"UTILITY":        {30, 43_200, true},
}

// templateRequest creates a template, in Meta's words.
type templateRequest struct {
	Name       string          `json:"name"`
	Language   string          `json:"language"`
	Category   string          `json:"category"`
	Format     string          `json:"parameter_format"` // NAMED or POSITIONAL in either case; empty = POSITIONAL
	Components json.RawMessage `json:"components"`
	TTL        int64           `json:"message_send_ttl_seconds"` // zero = the platform's own
}

// createTemplate adds a template and has it reviewed.
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
	made.named, made.ttl = strings.EqualFold(q.Format, "NAMED"), q.TTL
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

// adopt adds a pending template to the catalog and has it reviewed.
func (s *Simulator) adopt(t *template) {
	s.catalog.add(t, s.ids, s.now())
	s.review(t)
}

func (q *templateRequest) check() *failure {
	odd := strings.Trim(q.Name, "abcdefghijklmnopqrstuvwxyz0123456789_")
	category, known := categories[q.Category]
	switch {
	case q.Name == "" || len(q.Name) > maxTemplateName || odd != "":
		return refuse(100, "Param name must be up to 512 lowercase letters, digits and underscores")
	case !languageCode.MatchString(q.Language):
		return refuse(100, "Param language must be a language code, as en or en_US")
	case len(q.Components) == 0:
		return refuse(100, "Param components is required")
	case !known:
		return refuse(100, "Param category must be one of AUTHENTICATION, MARKETING, UTILITY")
	case !slices.Contains([]string{"", "NAMED", "POSITIONAL"}, strings.ToUpper(q.Format)):
		return refuse(100, "Param parameter_format must be one of NAMED, POSITIONAL")
	case q.TTL == 0 || q.TTL == -1 && category.forever:
		return nil
	case q.TTL < category.least || q.TTL > category.most:
		return refuse(100, "Param message_send_ttl_seconds is not within the bounds of the category")
	}
	return nil
}

// malformed is the failure of a template that cannot be created.
func malformed(subcode int, why string) *failure {
	return &failure{
		status: http.StatusBadRequest, code: 100, subcode: subcode, message: "Invalid parameter", details: why,
	}
}
