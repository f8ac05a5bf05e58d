package provider

import "strings"

// ConfigError says what a provider cannot be built without, all at once. It
// names fields, never values.
type ConfigError struct {
	// Provider is its name, as in [Capabilities.Name].
	Provider string
	// Missing are the required fields that are empty, in the order of the
	// configuration.
	Missing []string
	// Wrong are the fields that are set and cannot be used, each with the rule,
	// as "Options.BaseURL: an absolute https address".
	Wrong []string
}

// Error lists the fields.
func (e *ConfigError) Error() string {
	parts := make([]string, 0, 1+len(e.Wrong))
	if len(e.Missing) > 0 {
		parts = append(parts, "missing "+strings.Join(e.Missing, ", "))
	}
	parts = append(parts, e.Wrong...)
	return e.Provider + ": configuration: " + strings.Join(parts, "; ")
}
