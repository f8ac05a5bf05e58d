package provider

import (
	"context"

	"github.com/wainbox/wainbox/whatsapp"
)

// NumberReader is the ability to read how the business number stands.
type NumberReader interface {
	Number(ctx context.Context) (Number, error)
}

// Number is a business number at its provider. A field that the provider does
// not tell is empty; words are the provider's own, since their sets are open.
type Number struct {
	ID      whatsapp.NumberID
	WABA    whatsapp.WABAID
	Display string // as people dial it
	// VerifiedName is the display name; that it is here does not mean that it
	// was approved, NameStatus does.
	VerifiedName string
	NameStatus   string
	// Status is the number's: on the Cloud API only CONNECTED can send, at Twilio
	// ONLINE.
	Status whatsapp.NumberStatus
	// Quality is GREEN, YELLOW, RED, UNKNOWN or NA.
	Quality whatsapp.Quality
	// Limit is how many customers may be written to in 24 hours outside windows,
	// as "TIER_2K". On the platform it is one for the whole portfolio.
	Limit      whatsapp.MessagingLimit
	Throughput string // "STANDARD" is 80 a second, "HIGH" 1,000
	Platform   string // "CLOUD_API"
	// CanSend is the platform's own verdict, AVAILABLE, LIMITED or BLOCKED, and
	// Problems why it is not the first.
	CanSend  string
	Problems []Problem
	// Official is whether it is an official business account.
	Official bool
	// OnPhone is whether the phone app runs on it too (coexistence): then 20
	// messages a second are the limit.
	OnPhone bool
}

// Problem is something that keeps a number from sending.
type Problem struct {
	// Where is PHONE_NUMBER, MESSAGE_TEMPLATE, WABA, BUSINESS or APP.
	Where    string
	Code     int
	Text     string
	Solution string
}
