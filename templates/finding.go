package templates

// Severity is what a finding means for the review.
type Severity string

// The severities.
const (
	// Refused: the platform refuses the definition.
	Refused Severity = "refused"
	// Risky: the review may refuse it or move it to another category, or the
	// platform's pages do not say.
	Risky Severity = "risky"
	// Advice: it is allowed, and shows or works less well than it could.
	Advice Severity = "advice"
)

// LintRule is one rule of a definition.
type LintRule struct {
	// Rule is a stable word that a host can translate, as "variable_at_end".
	Rule     string   `json:"rule"`
	Severity Severity `json:"severity"`
	// Message is what to do, in words.
	Message string `json:"message"`
	// Limit is the number in the message that is the most allowed; 0 = none.
	Limit int `json:"limit,omitempty"`
	// Code is the platform's error that a submission, or later a send, would end
	// with; 0 = none is documented.
	Code int `json:"code,omitempty"`
	// Page is where the platform says so. That of a rule of ours begins with
	// "wainbox"; such a rule is never [Refused].
	Page string `json:"page"`
}

// Finding is a rule that a definition breaks, and where. It holds nothing of the
// template's texts but names of variables.
type Finding struct {
	// Field is the path in the definition's JSON: "name", "components[1].text",
	// "components[2].buttons[1].url", also where Twilio keeps the template; its
	// row of variables is "variables", its types are "types". Something that is
	// missing is found at what should hold it.
	Field string `json:"field"`
	// Name is the variable that it is about; empty where there is none.
	Name string `json:"name,omitempty"`

	LintRule
}

// String is the finding in words.
func (f Finding) String() string {
	s := f.Field + ": " + f.Message
	if f.Name != "" {
		s += ": {{" + f.Name + "}}"
	}
	return s
}
