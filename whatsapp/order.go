package whatsapp

// Order is what a customer put in the cart of a catalog and sent.
type Order struct {
	Catalog string      `json:"catalog"`
	Text    string      `json:"text,omitempty"`
	Items   []OrderItem `json:"items,omitempty"`
}

// OrderItem is one product of an order.
type OrderItem struct {
	Product  string `json:"product"` // the retailer's id
	Quantity int64  `json:"quantity"`
	// Price of one, in decimal as the platform wrote it: money is no float.
	Price    string `json:"price"`
	Currency string `json:"currency"` // ISO 4217
}

// ProductRef is a product of a catalog.
type ProductRef struct {
	Catalog string `json:"catalog,omitempty"`
	Product string `json:"product,omitempty"` // the retailer's id
}

// PaymentMethod tells how a customer paid for an order that was sent to them.
type PaymentMethod struct {
	Method     string `json:"method"`
	Reference  string `json:"reference,omitempty"` // of the order
	Credential string `json:"credential,omitempty"`
	LastFour   string `json:"last_four,omitempty"` // digits of the card
	Paid       int64  `json:"paid,omitempty"`      // Unix seconds; 0 = not given
}

// Kind returns [KindOrder].
func (Order) Kind() ContentKind { return KindOrder }

// Kind returns [KindPaymentMethod].
func (PaymentMethod) Kind() ContentKind { return KindPaymentMethod }
