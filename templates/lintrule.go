package templates

import (
	"fmt"
	"slices"
)

// LintRules are the rules of [Lint], in the order of a definition's parts; a
// copy each time.
func LintRules() []LintRule {
	all := slices.Concat(definitionRules, textRules, variableRules, buttonRules, specialRules)
	for i := range all {
		all[i] = all[i].worded()
	}
	return all
}

// worded puts the limit into the message.
func (r LintRule) worded() LintRule {
	if r.Limit > 0 {
		r.Message = fmt.Sprintf(r.Message, r.Limit)
	}
	return r
}

// ruleNamed is a rule of the tables; one that is in none has its name alone.
func ruleNamed(rule string) LintRule {
	for _, table := range [][]LintRule{definitionRules, textRules, variableRules, buttonRules, specialRules} {
		for _, r := range table {
			if r.Rule == rule {
				return r
			}
		}
	}
	return LintRule{Rule: rule}
}

// The pages that the rules are from.
const (
	pageTemplates  = `"Templates", November 2025`
	pageComponents = `"Template components", November 2025`
	pageManagement = `"Template management", November 2025`
	pageErrors     = `"Error codes", November 2025`
	pageLanguages  = `"Supported languages", 4 November 2025`
	pageCategories = `"Template categorization", September 2026`
	pageOffer      = `"Limited-time offer templates", September 2026`
	pageMessages   = `"Marketing Messages API", November 2025`
	pageTwilio     = `Twilio, "Error 63040: Template submission failure"`
	pageContent    = `Twilio, "Content API", April 2026`

	// What follows is ours, read out of a page that says less.

	ours           = `wainbox; no page says it`
	oursErrors     = `wainbox, after "Error codes", November 2025`
	oursTemplates  = `wainbox, after "Templates", November 2025`
	oursComponents = `wainbox, after "Template components", November 2025`
	oursCategories = `wainbox, after "Template categorization", September 2026`
	oursContent    = `wainbox, after Twilio's "Content API", April 2026`
)

// The errors that a submission may end with. Source: "Error codes", November
// 2025.
const (
	codeTooLong  = 2388040
	codeHeader   = 2388047
	codeBody     = 2388072
	codeFooter   = 2388073
	codeRatio    = 2388293
	codeEdge     = 2388299
	codeFilled   = 132005
	codeValue    = 132018
	codeNoMarket = 134100
)
