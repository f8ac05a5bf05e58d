package whatsapp

// Location is a place.
type Location struct {
	// Latitude and Longitude are in degrees, north and east positive.
	Latitude  float64 `json:"latitude"`
	Longitude float64 `json:"longitude"`
	Name      string  `json:"name,omitempty"`
	Address   string  `json:"address,omitempty"`
	URL       string  `json:"url,omitempty"` // inbound only
}

// Kind returns [KindLocation].
func (Location) Kind() ContentKind { return KindLocation }
