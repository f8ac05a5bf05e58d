package profile

// Profile is a number's business profile. A field that is not set is empty. The
// JSON names are the platform's.
type Profile struct {
	About       string   `json:"about,omitempty"`
	Address     string   `json:"address,omitempty"`
	Description string   `json:"description,omitempty"`
	Email       string   `json:"email,omitempty"`
	Websites    []string `json:"websites,omitempty"`
	// Vertical is the platform's code of an industry, as "RETAIL", whatever label
	// the provider has for it; see [Spelling].
	Vertical Vertical `json:"vertical,omitempty"`
	// PhotoURL is where the photo can be seen for a while; read only.
	PhotoURL string `json:"profile_picture_url,omitempty"`
}
