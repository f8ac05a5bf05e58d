package window

import (
	"strings"

	"github.com/wainbox/wainbox/whatsapp"
)

// Category is what a message is charged as. Source: "Pricing", November 2025.
type Category string

// The categories, as the platform writes them in a status.
const (
	CategoryMarketing      Category = "marketing"
	CategoryUtility        Category = "utility"
	CategoryAuthentication Category = "authentication"
	// CategoryInternational is authentication to a customer of another country
	// than the account's, where the platform has that rate.
	CategoryInternational Category = "authentication_international"
	// CategoryService is all that is not a template.
	CategoryService Category = "service"
)

var categories = [...]Category{
	CategoryMarketing, CategoryUtility, CategoryAuthentication, CategoryInternational, CategoryService,
}

// ParseCategory reads a category in any of the platform's spellings: capitals
// in templates, small letters in statuses, "-" or "_" between words. False if
// it is none of ours; the platform has more, as "marketing_lite".
func ParseCategory(s string) (Category, bool) {
	for _, c := range categories {
		if len(s) != len(c) {
			continue
		}
		dash := strings.IndexByte(string(c), '_')
		same := strings.EqualFold(s, string(c)) ||
			dash >= 0 && s[dash] == '-' && strings.EqualFold(s[:dash], string(c[:dash])) && strings.EqualFold(s[dash+1:], string(c[dash+1:]))
		if same {
			return c, true
		}
	}
	return "", false
}

// Billing says whether a message costs something.
type Billing string

// The answers. The empty one belongs to what may not be sent.
const (
	Free   Billing = "free"
	Billed Billing = "billed"
	// Unknown: it depends on what cannot be seen here.
	Unknown Billing = "unknown"
)

// BillingOf is what the platform itself says in a status: free if the pricing's
// type begins with "free_". Source: "Status messages webhook", November 2025.
// A pricing without a type, of before July 2025, is billed if it says so and
// else unknown, since "not billable" is written like nothing at all.
func BillingOf(p whatsapp.Pricing) Billing {
	switch {
	case strings.HasPrefix(p.Type, "free_"):
		return Free
	case p.Type == "regular", p.Billable:
		return Billed
	default:
		return Unknown
	}
}
