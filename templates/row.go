package templates

import (
	"encoding/json"
	"maps"
	"slices"
)

// variables are those of a content in all of its types: which of several Twilio
// sends is not documented, so each is given its values.
//
// QUIRK(twilio): an authentication's texts are the platform's, and how its code
// is given is not documented; the sample's only variable is 1.
func (c Content) variables() []string {
	var texts []string
	for _, name := range slices.Sorted(maps.Keys(c.Types)) {
		if name == contentAuthentication {
			texts = append(texts, "{{1}}")
		}
		var value any
		if json.Unmarshal(c.Types[name], &value) == nil {
			texts = within(texts, value)
		}
	}
	return names(texts...)
}

// within appends the texts that stand anywhere in a value.
func within(texts []string, value any) []string {
	switch value := value.(type) {
	case string:
		texts = append(texts, value)
	case []any:
		for _, one := range value {
			texts = within(texts, one)
		}
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(value)) {
			texts = within(texts, value[key])
		}
	}
	return texts
}
